/** Read models of deposits that winners lost. */
import { actsFor, holdsRole, organisationsOf } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import type { listingContract } from './api.ts'
import { forfeitActs } from './core/forfeit.ts'
import { handledForfeit, splitOf } from './forfeits.ts'
import { namesOf } from './names.ts'
import { forfeitRow, lotRow, type ForfeitRow, type LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'

type Reads = Queries<typeof listingContract, 'forfeits'>['forfeits']

const shapeOf = async ({ reader, actor, now }: View, row: ForfeitRow, lot: LotRow) => {
  const { split, rule, gapMinor } = await splitOf({ reader, now }, row)
  const handled = await handledForfeit(reader, row, lot)
  const name = await namesOf(reader, [row.organisationId, lot.sellerOrganisationId])
  const { lotId, organisationId, depositKind, depositMinor, priceMinor, state, costsMinor, note, recordedAt, decidedAt } = row
  return {
    lotId,
    organisationId,
    depositKind,
    depositMinor,
    priceMinor,
    state,
    costsMinor,
    note,
    recordedAt,
    decidedAt,
    gapMinor,
    lotNumber: lot.number,
    lotTitle: lot.title,
    organisationName: name(organisationId),
    sellerName: name(lot.sellerOrganisationId),
    isHere: handled.isHere,
    coveredMinor: split.gapMinor,
    sellerMinor: split.sellerMinor + split.gapMinor,
    owedMinor: split.owedMinor,
    rule: { ...rule },
    acts: forfeitActs(actor, handled),
  }
}

const list: Reads['list'] = async (view, { cursor, limit }) => {
  const { reader, actor } = view
  const after = timePlaceOf(cursor)
  const own = ['', ...organisationsOf(actor, 'tto', 'approver', 'enterprise')]
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.forfeit as f')
    .innerJoin('listing.lot as l', 'l.id', 'f.lotId')
    .selectAll('f')
    .$if(!holdsRole(actor, 'finance'), (query) => query.where((eb) => eb.or([eb('f.organisationId', 'in', own), eb('l.sellerOrganisationId', 'in', own)])))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('f.recordedAt', 'f.lotId'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))),
    )
    .orderBy('f.recordedAt', 'desc')
    .orderBy('f.lotId', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = pageFrom(rows, limit, { item: (row) => row, cursor: (row) => cursorOf(row.recordedAt, row.lotId) })
  const shapes = []
  for (const row of items) {
    const lot = await lotRow(reader, row.lotId)
    if (lot) shapes.push(await shapeOf(view, row, lot))
  }
  return ok({ items: shapes, nextCursor, total: null })
}

const get: Reads['get'] = async (view, { id }) => {
  const { reader, actor } = view
  const [row, lot] = [await forfeitRow(reader, id), await lotRow(reader, id)]
  if (!row || !lot) return refuse('listing.not_found')
  const isConcerned = holdsRole(actor, 'finance') || actsFor(actor, row.organisationId) || actsFor(actor, lot.sellerOrganisationId)
  return isConcerned ? ok(await shapeOf(view, row, lot)) : refuse('listing.not_found')
}

export const forfeitQueries: Reads = { list, get }
