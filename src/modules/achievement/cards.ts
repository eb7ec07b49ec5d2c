/** The facts people compare, as every list shows them. */
import { organisationsByIds } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { RecordRow } from './store.ts'

const NAMELESS = { zh: '', en: '' }

export const cardsOf = async (reader: Reader, rows: readonly RecordRow[]) => {
  const institutions = await organisationsByIds(reader, [...new Set(rows.map((row) => row.institutionId))])
  return rows.map((row) => ({
    id: row.id,
    catalogueNumber: row.catalogueNumber,
    state: row.state,
    offer: row.offer,
    title: row.title ?? NAMELESS,
    use: row.use ?? NAMELESS,
    institutionId: row.institutionId,
    institutionName: institutions.get(row.institutionId)?.name ?? NAMELESS,
    region: row.region,
    field: row.field,
    maturity: row.maturity,
    trl: row.trl,
    ipKind: row.ipKind,
    modes: row.modes,
    priceMinMinor: row.priceMinMinor,
    priceMaxMinor: row.priceMaxMinor,
    cataloguedAt: row.cataloguedAt,
    changedAt: row.changedAt,
  }))
}
