/** Events of the market as calendars of other programs read them (RFC 5545): the same event keeps its name for ever, so that a change finds it. */
import ical, { ICalEventStatus } from 'ical-generator'
import { HOUR_MS } from '#kernel/instant.ts'
import type { Api } from '../../contract.ts'
import { inLang, localPath, texts, sayIn, type Lang } from '../../i18n/lang.ts'
import { lotPage } from '../trading/addresses.ts'
import { auctionSessionPage, slotPage } from './addresses.ts'

type Event = Awaited<ReturnType<Api['session']['calendar']['get']>>['items'][number]

const text = texts({
  zh: { name: '浙江拍竞价日历', session: '专场：{title}', slot: '路演：{title}', lot: '竞价：{title}', by: '{number} · {organiser}', online: '线上' },
  en: {
    name: 'Zhepai auction calendar',
    session: 'Session: {title}',
    slot: 'Roadshow: {title}',
    lot: 'Auction: {title}',
    by: '{number} · {organiser}',
    online: 'Online',
  },
})

interface Feed {
  readonly lang: Lang
  /** Of links, and of what events are called by. */
  readonly origin: string
}

const statusOf = ({ isCancelled, state }: Event): ICalEventStatus =>
  isCancelled ? ICalEventStatus.CANCELLED : state === 'suspended' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED

const PAGES = { session: auctionSessionPage, slot: slotPage, lot: lotPage } as const

/** What has no known end is shown for an hour. Times go out in UTC. */
const eventOf = (event: Event, { lang, origin }: Feed) => {
  const say = sayIn(text, lang)
  const start = new Date(event.startsAt)
  const page = PAGES[event.kind](event.id)
  const place = event.place === null ? '' : inLang(event.place, lang)
  return {
    id: `${event.id}@${new URL(origin).hostname}`,
    start,
    end: event.endsAt === null ? new Date(start.getTime() + HOUR_MS) : new Date(event.endsAt),
    stamp: new Date(event.changedAt),
    summary: say(event.kind, { title: inLang(event.title, lang) }),
    description: say('by', { number: event.number, organiser: inLang(event.organiser.name, lang) }),
    location: place === '' ? say('online') : place,
    url: `${origin}${localPath(lang, page)}`,
    status: statusOf(event),
  }
}

export const calendarFile = (events: readonly Event[], feed: Feed): Response => {
  const file = ical({ name: sayIn(text, feed.lang)('name'), prodId: { company: 'Zhepai', product: 'auction calendar', language: feed.lang.toUpperCase() } })
  for (const event of events) file.createEvent(eventOf(event, feed))
  return new Response(file.toString(), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="zhepai.ics"',
      'cache-control': 'public, max-age=300',
    },
  })
}
