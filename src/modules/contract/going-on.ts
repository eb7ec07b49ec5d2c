/** A notice of rescission that had no effect (Civil Code art. 565): the contract goes on where it stood when the notice came. */
import { later, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { toDayEnd } from './clocks.ts'
import { contractLifecycle, GOING_ON, isRescindable } from './core/lifecycle.ts'
import { contractFacts } from './facts.ts'
import { askForBalance, reread, signingDeadline, STRAIGHT } from './performing.ts'
import { updateContract, type ContractRow } from './store.ts'
import { tell } from './telling.ts'

/** What ran when the notice came has as long to run as it had. */
const RUNNING = ['handoverDueAt', 'acceptanceDueAt', 'registrationDueAt', 'paymentDueAt'] as const

/**
 * The demand on which the notice stood is void with it: who insists demands anew. Whoever was late to confirm has the time to sign once more; a price that was
 * asked for no longer is asked for again.
 */
export const goOn = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const { rescindedFrom: to, rescindedAt: since } = row
  if (to === null || since === null || !isRescindable(to) || contractLifecycle.next(row.state, GOING_ON[to]) === null)
    return refuse('contract.wrong_state', { state: row.state })
  const stoodStill = act.now - since
  const moved = Object.fromEntries(
    RUNNING.flatMap((clock) => {
      const due = row[clock]
      return due === null || due <= since ? [] : [[clock, timestamp(toDayEnd(later(due, stoodStill)))]]
    }),
  )
  await updateContract(act.tx, row.id, { state: to, ...STRAIGHT, ...moved })
  if (to === 'sale_pending' || to === 'drafted') {
    const signBy = await signingDeadline(act, row.id)
    await updateContract(act.tx, row.id, { signBy: signBy.ok ? timestamp(signBy.value) : null, lapsedAt: null })
  }
  tell(act, row, contractFacts.gone_on, { to })
  const gone = await reread(act, row.id)
  if (to !== 'effective' && to !== 'overdue') return ok(gone)
  const due = await askedUntil(act, gone, since)
  return due.ok ? askForBalance(act, gone, due.value) : due
}

/** The day by which the price was due, as long as it lay ahead; who is overdue has the days of a payment to make up for it. */
const askedUntil = async (act: Act, row: ContractRow, since: Instant): Promise<Result<Instant>> => {
  if (row.paymentDueAt !== null && row.paymentDueAt > since && row.paymentDueAt > act.now) return ok(row.paymentDueAt)
  const rules = await rulesAt(act.tx, act.now)
  return withinCalendar(() => statutoryDeadline(rules, 'payment.full', act.now).closesAt)
}
