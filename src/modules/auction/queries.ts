/** Read models of auctions. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { holdsRole, organisationMeant } from '#kernel/actor.ts'
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { dateOf, endOfDay, startOfDay, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { eligibleBidder } from '#modules/listing/index.ts'
import { actorsForUsers, holdersOf, marketOrganisationId, personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { auctionContract } from './api.ts'
import { mayAttend, mayPreside, proxyActs, sessionActs, type HandledSession } from './core/acts.ts'
import { isFloorClerk } from './core/floor.ts'
import { mayReadRecord } from './core/permit.ts'
import { quickPrices } from './core/pricing.ts'
import { sessionToPreside } from './hosts.ts'
import { floorReads } from './floor.ts'
import { auctioneerNamesOf, namesOf } from './names.ts'
import { auctionRow, auctionRowOfLot, proxiesOf, rulesOf, stateOf, type AuctionRow } from './store.ts'
import { winnersOf } from './winners.ts'
import type { AuctionTables } from './tables.ts'
import { scoredQueries } from './scored.ts'
import { mySealed } from './sealed.ts'
import { auctionView, cardOf, type AuctionView } from './views.ts'

type Reads = Queries<
  typeof auctionContract,
  'list' | 'get' | 'ofLot' | 'bids' | 'standing' | 'calendar' | 'quickBids' | 'sessions' | 'record' | 'sealed' | 'scored' | 'floor'
>
type Status = 'live' | 'upcoming' | 'finished'

const MAX_CALENDAR_AUCTIONS = 200

const from = (reader: Reader) => reading<AuctionTables>(reader)
const notFound = () => refuse('auction.not_found')

/** What orders each list: what ends first, what opens first, what ended last. */
const ORDER = {
  live: { column: 'endsAt', direction: 'asc' },
  upcoming: { column: 'opensAt', direction: 'asc' },
  finished: { column: 'closedAt', direction: 'desc' },
} as const satisfies Record<Status, { column: 'endsAt' | 'opensAt' | 'closedAt'; direction: 'asc' | 'desc' }>

/** Live and upcoming are told apart by time, not by what a task has written down. */
const auctionsIn = (reader: Reader, status: Status, now: Instant) => {
  const all = from(reader).selectFrom('auction.auction').selectAll()
  if (status === 'finished') return all.where('phase', '=', 'closed')
  const hasOpened = status === 'live'
  return all.where((eb) =>
    eb.or([
      ...(hasOpened ? [eb('phase', 'in', ['free', 'timed'])] : []),
      eb.and([eb('phase', '=', 'scheduled'), eb('opensAt', hasOpened ? '<=' : '>', timestamp(now))]),
      eb.and([eb('phase', '=', 'suspended'), eb('suspendedFrom', hasOpened ? '<>' : '=', 'scheduled')]),
    ]),
  )
}

const pageOfStatus = (
  reader: Reader,
  ask: { readonly status: Status; readonly now: Instant; readonly after: ReturnType<typeof timePlaceOf>; readonly limit: number },
) => {
  const { column, direction } = ORDER[ask.status]
  const { after } = ask
  const isPast = direction === 'asc' ? '>' : '<'
  return auctionsIn(reader, ask.status, ask.now)
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple(column, 'id'), isPast, eb.tuple(timestamp(after?.at ?? ask.now), after?.id ?? ''))))
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(ask.limit + 1)
}

const placeIn =
  (status: Status) =>
  (row: AuctionRow): string =>
    cursorOf(row[ORDER[status].column] ?? 0, row.id)

const listAuctions: Reads['list'] = async ({ reader, now }, input) => {
  const { status, right, regime, q, lotIds } = input
  const pattern = containing(q ?? '')
  const rows = await pageOfStatus(reader, { status, now, after: timePlaceOf(input.cursor), limit: input.limit })
    .$if(right !== undefined, (query) => query.where('rightName', '=', right ?? 'assignment'))
    .$if(regime !== undefined, (query) => query.where('regime', '=', regime ?? 'bidding'))
    .$if(lotIds !== undefined, (query) => query.where('lotId', 'in', ['', ...(lotIds ?? [])]))
    .$if(q !== undefined && q !== '', (query) =>
      query.where((eb) => eb.or([eb(sql<string>`title::text`, 'ilike', pattern), eb('lotNumber', 'ilike', pattern)])),
    )
    .execute()
  const name = await namesOf(
    reader,
    rows.map((row) => row.sellerOrganisationId),
  )
  return ok(pageFrom(rows, input.limit, { item: (row) => cardOf(row, now, name), cursor: placeIn(status) }))
}

const shown = async ({ reader, now }: View, row: AuctionRow | undefined): Promise<Result<AuctionView>> => {
  if (!row) return notFound()
  const ids = [row.sellerOrganisationId, ...winnersOf(row).map(({ organisationId }) => organisationId)]
  const [name, personName] = await Promise.all([namesOf(reader, ids), auctioneerNamesOf(reader, [row.auctioneerId, row.floorClerkId, row.recorderId])])
  return ok(auctionView(row, { now, name, personName }))
}

