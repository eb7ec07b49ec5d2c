/** What time does to an auction: opening, the timed phase, the close, the end of a suspension. */
import { later, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { lotEnded, reservePriceOf } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { syncBidders } from './bidders.ts'
import { advance, nextDue } from './core/clock.ts'
import { cancel, decideClose, isReserveMet, type FailReason, type Outcome } from './core/close.ts'
import type { AuctionState } from './core/state.ts'
import { auctionFacts } from './facts.ts'
import { endOf, reportSteps } from './lot.ts'
import { tell } from './telling.ts'
import { biddersOf, lockAuction, rulesOf, saveClosed, saveStates, stateOf, type AuctionRow } from './store.ts'

export const DUE_TASK = 'auction.due'

/** The end is decided by receive times; the hammer waits this long for bids that came in before it and are still in a queue. */
export const CLOSING_GRACE_MS = 1.5 * SECOND_MS

export const scheduleDue = (act: Act, auctionId: string, dueAt: Instant): void =>
  act.schedule({ key: `auction.due:${auctionId}`, task: DUE_TASK, payload: { id: auctionId }, dueAt })

/** The next look at an auction: at its next bound, with the grace at its end. */
export const planNext = (act: Act, auctionId: string, state: AuctionState): void => {
  const at = nextDue(state)
  if (at !== null) scheduleDue(act, auctionId, state.phase === 'timed' ? later(at, CLOSING_GRACE_MS) : at)
}

const winnerOf = async (act: Act, row: AuctionRow, outcome: Outcome): Promise<string | null> => {
  if (outcome.kind === 'failed') return null
  const winner = (await biddersOf(act.tx, [row.id])).find((bidder) => bidder.number === outcome.number)
  if (!winner) throw new Error(`auction ${row.id}: number ${outcome.number} belongs to nobody`)
  return winner.organisationId
}

/** Writes the outcome and names the winner: from here on the identity behind the winning number is public. */
const close = async (act: Act, row: AuctionRow, end: { readonly outcome: Outcome; readonly reserveMet: boolean | null }): Promise<void> => {
  const { outcome, reserveMet } = end
  const winnerOrganisationId = await winnerOf(act, row, outcome)
  await saveClosed(act.tx, row.id, { outcome, reserveMet, winnerOrganisationId, closedAt: act.now })
  const priceMinor = outcome.kind === 'sold' ? outcome.priceMinor : null
  const reason = outcome.kind === 'failed' ? outcome.reason : null
  tell(act, row, auctionFacts.closed, {
    outcome: outcome.kind,
    reason,
    winnerOrganisationId,
    winnerNumber: outcome.kind === 'sold' ? outcome.number : null,
    priceMinor: priceMinor === null ? null : String(priceMinor),
    startingPriceMinor: String(row.startingPriceMinor),
    reserveMet,
    bidCount: row.acceptedCount,
    bidderCount: row.bidderCount,
    extensionCount: row.extensionCount,
    endsAt: toIso(row.endsAt),
  })
  await lotEnded(act, row.lotId, endOf({ winnerOrganisationId, priceMinor, reason }))
}

/** Ends an auction before its time; nothing happens when bidding runs or it is over already. */
export const cancelAuction = async (act: Act, row: AuctionRow, reason: Extract<FailReason, 'withdrawn' | 'not_resumed' | 'no_bidders'>): Promise<void> => {
  const ended = cancel(stateOf(row), reason)
  if (ended) await close(act, row, { outcome: ended.outcome, reserveMet: null })
}

const closeIfEnded = async (act: Act, row: AuctionRow, state: AuctionState): Promise<boolean> => {
  if (act.now < state.endsAt + CLOSING_GRACE_MS) return false
  const reserveMinor = await reservePriceOf(act.tx, row.lotId)
  const ended = decideClose(state, rulesOf(row), { now: act.now, reserveMinor, bidderCount: row.bidderCount })
  if (!ended) return false
  await close(act, row, { outcome: ended.outcome, reserveMet: isReserveMet(state, reserveMinor) })
  return true
}

const passTime = async (act: Act, locked: AuctionRow): Promise<void> => {
  const isOpening = locked.phase === 'scheduled' && act.now >= locked.opensAt
  const row = isOpening ? { ...locked, bidderCount: await syncBidders(act, locked) } : locked
  if (isOpening && row.bidderCount === 0) return cancelAuction(act, row, 'no_bidders')
  const { state, steps } = advance(stateOf(row), act.now)
  if (steps.length > 0) await saveStates(act.tx, [[row.id, state]])
  await reportSteps(act, row, steps, { state, bidderCount: row.bidderCount })
  if (!(await closeIfEnded(act, row, state))) planNext(act, row.id, state)
}

/** Looks at the auction and does what is due now; looking too early or twice changes nothing. */
export const due: Task = async (act, payload): Promise<Result<unknown>> => {
  const row = await lockAuction(act.tx, String(payload['id']))
  if (!row || row.phase === 'closed') return ok(null)
  if (row.phase !== 'suspended') await passTime(act, row)
  return ok(null)
}
