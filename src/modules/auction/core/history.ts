/**
 * Judges a sale from outside: what is public of it, and what bidders were told. Written apart from the rules that decide bids, of which it shares
 * only the grid, the method table and the draw: a fault of those rules is no fault it would repeat.
 */
import { later, MINUTE_MS, type Instant } from '#kernel/instant.ts'
import type { Sha256 } from '#kernel/merkle.ts'
import type { BidOrigin } from './bid.ts'
import { commitmentOf, drawn } from './draw.ts'
import { hasFloor, type Channel } from './floor.ts'
import { onGrid, type Grid } from './grid.ts'
import { scoredFaults, type ScoredSale } from './scored-history.ts'
import { unitFaults, type UnitSale } from './units-history.ts'
import { extendsIn, isScored, isSealed, METHODS, type Method } from './method.ts'

/** What was shown of the rounds is what stands among the bids, and nothing else does. */
const shownFaults = ({ bids }: PublicSale, { prices }: ScoredSale): readonly string[] => {
  const said = ({ number, priceMinor, receivedAt }: Pick<PublicBid, 'number' | 'priceMinor' | 'receivedAt'>) => `${number}:${priceMinor}:${receivedAt}`
  const shown = bids.map(said).join()
  return shown === prices.map(said).join() ? [] : ['the bids are not the prices of the rounds']
}

export interface PublicBid {
  readonly seq: number
  /** Its place among all attempts; null where only accepted bids are known. */
  readonly attempt: number | null
  readonly origin: BidOrigin
  /** Absent: online, as in every record of before there was a hall. */
  readonly channel?: Channel | undefined
  readonly number: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
  readonly extended: boolean
}

export interface PublicPause {
  readonly kind: 'suspend' | 'resume'
  readonly at: Instant
  readonly afterAttempt: number
}

export interface LaterReserve {
  readonly minutes: number
  readonly dueAt: Instant | null
  readonly fixedAt: Instant | null
  readonly commitment: string | null
  /** The record says that there was one. */
  readonly isSaid: boolean
  readonly wasMet: boolean | null
}

export interface PublicSale extends Grid {
  readonly method: Method
  /** So many licences of one technology, each bidder one; absent: one buyer takes it all. */
  readonly units?: number
  readonly capMinor: bigint | null
  readonly clock: { readonly floorMinor: bigint; readonly tickMs: number } | null
  readonly maxExtensions: number | null
  readonly freeMs: number
  readonly timedMs: number
  readonly extensionMs: number
  readonly scheduledOpensAt: Instant
  readonly pauses: readonly PublicPause[]
  /** Where the end stands, or stood at the close. */
  readonly endsAt: Instant
  readonly willing: readonly number[]
  readonly draw: { readonly commitment: string; readonly secret: string | null } | null
  /** Null: not closed yet. */
  readonly outcome: {
    readonly kind: 'sold' | 'failed'
    readonly reason: string | null
    readonly number: number | null
    readonly priceMinor: bigint | null
    /** Who took the units after the first. */
    readonly others?: readonly { readonly number: number; readonly priceMinor: bigint }[]
  } | null
  readonly bids: readonly PublicBid[]
  /** Marks and rounds, where the record tells of them. */
  readonly scored: ScoredSale | null
  /** Where the notice left the reserve open and the record tells of it. */
  readonly reserve: LaterReserve | null
}

/** What a bidder was told of an accepted bid, as the answer said it. */
export type Acknowledged = Pick<PublicBid, 'seq' | 'number' | 'priceMinor' | 'receivedAt' | 'extended'>
/** The highest price a bidder ever left with the market: known to itself and to nobody else. */
export interface Word {
  readonly number: number
  readonly maxMinor: bigint
}

interface Walk {
  opensAt: Instant
  freeEndsAt: Instant
  endsAt: Instant
  stoppedAt: Instant | null
  extensions: number
  top: Pick<PublicBid, 'number' | 'priceMinor'> | null
  readonly willing: number[]
  readonly faults: string[]
}

const pauseIn = (walk: Walk, { kind, at }: PublicPause): void => {
  const { stoppedAt } = walk
  if ((kind === 'suspend') === (stoppedAt !== null)) walk.faults.push(`pause: ${kind} at ${at} of a clock that ${stoppedAt === null ? 'runs' : 'stands'}`)
  if (kind === 'suspend') walk.stoppedAt = at
  else if (stoppedAt !== null) {
    const moved = (bound: Instant): Instant => (bound > stoppedAt ? later(bound, at - stoppedAt) : bound)
    Object.assign(walk, { opensAt: moved(walk.opensAt), freeEndsAt: moved(walk.freeEndsAt), endsAt: moved(walk.endsAt), stoppedAt: null })
  }
}

