/** Names of organisations for read models: the one place that knows how party answers. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'

const NAMELESS: Bilingual = { zh: '', en: '' }

export type NameOf = (organisationId: string) => Bilingual

export const namesOf = async (reader: Reader, ids: readonly string[]): Promise<NameOf> => {
  const wanted = [...new Set(ids)]
  const found = wanted.length === 0 ? new Map<string, { readonly name: Bilingual }>() : await organisationsByIds(reader, wanted)
  return (id) => found.get(id)?.name ?? NAMELESS
}

/** Of one person whose name stands in public with an office, such as an auctioneer. */
export const personNamesOf = async (reader: Reader, personId: string | null): Promise<NameOf> => {
  const found = personId === null ? undefined : (await personsByIds(reader, [personId])).get(personId)
  return () => found?.name ?? NAMELESS
}
