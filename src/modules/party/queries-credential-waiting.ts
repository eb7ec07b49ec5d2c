/** Licences and certificates that wait to be checked. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import { anywhere, claimed } from '#platform/db/claims.ts'
import { reading } from '#platform/db/transaction.ts'
import { CREDENTIAL_WAITS, credentialActs } from './core/credential.ts'
import type { CredentialTables } from './credential-store.ts'
import { organisationsByIds } from './doors.ts'

export const credentialsWaiting = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const rows = await reading<CredentialTables>(reader)
    .selectFrom('party.credential')
    .selectAll()
    .where(claimed(claimsOf(CREDENTIAL_WAITS, actor), sql.ref('state'), { market: anywhere }))
    .orderBy('filedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const houses = await organisationsByIds(
    reader,
    rows.map(({ organisationId }) => organisationId),
  )
  return rows
    .filter((row) => isAllowed(credentialActs(actor, { ...row, isMarkets: houses.get(row.organisationId)?.kind === 'market' }), 'confirm'))
    .slice(0, MOST_WAITING)
    .map((row) => ({
      kind: 'credential',
      id: row.id,
      within: row.organisationId,
      number: row.number,
      title: { ...(houses.get(row.organisationId)?.name ?? { zh: '', en: '' }) },
      act: 'check',
      count: null,
      since: row.filedAt,
      until: null,
    }))
}
