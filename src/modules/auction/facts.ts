/** What the module tells the world. Before the close no body names anybody: bidders are numbers. */
import type { Json } from '#kernel/canonical-json.ts'
import { toIso } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import type { Step } from './core/clock.ts'
import { nextMinimum, type AuctionState } from './core/state.ts'
import { rulesOf, type AuctionRow, type DecidedBid } from './store.ts'

type Body = Readonly<Record<string, Json>>

/** A step of the whole auction: public, and part of the lot's timeline. */
export const tell = (act: Act, row: Pick<AuctionRow, 'id' | 'lot_id'>, type: string, body: Body = {}): void =>
  act.publish({ type, subject: row.id, related: [row.lot_id], body: { auctionId: row.id, lotId: row.lot_id, ...body }, visibleTo: 'public' })

export const clockBody = (state: AuctionState): Body => ({
  phase: state.phase,
  opensAt: toIso(state.opensAt),
  freeEndsAt: toIso(state.freeEndsAt),
  endsAt: toIso(state.endsAt),
})

const STEP_FACT = { opened: 'auction.opened', timed_started: 'auction.timed_started' } as const satisfies Record<Step, string>

export const tellSteps = (act: Act, row: AuctionRow, steps: readonly Step[], now: { readonly state: AuctionState; readonly bidderCount: number }): void => {
  for (const step of steps) tell(act, row, STEP_FACT[step], { ...clockBody(now.state), bidderCount: now.bidderCount })
}

/** One accepted bid. Not related to the lot: thousands of bids would bury its timeline. */
export const tellAccepted = (act: Act, row: AuctionRow, bid: DecidedBid, state: AuctionState): void =>
  act.publish({
    type: 'auction.bid_accepted',
    subject: row.id,
    body: {
      auctionId: row.id,
      bidId: bid.id,
      seq: bid.seq,
      number: bid.number,
      priceMinor: String(bid.priceMinor),
      receivedAt: toIso(bid.receivedAt),
      endsAt: toIso(bid.endsAt),
      extended: bid.extended,
      ...(bid.confirmedMinor === null ? {} : { confirmedMinor: String(bid.confirmedMinor) }),
      nextMinimumMinor: String(nextMinimum(state, rulesOf(row))),
    },
    visibleTo: 'public',
  })

/** A refused bid is evidence too, but only its bidder's business. */
export const tellRefused = (act: Act, row: AuctionRow, bid: DecidedBid): void =>
  act.publish({
    type: 'auction.bid_refused',
    subject: row.id,
    body: {
      auctionId: row.id,
      bidId: bid.id,
      attempt: bid.attempt,
      number: bid.number,
      organisationId: bid.organisationId,
      priceMinor: String(bid.priceMinor),
      receivedAt: toIso(bid.receivedAt),
      code: bid.refusal,
    },
    visibleTo: [bid.organisationId],
  })
