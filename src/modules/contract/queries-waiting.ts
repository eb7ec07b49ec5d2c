/** Contracts in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import type { Instant } from '#kernel/instant.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { reading } from '#platform/db/transaction.ts'
import { CONTRACT_WAITS, type ContractState } from './core/lifecycle.ts'
import { ACTS, actsOf } from './core/acts.ts'
import { actsForSide } from './core/permit.ts'
import type { ContractRow } from './store.ts'
import { recordsOfMany, viewOf, type Records } from './store-remedies.ts'
import type { ContractTables } from './tables.ts'
import * as words from './waiting-messages.ts'

/** Since when a contract is in its state. */
const SINCE: Readonly<Partial<Record<ContractState, (row: ContractRow) => Instant | null>>> = {
  drafted: (row) => row.draftedAt,
  effective: (row) => row.effectiveAt,
  overdue: (row) => row.paymentDueAt,
  paid: (row) => row.paidAt,
  handed_over: (row) => row.handedOverAt,
  rescinded: (row) => row.rescindedAt,
  disputed: (row) => row.disputedAt,
}

const DUE: Readonly<Partial<Record<ContractState, (row: ContractRow) => Instant | null>>> = {
  sale_pending: (row) => row.signBy,
  drafted: (row) => row.signBy,
  effective: (row) => row.paymentDueAt,
  overdue: (row) => row.cureEndsAt,
  paid: (row) => row.cureEndsAt ?? row.handoverDueAt,
  handed_over: (row) => row.cureEndsAt ?? row.acceptanceDueAt,
  registering: (row) => row.cureEndsAt ?? row.registrationDueAt,
  rescinded: (row) => row.objectionEndsAt,
}
export const dueOf = (row: ContractRow): Instant | null => DUE[row.state]?.(row) ?? null

/** What the table says of the state, where no verdict stands against it: one side that has confirmed does not wait for itself. */
export const awaitedOf = ({ actor, now }: Pick<Parameters<WaitingSource['read']>[0], 'actor' | 'now'>, row: ContractRow, records: Records) => {
  const sides = { seller: row.sellerOrganisationId, buyer: row.buyerOrganisationId }
  const claims = claimsOf(CONTRACT_WAITS, actor).filter(({ of, organisationIds }) => of === 'market' || organisationIds.includes(sides[of]))
  const verdicts = actsOf(actor, viewOf(row, records), now)
  return actsAwaited(claims, row.state).filter((act) => {
    // Who has spoken once has answered.
    if (act === 'stateCase' && records.statements.some(({ side }) => actsForSide(actor, row, side))) return false
    const name = ACTS.find((known) => known === act)
    return name === undefined || isAllowed(verdicts, name)
  })
}

export const waiting: WaitingSource = {
  tables: { contract: CONTRACT_WAITS },
  words,
  read: async (view) => {
    const claims = claimsOf(CONTRACT_WAITS, view.actor)
    const rows = await reading<ContractTables>(view.reader)
      .selectFrom('contract.contract')
      .selectAll()
      .where(
        claimed(claims, sql.ref('state'), {
          seller: organisationIn(sql.ref('sellerOrganisationId')),
          buyer: organisationIn(sql.ref('buyerOrganisationId')),
          market: anywhere,
        }),
      )
      .orderBy('openedAt')
      .orderBy('id')
      .limit(MOST_LOOKED_AT)
      .execute()
    const records = await recordsOfMany(
      view.reader,
      rows.map(({ id }) => id),
    )
    const items = rows.flatMap((row): Waiting[] =>
      awaitedOf(view, row, records(row.id)).map((act) => ({
        kind: 'contract',
        id: row.id,
        within: null,
        number: row.number,
        title: row.title,
        act,
        count: null,
        since: SINCE[row.state]?.(row) ?? row.openedAt,
        until: dueOf(row),
      })),
    )
    return items.slice(0, MOST_WAITING)
  },
}