const timeFaults = (walk: Walk, { receivedAt }: PublicBid): readonly string[] => [
  ...(walk.stoppedAt === null ? [] : ['accepted while the clock stood']),
  ...(receivedAt < walk.opensAt ? ['accepted before the opening'] : []),
  ...(receivedAt >= walk.endsAt ? ['accepted after the end'] : []),
]

const isAtCap = ({ top }: Walk, { capMinor }: PublicSale): boolean => capMinor !== null && top?.priceMinor === capMinor

const risingFaults = (walk: Walk, bid: PublicBid, sale: PublicSale): readonly string[] => {
  const { priceMinor, number } = bid
  const { top } = walk
  if (sale.capMinor !== null && priceMinor > sale.capMinor) return ['above the cap']
  if (priceMinor < sale.startingPriceMinor) return ['below the start']
  if (onGrid(sale, priceMinor) !== priceMinor) return ['off the grid']
  if (isAtCap(walk, sale) && priceMinor === sale.capMinor) return walk.willing.includes(number) ? ['joined twice'] : []
  if (top !== null && priceMinor <= top.priceMinor) return [priceMinor === top.priceMinor ? 'a price named twice' : 'a falling price']
  return top?.number === number && bid.origin === 'bidder' && !METHODS[sale.method].leaderMayRaise ? ['the leader raised its own bid'] : []
}

const clockFaults = (walk: Walk, { priceMinor, receivedAt }: PublicBid, sale: PublicSale): readonly string[] => {
  if (sale.clock === null) return ['no clock is known']
  if (walk.top !== null) return ['a second bid after the one that ends']
  const ranMs = Math.max(0, sale.timedMs - (walk.endsAt - receivedAt))
  const fallen = sale.startingPriceMinor - BigInt(Math.floor(ranMs / sale.clock.tickMs)) * sale.incrementMinor
  const asked = fallen > sale.clock.floorMinor ? fallen : sale.clock.floorMinor
  return priceMinor === asked ? [] : [`${priceMinor > asked ? 'above' : 'below'} the clock, which asked ${asked}`]
}

/** Who applied takes the listed price at the opening, with the first bid, and nothing comes after it. */
const applicationFaults = (walk: Walk, bid: PublicBid, sale: PublicSale): readonly string[] => {
  const isSound = METHODS[sale.method].soleBidderTakes && bid.seq === 1 && bid.priceMinor === sale.startingPriceMinor && bid.receivedAt === walk.opensAt
  return isSound ? [] : ['an application that takes nothing']
}

/** What a proxy may do is its bidder's secret; that it bids only where proxies are, and never beyond a word that is known, is not. */
const proxyFaults = (bid: PublicBid, sale: PublicSale, words: readonly Word[]): readonly string[] => {
  if (!METHODS[sale.method].allowsProxies) return ['a proxy where there are none']
  const own = words.filter((word) => word.number === bid.number)
  return own.length === 0 || own.some(({ maxMinor }) => bid.priceMinor <= maxMinor) ? [] : ['a proxy above its word']
}

/** A hall calls out rising prices, and only what a bidder in it shows. */
const floorFaults = ({ origin }: PublicBid, { method }: PublicSale): readonly string[] =>
  hasFloor(method) && origin === 'bidder' ? [] : ['a bid from a hall where there is none']

/** Moves the end as it was announced, and says where the record claims something else. */
const endFaults = (walk: Walk, bid: PublicBid, sale: PublicSale): readonly string[] => {
  const prolonged = later(bid.receivedAt, sale.extensionMs)
  const phase = bid.receivedAt >= walk.freeEndsAt ? 'timed' : 'free'
  const isDue = bid.origin !== 'application' && extendsIn(sale.method, phase) && prolonged > walk.endsAt && !isAtCap(walk, sale)
  const isLeft = sale.maxExtensions === null || walk.extensions < sale.maxExtensions
  if (METHODS[sale.method].endsWithFirst || bid.origin === 'application') walk.endsAt = bid.receivedAt
  if (walk.endsAt < walk.freeEndsAt) walk.freeEndsAt = walk.endsAt
  if (bid.extended) {
    walk.endsAt = prolonged > walk.endsAt ? prolonged : walk.endsAt
    walk.extensions += 1
  }
  if (bid.extended === (isDue && isLeft)) return []
  if (!bid.extended) return ['an extension that was not given']
  return [isDue ? 'more extensions than announced' : 'an extension that was not due']
}

