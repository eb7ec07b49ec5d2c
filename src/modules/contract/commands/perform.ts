import { actorIdOf } from '#kernel/actor.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { toIso } from '#kernel/instant.ts'
import { refuse } from '#kernel/result.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { contractContract } from '../api.ts'
import { permitAcceptance, permitHandOver, permitPart } from '../core/permit.ts'
import { REWORK_DAYS } from '../core/terms.ts'
import { contractFacts } from '../facts.ts'
import { NO_DEMAND } from '../performing.ts'
import { accept, heldOf, payPart } from '../settling.ts'
import { decideHandover, handoversOf, insertHandover, updateContract } from '../store.ts'
import { tell } from '../telling.ts'
import { filesFor, lockPermitted, outcomeOf } from './locking.ts'

export const performCommands: Commands<typeof contractContract, 'handOver' | 'acceptHandover' | 'acceptPart' | 'rejectHandover'> = {
  handOver: async (act, { id, documentIds, note }) => {
    const found = await lockPermitted(act, id, (view) => permitHandOver(act.actor, view))
    if (!found.ok) return found
    const { row, given: next } = found.value
    // The secret itself: for the two sides alone.
    const files = await filesFor(act, row, documentIds, [])
    if (!files.ok) return files
    const { calendar } = await rulesAt(act.tx, act.now)
    const due = withinCalendar(() => deadline(calendar, act.now, row.terms.acceptanceDays, 'cd'))
    if (!due.ok) return due
    const round = (await handoversOf(act.tx, id)).length + 1
    await insertHandover(act.tx, {
      contractId: id,
      round,
      note,
      documentIds: files.value.map(({ documentId }) => documentId),
      handedOverBy: actorIdOf(act.actor),
      handedOverAt: timestamp(act.now),
      outcome: null,
      acceptedMinor: null,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    })
    await updateContract(act.tx, id, { state: next, handedOverAt: timestamp(act.now), acceptanceDueAt: timestamp(due.value), ...NO_DEMAND })
    tell(act, row, contractFacts.handed_over, { round, files: files.value, acceptanceDueAt: toIso(due.value) })
    return outcomeOf({ id, state: next })
  },
  acceptHandover: async (act, { id }) => {
    const found = await lockPermitted(act, id, (view) => permitAcceptance(act.actor, view, 'accept'))
    if (!found.ok) return found
    const accepted = await accept(act, found.value.row, { outcome: 'accepted', by: act.actor.personId, demandedAt: null })
    return accepted.ok ? outcomeOf(accepted.value) : accepted
  },
  acceptPart: async (act, { id, amountMinor, defects }) => {
    const found = await lockPermitted(act, id, (view) => permitPart(act.actor, view))
    if (!found.ok) return found
    const { row, given: next } = found.value
    const heldMinor = await heldOf(act.tx, row)
    if (amountMinor <= 0n || amountMinor >= heldMinor) return refuse('contract.part_not_held', {}, { field: 'amountMinor' })
    const paid = await payPart(act, row, amountMinor)
    if (!paid.ok) return paid
    const rework = await reworkDue(act)
    if (!rework.ok) return rework
    await decideHandover(act.tx, { contractId: id, outcome: 'partly', by: act.actor.personId, at: act.now, reason: defects, acceptedMinor: amountMinor })
    await updateContract(act.tx, id, { state: next, acceptanceDueAt: null, handoverDueAt: timestamp(rework.value), ...NO_DEMAND })
    tell(act, row, contractFacts.part_accepted, { amountMinor: String(amountMinor), heldMinor: String(heldMinor - amountMinor), defects })
    return outcomeOf({ id, state: next })
  },
  rejectHandover: async (act, { id, reason }) => {
    const found = await lockPermitted(act, id, (view) => permitAcceptance(act.actor, view, 'reject'))
    if (!found.ok) return found
    const { row, given: next } = found.value
    const rework = await reworkDue(act)
    if (!rework.ok) return rework
    await decideHandover(act.tx, { contractId: id, outcome: 'rejected', by: act.actor.personId, at: act.now, reason })
    await updateContract(act.tx, id, {
      state: next,
      acceptanceDueAt: null,
      handoverDueAt: timestamp(rework.value),
      rejections: row.rejections + 1,
      ...NO_DEMAND,
    })
    tell(act, row, contractFacts.handover_rejected, { reason })
    return outcomeOf({ id, state: next })
  },
}

/** Until when what was refused is mended and handed over again. */
const reworkDue = async (act: Act) => {
  const { calendar } = await rulesAt(act.tx, act.now)
  return withinCalendar(() => deadline(calendar, act.now, REWORK_DAYS, 'cd'))
}
