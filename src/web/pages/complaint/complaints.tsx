/** Where one complains: the channels, how fast the market answers, the form, and one's own complaints. */
import type { Route } from './+types/complaints.ts'
import type { Api } from '../../contract.ts'
import { KINDS, MAX_TEXT } from '#modules/complaint/core/words.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay, type Say } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand, viewerOf, type CommandOutcome } from '../../shell/calls.ts'
import { useVisit } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { loginThen, registerPage } from '../account/addresses.ts'
import { rulePage } from '../rulebook/addresses.ts'
import { countedText } from '../../i18n/room-words.ts'
import { ruleWord } from '../rulebook/rules-words.ts'
import { complaintPage } from './addresses.ts'
import { ComplaintTable } from './complaints-table.tsx'
import { complaintOptions } from './complaints-words.ts'
import { text } from './complaints.text.ts'
import { complaintsPage } from '../site/addresses.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [figures, mine] = await Promise.all([
    api.complaint.figures({}),
    viewerOf(context) === null ? null : orNotFound(api.complaint.mine({ limit: 20, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })),
  ])
  return { figures, mine }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) =>
    api.complaint.file({ kind: KINDS.find((kind) => kind === form.text('kind')) ?? 'other', about: form.text('about'), text: form.text('text') }, call),
  )

type Filed = Awaited<ReturnType<Api['complaint']['file']>>

const ComplaintsPage = ({ loaderData: { figures, mine }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const filed = actionData?.ok ? (actionData.value as Filed) : null
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} />
      {filed ? (
        <Banner tone="success" title={say('sent', { number: filed.number })} isResult>
          {say('sentAbout', { due: formatEnd(filed.dueAt, lang) })} <LocalLink to={complaintPage(filed.complaintId)}>{say('see')}</LocalLink>
        </Banner>
      ) : null}
      <Stack gap={32}>
        <Channels days={figures.answerDays} />
        <Section title={say('form')} isSheet id="form">
          {mine === null ? <LogIn /> : <ComplainForm outcome={actionData} />}
        </Section>
        {mine === null ? null : (
          <Section title={say('mine')} id="mine">
            <ComplaintTable
              caption={say('mine')}
              rows={mine.items}
              nextCursor={mine.nextCursor}
              empty={<EmptyState title={say('mineNone')}>{say('mineNoneAbout')}</EmptyState>}
            />
            <Pager nextCursor={mine.nextCursor} />
          </Section>
        )}
        <Figures figures={figures} />
      </Stack>
    </Page>
  )
}
export default ComplaintsPage

type Figures = Route.ComponentProps['loaderData']['figures']

const Channels = ({ days }: { readonly days: Figures['answerDays'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const { complaints, contact } = useVisit().site.operator
  const direct = complaints ?? contact
  return (
    <Section title={say('channels')} id="channels">
      <FactsTable
        rows={[
          { label: say('direct'), value: direct === null ? null : inLang(direct), absent: say('absent') },
          {
            label: say('online'),
            value: (
              <>
                {say('onlineAbout', { days: countedText(days.count, ruleWord('unit', days.unit, lang), lang) })}{' '}
                <LocalLink to={rulePage('complaint.answer')}>{say('rule')}</LocalLink>
              </>
            ),
          },
          { label: say('otherWays'), value: say('otherWaysAbout') },
        ]}
      />
    </Section>
  )
}

const LogIn = () => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Stack>
      <p>{say('loginAbout')}</p>
      <FormActions>
        <LinkButton to={loginThen(localPath(lang, complaintsPage()))}>{say('login')}</LinkButton>
        <LinkButton to={registerPage()} variant="default">
          {say('register')}
        </LinkButton>
      </FormActions>
    </Stack>
  )
}

const ComplainForm = ({ outcome }: { readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <ActionForm intent="file" outcome={outcome} label={say('form')}>
      <Draft form="file">
        <SelectField name="kind" label={say('kind')} isRequired options={complaintOptions('kind', KINDS, lang)} />
        <TextField name="about" label={say('about')} help={say('aboutHelp')} maxLength={200} />
        <TextAreaField name="text" label={say('text')} help={say('textHelp')} isRequired rows={6} maxLength={MAX_TEXT} />
        <FormActions>
          <Submit>{say('submit')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}

const HOURS_OF_TWO_DAYS = 48

const speedText = (hours: number | null, say: Say<keyof typeof text.zh>): string => {
  if (hours === null) return say('none')
  if (hours === 0) return say('underAnHour')
  const [count, unit] = hours < HOURS_OF_TWO_DAYS ? [hours, 'hours' as const] : [Math.ceil(hours / 24), 'days' as const]
  return say(count === 1 ? `${unit}_one` : unit, { count })
}

const Figures = ({ figures }: { readonly figures: Figures }) => {
  const say = useSay(text)
  return (
    <Section title={say('figures')} about={say('figuresAbout')} id="figures">
      <Stats>
        <Stat label={say('received')} value={figures.received} />
        <Stat label={say('answered')} value={figures.answered} note={say('inTime', { count: figures.answeredInTime })} />
        <Stat label={say('open')} value={figures.open} note={say('overdue', { count: figures.overdue })} />
        <Stat label={say('withdrawn')} value={figures.withdrawn} />
        <Stat label={say('speed')} value={speedText(figures.medianHours, say)} />
      </Stats>
    </Section>
  )
}
