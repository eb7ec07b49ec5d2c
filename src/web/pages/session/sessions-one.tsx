/** One session: what it is, when it begins, its lots and what came of them. */
import type { Route } from './+types/sessions-one.ts'
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LinkButton, LocalLink } from '../../ui/links.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { loginThen } from '../account/addresses.ts'
import { demandWord } from '../demand/demands-words.ts'
import { auctionSessionPage, auctionSessionsPage, ownEntriesPage, partnerMarketPage, sessionFeed, sessionHall, sessionRoadshow } from './addresses.ts'
import { roadshowLink } from './roadshow-link.server.ts'
import { SessionPapers } from './session-papers.tsx'
import { RunningOrder } from './running-order.tsx'
import { percent, placeText, sessionSign, type Session } from './session-words.ts'
import styles from './sessions.module.css'
import { text } from './sessions.text.ts'
import { useSession } from './use-session.ts'
import { WatchForm } from './watch-form.tsx'

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  const shown = loaderData?.session
  return shown ? plainTitle(lang, inLang(shown.title, langOfParam(lang)), inLang(shown.summary, langOfParam(lang))) : plainTitle(lang, '')
}

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const [session, { items }] = await Promise.all([orNotFound(api.session.get({ id })), orNotFound(api.session.slots.list({ id }))])
  return { session, roadshow: roadshowLink(items, langOfPath(new URL(request.url).pathname)) }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) =>
    form.text('intent') === 'unwatch' ? api.session.unwatch({ subject: id }, call) : api.session.watch({ subject: id }, call),
  )

const SessionPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { session, live } = useSession(loaderData.session)
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { tone, word } = sessionSign(session.state, lang)
  const other = lang === 'zh' ? session.title.en : session.title.zh
  const deadline =
    session.state === 'announced'
      ? { label: say('startsIn'), at: session.startsAt }
      : session.state === 'running'
        ? { label: say('endsIn'), at: session.endsAt }
        : null
  const shown = session.entries.filter(({ standing }) => standing === 'admitted' || standing === 'released')
  return (
    <Page width="wide">
      <PageHead
        title={both(session.title)}
        subtitle={other === both(session.title) ? null : other}
        number={session.number}
        state={<StateBadge tone={tone}>{word}</StateBadge>}
        deadline={deadline}
        trail={[{ label: say('title'), to: localPath(lang, auctionSessionsPage()) }]}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say(actionData.intent === 'watch' ? 'watched' : 'unwatched')}
        </Banner>
      ) : null}
      {session.state === 'cancelled' ? <Banner tone="warning">{say('cancelled', { reason: session.reason ?? '' })}</Banner> : null}
      <Stack gap={32}>
        <About session={session} roadshow={loaderData.roadshow} outcome={actionData} />
        {session.state === 'held' ? <Results session={session} /> : null}
        <Section
          title={say('order')}
          about={session.state === 'held' ? null : say('orderAbout')}
          aside={session.state === 'running' ? <LiveSign state={live} /> : null}
        >
          {shown.length === 0 ? <EmptyState title={say('waiting')}>{say('waitingAbout')}</EmptyState> : <RunningOrder entries={shown} />}
        </Section>
        <p>
          <SealLink subject={session.id} />
        </p>
      </Stack>
    </Page>
  )
}
export default SessionPage

interface AboutProps {
  readonly session: Session
  /** What leads to it is called by the server: the page brings no words of it. */
  readonly roadshow: string | null
  readonly outcome: Route.ComponentProps['actionData']
}

const About = ({ session, roadshow, outcome }: AboutProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const page = localPath(lang, auctionSessionPage(session.id))
  return (
    <Section title={say('facts')} isSheet>
      <p className={styles.summary}>{both(session.summary)}</p>
      <FactsTable
        columns={2}
        rows={[
          { label: say('time'), value: `${formatInstant(session.startsAt, lang)} – ${formatInstant(session.endsAt, lang)}` },
          { label: say('where'), value: placeText(session, { online: say('online'), shown: both(session.place) }) },
          { label: say('organiser'), value: both(session.organiser.name) },
          { label: say('branch'), value: both(session.regionName) },
          { label: say('field'), value: session.field === null ? say('anyField') : demandWord('field', session.field, lang) },
          {
            label: say('partners'),
            value:
              session.partners.length === 0
                ? null
                : session.partners.map(({ id, name }) => (
                    <LocalLink key={id} to={partnerMarketPage(id)}>
                      {both(name)}
                    </LocalLink>
                  )),
          },
        ]}
      />
      <div className={styles.acts}>
        <WatchForm isWatched={session.isWatched} canWatch={session.canWatch} outcome={outcome} logIn={loginThen(page)} />
        {isAllowed(session.acts, 'askLot') ? (
          <LinkButton to={ownEntriesPage()} variant="default">
            {say('ask')}
          </LinkButton>
        ) : null}
        {roadshow === null ? null : (
          <LinkButton to={sessionRoadshow(session.id)} variant="default">
            {roadshow}
          </LinkButton>
        )}
        <LinkButton to={sessionHall(session.id)} variant="default">
          {say('hall')}
        </LinkButton>
        <DownloadButton href={localPath(lang, sessionFeed(session.id))}>{say('feed')}</DownloadButton>
      </div>
      <SessionPapers papers={session.papers} />
    </Section>
  )
}

const Results = ({ session: { totals } }: { readonly session: Session }) => {
  const say = useSay(text)
  return (
    <Section title={say('results')} about={say('resultsAbout')} id="results">
      <Stats>
        <Stat label={say('soldCount')} value={totals.soldCount} note={say('ofLots', { count: totals.lotCount })} />
        <Stat label={say('startTotal')} value={<Price minor={totals.startTotalMinor} size="m" isShort />} note={say('ofLots', { count: totals.lotCount })} />
        <Stat label={say('priceTotal')} value={<Price minor={totals.priceTotalMinor} size="m" isShort />} note={say('ofLots', { count: totals.soldCount })} />
        <Stat label={say('premium')} value={totals.premiumBasisPoints === null ? '—' : percent(totals.premiumBasisPoints)} />
      </Stats>
    </Section>
  )
}
