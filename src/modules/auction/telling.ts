/** How rows of an auction become facts. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { toIso } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import type { Step } from './core/clock.ts'
import { nextMinimum } from './core/pricing.ts'
import type { AuctionState } from './core/state.ts'
import { auctionFacts } from './facts.ts'
import { rulesOf, type AuctionRow, type DecidedBid } from './store.ts'

interface Known {
  readonly auctionId: string
  readonly lotId: string
}

/** A step of the whole auction: public, and part of the lot's timeline. */
export const tell = <Kind extends FactWith<Known, 'public'>>(
  act: Act,
  row: Pick<AuctionRow, 'id' | 'lotId'>,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof Known>,
): void => act.publish(fact, { subject: row.id, related: [row.lotId], body: whole(fact, { auctionId: row.id, lotId: row.lotId }, rest) })

export const clockBody = (state: AuctionState) => ({
  phase: state.phase,
  opensAt: toIso(state.opensAt),
  freeEndsAt: toIso(state.freeEndsAt),
  endsAt: toIso(state.endsAt),
})

const STEP_FACT = { opened: auctionFacts.opened, timed_started: auctionFacts.timed_started } as const satisfies Record<Step, unknown>

export const tellSteps = (act: Act, row: AuctionRow, steps: readonly Step[], now: { readonly state: AuctionState; readonly bidderCount: number }): void => {
  for (const step of steps) tell(act, row, STEP_FACT[step], { ...clockBody(now.state), bidderCount: now.bidderCount })
}

export const tellAccepted = (act: Act, row: AuctionRow, bid: DecidedBid, state: AuctionState): void =>
  act.publish(auctionFacts.bid_accepted, {
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
      nextMinimumMinor: String(nextMinimum(state, rulesOf(row), bid.receivedAt)),
      ...(bid.origin === 'bidder' ? {} : { origin: bid.origin }),
      ...(bid.channel === 'floor' ? { channel: bid.channel, floorClerkId: bid.personId } : {}),
    },
  })

export const tellRefused = (act: Act, row: AuctionRow, bid: DecidedBid): void =>
  act.publish(auctionFacts.bid_refused, {
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
