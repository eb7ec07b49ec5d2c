/** Lots and applications in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import { applicationActs, lotActs, type HandledLot } from './core/acts.ts'
import { FORFEIT_WAITS } from './core/forfeit.ts'
import { APPLICATION_WAITS, LOT_WAITS, NEXT_WAITS, RESERVE_WAITS } from './core/lifecycle.ts'
import { handledApplication, handledWithPrice } from './handled.ts'
import { namesOf } from './names.ts'
import type { LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'
import * as words from './waiting-messages.ts'

const from = (reader: Reader) => reading<ListingTables>(reader)

const sinceOf = (lot: LotRow) => ({ submitted: lot.submittedAt, checked: lot.checkedAt })[lot.state as string] ?? lot.changedAt

const lots = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(LOT_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .where(
      claimed(claims, sql.ref('state'), {
        seller: organisationIn(sql.ref('sellerOrganisationId')),
        market: anywhere,
        buyer: organisationIn(sql`method_terms ->> 'buyerOrganisationId'`),
        next: organisationIn(sql.ref('nextOrganisationId')),
      }),
    )
    .orderBy('changedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const handled = new Map<string, HandledLot>()
  for (const lot of rows) handled.set(lot.id, await handledWithPrice(reader, lot, now))
  const items = rows.flatMap((lot): Waiting[] => {
    const verdicts = lotActs(actor, { lot: handled.get(lot.id) as HandledLot, now, question: null })
    return actsAwaited(claims, lot.state)
      .filter((act) => isAllowed(verdicts, act))
      .map((act) => ({
        kind: 'lot',
        id: lot.id,
        within: null,
        number: lot.number,
        title: lot.title,
        act,
        count: null,
        since: sinceOf(lot),
        until: act === 'acceptNext' ? lot.nextAnswerBy : null,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

/** The clerk is told of the applicant; the applicant, of the lot. */
const applications = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(APPLICATION_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('listing.application')
    .selectAll()
    .where(claimed(claims, sql.ref('state'), { market: anywhere, applicant: organisationIn(sql.ref('organisationId')) }))
    .orderBy('appliedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const lotIds = [...new Set(rows.map((row) => row.lotId))]
  const found = lotIds.length === 0 ? [] : await from(reader).selectFrom('listing.lot').selectAll().where('id', 'in', lotIds).execute()
  const lotOf = new Map(found.map((lot) => [lot.id, lot]))
  const name = await namesOf(
    reader,
    rows.map((row) => row.organisationId),
  )
  const items = rows.flatMap((row): Waiting[] => {
    const lot = lotOf.get(row.lotId)
    if (!lot) return []
    const verdicts = applicationActs(actor, handledApplication(row, lot), now)
    return actsAwaited(claims, row.state)
      .filter((act) => (act === 'qualify' ? isAllowed(verdicts, 'qualify') : isAllowed(verdicts, 'withdraw')))
      .map((act) => ({
        kind: 'application',
        id: row.id,
        within: lot.id,
        number: lot.number,
        title: act === 'qualify' ? { ...name(row.organisationId) } : lot.title,
        act,
        count: null,
        since: row.decidedAt ?? row.appliedAt,
        until: row.depositDueAt,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

/** Deposits that winners lost: the costs of one sale are worked off on its page. */
const forfeits = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(FORFEIT_WAITS, actor)
  if (claims.length === 0) return []
  const rows = await from(reader)
    .selectFrom('listing.forfeit as f')
    .innerJoin('listing.lot as l', 'l.id', 'f.lotId')
    .selectAll('f')
    .select(['l.number', 'l.title'])
    .where('f.state', 'in', ['open', 'stated'])
    .orderBy('f.recordedAt')
    .limit(MOST_WAITING)
    .execute()
  return rows.flatMap((row): Waiting[] =>
    actsAwaited(claims, row.state)
      .filter((act) => act === 'stateCosts' || row.madeBy !== actor.personId)
      .map((act) => ({
        kind: 'forfeit',
        id: row.lotId,
        within: null,
        number: row.number,
        title: row.title,
        act,
        count: null,
        since: row.madeAt ?? row.recordedAt,
        until: null,
      })),
  )
}

/** Reserves that were left open, while they can be entered: by one, and then by a second. */
const reserves = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(RESERVE_WAITS, actor)
  if (claims.length === 0) return []
  const isEntered = sql<boolean>`exists (select 1 from listing.reserve_entry e where e.lot_id = l.id)`
  const rows = await from(reader)
    .selectFrom('listing.lot as l')
    .selectAll('l')
    .where('l.state', 'in', ['ready', 'bidding'])
    .where('l.reserveFixedAt', 'is', null)
    .where('l.reserveDueAt', '>', timestamp(now))
    .where(
      claimed(claims, sql`case when ${isEntered} then 'entered' else 'open' end`, {
        seller: organisationIn(sql.ref('l.sellerOrganisationId')),
        market: anywhere,
      }),
    )
    .orderBy('l.reserveDueAt')
    .limit(MOST_WAITING)
    .execute()
  const waits: Waiting[] = []
  for (const lot of rows) {
    const handled = await handledWithPrice(reader, lot, now)
    const act = handled.reserve?.enteredBy === null ? 'enterReserve' : 'confirmReserve'
    if (!isAllowed(lotActs(actor, { lot: handled, now, question: null }), act)) continue
    const { id, number, title, changedAt: since, reserveDueAt: until } = lot
    waits.push({ kind: 'reserve', id, within: null, number, title, act, count: null, since, until })
  }
  return waits
}

/** Sales in default that can be offered to the next bidder. */
const nextBidders = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const organisationIds = claimsOf(NEXT_WAITS, actor).flatMap((claim) => claim.organisationIds)
  if (organisationIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .where('state', '=', 'sold')
    .where('nextBidderDays', 'is not', null)
    .where('sellerOrganisationId', 'in', organisationIds)
    .where('id', 'in', from(reader).selectFrom('listing.forfeit').select('lotId'))
    .orderBy('changedAt', 'desc')
    .limit(MOST_WAITING)
    .execute()
  const waits: Waiting[] = []
  for (const lot of rows) {
    const handled = await handledWithPrice(reader, lot, now)
    if (!isAllowed(lotActs(actor, { lot: handled, now, question: null }), 'offerNext')) continue
    const { id, number, title, changedAt: since } = lot
    waits.push({ kind: 'next_bidder', id, within: null, number, title, act: 'offerNext', count: null, since, until: handled.next?.until ?? null })
  }
  return waits
}

export const waiting: WaitingSource = {
  tables: { lot: LOT_WAITS, application: APPLICATION_WAITS, forfeit: FORFEIT_WAITS, reserve: RESERVE_WAITS, next_bidder: NEXT_WAITS },
  words,
  read: async (view) => [
    ...(await lots(view)),
    ...(await applications(view)),
    ...(await forfeits(view)),
    ...(await reserves(view)),
    ...(await nextBidders(view)),
  ],
}
