/** Which party is which natural person. */
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { PartyTables } from './tables.ts'

const from = (reader: Reader) => reading<PartyTables>(reader)

/** The party that is this natural person; null while none is. */
export const readPartyOfPerson = async (reader: Reader, personId: string): Promise<string | null> =>
  (await from(reader).selectFrom('party.organisation').select('id').where('personId', '=', personId).executeTakeFirst())?.id ?? null

/** Whether an officer has compared the name of the natural person with a paper. */
export const isPersonNamed = async (reader: Reader, organisationId: string): Promise<boolean> =>
  (await from(reader)
    .selectFrom('party.organisation as o')
    .innerJoin('party.person as p', 'p.id', 'o.personId')
    .select('o.id')
    .where('o.id', '=', organisationId)
    .where('p.nameVerifiedAt', 'is not', null)
    .executeTakeFirst()) !== undefined
