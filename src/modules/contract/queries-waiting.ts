/** Contracts in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import type { Instant } from '#kernel/instant.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed, organisationIn } from '#platform/db/claims.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import { CONTRACT_WAITS, type ContractState } from './core/lifecycle.ts'
import { ACTS, actsOf } from './core/permit.ts'
import { confirmationsOfMany, viewOf, type ConfirmationRow, type ContractRow } from './store.ts'
import type { ContractTables } from './tables.ts'
import * as words from './waiting-messages.ts'

/** Since when a contract is in its state. */
const SINCE: Readonly<Partial<Record<ContractState, (row: ContractRow) => Instant | null>>> = {
  drafted: (row) => row.draftedAt,
  effective: (row) => row.effectiveAt,
  overdue: (row) => row.paymentDueAt,
  paid: (row) => row.paidAt,
  handed_over: (row) => row.handedOverAt,
}

const DUE: Readonly<Partial<Record<ContractState, (row: ContractRow) => Instant | null>>> = {
  effective: (row) => row.paymentDueAt,
  overdue: (row) => row.cureEndsAt,
  paid: (row) => row.handoverDueAt,
  handed_over: (row) => row.acceptanceDueAt,
}
export const dueOf = (row: ContractRow): Instant | null => DUE[row.state]?.(row) ?? null

export const confirmationsBy = async (reader: Reader, rows: readonly ContractRow[]): Promise<(row: ContractRow) => readonly ConfirmationRow[]> => {
  const all = await confirmationsOfMany(
    reader,
    rows.map(({ id }) => id),
  )
  return ({ id }) => all.filter(({ contractId }) => contractId === id)
}

/** What the table says of the state, where no verdict stands against it: one side that has confirmed does not wait for itself. */
export const awaitedOf = ({ actor, now }: Pick<Parameters<WaitingSource['read']>[0], 'actor' | 'now'>, row: ContractRow, given: readonly ConfirmationRow[]) => {
  const sides = { seller: row.sellerOrganisationId, buyer: row.buyerOrganisationId }
  const claims = claimsOf(CONTRACT_WAITS, actor).filter(({ of, organisationIds }) => organisationIds.includes(sides[of]))
  const verdicts = actsOf(actor, viewOf(row, given), now)
  return actsAwaited(claims, row.state).filter((act) => {
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
        }),
      )
      .orderBy('openedAt')
      .orderBy('id')
      .limit(MOST_LOOKED_AT)
      .execute()
    const given = await confirmationsBy(view.reader, rows)
    const items = rows.flatMap((row): Waiting[] =>
      awaitedOf(view, row, given(row)).map((act) => ({
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
