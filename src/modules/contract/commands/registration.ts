/** The proof of the register: filed by a party, checked by two officers. The second check settles. */
import { actorIdOf } from '#kernel/actor.ts'
import { dateOf } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { contractContract } from '../api.ts'
import { checkFiling } from '../core/registration.ts'
import { permitFiling, permitRegistrationCheck } from '../core/remedies.ts'
import { contractFacts } from '../facts.ts'
import { agreedTerms } from '../paperwork.ts'
import { NO_DEMAND } from '../performing.ts'
import { settle } from '../settling.ts'
import { updateContract, type ContractRow } from '../store.ts'
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

/** Refused by the register or not proved: the time to apply begins anew. */
const beginAnew = async (act: Act, row: ContractRow): Promise<Result<null>> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  const { registerDays } = await agreedTerms(act, row.terms)
  const due = withinCalendar(() => deadline(calendar, act.now, registerDays, 'wd'))
  if (!due.ok) return due
  await updateContract(act.tx, row.id, { registrationDueAt: timestamp(due.value) })
  return ok(null)
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
      // What was applied for decides nothing; what the register decided is looked at twice.
      state: outcome === 'applied' ? 'confirmed' : 'open',
      side,
      number,
      onDate: on,
      documentIds: files.value.map(({ documentId }) => documentId),
      cause,
      reason,
      filedBy: actorIdOf(act.actor),
      filedAt: timestamp(act.now),
    })
    await updateContract(act.tx, id, NO_DEMAND)
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
    if (isComplete && filing.outcome === 'registered') {
      const settled = await settle(act, row)
      return settled.ok ? outcomeOf(settled.value) : settled
    }
    if (decision === 'confirmed' && !isComplete) return outcomeOf(row)
    const begun = await beginAnew(act, row)
    return begun.ok ? outcomeOf(row) : begun
  },
}
