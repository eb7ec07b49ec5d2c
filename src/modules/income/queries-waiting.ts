/** Income plans in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed, organisationIn } from '#platform/db/claims.ts'
import { reading } from '#platform/db/transaction.ts'
import { actsOf } from './acts.ts'
import { PLAN_WAITS, type PlanState } from './core/lifecycle.ts'
import { payeesOfMany, type PayeeRow, type PlanRow } from './store.ts'
import type { IncomeTables } from './tables.ts'
import * as words from './waiting-messages.ts'

/** Since when a plan is in its state. */
const SINCE: Readonly<Partial<Record<PlanState, (row: PlanRow) => Instant | null>>> = {
  draft: (row) => row.draftedAt,
  cleared: (row) => row.noticeClosesAt,
  approving: (row) => row.firstApprovedAt,
  approved: (row) => row.secondApprovedAt,
}

export const awaitedOf = (actor: Actor, row: PlanRow, payees: readonly PayeeRow[]) => {
  const claims = claimsOf(PLAN_WAITS, actor).filter(({ organisationIds }) => organisationIds.includes(row.institutionId))
  const verdicts = actsOf(actor, row, payees)
  return actsAwaited(claims, row.state).filter((act) => isAllowed(verdicts, act))
}

export const waiting: WaitingSource = {
  tables: { income_plan: PLAN_WAITS },
  words,
  read: async ({ reader, actor }) => {
    const rows = await reading<IncomeTables>(reader)
      .selectFrom('income.plan')
      .selectAll()
      .where(claimed(claimsOf(PLAN_WAITS, actor), sql.ref('state'), { institution: organisationIn(sql.ref('institutionId')) }))
      .orderBy('receivedAt')
      .orderBy('id')
      .limit(MOST_LOOKED_AT)
      .execute()
    const payees = await payeesOfMany(
      reader,
      rows.map(({ id }) => id),
    )
    const items = rows.flatMap((row): Waiting[] =>
      awaitedOf(actor, row, payees(row.id)).map((act) => ({
        kind: 'income_plan',
        id: row.id,
        within: null,
        number: row.number,
        title: row.title,
        act,
        count: null,
        since: SINCE[row.state]?.(row) ?? row.receivedAt,
        until: row.payDueAt,
      })),
    )
    return items.slice(0, MOST_WAITING)
  },
}
