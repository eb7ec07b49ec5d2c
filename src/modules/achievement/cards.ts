/** The facts people compare, as every list shows them. */
import { toIso } from '#kernel/instant.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { RecordRow } from './store.ts'

const NAMELESS = { zh: '', en: '' }

export const cardsOf = async (reader: Reader, rows: readonly RecordRow[]) => {
  const institutions = await organisationsByIds(reader, [...new Set(rows.map((row) => row.institution_id))])
  return rows.map((row) => ({
    id: row.id,
    catalogueNumber: row.catalogue_number,
    state: row.state,
    offer: row.offer,
    title: row.title ?? NAMELESS,
    use: row.use ?? NAMELESS,
    institutionId: row.institution_id,
    institutionName: institutions.get(row.institution_id)?.name ?? NAMELESS,
    region: row.region,
    field: row.field,
    maturity: row.maturity,
    trl: row.trl,
    ipKind: row.ip_kind,
    modes: row.modes,
    priceMinMinor: row.price_min_minor === null ? null : String(row.price_min_minor),
    priceMaxMinor: row.price_max_minor === null ? null : String(row.price_max_minor),
    cataloguedAt: row.catalogued_at === null ? null : toIso(row.catalogued_at),
    changedAt: toIso(row.changed_at),
  }))
}
