/** The settled contract, the end of the notice, and the bank's word that somebody was paid. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { planLifecycle } from './core/lifecycle.ts'
import { tell } from './facts.ts'
import { awaitPlan, backToDraft, settlePayout } from './steps.ts'
import { lockPlan, updatePlan } from './store.ts'

const text = (fact: Fact, key: string): string => String(fact.body[key] ?? '')

const clear = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const row = fact.body['kind'] === 'distribution' ? await lockPlan(act.tx, text(fact, 'subject')) : undefined
  if (!row || row.notice_id !== text(fact, 'noticeId')) return ok(null)
  const next = planLifecycle.next(row.state, 'clear')
  if (next === null) return ok(null)
  await updatePlan(act.tx, row.id, { state: next })
  tell(act, row, { type: 'cleared', body: { noticeId: row.notice_id } })
  return ok(null)
}

const uphold = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const row = fact.body['kind'] === 'distribution' ? await lockPlan(act.tx, text(fact, 'subject')) : undefined
  if (!row || row.notice_id !== text(fact, 'noticeId') || planLifecycle.next(row.state, 'uphold') === null) return ok(null)
  await backToDraft(act, row, text(fact, 'reason'))
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  { on: 'contract.settled', name: 'income.contract_settled', handle: (act, fact) => awaitPlan(act, text(fact, 'contractId')) },
  { on: 'notice.closed', name: 'income.notice_closed', handle: clear },
  { on: 'notice.upheld', name: 'income.notice_upheld', handle: uphold },
  {
    on: 'ledger.payout_settled',
    name: 'income.payout_settled',
    handle: async (act, fact) => (fact.body['purpose'] === 'income' ? settlePayout(act, text(fact, 'subject'), text(fact, 'payoutId')) : ok(null)),
  },
]
