/** The proof of the register: filed by a party, checked by two officers. The second check settles. */
import { actorIdOf } from '#kernel/actor.ts'
import { dateOf } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { contractContract } from '../api.ts'
import { checkFiling } from '../core/registration.ts'
import { permitFiling, permitRegistrationCheck } from '../core/remedies.ts'
import { contractFacts } from '../facts.ts'
import { NO_DEMAND } from '../performing.ts'
import { registrationDue, settle } from '../settling.ts'
import { updateContract } from '../store.ts'
import { insertFiling, updateFiling, type FilingRow } from '../store-remedies.ts'
import { tell } from '../telling.ts'
import { filesFor, lockPermitted, outcomeOf } from './locking.ts'

interface Checked {
  readonly isSecond: boolean
  readonly decision: 'confirmed' | 'returned'
  readonly note: string
}

/** Who has looked at the paper, and whether it counts now. */
const noteCheck = async (act: Act, filing: FilingRow, { isSecond, decision, note }: Checked) => {
  const isComplete = isSecond && decision === 'confirmed'
  const by = actorIdOf(act.actor)
  const checked = isSecond ? { secondBy: by, secondAt: timestamp(act.now) } : { firstBy: by, firstAt: timestamp(act.now) }
  const decided = decision === 'returned' ? { state: 'returned' as const, note } : isComplete ? { state: 'confirmed' as const } : {}
  await updateFiling(act.tx, filing, { ...checked, ...decided })
  return { isComplete }
}

export const registrationCommands: Commands<typeof contractContract, 'fileRegistration' | 'checkRegistration'> = {
  fileRegistration: async (act, { id, outcome, number, on, documentIds, cause = null, reason }) => {
    const found = await lockPermitted(act, id, (view) => permitFiling(act.actor, view))
    if (!found.ok) return found
    const { row, records, given: side } = found.value
    const sound = checkFiling({ outcome, cause, reason })
    if (!sound.ok) return sound
    if (on > dateOf(act.now)) return refuse('contract.filing_ahead', {}, { field: 'on' })
    const files = await filesFor(act, row, documentIds)
    if (!files.ok) return files
    const round = records.filings.length + 1
    await insertFiling(act.tx, {
      contractId: id,
      round,
      outcome,
      state: 'open',
      side,
      number,
      onDate: on,
      documentIds: files.value.map(({ documentId }) => documentId),
      cause,
      reason,
      filedBy: actorIdOf(act.actor),
      filedAt: timestamp(act.now),
    })
    tell(act, row, contractFacts.registration_filed, { round, outcome, side, filingNumber: number, on, cause, reason, files: files.value })
    return outcomeOf(row)
  },
  checkRegistration: async (act, { id, decision, note }) => {
    const found = await lockPermitted(act, id, (view) => permitRegistrationCheck(act.actor, view))
    if (!found.ok) return found
    const { row, records, given } = found.value
    const filing = records.filings.at(-1)
    if (!filing) return refuse('contract.nothing_filed')
    if (decision === 'returned' && note === '') return refuse('contract.filing_reason', {}, { field: 'note' })
    const { isComplete } = await noteCheck(act, filing, { isSecond: given.isSecond, decision, note })
    tell(act, row, contractFacts.registration_checked, { round: filing.round, outcome: filing.outcome, decision, isComplete, note })
    if (!isComplete) return outcomeOf(row)
    if (filing.outcome === 'registered') {
      const settled = await settle(act, row)
      return settled.ok ? outcomeOf(settled.value) : settled
    }
    // Applied for in time: who was asked has answered. Refused: the time to apply begins anew.
    const due = filing.outcome === 'refused' ? await registrationDue(act, row) : ok(null)
    if (!due.ok) return due
    await updateContract(act.tx, id, { ...NO_DEMAND, ...(due.value === null ? {} : { registrationDueAt: timestamp(due.value) }) })
    return outcomeOf(row)
  },
}
