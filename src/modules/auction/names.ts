/** Names for read models. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { organisationsByIds, personById } from '#modules/party/index.ts'
import type { Reader } from '#platform/db/transaction.ts'

const NAMELESS: Bilingual = { zh: '', en: '' }

export type NameOf = (organisationId: string) => Bilingual

export const namesOf = async (reader: Reader, ids: readonly string[]): Promise<NameOf> => {
  const wanted = [...new Set(ids)]
  const found = wanted.length === 0 ? new Map<string, { readonly name: Bilingual }>() : await organisationsByIds(reader, wanted)
  return (id) => found.get(id)?.name ?? NAMELESS
}

/** The auctioneer signs in public, so the name is public. */
export const personName = async (reader: Reader, personId: string | null): Promise<string | null> =>
  personId === null ? null : ((await personById(reader, personId))?.name.zh ?? null)
