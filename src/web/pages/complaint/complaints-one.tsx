/** One complaint, for who made it and for the officers: what it says, when an answer is due, the answer. */
import { useActionData } from 'react-router'
import type { Route } from './+types/complaints-one.ts'
import { OUTCOMES } from '#modules/complaint/core/words.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField } from '../../ui/fields.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { complaintsDesk } from './addresses.ts'
import { ComplaintState } from './complaints-table.tsx'
import { complaintOptions, complaintWord } from './complaints-words.ts'
import styles from './complaints.module.css'
import { text } from './complaints.text.ts'
import { complaintsPage } from '../site/addresses.ts'

export const meta: Route.MetaFunction = ({ loaderData, params }) => plainTitle(params.lang, loaderData?.complaint.number ?? '')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const complaint = await orNotFound(api.complaint.get({ id: params.id }))
  const next = await nextActs(api, { kind: 'complaint', state: complaint.state, until: complaint.dueAt })
  return { next, complaint: { ...complaint, acts: wordedActs(langOfPath(new URL(request.url).pathname), complaint.acts) } }
}

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const { id } = params
    if (form.text('intent') === 'withdraw') await api.complaint.withdraw({ id }, call)
    else await api.complaint.answer({ id, outcome: OUTCOMES.find((outcome) => outcome === form.text('outcome')) ?? 'unfounded', text: form.text('text') }, call)
    return null
  })

type Complaint = Route.ComponentProps['loaderData']['complaint']
type Outcome = ReturnType<typeof useActionData<typeof action>>

const ComplaintPage = ({ loaderData: { complaint, next } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const outcome = useActionData<typeof action>()
  return (
    <Page width="narrow">
      <PageHead
        title={complaintWord('kind', complaint.kind, lang)}
        number={complaint.number}
        state={<ComplaintState complaint={complaint} />}
        trail={[{ label: say('title'), to: localPath(lang, complaint.isOwn ? complaintsPage() : complaintsDesk()) }]}
      />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say(outcome.intent === 'withdraw' ? 'doneWithdraw' : 'doneAnswer')}
        </Banner>
      ) : null}
      <NextActs outcome={outcome} acts={next} />
      {complaint.state === 'received' ? <Banner tone="info">{say('waiting', { due: formatEnd(complaint.dueAt, lang) })}</Banner> : null}
      <Stack gap={24}>
        <Section title={say('facts')} isSheet>
          <FactsTable
            rows={[
              ...(complaint.complainant === null ? [] : [{ label: say('complainant'), value: inLang(complaint.complainant) }]),
              { label: say('filed'), value: formatInstant(complaint.filedAt, lang) },
              { label: say('due'), value: formatEnd(complaint.dueAt, lang) },
              ...(complaint.about === '' ? [] : [{ label: say('about'), value: complaint.about }]),
            ]}
          />
          <p className={styles.words}>{complaint.text}</p>
        </Section>
        {complaint.state === 'answered' ? <Answer complaint={complaint} /> : null}
        <Acts complaint={complaint} outcome={outcome} />
      </Stack>
    </Page>
  )
}
export default ComplaintPage

const Answer = ({ complaint: { outcome, closedAt, answer } }: { readonly complaint: Complaint }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('answer')} isSheet>
      <FactsTable
        rows={[
          { label: say('outcome'), value: outcome === null ? null : complaintWord('outcome', outcome, lang) },
          { label: say('closed'), value: closedAt === null ? null : formatInstant(closedAt, lang) },
        ]}
      />
      <p className={styles.words}>{answer}</p>
    </Section>
  )
}

const Acts = ({ complaint, outcome }: { readonly complaint: Complaint; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  if (complaint.state !== 'received') return null
  const controls = {
    answer: (
      <ConfirmAct intent="answer" outcome={outcome} label={say('answerAct')} about={say('answerAbout')} consequences={[]} confirmLabel={say('answerConfirm')}>
        <SelectField name="outcome" label={say('outcome')} isRequired options={complaintOptions('outcome', OUTCOMES, lang)} />
        <TextAreaField name="text" label={say('answerText')} isRequired rows={6} maxLength={5000} />
      </ConfirmAct>
    ),
    withdraw: (
      <ConfirmAct
        intent="withdraw"
        tone="quiet"
        outcome={outcome}
        label={say('withdrawAct')}
        about={say('withdrawAbout')}
        consequences={[]}
        confirmLabel={say('withdrawConfirm')}
      />
    ),
  }
  return <ActPanel acts={complaint.acts.map(({ act, reason }) => ({ key: act, label: say(`${act}Act`), reason, control: controls[act] }))} />
}
