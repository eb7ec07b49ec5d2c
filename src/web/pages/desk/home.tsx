/** First screen of every role: what waits for me, what goes on without me, how it stands. */
import { ROLE_NAMES, type Role } from '#kernel/actor.ts'
import type { Route } from './+types/home.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { inLang, langOfPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, requireViewer } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { TodoList } from '../../ui/todo-list.tsx'
import { NotConfirmed } from '../account/not-confirmed.tsx'
import { stateTones, stateWord } from '../achievement/achievements-words.ts'
import { LotStateBadge } from '../trading/lot-state.tsx'
import { ContractStateBadge } from '../contract/contract-state.tsx'
import { figureSources, type DeskFigure } from './figure-sources.ts'
import styles from './home.module.css'
import { text } from './home.text.ts'
import { RegistrationStanding, RestingRoles } from '../party/parties-standing.tsx'
import { Begin } from './home-begin.tsx'
import { todoSources } from './todo-sources.ts'
import { watchSources, type WatchItem } from './watch-sources.ts'

const WATCHED = 8

/** What is live first, then what changes next, then what waits for somebody. */
const stepOf = ({ state, nextAt }: WatchItem): string => (state === 'bidding' ? '' : (nextAt ?? '9999'))
const byNextStep = (left: WatchItem, right: WatchItem): number => stepOf(left).localeCompare(stepOf(right))

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const given = { api: apiOf(context), viewer, lang: langOfPath(new URL(request.url).pathname) }
  const ask = async <Item,>(sources: readonly { readonly roles: readonly Role[]; readonly load: (of: typeof given) => Promise<readonly Item[]> }[]) => {
    const found = await Promise.all(sources.filter(({ roles }) => holdsAny(viewer, roles)).map(({ load }) => ifAllowed(load(given))))
    return found.flatMap((items) => items ?? [])
  }
  const [items, watched, figures, me] = await Promise.all([ask(todoSources), ask(watchSources), ask(figureSources), given.api.party.me({})])
  const organisations = [...new Map(me.mandates.map(({ organisation }) => [organisation.id, organisation])).values()]
  return { items, watched: watched.toSorted(byNextStep).slice(0, WATCHED), figures, organisations, resting: me.resting }
}

export const handle = withMoments<typeof loader>(({ items, watched }) => [
  ...items.map(({ dueAt }) => ({ name: 'nextTask' as const, at: dueAt })),
  ...watched.map(({ nextAt }) => ({ name: 'nextWatched' as const, at: nextAt })),
])

const DeskHome = ({ loaderData: { items, watched, figures, organisations, resting } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const roles = [...new Set(viewer?.mandates.map(({ role }) => role))]
  return (
    <Page width="wide">
      <PageHead title={say('hello', { name: viewer ? inLang(viewer.name, lang) : '' })} subtitle={roles.map((role) => ROLE_NAMES[role][lang]).join(' · ')} />
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
                <WatchedState item={item} />
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
              <Figure key={figure.label} figure={figure} />
            ))}
          </Stats>
        </Section>
      ) : null}
    </Page>
  )
}
export default DeskHome

const WatchedState = ({ item }: { readonly item: WatchItem }) => {
  const lang = useLang()
  if (item.kind === 'lot') return <LotStateBadge state={item.state} />
  if (item.kind === 'contract') return <ContractStateBadge state={item.state} />
  return <StateBadge tone={stateTones[item.state]}>{stateWord(item.state, lang)}</StateBadge>
}

const Figure = ({ figure: { label, minor, count, to } }: { readonly figure: DeskFigure }) => {
  const say = useSay(text)
  const value = minor === undefined ? count : <Price minor={minor} size="l" isShort />
  return <Stat label={say(label)} to={to} value={value} unit={minor === undefined ? say('items') : ''} />
}
