/** A clerk's session: what it is, its lots and their order, what sellers ask, what is to be done. */
import type { ReactNode } from 'react'
import type { Route } from './+types/sessions-desk-one.ts'
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { DateTimeField, TextAreaField } from '../../ui/fields.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { localInput } from '../../ui/local-input.ts'
import { LinkButton } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { demandWord } from '../demand/demands-words.ts'
import { auctionSessionPage, editSessionPage, roadshowDesk, sessionsDesk } from './addresses.ts'
import { candidatesFor } from './candidates.server.ts'
import { SessionPapers } from './session-papers.tsx'
import { AskedLots, Candidates, OrderedLots } from './sessions-desk-lots.tsx'
import type { DeskLoaded, DeskOutcome } from './sessions-desk-loaded.ts'
import { placeText, sessionSign } from './session-words.ts'
import { text } from './sessions-desk.text.ts'
import { text as words } from './sessions.text.ts'

export const meta: Route.MetaFunction = ({ loaderData, params }) =>
  plainTitle((params as { readonly lang?: string }).lang, loaderData ? `${loaderData.session.number} ${loaderData.session.title.zh}` : '')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const session = await orNotFound(api.session.get({ id: params.id }))
  const [next, candidates] = await Promise.all([
    nextActs(api, { kind: 'session', state: session.state, until: session.startsAt }),
    isAllowed(session.acts, 'addLot') ? candidatesFor(api, session) : [],
  ])
  const isIn = new Set(session.entries.filter(({ standing }) => standing === 'asked' || standing === 'admitted').map(({ lotId }) => lotId))
  return { session: { ...session, acts: wordedActs(lang, session.acts) }, next, candidates: candidates.filter(({ id }) => !isIn.has(id)) }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ session }, form, call) => {
    const entry = { id: form.text('entryId') }
    const reason = form.text('reason')
    switch (form.text('intent').split(':')[0]) {
      case 'submit':
        return session.submit({ id }, call)
      case 'announce':
        return session.announce({ id }, call)
      case 'sendBack':
        return session.sendBack({ id, reason }, call)
      case 'cancel':
        return session.cancel({ id, reason }, call)
      case 'reschedule':
        return session.reschedule({ id, startsAt: form.instant('startsAt'), endsAt: form.instant('endsAt'), reason }, call)
      case 'addLot':
        return session.addLot({ id, lotId: form.text('lotId') }, call)
      case 'admit':
        return session.admit(entry, call)
      case 'decline':
        return session.decline({ ...entry, reason }, call)
      case 'remove':
        return session.remove(entry, call)
      case 'up':
        return session.move({ ...entry, direction: 'up' }, call)
      case 'down':
        return session.move({ ...entry, direction: 'down' }, call)
      default:
        return null
    }
  })

const SessionDesk = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { session, next, candidates } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { tone, word } = sessionSign(session.state, lang)
  return (
    <Page width="wide">
      <PageHead
        title={both(session.title)}
        number={session.number}
        state={<StateBadge tone={tone}>{word}</StateBadge>}
        trail={[{ label: say('title'), to: localPath(lang, sessionsDesk()) }]}
        actions={
          session.announcedAt === null ? null : (
            <>
              <LinkButton to={roadshowDesk(session.id)} variant="default">
                {say('roadshow')}
              </LinkButton>
              <LinkButton to={auctionSessionPage(session.id)} variant="default">
                {say('view')}
              </LinkButton>
            </>
          )
        }
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={next} />
      <Stack gap={32}>
        <Acts session={session} outcome={actionData} />
        <Facts session={session} />
        <OrderedLots session={session} outcome={actionData} />
        <AskedLots session={session} outcome={actionData} />
        {isAllowed(session.acts, 'addLot') ? <Candidates lots={candidates} outcome={actionData} /> : null}
      </Stack>
    </Page>
  )
}
export default SessionDesk

const Facts = ({ session }: Pick<DeskLoaded, 'session'>) => {
  const say = useSay(text)
  const word = useSay(words)
  const lang = useLang()
  const both = useInLang()
  return (
    <Section title={say('facts')} isSheet>
      <p>{both(session.summary)}</p>
      <FactsTable
        columns={2}
        rows={[
          { label: say('when'), value: `${formatInstant(session.startsAt, lang)} – ${formatInstant(session.endsAt, lang)}` },
          { label: say('where'), value: placeText(session, { online: word('online'), shown: both(session.place) }) },
          { label: say('organiser'), value: both(session.organiser.name) },
          { label: say('region'), value: both(session.regionName) },
          { label: say('field'), value: session.field === null ? word('anyField') : demandWord('field', session.field, lang) },
          { label: say('partners'), value: session.partners.map(({ name }) => both(name)).join(lang === 'zh' ? '、' : ', ') },
          { label: say('reason'), value: session.reason },
        ]}
      />
      <SessionPapers papers={session.papers} />
    </Section>
  )
}

type ShownAct = 'submit' | 'announce' | 'sendBack' | 'cancel' | 'revise' | 'reschedule'
const SHOWN: readonly string[] = ['announce', 'submit', 'revise', 'sendBack', 'reschedule', 'cancel'] satisfies readonly ShownAct[]

const Acts = ({ session, outcome }: Pick<DeskLoaded, 'session'> & { readonly outcome: DeskOutcome }) => {
  const say = useSay(text)
  const reason = <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />
  const confirm = (act: Exclude<ShownAct, 'revise'>, isQuiet: boolean, more?: ReactNode) => (
    <ConfirmAct
      intent={act}
      outcome={outcome}
      label={say(`${act}Act`)}
      about={say(`${act}About`)}
      consequences={[]}
      confirmLabel={say(`${act}Act`)}
      tone={isQuiet ? 'quiet' : 'main'}
      isFinal={act === 'cancel'}
    >
      {more}
      {isQuiet ? reason : null}
    </ConfirmAct>
  )
  const controls = {
    announce: confirm('announce', false),
    submit: confirm('submit', false),
    revise: (
      <LinkButton to={editSessionPage(session.id)} variant="default">
        {say('reviseAct')}
      </LinkButton>
    ),
    sendBack: confirm('sendBack', true),
    reschedule: confirm(
      'reschedule',
      true,
      <>
        <DateTimeField name="startsAt" label={say('startsAt')} isRequired defaultValue={localInput(session.startsAt)} />
        <DateTimeField name="endsAt" label={say('endsAt')} isRequired defaultValue={localInput(session.endsAt)} />
      </>,
    ),
    cancel: confirm('cancel', true),
  }
  const acts = session.acts
    .filter(({ act, refusal }) => SHOWN.includes(act) && refusal?.code !== 'session.wrong_state')
    .toSorted((a, b) => SHOWN.indexOf(a.act) - SHOWN.indexOf(b.act))
  return (
    <ActPanel acts={acts.map(({ act, reason: why }) => ({ key: act, label: say(`${act as ShownAct}Act`), reason: why, control: controls[act as ShownAct] }))} />
  )
}
