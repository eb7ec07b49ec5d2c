/** What the proxies of a room bid by themselves, decided like any other bids. */
import type { Instant } from '#kernel/instant.ts'
import { decideBid, type Bid, type Decision } from './bid.ts'
import { METHODS } from './method.ts'
import { proxyBids, type Precedes, type Proxy } from './proxy.ts'
import type { AuctionRules, AuctionState } from './state.ts'

export interface ProxyRoom {
  readonly proxies: readonly Proxy[]
  readonly precedes: Precedes
  /** The moment that moved the price: theirs too. */
  readonly at: Instant
}

export interface Answered {
  readonly bid: Bid & { readonly origin: 'proxy' }
  readonly decision: Decision
}

/** Until none of them can or need go on. Ends, since each round raises the price or the number of those at the cap. */
export const proxyAnswers = (state: AuctionState, { proxies, precedes, at }: ProxyRoom, rules: AuctionRules): readonly Answered[] => {
  if (proxies.length === 0 || !METHODS[rules.method].allowsProxies) return []
  const answers: Answered[] = []
  let current = state
  for (;;) {
    const bids = proxyBids(current, proxies, rules, precedes)
    if (bids.length === 0) return answers
    for (const { number, priceMinor } of bids) {
      const bid = { origin: 'proxy', number, priceMinor, confirmedMinor: null, receivedAt: at } as const
      const decision = decideBid(current, bid, rules)
      if (decision.refusal !== null) throw new Error(`auction: a proxy bid refused with ${decision.refusal.code}`)
      answers.push({ bid, decision })
      current = decision.state
    }
  }
}
