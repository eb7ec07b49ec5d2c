/**
 * Bidding methods as rows of a table: the phases a method runs through, how a price is named in them and what ends it. A new method is a
 * new row here, its terms in `methods/` and, where it names prices in a new way, a row of `pricing.ts`; never a subclass.
 */

export type Phase = 'scheduled' | 'free' | 'timed' | 'suspended' | 'closed'
export type BiddingPhase = 'free' | 'timed'
/** As lots name it. */
export type Method = 'english' | 'listed' | 'dutch' | 'sealed_first' | 'sealed_second' | 'scored'

interface PhasePolicy {
  readonly phase: BiddingPhase
  /** A bid inside the extension window moves the end to bid time + extension (限时竞价延时). */
  readonly extends: boolean
}

export type PriceRule = 'ascending_grid' | 'descending_clock' | 'sealed' | 'rounds'

export interface MethodPolicy {
  readonly phases: readonly PhasePolicy[]
  readonly price: PriceRule
  /** May the bidder who leads raise its own bid? */
  readonly leaderMayRaise: boolean
  /** May a bidder leave a highest price with the market, which bids for it step by step? */
  readonly allowsProxies: boolean
  /** The first accepted bid ends the bidding. */
  readonly endsWithFirst: boolean
  /** A single confirmed bidder has applied for the price as listed: there is nothing to bid for. */
  readonly soleBidderTakes: boolean
}

const ASCENDING = {
  phases: [
    { phase: 'free', extends: false },
    { phase: 'timed', extends: true },
  ],
  price: 'ascending_grid',
  leaderMayRaise: false,
  allowsProxies: true,
  endsWithFirst: false,
  soleBidderTakes: false,
} as const satisfies MethodPolicy

/** One price from each, in an envelope that nobody opens early (密封报价). */
const SEALED = {
  phases: [{ phase: 'timed', extends: false }],
  price: 'sealed',
  leaderMayRaise: false,
  allowsProxies: false,
  endsWithFirst: false,
  soleBidderTakes: false,
} as const satisfies MethodPolicy

export const METHODS: Readonly<Record<Method, MethodPolicy>> = {
  /** Ascending, open bids (增价竞价). */
  english: ASCENDING,
  /** A listed price (挂牌): one applicant takes it, two or more bid for it. */
  listed: { ...ASCENDING, soleBidderTakes: true },
  /** A falling price (降价竞价): the clock goes down step by step, the first to accept buys. */
  dutch: {
    phases: [{ phase: 'timed', extends: false }],
    price: 'descending_clock',
    leaderMayRaise: false,
    allowsProxies: false,
    endsWithFirst: true,
    soleBidderTakes: false,
  },
  /** The highest sealed price wins and is paid. */
  sealed_first: SEALED,
  /** The highest sealed price wins and pays the second highest. */
  sealed_second: SEALED,
  /** Proposals that experts mark, then price rounds (评分竞价): the free phase ends with the marks, the timed one holds the rounds. */
  scored: {
    ...SEALED,
    phases: [
      { phase: 'free', extends: false },
      { phase: 'timed', extends: false },
    ],
    price: 'rounds',
  },
}

/** Its prices are known only when its envelopes are opened. */
export const isSealed = (method: Method): boolean => METHODS[method].price === 'sealed'

/** Decided by marks and prices of rounds (`scored.ts`), not by bids in the room. */
export const isScored = (method: Method): boolean => METHODS[method].price === 'rounds'

/** Null: a lot of another procedure. */
export const methodOf = (name: string): Method | null => (Object.hasOwn(METHODS, name) ? (name as Method) : null)

export const extendsIn = (method: Method, phase: Phase): boolean => METHODS[method].phases.some((policy) => policy.phase === phase && policy.extends)
