/** Sessions and their lots as the wire shows them. */
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { auctionsOfLots, type AuctionStanding } from '#modules/auction/index.ts'
import { lotsByIds, unitLotsOf, type Lot } from '#modules/listing/index.ts'
import { organisationsByIds, regionName } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { sessionContract } from './api.ts'
import { entryActsOf, type Handled } from './core/acts.ts'
import { isWithin, stateAt } from './core/lifecycle.ts'
import { premiumOf, totalsOf } from './core/lots.ts'
import { handledEntryOf, handledOf } from './handled.ts'
import { coListingsOf } from './store-co-listing.ts'
import { entriesOf, numberOf, type EntryRow, type SessionRow } from './store.ts'

type Output<Name extends 'get' | 'list'> = z.input<NonNullable<(typeof sessionContract)[Name]['~orpc']['outputSchema']>>
export type SessionView = Output<'get'>
export type CardView = Output<'list'>['items'][number]
export type EntryView = SessionView['entries'][number]

const NAMELESS: Bilingual = { zh: '', en: '' }

/** Everything around some sessions, read at once. */
export interface Around {
  readonly now: Instant
  readonly entries: ReadonlyMap<string, readonly EntryRow[]>
  readonly lots: ReadonlyMap<string, Lot>
  /** What was sold of them beyond the first unit. */
  readonly units: readonly Lot[]
  readonly auctions: ReadonlyMap<string, AuctionStanding>
  /** Markets that said that they show a session as well; of one that is not announced, who is to be invited. */
  readonly partnersOf: (row: SessionRow) => readonly string[]
  readonly named: (id: string) => { readonly id: string; readonly name: Bilingual }
}

/** Of a session that was cancelled: what was released with it. */
const isShown = ({ standing }: EntryRow): boolean => standing === 'admitted' || standing === 'released'

export const around = async (reader: Reader, rows: readonly SessionRow[], now: Instant): Promise<Around> => {
  const entries = await entriesOf(
    reader,
    rows.map(({ id }) => id),
  )
  const confirmed = (
    await coListingsOf(
      reader,
      rows.map(({ id }) => id),
    )
  ).filter(({ state }) => state === 'confirmed')
  const partnersOf = ({ id, announcedAt, partnerIds }: SessionRow) =>
    announcedAt === null ? partnerIds : confirmed.flatMap(({ subject, partnerId }) => (subject === id ? [partnerId] : []))
  const lotIds = [...new Set(entries.map(({ lotId }) => lotId))]
  const [lots, units, auctions, organisations] = await Promise.all([
    lotsByIds(reader, lotIds),
    unitLotsOf(reader, lotIds),
    auctionsOfLots(reader, lotIds, now),
    organisationsByIds(reader, [
      ...new Set([...rows.flatMap((row) => [row.organiserId, ...partnersOf(row)]), ...entries.map((entry) => entry.sellerOrganisationId)]),
    ]),
  ])
  return {
    now,
    lots,
    units,
    auctions,
    partnersOf,
    entries: new Map(rows.map(({ id }) => [id, entries.filter(({ sessionId }) => sessionId === id)])),
    named: (id) => ({ id, name: { ...(organisations.get(id)?.name ?? NAMELESS) } }),
  }
}

/** The further units of these lots. */
export const unitsIn = ({ units }: Pick<Around, 'units'>, lots: readonly Pick<Lot, 'id'>[]): readonly Lot[] =>
  units.filter(({ unitOf }) => lots.some(({ id }) => id === unitOf))

const shownLots = (row: SessionRow, { entries, lots }: Around): readonly Lot[] =>
  (entries.get(row.id) ?? []).filter(isShown).flatMap(({ lotId }) => {
    const lot = lots.get(lotId)
    return lot ? [lot] : []
  })

const totalsIn = (row: SessionRow, all: Around): CardView['totals'] => {
  const lots = shownLots(row, all)
  return totalsOf(lots, unitsIn(all, lots))
}

export const cardView = (row: SessionRow, all: Around): CardView => ({
  id: row.id,
  number: numberOf(row),
  state: stateAt(row, all.now),
  title: row.title,
  organiser: all.named(row.organiserId),
  region: row.region,
  regionName: { ...regionName(row.region) },
  field: row.field,
  isOnline: row.isOnline,
  place: row.place,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  totals: totalsIn(row, all),
  changedAt: row.changedAt,
})

const auctionView = (auction: AuctionStanding | undefined): EntryView['auction'] =>
  auction
    ? {
        id: auction.id,
        phase: auction.phase,
        topPriceMinor: auction.topPriceMinor,
        topNumber: auction.topNumber,
        nextMinimumMinor: auction.nextMinimumMinor,
        bidCount: auction.bidCount,
        call: auction.call,
        endsAt: auction.endsAt,
        failReason: auction.failReason,
        closedAt: auction.closedAt,
      }
    : null

export const entryView = (entry: EntryRow, row: SessionRow, { all, actor }: { readonly all: Around; readonly actor: Actor }): EntryView | null => {
  const lot = all.lots.get(entry.lotId)
  if (!lot) return null
  const session: Handled = handledOf(row, (all.entries.get(row.id) ?? []).filter(({ standing }) => standing === 'admitted').length, all.now)
  return {
    id: entry.id,
    standing: entry.standing,
    place: entry.place,
    reason: entry.reason ?? (lot.state === 'withdrawn' || lot.state === 'suspended' ? lot.stateReason : null),
    lotId: lot.id,
    lotNumber: lot.number,
    title: lot.title,
    seller: all.named(lot.sellerOrganisationId),
    right: lot.rightName,
    method: lot.method,
    regime: lot.regime,
    startingPriceMinor: lot.startingPriceMinor,
    depositMinor: lot.depositMinor,
    lotState: lot.state,
    opensAt: lot.opensAt,
    isOutside: lot.opensAt !== null && !isWithin(row, lot.opensAt),
    priceMinor: lot.state === 'sold' ? lot.priceMinor : null,
    unitsSold: lot.units === null || lot.state !== 'sold' ? null : unitsIn(all, [lot]).length + 1,
    premiumBasisPoints: lot.state === 'sold' && lot.priceMinor !== null ? premiumOf(lot.startingPriceMinor, lot.priceMinor) : null,
    auction: auctionView(all.auctions.get(lot.id)),
    acts: entryActsOf(actor, handledEntryOf(entry, session)),
  }
}

/** Whoever decides sees what is asked for, its seller what became of it; everybody else what stands in the running order. */
export const isEntrySeen = (entry: EntryRow, actor: Actor): boolean =>
  isShown(entry) ||
  actor.mandates.some(
    ({ role, organisationId }) => (role === 'clerk' && entry.standing === 'asked') || (role === 'tto' && organisationId === entry.sellerOrganisationId),
  )
