/** 天天拍: what opens on which day, as a month or a list. */
import { Link, useLocation } from 'react-router'
import type { Route } from './+types/calendar.ts'
import { FIELDS } from '#kernel/field.ts'
import { dateOf } from '#kernel/instant.ts'
import { REGION_CODES, regionName } from '#modules/party/core/region.ts'
import { formatDate, formatDayMonth, formatTime, formatWeekday } from '../../i18n/dates.ts'
import { inLang, localPath, useInLang, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import type { Address } from '../../i18n/place.ts'
import { apiOf, nowOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FilteredPage, FilterPanel, type FilterGroup } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { DownloadButton, LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { demandWord } from '../demand/demands-words.ts'
import { lotPage } from '../trading/addresses.ts'
import { auctionSessionPage, auctionSessionsPage, calendarFeed, slotPage } from './addresses.ts'
import { calendarAsked, REGIMES, RIGHTS } from './calendar-asked.server.ts'
import { daysIn, firstDay, monthBeside, monthOf, weeksOf, type CalendarDay } from './calendar-month.ts'
import styles from './calendar.module.css'
import { text } from './calendar.text.ts'
import { rightWord } from './session-words.ts'

/** Of one day in the month view; the list has them all. */
const SHOWN = 3

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const today = dateOf(nowOf(context))
  const month = monthOf(search.get('month'), today)
  const api = apiOf(context)
  const found = await orNotFound(api.session.calendar.get({ from: firstDay(month), days: daysIn(month), ...calendarAsked(search) }))
  const markets = (await api.party.list({ kind: 'market', limit: 100 })).items.map(({ id, name }) => ({ id, name }))
  return { ...found, markets, month, today, isList: search.get('view') === 'list', rights: RIGHTS, regimes: REGIMES }
}

type Loaded = Route.ComponentProps['loaderData']
type Event = Loaded['items'][number]

const groupsOf = ({ organisers, markets, rights, regimes }: Loaded, lang: Lang, say: (key: keyof typeof text.zh) => string): FilterGroup[] => [
  { name: 'field', label: say('field'), kind: 'one', options: FIELDS.map((value) => ({ value, label: demandWord('field', value, lang) })) },
  { name: 'right', label: say('right'), kind: 'one', options: rights.map((value) => ({ value, label: rightWord(value, lang) })) },
  { name: 'regime', label: say('regime'), kind: 'one', options: regimes.map((value) => ({ value, label: say(`regime.${value}`) })) },
  { name: 'region', label: say('branch'), kind: 'one', options: BRANCHES.map((value) => ({ value, label: inLang(regionName(value), lang) })) },
  { name: 'organiser', label: say('organiser'), kind: 'one', options: organisers.map(({ id, name }) => ({ value: id, label: inLang(name, lang) })) },
  // With one market there is nobody beside it.
  ...(markets.length > 1
    ? [{ name: 'partner', label: say('partner'), kind: 'one' as const, options: markets.map(({ id, name }) => ({ value: id, label: inLang(name, lang) })) }]
    : []),
]
/** The province and its cities: the market and its branches. */
const BRANCHES = ['330000', ...REGION_CODES.filter((code) => code.startsWith('33') && code !== '330000')]

const CalendarPage = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { search } = useLocation()
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        actions={
          <span className={styles.acts}>
            <LinkButton to={auctionSessionsPage()} variant="default">
              {say('sessions')}
            </LinkButton>
            <DownloadButton href={`${localPath(lang, calendarFeed())}${feedSearch(search)}`}>{say('feed')}</DownloadButton>
          </span>
        }
      />
      <Tabs
        label={say('view')}
        param="view"
        tabs={[
          { value: 'month', label: say('month') },
          { value: 'list', label: say('list') },
        ]}
      />
      <FilteredPage filters={<FilterPanel keep={['view', 'month']} groups={groupsOf(loaderData, lang, say)} />}>
        <Months month={loaderData.month} />
        {loaderData.isCut ? <Banner tone="info">{say('cut')}</Banner> : null}
        {loaderData.items.length === 0 ? <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState> : null}
        {loaderData.isList ? <EventList data={loaderData} /> : <Month data={loaderData} />}
      </FilteredPage>
    </Page>
  )
}
export default CalendarPage

/** The feed follows the filters, and no month. */
const OF_PAGE: readonly string[] = ['month', 'view']

