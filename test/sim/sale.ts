/**
 * One simulated sale: bidders, several processes with queues of their own, clocks that jump, transactions that are rolled back, answers that are
 * lost and asked for again, crashes after which only the record is left. Everything by chance from one seed, nothing by the machine's clock.
 */
import { instant, later, type Instant } from '#kernel/instant.ts'
import { advance } from '#modules/auction/core/clock.ts'
import type { Acknowledged, PublicSale, Word } from '#modules/auction/core/history.ts'
import { METHODS } from '#modules/auction/core/method.ts'
import { aboveOnGrid } from '#modules/auction/core/grid.ts'
import { clockMs, nextMinimum } from '#modules/auction/core/pricing.ts'
import { PLAIN, type AuctionRules } from '#modules/auction/core/state.ts'
import type { Chance } from './chance.ts'
import { decideRequest, giveBack, leaveProxy, opened, passTime, pause, withdrawProxy, type Kept, type Request, type Row } from './house.ts'
import { quickFaults, recordFaults, replayed } from './invariants.ts'

const OPENS = instant(1_780_000_000_000)
const PROCESSES = 3
const STEPS = 260

export interface Course {
  readonly kept: Kept
  readonly told: readonly Acknowledged[]
  readonly words: readonly Word[]
  /** What happened, for whoever asks whether the simulation still reaches everything. */
  readonly seen: ReadonlySet<string>
  readonly steps: number
  readonly requests: number
}

const TICK_MS = 150

export const rulesBy = (chance: Chance): AuctionRules => {
  const method = chance.pick(['english', 'english', 'listed', 'dutch'] as const)
  const startingPriceMinor = BigInt(chance.between(5, 20)) * 100n
  const shared = {
    ...PLAIN,
    method,
    startingPriceMinor,
    incrementMinor: 100n,
    extensionMs: chance.between(100, 900),
    extensionAlarm: 5,
    singleBidderAllowed: chance.in100(70),
    confirmFactor: chance.in100(50) ? 3 : null,
  }
  if (method === 'dutch') {
    const floorMinor = startingPriceMinor / 2n - BigInt(chance.below(60))
    const timedMs = clockMs({ startingPriceMinor, stepMinor: 100n, floorMinor, tickMs: TICK_MS })
    return { ...shared, freeMs: 0, timedMs, clock: { floorMinor, tickMs: TICK_MS } }
  }
  const first = startingPriceMinor + BigInt(chance.between(2, 8)) * 100n
  const bands = chance.in100(40)
    ? [
        { fromMinor: first, incrementMinor: 300n },
        { fromMinor: first + 700n, incrementMinor: 450n },
      ]
    : []
  const grid = { startingPriceMinor, incrementMinor: 100n, bands }
  let capMinor: bigint | null = null
  if (chance.in100(40)) {
    capMinor = startingPriceMinor
    for (let step = chance.between(1, 30); step > 0; step -= 1) capMinor = aboveOnGrid(grid, capMinor)
  }
  const maxExtensions = chance.in100(40) ? chance.between(1, 3) : null
  return { ...shared, bands, capMinor, maxExtensions, freeMs: chance.between(100, 3_000), timedMs: chance.between(200, 2_000) }
}

class Fault extends Error {}

