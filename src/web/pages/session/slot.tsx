/** One roadshow slot: what is shown when, its slides, what was asked and what everybody was told. */
import type { Route } from './+types/slot.ts'
import { inLang, langOfParam, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, orNotFound, runCommand, viewerOf } from '../../shell/calls.ts'
import { FieldProblem } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotPage } from '../trading/addresses.ts'
import { auctionSessionPage, sessionRoadshow } from './addresses.ts'
import { languagesText, SHORT_DIGEST, SLOT_TONES, slotTime, type Slot } from './roadshow-words.ts'
import styles from './roadshow.module.css'
import { text } from './roadshow.text.ts'
import { ClerkActs, SellerActs } from './slot-acts.tsx'
import { AskForm, Questions } from './slot-questions.tsx'

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  const name = loaderData?.slot.lots[0]?.title
  return plainTitle(lang, name ? `${langOfParam(lang) === 'zh' ? text.zh.title : text.en.title} · ${inLang(name, langOfParam(lang))}` : '')
}

const NO_FILE = { zh: '请选择PDF文件。', en: 'Choose a PDF file.' }

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const slot = await orNotFound(api.session.slots.get({ id }))
  const own = [...new Set((viewerOf(context)?.mandates ?? []).flatMap(({ role, organisationId }) => (role === 'enterprise' ? [organisationId] : [])))]
  const askers = await Promise.all(
    own.map(async (organisationId) => ({ id: organisationId, name: (await orNotFound(api.party.get({ id: organisationId }))).name })),
  )
  return { slot: { ...slot, acts: wordedActs(lang, slot.acts) }, askers }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const question = { id: form.text('questionId') }
    switch (form.text('intent').split(':')[0]) {
      case 'ask': {
        const organisationId = form.optional('organisationId')
        const shownAs = form.text('shownAs') === 'name' ? 'name' : 'number'
        return api.session.askQuestion({ id, question: form.text('question'), shownAs, ...(organisationId === undefined ? {} : { organisationId }) }, call)
      }
      case 'answer':
        return api.session.answerQuestion({ ...question, answer: form.text('answer') }, call)
      case 'decline':
        return api.session.declineQuestion({ ...question, reason: form.text('reason') }, call)
      case 'prepare':
        return api.session.prepareSlot({ id, speaker: form.bilingual('speaker'), languages: form.all('languages') as ('zh' | 'en')[] }, call)
      case 'slides': {
        const documentId = await keepFile(api, { form, name: 'documentId', kind: 'other' })
        if (documentId === null) throw new FieldProblem('documentId', NO_FILE)
        return api.session.putSlides({ id, documentId }, call)
      }
      case 'move':
        return api.session.moveSlot({ id, startsAt: form.instant('startsAt'), minutes: form.int('minutes') }, call)
      case 'cancel':
        return api.session.cancelSlot({ id, reason: form.text('reason') }, call)
      default:
        return null
    }
  })

const SlotPage = ({ loaderData: { slot, askers }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  useLive(slot.id, { events: ['session'], isRevalidating: true })
  const { phase } = slot
  const deadline = phase === 'coming' ? { label: say('startsIn'), at: slot.startsAt } : phase === 'on' ? { label: say('endsIn'), at: slot.endsAt } : null
  const intent = actionData?.intent.split(':')[0]
  return (
    <Page width="wide">
      <PageHead
        title={slot.lots.map(({ title }) => both(title)).join(lang === 'zh' ? '；' : '; ')}
        subtitle={`${say('title')} · ${slotTime(slot, lang)}`}
        number={slot.session.number}
        state={<StateBadge tone={SLOT_TONES[phase]}>{say(`phase.${phase}`)}</StateBadge>}
        deadline={deadline}
        trail={[
          { label: both(slot.session.title), to: localPath(lang, auctionSessionPage(slot.session.id)) },
          { label: say('title'), to: localPath(lang, sessionRoadshow(slot.session.id)) },
        ]}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say(intent === 'ask' ? 'done.ask' : intent === 'answer' ? 'done.answer' : 'done')}
        </Banner>
      ) : null}
      {slot.reason === null ? null : <Banner tone="warning">{say('cancelled', { reason: slot.reason })}</Banner>}
      <Stack gap={32}>
        <Facts slot={slot} />
        <SellerActs slot={slot} outcome={actionData} />
        <ClerkActs slot={slot} outcome={actionData} />
        <Questions slot={slot} outcome={actionData} />
        <AskForm slot={slot} askers={askers} outcome={actionData} />
        <p>
          <SealLink subject={slot.id} />
        </p>
      </Stack>
    </Page>
  )
}
export default SlotPage

const Facts = ({ slot }: { readonly slot: Omit<Slot, 'acts'> }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Section title={say('facts')} isSheet id="slides">
      <FactsTable
        columns={2}
        rows={[
          { label: say('time'), value: slotTime(slot, lang) },
          { label: say('seller'), value: both(slot.seller.name) },
          { label: say('speaker'), value: slot.speaker === null ? null : both(slot.speaker), absent: say('speakerOpen') },
          { label: say('language'), value: languagesText(slot.languages, lang) },
          {
            label: say('lots'),
            value: (
              <>
                {slot.lots.map(({ id, number, title, state }) => (
                  <span key={id}>
                    {/* What was taken back has no page any more. */}
                    {state === 'withdrawn' ? both(title) : <LocalLink to={lotPage(id)}>{both(title)}</LocalLink>} {number}{' '}
                  </span>
                ))}
              </>
            ),
          },
        ]}
      />
      <Slides slot={slot} />
    </Section>
  )
}

const Slides = ({ slot: { slides, phase } }: { readonly slot: Pick<Slot, 'slides' | 'phase'> }) => {
  const say = useSay(text)
  const lang = useLang()
  if (slides === null) return <p>{say(phase === 'coming' ? 'slidesNone' : 'slidesOver')}</p>
  const { documentId, name, putAt, sha256 } = slides
  return (
    <>
      <div className={styles.acts}>
        <DownloadButton href={`/api/v1/documents/${documentId}/content`}>{say('slidesGet')}</DownloadButton>
      </div>
      <p className={styles.sub}>{say('slidesAbout', { name, at: formatInstant(putAt, lang), digest: `${sha256.slice(0, SHORT_DIGEST)}…` })}</p>
    </>
  )
}