const takeBid = (walk: Walk, bid: PublicBid, sale: PublicSale, words: readonly Word[]): void => {
  const isFalling = METHODS[sale.method].price === 'descending_clock'
  const found = [
    ...timeFaults(walk, bid),
    ...(isFalling ? clockFaults(walk, bid, sale) : risingFaults(walk, bid, sale)),
    ...(bid.origin === 'application' ? applicationFaults(walk, bid, sale) : []),
    ...(bid.origin === 'proxy' ? proxyFaults(bid, sale, words) : []),
    ...(bid.channel === 'floor' ? floorFaults(bid, sale) : []),
    ...endFaults(walk, bid, sale),
  ]
  walk.faults.push(...found.map((fault) => `bid ${bid.seq}: ${fault}`))
  const wasAtCap = isAtCap(walk, sale)
  if (bid.priceMinor === sale.capMinor) walk.willing.push(bid.number)
  if (!wasAtCap) walk.top = { number: bid.number, priceMinor: bid.priceMinor }
}

const walkOf = (sale: PublicSale, words: readonly Word[]): Walk => {
  const { scheduledOpensAt: opensAt } = sale
  const freeEndsAt = later(opensAt, sale.freeMs)
  const walk: Walk = {
    opensAt,
    freeEndsAt,
    endsAt: later(freeEndsAt, sale.timedMs),
    stoppedAt: null,
    extensions: 0,
    top: null,
    willing: [],
    faults: [],
  }
  const pauses = [...sale.pauses]
  const pauseUntil = (attempt: number): void => {
    for (let next = pauses[0]; next !== undefined && next.afterAttempt < attempt; next = pauses[0]) {
      pauseIn(walk, next)
      pauses.shift()
    }
  }
  sale.bids.forEach((bid, index) => {
    if (bid.seq !== index + 1) walk.faults.push(`bid ${bid.seq} at place ${index + 1}`)
    pauseUntil(bid.attempt ?? bid.seq)
    takeBid(walk, bid, sale, words)
  })
  pauseUntil(Infinity)
  return walk
}

const drawFaults = (walk: Walk, { draw, outcome, willing }: PublicSale, sha256: Sha256): readonly string[] => {
  const named = JSON.stringify(willing) === JSON.stringify(walk.willing) ? [] : [`willing are ${walk.willing.join()}, said to be ${willing.join()}`]
  const secret = draw?.secret ?? null
  if (secret === null || draw === null) return outcome?.kind === 'sold' && walk.willing.length > 1 ? [...named, 'a draw that nobody can repeat'] : named
  return commitmentOf(sha256, secret) === draw.commitment ? named : [...named, 'the secret of the draw is not the one committed to']
}

const winnerFaults = (walk: Walk, { draw, outcome }: PublicSale, sha256: Sha256): readonly string[] => {
  if (outcome === null) return []
  const { top, willing } = walk
  if (outcome.kind === 'failed') return outcome.reason === 'no_bids' && top !== null ? ['said to have no bids'] : []
  if (top === null) return ['sold without a bid']
  const secret = draw?.secret ?? null
  const [first] = willing.length > 1 && secret !== null ? drawn(sha256, secret, willing) : [top.number]
  return [
    ...(outcome.number === first ? [] : [`won by ${outcome.number} instead of ${first}`]),
    ...(outcome.priceMinor === top.priceMinor ? [] : [`sold at ${outcome.priceMinor} instead of ${top.priceMinor}`]),
  ]
}

const decidedFaults = ({ fixedAt, wasMet }: LaterReserve, outcome: PublicSale['outcome']): readonly string[] => {
  if (fixedAt === null) return wasMet !== null || outcome?.reason === 'reserve_not_met' ? ['a reserve decided that nobody fixed'] : []
  return outcome?.kind === 'sold' && wasMet !== true ? ['sold below the reserve'] : []
}

/** Entered in time and said to be there, or not there at all: with a reserve that appears after the last bids a seller would choose whether it has sold. */
const reserveFaults = (walk: Walk, { reserve, outcome }: PublicSale): readonly string[] => {
  if (reserve === null) return []
  const { minutes, dueAt, fixedAt, commitment, isSaid } = reserve
  const due = later(walk.freeEndsAt, -minutes * MINUTE_MS)
  const isFixed = fixedAt !== null
  return [
    ...(dueAt === null || dueAt === due ? [] : [`the reserve could be entered until ${dueAt} instead of ${due}`]),
    ...(isFixed && (dueAt === null || fixedAt >= dueAt) ? ['a reserve that came too late'] : []),
    ...(isFixed === (commitment !== null) && isFixed === isSaid ? [] : ['a reserve and its commitment do not go together']),
    ...decidedFaults(reserve, outcome),
  ]
}

