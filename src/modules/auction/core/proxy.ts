/**
 * Proxy bids (委托出价): a bidder leaves its highest price, the market bids for it one step above the others. What all proxies together
 * would come to is bid at once: the last price the second could pay, then one step more by the first.
 */
import { aboveOnGrid, onGrid } from './grid.ts'
import { isCapped } from './pricing.ts'
import type { AuctionRules, AuctionState, TopBid } from './state.ts'

export interface Proxy {
  readonly number: number
  readonly maxMinor: bigint
}

/** True where `a` comes before `b` of two numbers with the same highest price. */
export type Precedes = (a: number, b: number) => boolean

/** The highest price of the grid that this proxy may still name. */
const reach = ({ maxMinor }: Proxy, rules: AuctionRules): bigint =>
  onGrid(rules, rules.capMinor !== null && rules.capMinor < maxMinor ? rules.capMinor : maxMinor)

interface Contender {
  readonly number: number
  readonly reachMinor: bigint
}

const byReach =
  (precedes: Precedes) =>
  (a: Contender, b: Contender): number => {
    if (a.reachMinor !== b.reachMinor) return a.reachMinor > b.reachMinor ? -1 : 1
    return precedes(a.number, b.number) ? -1 : 1
  }

/** At the cap every proxy that reaches it joins; nobody goes past it. */
const joining = (state: AuctionState, proxies: readonly Proxy[], rules: AuctionRules): readonly TopBid[] =>
  proxies
    .filter((proxy) => rules.capMinor !== null && proxy.maxMinor >= rules.capMinor && !state.willing.includes(proxy.number))
    .map(({ number }) => ({ number, priceMinor: rules.capMinor ?? 0n }))

/**
 * What the proxies bid now, in order. Empty: none can or need. A leader is raised only by its own proxy and only against another proxy.
 */
export const proxyBids = (state: AuctionState, proxies: readonly Proxy[], rules: AuctionRules, precedes: Precedes): readonly TopBid[] => {
  if (isCapped(state, rules)) return joining(state, proxies, rules)
  const { top } = state
  const asked = top === null ? rules.startingPriceMinor : aboveOnGrid(rules, top.priceMinor)
  const able = proxies
    .filter(({ maxMinor }) => maxMinor >= rules.startingPriceMinor)
    .map((proxy) => ({ number: proxy.number, reachMinor: reach(proxy, rules) }))
  const challengers = able.filter(({ number, reachMinor }) => number !== top?.number && reachMinor >= asked)
  if (challengers.length === 0) return []
  const leader = able.filter(({ number }) => number === top?.number)
  const [first, second] = [...challengers, ...leader].sort(byReach(precedes))
  if (first === undefined) return []
  if (second === undefined) return [{ number: first.number, priceMinor: asked }]
  // The second goes as far as it can unless it leads already; then the first goes one step further, but never beyond its own word.
  const pressed = second.reachMinor >= asked ? second.reachMinor : null
  if (pressed === null) return [{ number: first.number, priceMinor: asked }]
  const next = aboveOnGrid(rules, pressed)
  const final = next <= first.reachMinor ? next : first.reachMinor
  const isHeldByFirst = final === pressed || second.number === top?.number
  return isHeldByFirst
    ? [{ number: first.number, priceMinor: final }]
    : [
        { number: second.number, priceMinor: pressed },
        { number: first.number, priceMinor: final },
      ]
}
