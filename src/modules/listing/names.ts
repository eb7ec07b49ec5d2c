/** Names of organisations for read models: the one place that knows how party answers. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'

const NAMELESS: Bilingual = { zh: '', en: '' }

export type NameOf = (organisationId: string) => Bilingual

export const namesOf = async (reader: Reader, ids: readonly string[]): Promise<NameOf> => {
  const wanted = [...new Set(ids)]
  const found = wanted.length === 0 ? [] : await organisationsByIds(reader, wanted)
  const byId = new Map([...found.values()].map((organisation) => [organisation.id, organisation.name]))
  return (id) => byId.get(id) ?? NAMELESS
}