const toldFaults = ({ bids }: PublicSale, told: readonly Acknowledged[]): readonly string[] =>
  told.flatMap((said) => {
    const bid = bids.find(({ seq }) => seq === said.seq)
    const isThere = bid?.number === said.number && bid.priceMinor === said.priceMinor && bid.receivedAt === said.receivedAt && bid.extended === said.extended
    return isThere ? [] : [`bid ${said.seq}: acknowledged to ${said.number} and not in the record`]
  })

export interface KnownToBidders {
  readonly told: readonly Acknowledged[]
  readonly words: readonly Word[]
}

const unitsOf = ({ method, bids, outcome, draw, startingPriceMinor }: PublicSale, units: number): UnitSale => {
  const { number = null, priceMinor = null, others = [] } = outcome ?? {}
  const first = number === null || priceMinor === null ? [] : [{ number, priceMinor }]
  return { units, isUniform: method === 'sealed_second', startingPriceMinor, prices: bids, won: [...first, ...others], draw }
}

/**
 * Of sealed prices there is no course: each was named once, in time, not below the start; the highest wins, of equal ones the first received. The second price
 * is at least the second highest named; how far start and secret reserve lift it nobody outside can tell.
 */
const sealedFaults = (sale: PublicSale, sha256: Sha256): readonly string[] => {
  const { units = 1, bids, outcome, startingPriceMinor, scheduledOpensAt: opensAt, endsAt } = sale
  const each = bids.flatMap(({ seq, number, priceMinor, receivedAt, origin }, index) => [
    ...(seq === index + 1 ? [] : [`bid ${seq} at place ${index + 1}`]),
    ...(origin === 'envelope' ? [] : [`bid ${seq}: out of no envelope`]),
    ...(priceMinor >= startingPriceMinor ? [] : [`bid ${seq}: below the start`]),
    ...(receivedAt >= opensAt && receivedAt < endsAt ? [] : [`bid ${seq}: out of time`]),
    ...(bids.findIndex((bid) => bid.number === number) === index ? [] : [`bid ${seq}: a second one of ${number}`]),
  ])
  if (outcome?.kind !== 'sold') return outcome?.reason === 'no_bids' && bids.length > 0 ? [...each, 'said to have no bids'] : each
  return [...each, ...(units > 1 ? unitFaults(unitsOf(sale, units), sha256) : singleFaults(sale, outcome))]
}

/** Where one buyer takes what is sold. */
const singleFaults = ({ method, bids, startingPriceMinor }: PublicSale, outcome: NonNullable<PublicSale['outcome']>): readonly string[] => {
  const [first, second] = [...bids].sort((a, b) => (a.priceMinor === b.priceMinor ? a.receivedAt - b.receivedAt : a.priceMinor > b.priceMinor ? -1 : 1))
  if (first === undefined) return ['sold without a bid']
  const paid = outcome.priceMinor ?? 0n
  const least = method === 'sealed_second' ? (second?.priceMinor ?? startingPriceMinor) : first.priceMinor
  return [
    ...(outcome.number === first.number ? [] : [`won by ${outcome.number} instead of ${first.number}`]),
    ...(paid >= least && paid <= first.priceMinor ? [] : [`sold at ${paid}, not between ${least} and ${first.priceMinor}`]),
  ]
}

/** What is wrong with a sale, in words for whoever looks into it. Empty: as its rules would have it. */
export const faultsOfSale = (sale: PublicSale, sha256: Sha256, known: KnownToBidders = { told: [], words: [] }): readonly string[] => {
  if (isSealed(sale.method)) return sealedFaults(sale, sha256)
  if (isScored(sale.method)) return sale.scored === null ? [] : [...scoredFaults(sale.scored), ...shownFaults(sale, sale.scored)]
  const walk = walkOf(sale, known.words)
  return [
    ...walk.faults,
    ...(walk.endsAt === sale.endsAt ? [] : [`the end is ${sale.endsAt} instead of ${walk.endsAt}`]),
    ...drawFaults(walk, sale, sha256),
    ...winnerFaults(walk, sale, sha256),
    ...reserveFaults(walk, sale),
    ...toldFaults(sale, known.told),
  ]
}
