/** What time does to an auction: opening, the timed phase, the close, the end of a suspension. */
import { ok, type Result } from '#kernel/result.ts'
import { reservePriceOf } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { syncBidders } from './bidders.ts'
import { close } from './closing.ts'
import { advance, hasEnded } from './core/clock.ts'
import { cancel, decideClose, isReserveMet, type FailReason } from './core/close.ts'
import { isScored, isSealed } from './core/method.ts'
import type { AuctionState } from './core/state.ts'
import { drawIn } from './drawing.ts'
import { openIfDue } from './engine.ts'
import { reportSteps } from './lot.ts'
import { CLOSING_GRACE_MS, planNext } from './planning.ts'
import { passRounds } from './scored.ts'
import { lockAuction, rulesOf, saveStates, stateOf, type AuctionRow } from './store.ts'

/** Ends an auction before its time; nothing happens when bidding runs or it is over already. */
export const cancelAuction = async (act: Act, row: AuctionRow, reason: Extract<FailReason, 'withdrawn' | 'not_resumed' | 'no_bidders'>): Promise<void> => {
  const ended = cancel(stateOf(row), reason)
  if (ended) await close(act, row, { outcome: ended.outcome, reserveMet: null })
}

/** A sale by envelopes is closed by their opening. */
const closeIfEnded = async (act: Act, row: AuctionRow, state: AuctionState): Promise<boolean> => {
  if (isSealed(row.method)) return hasEnded(state, act.now)
  if (act.now < state.endsAt + CLOSING_GRACE_MS) return false
  const reserveMinor = await reservePriceOf(act.tx, row.lotId)
  const ended = decideClose(state, rulesOf(row), { now: act.now, reserveMinor, bidderCount: row.bidderCount, draw: drawIn(row) })
  if (!ended) return false
  await close(act, row, { outcome: ended.outcome, reserveMet: isReserveMet(state, reserveMinor) })
  return true
}

const passTime = async (act: Act, locked: AuctionRow): Promise<void> => {
  const isOpening = locked.phase === 'scheduled' && act.now >= locked.opensAt
  if (isOpening && (await syncBidders(act, locked)) === 0) return cancelAuction(act, locked, 'no_bidders')
  const row = await openIfDue(act, locked)
  const { state, steps } = advance(stateOf(row), act.now)
  if (steps.length > 0) await saveStates(act.tx, [[row.id, state]])
  await reportSteps(act, row, steps, { state, bidderCount: row.bidderCount })
  if (isScored(row.method)) return passRounds(act, row, state)
  if (!(await closeIfEnded(act, row, state))) planNext(act, row.id, state)
}

/** Looks at the auction and does what is due now; looking too early or twice changes nothing. */
export const due: Task = async (act, payload): Promise<Result<unknown>> => {
  const row = await lockAuction(act.tx, String(payload['id']))
  if (!row || row.phase === 'closed') return ok(null)
  if (row.phase !== 'suspended') await passTime(act, row)
  return ok(null)
}
