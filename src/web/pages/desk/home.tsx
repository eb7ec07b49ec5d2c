/** First screen of every role: what waits for me, what goes on without me, how it stands. */
import { useSearchParams } from 'react-router'
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Route } from './+types/home.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { inLang, langOfPath, useForeign, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { withMoments } from '../../shell/moments.ts'
import { useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { TodoList } from '../../ui/todo-list.tsx'
import { NotConfirmed } from '../account/not-confirmed.tsx'
import styles from './home.module.css'
import { text } from './home.text.ts'
import { RegistrationStanding, RestingRoles } from '../party/parties-standing.tsx'
import { Begin } from './home-begin.tsx'
import type { Asked, DeskFigure, WatchItem } from '../../shell/capability.ts'
import { askAll, waitingFor } from '../../shell/waiting.server.ts'
import { capabilities } from '../../capabilities.server.ts'

const WATCHED = 8
const WATCHES = capabilities.flatMap((each) => each.watched ?? [])
const FIGURES = capabilities.flatMap((each) => each.figures ?? [])

/** What is live first, then what changes next, then what waits for somebody. */
const stepOf = ({ state, nextAt }: WatchItem): string => (state.tone === 'live' ? '' : (nextAt ?? '9999'))
const byNextStep = (left: WatchItem, right: WatchItem): number => stepOf(left).localeCompare(stepOf(right))

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const { checklist, keep } = context.get(appContext)
  const lang = langOfPath(new URL(request.url).pathname)
  const asked: Asked = { api: apiOf(context), viewer, lang, checklist }
  const [awaited, watched, figures, me] = await Promise.all([
    waitingFor(asked, keep),
    keep(`watched ${lang}`, () => askAll(asked, WATCHES)),
    keep(`figures ${lang}`, () => askAll(asked, FIGURES)),
    keep('me', () => asked.api.party.me({})),
  ])
  const organisations = [...new Map(me.mandates.map(({ organisation }) => [organisation.id, organisation])).values()]
  return { items: awaited.map(({ item }) => item), watched: watched.toSorted(byNextStep).slice(0, WATCHED), figures, organisations, resting: me.resting }
}

export const handle = withMoments<typeof loader>(({ items, watched }) => [
  ...items.map(({ dueAt }) => ({ name: 'nextTask' as const, at: dueAt })),
  ...watched.map(({ nextAt }) => ({ name: 'nextWatched' as const, at: nextAt })),
])

const DeskHome = ({ loaderData: { items, watched, figures, organisations, resting } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const foreign = useForeign()
  const viewer = useViewer()
  const roles = [...new Set(viewer?.mandates.map(({ role }) => role))]
  return (
    <Page width="wide">
      <PageHead title={say('hello', { name: viewer ? inLang(viewer.name, lang) : '' })} subtitle={roles.map((role) => ROLE_NAMES[role][lang]).join(' · ')} />
      <Joined />
      {viewer && !viewer.isVerified ? <NotConfirmed /> : null}
      <RestingRoles items={resting} />
      {organisations.map((organisation) => (
        <RegistrationStanding key={organisation.id} organisation={organisation} withLink />
      ))}
      {organisations.length + resting.length === 0 ? <Begin /> : null}
      {organisations.length === 0 ? null : (
        <Section title={say('waiting')}>
          <TodoList items={items} />
        </Section>
      )}
      {watched.length > 0 ? (
        <Section title={say('watching')} about={say('watchingAbout')}>
          <ul className={styles.watched}>
            {watched.map((item) => (
              <li key={item.key}>
                <LocalLink to={item.to}>{item.subject}</LocalLink>
                <StateBadge tone={item.state.tone}>{item.state.word}</StateBadge>
                <span className={styles.who} lang={foreign(item.who)}>
                  {item.who === null ? '' : say('next', { who: item.who })}
                </span>
                <span className={styles.until}>{item.nextAt ? say('until', { time: formatEnd(item.nextAt, lang) }) : ''}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {figures.length > 0 ? (
        <Section title={say('figures')}>
          <Stats>
            {figures.map((figure) => (
              <Figure key={figure.label.en + figure.to} figure={figure} />
            ))}
          </Stats>
        </Section>
      ) : null}
    </Page>
  )
}
export default DeskHome

/** The first sight after an invitation was accepted. */
const Joined = () => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const [search] = useSearchParams()
  const organisationId = search.get('joined') ?? ''
  const organisation = viewer?.organisationNames[organisationId]
  const roles = viewer?.mandates.filter((mandate) => mandate.organisationId === organisationId) ?? []
  if (!organisation || roles.length === 0) return null
  return (
    <Banner tone="success" isResult>
      {say('joined', { organisation: inLang(organisation, lang), roles: roles.map(({ role }) => ROLE_NAMES[role][lang]).join(lang === 'zh' ? '、' : ', ') })}
    </Banner>
  )
}

const Figure = ({ figure: { label, minor, count, to } }: { readonly figure: DeskFigure }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const value = minor === undefined ? count : <Price minor={minor} size="l" isShort />
  return <Stat label={inLang(label)} to={to} value={value} unit={minor === undefined ? say('items') : ''} />
}