export const playSale = (chance: Chance, bidderCount: number, steps = STEPS): Course => {
  const rules = rulesBy(chance)
  const bidders = Array.from({ length: bidderCount }, (_, index) => 101 + index)
  const reserveMinor = rules.clock === null && rules.capMinor === null && chance.in100(30) ? rules.startingPriceMinor + 700n : null
  let kept = opened(rules, { secret: `secret ${chance.below(1_000_000)}`, scheduledOpensAt: OPENS, bidders, reserveMinor })
  let now: Instant = later(OPENS, -chance.between(0, 400))
  let serial = 0
  let requests = 0
  const queues: Request[][] = Array.from({ length: PROCESSES }, () => [])
  const open = new Map<string, Request>()
  const heard = new Map<string, Row>()
  const words: Word[] = []
  const seen = new Set<string>([rules.method])

  const notePast = (row: Row): void => {
    seen.add(row.refusal ?? row.origin)
    if (row.extended) seen.add('extended')
    if (row.seq !== null && row.receivedAt < now && advance(kept.state, now).state.phase !== 'closed' && now >= row.endedBefore)
      seen.add('decided after the end')
  }
  /** Keeps what a transaction made, if it holds. */
  const commit = (made: Kept): void => {
    const before = kept
    kept = made
    made.rows.slice(before.rows.length).forEach(notePast)
    const faults = quickFaults(made, before)
    if (faults.length > 0) throw new Fault(faults.join('; '))
  }
  const isRolledBack = () => chance.in100(4) && seen.add('rolled back') !== undefined
  const holds = (): void => {
    const faults = recordFaults(kept, now)
    if (faults.length > 0) throw new Fault(faults.join('; '))
  }

  const priceBy = (): bigint => {
    const minimum = nextMinimum(kept.state, rules, now)
    const kind = chance.below(20)
    if (kind < 9) return minimum
    if (kind < 14) {
      let price = minimum
      for (let step = chance.between(1, 4); step > 0 && rules.clock === null; step -= 1) price = aboveOnGrid(rules, price)
      return price
    }
    if (kind < 16) return minimum > 100n ? minimum - 100n : minimum
    if (kind === 16) return minimum + 1n
    if (kind === 17) return rules.capMinor ?? minimum
    return kind === 18 ? (rules.capMinor ?? minimum) + 100n : minimum * 5n - ((minimum * 5n - rules.startingPriceMinor) % 100n)
  }
  const sent = (): Request => {
    const priceMinor = priceBy()
    serial += 1
    return { key: `key ${serial}`, number: chance.pick(bidders), priceMinor, confirmedMinor: chance.in100(60) ? priceMinor : null, receivedAt: now }
  }

  const ask = (): void => {
    const request = sent()
    requests += 1
    open.set(request.key, request)
    chance.pick(queues).push(request)
    // Some send twice at once, by two roads.
    if (chance.in100(10)) chance.pick(queues).push(request)
  }
  const askAgain = (): void => {
    if (open.size === 0) return
    const request = chance.pick([...open.values()])
    seen.add('asked again')
    chance.pick(queues).push({ ...request, receivedAt: now })
  }
  const hear = (key: string): void => {
    const row = kept.answers.get(key)
    if (!row) throw new Fault(`${key} was decided and has no answer`)
    const before = heard.get(key)
    if (before && before !== row) throw new Fault(`${key} was told two things`)
    heard.set(key, row)
    open.delete(key)
  }
  const decide = (): void => {
    const queue = chance.pick(queues)
    const batch = queue.slice(0, chance.between(1, 6))
    if (batch.length === 0) return
    const made = batch.reduce((current, request) => decideRequest(current, request, now), kept)
    if (isRolledBack()) return
    queue.splice(0, batch.length)
    commit(made)
    for (const { key } of batch) if (chance.in100(90)) hear(key)
  }
  const leave = (): void => {
    const { number, priceMinor, confirmedMinor } = sent()
    const receivedAt = chance.in100(30) ? later(now, -chance.between(1, 80)) : now
    const made = leaveProxy(kept, { number, priceMinor, confirmedMinor, receivedAt }, now)
    if (made === null || isRolledBack()) return
    seen.add(kept.proxies.has(number) ? 'proxy changed' : 'proxy left')
    words.push({ number, maxMinor: priceMinor })
    commit(made)
  }
  const withdraw = (): void => {
    const [number] = kept.proxies.keys()
    if (number === undefined || kept.state.phase === 'closed') return
    seen.add('proxy withdrawn')
    commit(withdrawProxy(kept, number))
  }
  const pass = (): void => {
    const { opensAt, freeEndsAt, endsAt } = kept.state
    const ahead = [opensAt, freeEndsAt, endsAt].filter((bound) => bound > now)
    const isLeap = chance.in100(8) && ahead.length > 0
    const to = isLeap ? later(chance.pick(ahead), chance.between(-20, 20)) : later(now, chance.between(0, 40))
    now = to > now ? to : now
    if (chance.in100(50)) commit(passTime(kept, now))
  }
  /** The falling price is told by what is left to the end: a bid that waits over a stop would be measured wrongly, so none does. */
  const drain = (): void => {
    if (rules.clock !== null) for (const queue of queues) for (const request of queue.splice(0)) commit(decideRequest(kept, request, now))
  }
  const stop = (): void => {
    drain()
    commit(pause(kept, 'suspend', now))
    seen.add('suspended')
  }
  const goOn = (): void => {
    if (kept.state.phase === 'suspended' && chance.in100(60)) now = later(now, chance.between(1, 5_000))
    drain()
    commit(pause(kept, 'resume', now))
  }
  const jump = (): void => {
    drain()
    const from = now
    now = later(now, chance.between(1, 10_000))
    commit(giveBack(kept, from, now))
    seen.add('given back')
  }
  /** What processes held is gone; what is written down is all there is. */
  const crash = (): void => {
    for (const queue of queues) queue.length = 0
    seen.add('crashed')
    holds()
    if (kept.state.phase !== 'closed') kept = { ...kept, state: replayed(kept) }
  }
  const moves: readonly (readonly [number, () => void])[] = [
    [24, ask],
    [30, decide],
    [5, askAgain],
    [7, leave],
    [1, withdraw],
    [14, pass],
    [1, stop],
    [3, goOn],
    [1, jump],
    [2, crash],
  ]
  const wheel = moves.flatMap(([weight, move]) => Array.from({ length: weight }, () => move))

  let step = 0
  try {
    for (; step < steps && kept.state.phase !== 'closed'; step += 1) {
      chance.pick(wheel)()
      if (step % 16 === 0) holds()
    }
    // Everything that waits is decided in time, then the hammer falls.
    if (kept.state.phase === 'suspended') commit(pause(kept, 'resume', now))
    for (const queue of queues) for (const request of queue.splice(0)) commit(decideRequest(kept, request, now))
    for (let turn = 0; kept.state.phase !== 'closed' && turn < 3; turn += 1) {
      now = later(kept.state.endsAt > now ? kept.state.endsAt : now, 2_000)
      commit(passTime(kept, now))
    }
    holds()
    if (kept.state.phase !== 'closed') throw new Fault('the hammer does not fall')
    for (const key of open.keys()) if (kept.answers.has(key)) hear(key)
    seen.add(kept.outcome?.kind === 'failed' ? kept.outcome.reason : 'sold')
    if (kept.state.willing.length > 1) seen.add('drawn')
  } catch (error) {
    throw new Error(`step ${step} of a sale of ${rules.method}: ${(error as Error).message}`, { cause: error })
  }
  const told = [...heard.values()].flatMap(({ seq, ...row }) => (seq === null ? [] : [{ ...row, seq }]))
  return { kept, told, words, seen, steps: step, requests }
}

/** What anybody may know of it. */
export const publicOf = ({ kept }: Pick<Course, 'kept'>): PublicSale => {
  const { rules, state, outcome, entries, pausedAfter } = kept
  const pauses = entries
    .flatMap((entry) => (entry.kind === 'suspend' || entry.kind === 'resume' ? [entry] : []))
    .map((entry, index) => ({ ...entry, afterAttempt: pausedAfter[index] ?? 0 }))
  const isSold = outcome?.kind === 'sold'
  return {
    ...rules,
    scheduledOpensAt: kept.scheduledOpensAt,
    pauses,
    endsAt: state.endsAt,
    willing: state.willing,
    draw: METHODS[rules.method].price === 'ascending_grid' ? { commitment: kept.commitment, secret: outcome === null ? null : kept.secret } : null,
    outcome:
      outcome === null
        ? null
        : {
            kind: outcome.kind,
            reason: isSold ? null : (outcome as { readonly reason: string }).reason,
            number: isSold ? outcome.number : null,
            priceMinor: isSold ? outcome.priceMinor : null,
          },
    scored: null,
    reserve: null,
    bids: kept.rows.flatMap(({ seq, ...row }) => (seq === null ? [] : [{ ...row, seq }])),
  }
}
