/** 天天拍: what opens on which day. */
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { calendarDate, endOfDay, startOfDay, type Instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { fieldsByIds } from '#modules/achievement/index.ts'
import { auctionsOfLots } from '#modules/auction/index.ts'
import { lotsByIds, lotsOpening, type Lot } from '#modules/listing/index.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import type { sessionContract } from './api.ts'
import { PUBLIC_STATES, stateAt } from './core/lifecycle.ts'
import { isBelow } from './core/region.ts'
import { slotPhase } from './core/roadshow.ts'
import { coListingsOf } from './store-co-listing.ts'
import { slotsStarting } from './store-roadshow.ts'
import { entriesOfLots, from, numberOf, sessionsByIds, type SessionRow } from './store.ts'

type Handler = Queries<typeof sessionContract, 'calendar'>['calendar']['get']
type Answer = Extract<Awaited<ReturnType<Handler>>, { ok: true }>['value']
type Event = Answer['items'][number]

const MOST = 500

interface Span {
  readonly from: Instant
  /** Not included. */
  readonly until: Instant
}

const sessionsIn = (reader: Reader, span: Span): Promise<readonly SessionRow[]> =>
  from(reader)
    .selectFrom('session.session')
    .selectAll()
    .where('startsAt', '<', timestamp(span.until))
    .where('startsAt', '>=', timestamp(span.from))
    .where('announcedAt', 'is not', null)
    .where('state', 'in', [...PUBLIC_STATES, 'cancelled'])
    .orderBy('startsAt')
    .orderBy('id')
    .limit(MOST)
    .execute()

/** It never came to bidding: taken back, or an objection was upheld. */
const isCancelled = (lot: Lot, hasAuction: boolean): boolean => lot.state === 'withdrawn' || (lot.state === 'failed' && !hasAuction)

const lotEvents = async ({ reader, now }: View, span: Span): Promise<readonly Event[]> => {
  const lots = await lotsOpening(reader, { ...span, limit: MOST })
  const ids = lots.map(({ id }) => id)
  const [auctions, fields, sellers, entries] = await Promise.all([
    auctionsOfLots(reader, ids, now),
    fieldsByIds(
      reader,
      lots.map(({ achievementId }) => achievementId),
    ),
    organisationsByIds(reader, [...new Set(lots.map(({ sellerOrganisationId }) => sellerOrganisationId))]),
    entriesOfLots(reader, ids),
  ])
  const admitted = new Map(entries.flatMap(({ standing, lotId, sessionId }) => (standing === 'admitted' ? [[lotId, sessionId] as const] : [])))
  const announced = new Set((await announcedOf(reader, [...new Set(admitted.values())])).map(({ id }) => id))
  return lots.map((lot): Event => {
    const seller = sellers.get(lot.sellerOrganisationId)
    const auction = auctions.get(lot.id)
    const sessionId = admitted.get(lot.id)
    return {
      kind: 'lot',
      id: lot.id,
      number: lot.number,
      title: lot.title,
      state: lot.state,
      isCancelled: isCancelled(lot, auction !== undefined),
      regime: lot.regime,
      startsAt: lot.opensAt ?? span.from,
      endsAt: auction?.endsAt ?? null,
      organiser: { id: lot.sellerOrganisationId, name: { ...(seller?.name ?? { zh: '', en: '' }) } },
      region: seller?.region ?? '',
      field: fields.get(lot.achievementId) ?? null,
      right: lot.rightName,
      startingPriceMinor: lot.startingPriceMinor,
      sessionId: sessionId !== undefined && announced.has(sessionId) ? sessionId : null,
      place: null,
      changedAt: auction?.closedAt ?? now,
    }
  })
}

const announcedOf = (reader: Reader, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.session')
        .select('id')
        .where('id', 'in', [...ids])
        .where('announcedAt', 'is not', null)
        .execute()

const sessionEvents = async ({ reader, now }: View, span: Span): Promise<readonly Event[]> => {
  const rows = await sessionsIn(reader, span)
  const organisers = await organisationsByIds(reader, [...new Set(rows.map(({ organiserId }) => organiserId))])
  return rows.map((row): Event => ({
    kind: 'session',
    id: row.id,
    number: numberOf(row),
    title: row.title,
    state: stateAt(row, now),
    isCancelled: row.state === 'cancelled',
    regime: null,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    organiser: { id: row.organiserId, name: { ...(organisers.get(row.organiserId)?.name ?? { zh: '', en: '' }) } },
    region: row.region,
    field: row.field,
    right: null,
    startingPriceMinor: null,
    sessionId: null,
    place: row.place,
    changedAt: row.changedAt,
  }))
}

/** Slots of sessions that are announced; one that was cancelled stays, as cancelled. */
const slotEvents = async ({ reader, now }: View, span: Span): Promise<readonly Event[]> => {
  const slots = await slotsStarting(reader, { ...span, limit: MOST })
  const sessions = await sessionsByIds(reader, [...new Set(slots.map(({ sessionId }) => sessionId))])
  const sessionOf = new Map(sessions.map((row) => [row.id, row]))
  const [lots, sellers] = await Promise.all([
    lotsByIds(reader, [...new Set(slots.flatMap(({ lotIds }) => lotIds))]),
    organisationsByIds(reader, [...new Set(slots.map(({ sellerOrganisationId }) => sellerOrganisationId))]),
  ])
  return slots.flatMap((slot): Event[] => {
    const session = sessionOf.get(slot.sessionId)
    const lot = lots.get(slot.lotIds[0] ?? '')
    if (!session || session.announcedAt === null) return []
    return [
      {
        kind: 'slot',
        id: slot.id,
        number: numberOf(session),
        title: lot?.title ?? session.title,
        state: slotPhase(slot, now),
        isCancelled: slot.state === 'cancelled',
        regime: null,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
        organiser: { id: slot.sellerOrganisationId, name: { ...(sellers.get(slot.sellerOrganisationId)?.name ?? { zh: '', en: '' }) } },
        region: session.region,
        field: session.field,
        right: null,
        startingPriceMinor: null,
        sessionId: session.id,
        place: session.place,
        changedAt: slot.changedAt,
      },
    ]
  })
}

const RANK: Readonly<Record<Event['kind'], number>> = { session: 0, slot: 1, lot: 2 }

/** Of one moment the session comes before its lots. */
const inOrder = (a: Event, b: Event): number => Number(a.startsAt) - Number(b.startsAt) || RANK[a.kind] - RANK[b.kind]

/** Which of them a partner market shows as well. */
const shownBy = async ({ reader }: View, partner: string, events: readonly Event[]): Promise<ReadonlySet<string>> => {
  const subjects = [...new Set(events.flatMap(({ id, sessionId }) => (sessionId === null ? [id] : [id, sessionId])))]
  const rows = await coListingsOf(reader, subjects)
  return new Set(rows.flatMap(({ subject, partnerId, state }) => (partnerId === partner && state === 'confirmed' ? [subject] : [])))
}

export const calendar: Handler = async (view, input) => {
  const first = calendarDate(input.from)
  const span = { from: startOfDay(first), until: endOfDay(addCalendarDays(first, input.days - 1)) }
  const events = [...(await sessionEvents(view, span)), ...(await slotEvents(view, span)), ...(await lotEvents(view, span))].toSorted(inOrder)
  const organisers = new Map(events.map(({ organiser }) => [organiser.id, organiser]))
  const { field, region, organiser, partner, right, regime } = input
  const shown = partner === undefined ? null : await shownBy(view, partner, events)
  const items = events.filter(
    (event) =>
      (field === undefined || event.field === field) &&
      (region === undefined || isBelow(event.region, region)) &&
      (organiser === undefined || event.organiser.id === organiser) &&
      (shown === null || shown.has(event.id) || shown.has(event.sessionId ?? '')) &&
      (regime === undefined || event.regime === regime) &&
      // A session sells many rights.
      (right === undefined || event.right === right),
  )
  return ok({ items: items.slice(0, MOST), organisers: [...organisers.values()], isCut: events.length >= MOST })
}
