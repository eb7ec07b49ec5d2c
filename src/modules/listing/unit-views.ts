/** The units of a lot as everybody may see them once they are sold: each with its number, its buyer and its price. */
import type { z } from 'zod'
import type { Reader } from '#platform/db/transaction.ts'
import type { lotShape } from './api.ts'
import { namesOf } from './names.ts'
import { lotRow, type LotRow } from './store.ts'
import { unitsOfLots } from './unit-store.ts'

/** The whole sale of which this lot is one unit, the first unit first; empty where one buyer took what it offered. */
export const unitsSoldOf = async (reader: Reader, lot: LotRow): Promise<z.input<typeof lotShape>['unitsSold']> => {
  const first = lot.unitOf === null ? lot : await lotRow(reader, lot.unitOf)
  if (first === undefined || first.units === null || first.state !== 'sold') return []
  const sold = [first, ...(await unitsOfLots(reader, [first.id]))]
  const name = await namesOf(
    reader,
    sold.flatMap(({ buyerOrganisationId }) => buyerOrganisationId ?? []),
  )
  return sold.flatMap(({ id: lotId, number, unitNo, priceMinor, buyerOrganisationId }) =>
    priceMinor === null || buyerOrganisationId === null
      ? []
      : [{ lotId, number, unitNo: unitNo ?? 1, priceMinor, buyerOrganisationId, buyerName: name(buyerOrganisationId) }],
  )
}
