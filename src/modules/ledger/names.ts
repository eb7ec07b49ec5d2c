/** Names of organisations and people, for matching and for pages. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'

export type Names = ReadonlyMap<string, Bilingual>

const namesFrom = (records: Iterable<{ readonly id: string; readonly name: Bilingual }>): Names =>
  new Map([...records].map((record) => [record.id, record.name]))

const distinct = (ids: readonly (string | null)[], prefix: string): readonly string[] => [
  ...new Set(ids.filter((id) => id !== null && id.startsWith(prefix)).map(String)),
]

/** One look-up each for all organisations and people among the ids; other ids are passed over. */
export const namesOf = async (reader: Reader, ids: readonly (string | null)[]): Promise<Names> => {
  const organisations = distinct(ids, 'org_')
  const persons = distinct(ids, 'per_')
  const names = new Map<string, Bilingual>()
  if (organisations.length > 0) for (const [id, name] of namesFrom((await organisationsByIds(reader, organisations)).values())) names.set(id, name)
  if (persons.length > 0) for (const [id, name] of namesFrom((await personsByIds(reader, persons)).values())) names.set(id, name)
  return names
}
