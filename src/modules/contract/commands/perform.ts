import { actorIdOf } from '#kernel/actor.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { contractContract } from '../api.ts'
import type { Ground } from '../core/ending.ts'
import type { ContractState } from '../core/lifecycle.ts'
import { permitAcceptance, permitClerk, permitDefault, permitDemand, permitHandOver, type ContractView } from '../core/permit.ts'
import { contractFacts } from '../facts.ts'
import { tell } from '../telling.ts'
import { demandPayment, endContract, settle } from '../performing.ts'
import { decideHandover, handoversOf, insertHandover, lockContract, updateContract, viewOf, type ContractRow } from '../store.ts'

const outcomeOf = (row: Pick<ContractRow, 'id' | 'state'>) => ok({ contractId: row.id, state: row.state })

type Permit = (view: ContractView) => Result<ContractState>

const lockPermitted = async (act: Act, id: string, permit: Permit): Promise<Result<{ readonly row: ContractRow; readonly next: ContractState }>> => {
  const row = await lockContract(act.tx, id)
  if (!row) return refuse('contract.not_found')
  const next = permit(viewOf(row, []))
  return next.ok ? ok({ row, next: next.value }) : next
}

const end = async (
  act: Act,
  id: string,
  ending: { readonly permit: Permit; readonly event: 'withdraw' | 'default' | 'terminate'; readonly ground: Ground; readonly reason: string },
) => {
  const found = await lockPermitted(act, id, ending.permit)
  if (!found.ok) return found
  const ended = await endContract(act, found.value.row, ending)
  return ended.ok ? outcomeOf(ended.value) : ended
}

type PerformNames = 'demandPayment' | 'handOver' | 'acceptHandover' | 'rejectHandover' | 'markDefault' | 'withdraw' | 'terminate'

export const performCommands: Commands<typeof contractContract, PerformNames> = {
  demandPayment: async (act, { id, note }) => {
    const found = await lockPermitted(act, id, (view) => permitDemand(act.actor, view))
    if (!found.ok) return found
    const cureEndsAt = await demandPayment(act, found.value.row, note)
    return cureEndsAt.ok ? ok({ contractId: id, state: found.value.next, cureEndsAt: toIso(cureEndsAt.value) }) : cureEndsAt
  },
  handOver: async (act, { id, documentIds, note }) => {
    const found = await lockPermitted(act, id, (view) => permitHandOver(act.actor, view))
    if (!found.ok) return found
    const { row, next } = found.value
    const linked = await linkDocuments(act, {
      documentIds,
      subject: id,
      visibleTo: [row.sellerOrganisationId, row.buyerOrganisationId],
      field: 'documentIds',
    })
    if (!linked.ok) return linked
    const { calendar } = await rulesAt(act.tx, act.now)
    const due = withinCalendar(() => deadline(calendar, act.now, row.terms.acceptanceDays, 'cd'))
    if (!due.ok) return due
    const round = (await handoversOf(act.tx, id)).length + 1
    await insertHandover(act.tx, {
      contractId: id,
      round,
      note,
      documentIds: linked.value.map((document) => document.id),
      handedOverBy: actorIdOf(act.actor),
      handedOverAt: timestamp(act.now),
      outcome: null,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    })
    await updateContract(act.tx, id, { state: next, handedOverAt: timestamp(act.now), acceptanceDueAt: timestamp(due.value) })
    const files = linked.value.map((document) => ({ documentId: document.id, name: document.name, size: document.size, sha256: document.sha256 }))
    tell(act, row, contractFacts.handed_over, { round, files, acceptanceDueAt: toIso(due.value) })
    return outcomeOf({ id, state: next })
  },
  acceptHandover: async (act, { id }) => {
    const found = await lockPermitted(act, id, (view) => permitAcceptance(act.actor, view, 'accept'))
    if (!found.ok) return found
    await decideHandover(act.tx, { contractId: id, outcome: 'accepted', by: actorIdOf(act.actor), at: act.now, reason: null })
    tell(act, found.value.row, contractFacts.accepted, {})
    const settled = await settle(act, found.value.row)
    return settled.ok ? outcomeOf(settled.value) : settled
  },
  rejectHandover: async (act, { id, reason }) => {
    const found = await lockPermitted(act, id, (view) => permitAcceptance(act.actor, view, 'reject'))
    if (!found.ok) return found
    const { row, next } = found.value
    await decideHandover(act.tx, { contractId: id, outcome: 'rejected', by: actorIdOf(act.actor), at: act.now, reason })
    await updateContract(act.tx, id, { state: next, acceptanceDueAt: null })
    tell(act, row, contractFacts.handover_rejected, { reason })
    return outcomeOf({ id, state: next })
  },
  markDefault: (act, { id, reason }) => end(act, id, { permit: (view) => permitDefault(act.actor, view, act.now), event: 'default', ground: 'buyer', reason }),
  withdraw: (act, { id, ground, reason }) => end(act, id, { permit: (view) => permitClerk(act.actor, view, 'withdraw'), event: 'withdraw', ground, reason }),
  terminate: (act, { id, ground, reason }) => end(act, id, { permit: (view) => permitClerk(act.actor, view, 'terminate'), event: 'terminate', ground, reason }),
}
