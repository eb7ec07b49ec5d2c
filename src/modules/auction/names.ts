/** Names for read models. */
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

/** An auctioneer signs in public, so the name is public. Null while nobody presides. */
export const auctioneerNamesOf = async (reader: Reader, ids: readonly (string | null)[]): Promise<(personId: string | null) => string | null> => {
  const found = await personsByIds(reader, [...new Set(ids.filter((id) => id !== null))])
  return (id) => found.get(id ?? '')?.name.zh ?? null
}
