/** Gives running auctions back the time in which the market's clock stood still: as if the auctioneer had stopped them and let them go on. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { moveReserveDue } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import { advance, hasEnded, resume, suspend } from './core/clock.ts'
import { openIfDue } from './engine.ts'
import { planNext } from './planning.ts'
import { moveScored } from './scored-panel.ts'
import { auctionFacts } from './facts.ts'
import { reportSteps } from './lot.ts'
import { clockBody, tell } from './telling.ts'
import { lastGivenBack, runningAuctions, savePause, SYSTEM_ID } from './pause-store.ts'
import { lockAuction, stateOf, type AuctionRow } from './store.ts'

const REASON = '系统时钟异常，竞价暂停，所占时间予以补足。/ The clock of the system was wrong; bidding paused, and the time is given back.'

export interface StoodStill {
  readonly from: Instant
  readonly to: Instant
}

const giveBackTo = async (act: Act, locked: AuctionRow, stoodStill: StoodStill): Promise<boolean> => {
  const { to } = stoodStill
  // Each process of a machine notices for itself: what another one gave back is not given twice.
  const given = await lastGivenBack(act.tx, locked.id)
  const from = given !== null && given > stoodStill.from ? given : stoodStill.from
  if (to <= from) return false
  // What had been said before an opening that came before the stop counts as if the clock had been right.
  const row = locked.opensAt <= from ? await openIfDue(act, locked) : locked
  const before = advance(stateOf(row), from)
  // Over before the clock stopped, or not yet open when it went on: nothing was lost.
  if (hasEnded(before.state, from) || (before.state.phase === 'scheduled' && row.opensAt > to)) return false
  const stopped = suspend(before.state, from)
  const restarted = stopped.ok ? resume(stopped.value, to) : stopped
  if (!stopped.ok || !restarted.ok) return false
  await reportSteps(act, row, before.steps, { state: before.state, bidderCount: row.bidderCount })
  await savePause(act.tx, row, { kind: 'suspend', state: stopped.value, at: from, byPerson: SYSTEM_ID, reason: REASON })
  await savePause(act.tx, row, { kind: 'resume', state: restarted.value, at: to, byPerson: SYSTEM_ID, reason: '' })
  planNext(act, row.id, restarted.value)
  await moveScored(act, row, restarted.value, from)
  await moveReserveDue(act, row.lotId, restarted.value.freeEndsAt)
  tell(act, row, auctionFacts.suspended, { ...clockBody(stopped.value), reason: REASON, suspendedAt: toIso(from), resumeBy: toIso(to) })
  tell(act, row, auctionFacts.resumed, clockBody(restarted.value))
  return true
}

/** For the assembly, before anything else is decided after the pause. Returns how many auctions were prolonged. */
export const giveBackTime = async (act: Act, stoodStill: StoodStill): Promise<number> => {
  let count = 0
  for (const id of await runningAuctions(act.tx)) {
    const row = await lockAuction(act.tx, id)
    if (row && row.phase !== 'closed' && row.phase !== 'suspended' && (await giveBackTo(act, row, stoodStill))) count += 1
  }
  return count
}