const auctionById: Reads['get'] = async (view, input) => shown(view, await auctionRow(view.reader, input.id))
const auctionOfLot: Reads['ofLot'] = async (view, input) => shown(view, await auctionRowOfLot(view.reader, input.id))

const MAX_INT = 2_147_483_647
const numberFrom = (cursor: string | undefined): number | null => (cursor !== undefined && /^\d{1,9}$/.test(cursor) ? Number(cursor) : null)

const bidRecord: Reads['bids']['list'] = async ({ reader }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row) return notFound()
  const rows = await from(reader)
    .selectFrom('auction.bid')
    .select(['seq', 'origin', 'channel', 'number', 'priceMinor', 'receivedAt', 'extended'])
    .where('auctionId', '=', row.id)
    .where('seq', 'is not', null)
    .where('seq', '<', numberFrom(input.cursor) ?? MAX_INT)
    .orderBy('seq', 'desc')
    .limit(input.limit + 1)
    .execute()
  const page = pageFrom(rows, input.limit, {
    item: (bid) => ({
      seq: bid.seq ?? 0,
      origin: bid.origin,
      channel: bid.channel,
      number: bid.number ?? 0,
      priceMinor: bid.priceMinor,
      receivedAt: bid.receivedAt,
      extended: bid.extended,
    }),
    cursor: (bid) => String(bid.seq),
  })
  return ok({ ...page, total: row.acceptedCount })
}

/** Own last accepted bid and how many others have bid after it: prices only rise, so that is the rank. */
const rankOf = async (reader: Reader, auctionId: string, number: number) => {
  const own = await from(reader)
    .selectFrom('auction.bid')
    .select(['seq', 'priceMinor'])
    .where('auctionId', '=', auctionId)
    .where('number', '=', number)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!own) return { lastPriceMinor: null, rank: null }
  const ahead = await from(reader)
    .selectFrom('auction.bid')
    .select((eb) => eb.fn.count<bigint>('number').distinct().as('others'))
    .where('auctionId', '=', auctionId)
    .where('seq', '>', own.seq)
    .executeTakeFirst()
  return { lastPriceMinor: own.priceMinor, rank: Number(ahead?.others ?? 0n) + 1 }
}

const NOBODY = { number: null, isTop: false, lastPriceMinor: null, proxyMaxMinor: null, rank: null, acts: [] }

const myStanding: Reads['standing']['mine'] = async ({ reader, actor, now }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row) return notFound()
  const organisationId = organisationMeant(actor, 'enterprise', input.organisationId)
  if (organisationId === null) return ok({ standing: 'none', organisationId: null, ...NOBODY })
  const standing = await eligibleBidder(reader, row.lotId, organisationId)
  if (standing.kind !== 'confirmed') return ok({ standing: standing.kind, organisationId, ...NOBODY })
  const { number } = standing
  const [ranked, proxies] = await Promise.all([rankOf(reader, row.id, number), row.proxyVersion === 0 ? [] : proxiesOf(reader, [row.id])])
  const proxyMaxMinor = proxies.find((proxy) => proxy.number === number)?.maxMinor ?? null
  const acts = proxyActs(actor, { method: row.method, state: stateOf(row), now, hasProxy: proxyMaxMinor !== null })
  return ok({
    standing: 'confirmed',
    organisationId,
    number,
    isTop: row.topNumber === number || row.otherWinners.some((other) => other.number === number),
    proxyMaxMinor,
    acts,
    ...ranked,
  })
}

const calendar: Reads['calendar']['get'] = async ({ reader, now }, input) => {
  const today = dateOf(now)
  const dates = Array.from({ length: input.days }, (_, index) => addCalendarDays(today, index))
  const until = endOfDay(addCalendarDays(today, input.days - 1))
  const rows = await from(reader)
    .selectFrom('auction.auction')
    .selectAll()
    .where('phase', '<>', 'closed')
    .where('opensAt', '<', timestamp(until))
    .orderBy('opensAt')
    .orderBy('id')
    .limit(MAX_CALENDAR_AUCTIONS)
    .execute()
  const name = await namesOf(
    reader,
    rows.map((row) => row.sellerOrganisationId),
  )
  return ok({
    days: dates.map((date) => {
      const [start, end] = [startOfDay(date), endOfDay(date)]
      const live = rows.filter((row) => row.opensAt < end && row.endsAt >= start && (row.endsAt > now || date === today))
      return {
        date,
        opening: rows.filter((row) => dateOf(row.opensAt) === date).length,
        live: live.length,
        auctions: live.map((row) => cardOf(row, now, name)),
      }
    }),
  })
}

