/** The trading hall: what is on now, what comes next, what takes registrations, what was decided. */
import type { Route } from './+types/trading.ts'
import { useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { tradingIn } from './addresses.ts'
import { CalendarStrip, loadCalendar } from './calendar-strip.tsx'
import { AuctionTable, LotTable } from './trading-tables.tsx'
import { text } from './trading.text.ts'

const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const
const REGIMES = ['bidding', 'licensed'] as const
const STATUSES = ['live', 'upcoming', 'registering', 'finished'] as const
type Status = (typeof STATUSES)[number]

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | undefined => values.find((item) => item === value)

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const search = new URL(request.url).searchParams
  const status: Status = oneOf(STATUSES, search.get('status')) ?? 'live'
  const right = oneOf(RIGHTS, search.get('right'))
  const regime = oneOf(REGIMES, search.get('regime'))
  const ofRegime = regime === undefined ? {} : { regime }
  const q = search.get('q')?.slice(0, 80)
  const cursor = search.get('cursor')?.slice(0, 200)
  const page = cursor === undefined ? {} : { cursor }
  const calendar = loadCalendar(api)
  if (status === 'registering') {
    const lots = await orNotFound(
      api.listing.list({
        state: 'notice',
        ...page,
        ...ofRegime,
        ...(right === undefined ? {} : { right: right === 'assignment' ? 'assignment' : 'licence' }),
      }),
    )
    return { status, auctions: null, lots, days: await calendar }
  }
  const auctions = await orNotFound(
    api.auction.list({ status, ...page, ...ofRegime, ...(right === undefined ? {} : { right }), ...(q === undefined || q === '' ? {} : { q }) }),
  )
  return { status, auctions, lots: null, days: await calendar }
}

const EMPTY = {
  live: { title: 'emptyLive', about: 'emptyLiveAbout', to: tradingIn('upcoming'), link: 'seeUpcoming' },
  upcoming: { title: 'emptyUpcoming', about: 'emptyUpcomingAbout', to: tradingIn('registering'), link: 'seeRegistering' },
  registering: { title: 'emptyRegistering', about: 'emptyRegisteringAbout', to: tradingIn('upcoming'), link: 'seeUpcoming' },
  finished: { title: 'emptyFinished', about: 'emptyFinishedAbout', to: tradingIn('upcoming'), link: 'seeUpcoming' },
} as const

const Empty = ({ status }: { readonly status: Status }) => {
  const say = useSay(text)
  const { title, about, to, link } = EMPTY[status]
  return (
    <EmptyState
      title={say(title)}
      action={
        <LinkButton to={to} variant="default">
          {say(link)}
        </LinkButton>
      }
    >
      {say(about)}
    </EmptyState>
  )
}

const TradingPage = ({ loaderData: { status, auctions, lots, days } }: Route.ComponentProps) => {
  const say = useSay(text)
  useLive(status === 'live' ? 'market' : null, { events: ['bid_accepted', 'state'] })
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <CalendarStrip data={days} />
      <Tabs label={say('tabs')} param="status" tabs={STATUSES.map((value) => ({ value, label: say(value) }))} />
      <FilteredPage
        filters={
          <FilterPanel
            keep={['status']}
            {...(status === 'registering' ? {} : { searchParam: 'q', searchLabel: say('search') })}
            groups={[
              { name: 'right', label: say('right'), kind: 'one', options: RIGHTS.map((value) => ({ value, label: say(`right.${value}`) })) },
              { name: 'regime', label: say('regime'), kind: 'one', options: REGIMES.map((value) => ({ value, label: say(`regime.${value}`) })) },
            ]}
          />
        }
      >
        <Results {...{ status, auctions, lots }} />
        <Pager nextCursor={auctions?.nextCursor ?? lots?.nextCursor ?? null} />
      </FilteredPage>
    </Page>
  )
}
export default TradingPage

const Results = ({ status, auctions, lots }: Pick<Route.ComponentProps['loaderData'], 'status' | 'auctions' | 'lots'>) => {
  if ((auctions ?? lots)?.items.length === 0) return <Empty status={status} />
  if (lots) return <LotTable rows={lots.items} />
  return auctions && status !== 'registering' ? <AuctionTable status={status} rows={auctions.items} /> : null
}
