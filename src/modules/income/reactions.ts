/** The settled contract, the end of the notice, and the bank's word that somebody was paid. */
import { ok, type Result } from '#kernel/result.ts'
import { contractFacts } from '#modules/contract/facts.ts'
import { paymentFacts } from '#modules/payment/facts.ts'
import { noticeFacts } from '#modules/notice/facts.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { planLifecycle } from './core/lifecycle.ts'
import { incomeFacts } from './facts.ts'
import { incomeNotices } from './notices.ts'
import { tell } from './telling.ts'
import { awaitPlan, backToDraft, settlePayout } from './steps.ts'
import { lockPlan, updatePlan } from './store.ts'

type NoticeHeard<Body = unknown> = Fact<{ readonly kind: string; readonly subject: string; readonly noticeId: string } & Body>

const clear = async (act: Act, { body }: NoticeHeard): Promise<Result<unknown>> => {
  const row = body.kind === incomeNotices.distribution.name ? await lockPlan(act.tx, body.subject) : undefined
  if (!row || row.noticeId !== body.noticeId) return ok(null)
  const next = planLifecycle.next(row.state, 'clear')
  if (next === null) return ok(null)
  await updatePlan(act.tx, row.id, { state: next })
  tell(act, row, incomeFacts.cleared, { body: { noticeId: row.noticeId } })
  return ok(null)
}

const uphold = async (act: Act, { body }: NoticeHeard<{ readonly reason: string }>): Promise<Result<unknown>> => {
  const row = body.kind === incomeNotices.distribution.name ? await lockPlan(act.tx, body.subject) : undefined
  if (!row || row.noticeId !== body.noticeId || planLifecycle.next(row.state, 'uphold') === null) return ok(null)
  await backToDraft(act, row, body.reason)
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  reaction(contractFacts.settled, 'income.contract_settled', (act, { body }) => awaitPlan(act, body.contractId)),
  reaction(contractFacts.terminated, 'income.contract_terminated', (act, { body }) => awaitPlan(act, body.contractId)),
  reaction(contractFacts.defaulted, 'income.contract_defaulted', (act, { body }) => awaitPlan(act, body.contractId)),
  reaction(noticeFacts.closed, 'income.notice_closed', clear),
  reaction(noticeFacts.upheld, 'income.notice_upheld', uphold),
  reaction(paymentFacts.payout_settled, 'income.payout_settled', async (act, { body }) =>
    body.purpose === 'income' ? settlePayout(act, body.subject, body.payoutId) : ok(null),
  ),
]
