/**
 * Bidding methods as rows of a table: the phases a method runs through and what a bid may do in each. A new method is a
 * new row here (and a price rule below), never a subclass.
 */

export type Phase = 'scheduled' | 'free' | 'timed' | 'suspended' | 'closed'
export type BiddingPhase = 'free' | 'timed'
/** As lots name it. */
export type Method = 'english'

interface PhasePolicy {
  readonly phase: BiddingPhase
  /** A bid inside the extension window moves the end to bid time + extension (限时竞价延时). */
  readonly extends: boolean
}

interface MethodPolicy {
  readonly phases: readonly PhasePolicy[]
  /** Each accepted bid must be above the last one, on the grid start + n × increment. */
  readonly price: 'ascending_grid'
  /** May the bidder who leads raise its own bid? */
  readonly leaderMayRaise: boolean
}

export const METHODS = {
  english: {
    phases: [
      { phase: 'free', extends: false },
      { phase: 'timed', extends: true },
    ],
    price: 'ascending_grid',
    leaderMayRaise: false,
  },
} as const satisfies Record<Method, MethodPolicy>

/** Null: a lot of another procedure. */
export const methodOf = (name: string): Method | null => (Object.hasOwn(METHODS, name) ? (name as Method) : null)

export const extendsIn = (method: Method, phase: Phase): boolean => METHODS[method].phases.some((policy) => policy.phase === phase && policy.extends)