const feedSearch = (search: string): string => {
  const kept = [...new URLSearchParams(search)].filter(([name, value]) => value !== '' && !OF_PAGE.includes(name))
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

const Months = ({ month }: { readonly month: string }) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  const to = (shown: string | null): Address => {
    const params = new URLSearchParams(search)
    params.delete('month')
    if (shown !== null) params.set('month', shown)
    return `${pathname}?${params}` as Address
  }
  return (
    <nav className={styles.months} aria-label={say('month')}>
      <Link to={to(monthBeside(month, -1))} preventScrollReset>
        ← {say('previous')}
      </Link>
      <strong>{lang === 'zh' ? `${month.slice(0, 4)}年${Number(month.slice(5))}月` : formatDate(firstDay(month), lang).replace(/^1 /, '')}</strong>
      <Link to={to(monthBeside(month, 1))} preventScrollReset>
        {say('next')} →
      </Link>
      <Link to={to(null)} preventScrollReset>
        {say('today')}
      </Link>
    </nav>
  )
}

const Month = ({ data: { month, items, today } }: { readonly data: Loaded }) => {
  const say = useSay(text)
  const lang = useLang()
  const weeks = weeksOf(month, items)
  return (
    <div className={styles.month}>
      <ol className={styles.weekdays} aria-label={say('days')}>
        {weeks[0]?.map(({ date }) => (
          <li key={date}>{formatWeekday(date, lang)}</li>
        ))}
      </ol>
      <ol className={styles.days}>
        {weeks.flat().map((day) => (
          <Day key={day.date} day={day} isToday={day.date === today} />
        ))}
      </ol>
    </div>
  )
}

const Day = ({ day: { date, events, isOfMonth }, isToday }: { readonly day: CalendarDay<Event>; readonly isToday: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  const list = new URLSearchParams(search)
  list.set('view', 'list')
  return (
    <li
      className={styles.day}
      data-outside={isOfMonth ? undefined : ''}
      data-today={isToday ? '' : undefined}
      data-empty={events.length === 0 ? '' : undefined}
    >
      <time dateTime={date} aria-label={formatDate(date, lang)}>
        <span className={styles.dayNumber}>{Number(date.slice(8))}</span>
        <span className={styles.dayName}>
          {formatDayMonth(date, lang)} {formatWeekday(date, lang)}
        </span>
      </time>
      {isOfMonth ? events.slice(0, SHOWN).map((event) => <EventLine key={event.id} event={event} />) : null}
      {isOfMonth && events.length > SHOWN ? (
        <Link className={styles.more} to={`${pathname}?${list}#d${date}`}>
          {say('more', { count: events.length - SHOWN })}
        </Link>
      ) : null}
    </li>
  )
}

const PAGES = { session: auctionSessionPage, slot: slotPage, lot: lotPage } as const
const pageOf = ({ kind, id }: Event) => PAGES[kind](id)

const EventLine = ({ event }: { readonly event: Event }) => {
  const both = useInLang()
  return (
    <span className={styles.event} data-kind={event.kind} data-cancelled={event.isCancelled ? '' : undefined}>
      <span className={styles.hour}>{formatTime(event.startsAt)}</span> <EventName event={event} name={both(event.title)} />
    </span>
  )
}

/** A lot that was taken back has no page any more. */
const EventName = ({ event, name }: { readonly event: Event; readonly name: string }) =>
  event.state === 'withdrawn' ? <span>{name}</span> : <LocalLink to={pageOf(event)}>{name}</LocalLink>

const EventList = ({ data: { month, items } }: { readonly data: Loaded }) => {
  const lang = useLang()
  const days = weeksOf(month, items)
    .flat()
    .filter(({ events, isOfMonth }) => isOfMonth && events.length > 0)
  return (
    <ol className={styles.list}>
      {days.map(({ date, events }) => (
        <li key={date} id={`d${date}`}>
          <h2>
            <time dateTime={date}>
              {formatDayMonth(date, lang)} {formatWeekday(date, lang)}
            </time>
          </h2>
          <ul>
            {events.map((event) => (
              <Listed key={event.id} event={event} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

const Listed = ({ event }: { readonly event: Event }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const facts = [
    event.regime === 'licensed' ? say('regime.licensed') : say(event.kind),
    event.number,
    both(event.organiser.name),
    event.right === null ? '' : rightWord(event.right, lang),
    event.field === null ? '' : demandWord('field', event.field, lang),
  ].filter(Boolean)
  return (
    <li data-kind={event.kind} data-cancelled={event.isCancelled ? '' : undefined}>
      <span className={styles.hour}>{formatTime(event.startsAt)}</span>
      <span className={styles.listed}>
        <EventName event={event} name={both(event.title)} />
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </span>
      <span className={styles.right}>
        {event.isCancelled ? say('cancelled') : event.startingPriceMinor === null ? null : <Price minor={event.startingPriceMinor} size="s" />}
      </span>
    </li>
  )
}