const quickBids: Reads['quickBids']['list'] = async ({ reader, now }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row) return notFound()
  const buttons = (await rulesAt(reader, now)).number('price.quickBidButtons')
  return ok({ pricesMinor: quickPrices(stateOf(row), rulesOf(row), { buttons: Math.min(buttons, 8), at: now }).map(String) })
}

const sessions: Reads['sessions']['list'] = async ({ reader, actor, now }, input) => {
  const after = timePlaceOf(input.cursor)
  const onlyMine = input.mine === 'true' || !holdsRole(actor, 'clerk')
  const rows = await from(reader)
    .selectFrom('auction.auction')
    .selectAll()
    // An auctioneer sees the own sessions and those nobody presides over yet.
    .$if(onlyMine, (query) =>
      query.where((eb) => eb.or([eb('auctioneerId', '=', actor.personId ?? ''), ...(input.mine === 'true' ? [] : [eb('auctioneerId', 'is', null)])])),
    )
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('opensAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? now), after?.id ?? ''))))
    .orderBy('opensAt', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const name = await namesOf(
    reader,
    rows.map((row) => row.sellerOrganisationId),
  )
  const auctioneer = await auctioneerNamesOf(
    reader,
    rows.map((row) => row.auctioneerId),
  )
  return ok(
    pageFrom(rows, input.limit, {
      item: (row) => ({
        ...cardOf(row, now, name),
        auctioneerId: row.auctioneerId,
        auctioneerName: auctioneer(row.auctioneerId),
        recordSignedAt: row.recordSignedAt,
      }),
      cursor: (row) => cursorOf(row.opensAt, row.id),
    }),
  )
}

/** Hosts of the market, or of the house that holds the auction, who may do that in this sale. */
const hostsFor = async (
  view: View,
  session: HandledSession,
  { houseOrganisationId, may }: { readonly houseOrganisationId: string | null; readonly may: typeof mayPreside },
) => {
  const market = houseOrganisationId ?? (await marketOrganisationId(view.reader))
  const hosts = (await holdersOf(view.reader, market === null ? [] : [market], view.now)).filter(({ role }) => role === 'auctioneer')
  const [actors, persons] = await Promise.all([
    actorsForUsers(
      view.reader,
      hosts.map(({ userId }) => userId),
      view.now,
    ),
    personsByIds(
      view.reader,
      hosts.map(({ personId }) => personId),
    ),
  ])
  return hosts.flatMap(({ userId, personId }) => {
    const host = actors.get(userId)
    const person = persons.get(personId)
    const isFit = host !== undefined && person !== undefined && personId !== session.auctioneerId && may(host, session).ok
    return isFit ? [{ personId, name: person.name }] : []
  })
}

const session: Reads['sessions']['get'] = async (view, input) => {
  const row = await auctionRow(view.reader, input.id)
  if (!row) return notFound()
  const handled = await sessionToPreside(view.reader, row, view.now)
  const acts = sessionActs(view.actor, handled)
  const mayName = isAllowed(acts, 'appointFloor') || isAllowed(acts, 'appointRecorder')
  const { houseOrganisationId } = row
  return ok({
    acts,
    hosts: isAllowed(acts, 'appoint') ? await hostsFor(view, handled, { houseOrganisationId, may: mayPreside }) : [],
    attendants: mayName ? await hostsFor(view, handled, { houseOrganisationId, may: mayAttend }) : [],
    isFloorClerk: isFloorClerk(view.actor, row.floorClerkId),
  })
}

const auctionRecord: Reads['record']['list'] = async ({ reader, actor }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row || !mayReadRecord(actor, { sellerOrganisationId: row.sellerOrganisationId, auctioneerId: row.auctioneerId })) return notFound()
  if (row.phase !== 'closed') return refuse('auction.not_closed')
  const rows = await from(reader)
    .selectFrom('auction.bid')
    .select(['attempt', 'seq', 'number', 'channel', 'priceMinor', 'receivedAt', 'refusal', 'extended'])
    .where('auctionId', '=', row.id)
    .where('attempt', '>', numberFrom(input.cursor) ?? 0)
    .orderBy('attempt')
    .limit(input.limit + 1)
    .execute()
  const page = pageFrom(rows, input.limit, {
    item: (bid) => ({
      attempt: bid.attempt,
      seq: bid.seq,
      number: bid.number,
      channel: bid.channel,
      priceMinor: bid.priceMinor,
      receivedAt: bid.receivedAt,
      refusal: bid.refusal,
      extended: bid.extended,
    }),
    cursor: (bid) => String(bid.attempt),
  })
  return ok({ ...page, total: row.attemptCount })
}

export const queries: Reads = {
  list: listAuctions,
  get: auctionById,
  ofLot: auctionOfLot,
  bids: { list: bidRecord },
  standing: { mine: myStanding },
  calendar: { get: calendar },
  quickBids: { list: quickBids },
  sessions: { list: sessions, get: session },
  record: { list: auctionRecord },
  sealed: { mine: mySealed },
  scored: scoredQueries,
  floor: floorReads,
}
