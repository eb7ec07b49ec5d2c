/** One simulated sale by marks and price rounds, forward or reverse: the same accidents as with bids, and experts who lock late, twice or never. */
import { instant, later, type Instant } from '#kernel/instant.ts'
import { advance } from '#modules/auction/core/clock.ts'
import { DIRECTIONS, isBetter, roundAt, roundEndsAt, proposalsUntil, type ScoredTerms } from '#modules/auction/core/scored.ts'
import { scheduled, type AuctionState } from '#modules/auction/core/state.ts'
import { resume, suspend } from '#modules/auction/core/clock.ts'
import type { Chance } from './chance.ts'
import {
  CRITERIA,
  fileProposal,
  giveBackScored,
  lockSheet,
  namePrice,
  openedScored,
  panelBy,
  passScored,
  pauseScored,
  publicScored,
  type Answer,
  type Priced,
  type Scored,
} from './scored-house.ts'

const OPENS = instant(1_780_000_000_000)
const PROCESSES = 3
const STEPS = 600
const GRACE_MS = 1_500

export interface ScoredCourse {
  readonly kept: Scored
  /** What bidders were told, by the keys of their requests. */
  readonly told: readonly (Priced & { readonly answer: Answer })[]
  readonly seen: ReadonlySet<string>
}

class Fault extends Error {}

const saleBy = (chance: Chance, bidderCount: number): Scored => {
  const direction = chance.pick(DIRECTIONS)
  const markingMs = chance.between(3_000, 8_000)
  const terms: ScoredTerms = {
    direction,
    markWeightBasisPoints: chance.pick([2_000, 5_000, 7_000]),
    rounds: 3,
    roundMs: chance.between(1_000, 4_000),
    markingMs,
  }
  const startingPriceMinor = BigInt(chance.between(50, 200)) * 100n
  const nonce = (side: string) => `${side} nonce ${chance.below(1_000_000)}`
  return openedScored(terms, {
    scheduledOpensAt: OPENS,
    bidders: Array.from({ length: bidderCount }, (_, index) => 101 + index),
    reserveMinor: chance.in100(25) ? (direction === 'forward' ? startingPriceMinor + 2_000n : startingPriceMinor - 2_000n) : null,
    panel: panelBy({ market: nonce('market'), seller: nonce('seller'), bidder: nonce('bidder') }, chance.in100(20)),
    startingPriceMinor,
    freeMs: markingMs + chance.between(500, 4_000),
    singleBidderAllowed: chance.in100(60),
  })
}

/** The stops alone give the same clock again. */
const clockOf = (kept: Scored, now: Instant): AuctionState =>
  advance(
    kept.pauses.reduce(
      (state: AuctionState, { kind, at }) => {
        const moved = kind === 'suspend' ? suspend(state, at) : resume(state, at)
        return moved.ok ? moved.value : state
      },
      scheduled(kept.scheduledOpensAt, kept.rules),
    ),
    now,
  ).state

const faultsOfStep = (kept: Scored, before: Scored): readonly string[] => {
  const faults: string[] = []
  if (kept.prices.length > 0 && kept.marks === null) faults.push('a price without marks')
  if (before.marks !== null && kept.marks !== before.marks) faults.push('marks were changed')
  for (const [expert, sheet] of before.panel.locked) if (kept.panel.locked.get(expert) !== sheet) faults.push(`the locked sheet of ${expert} was changed`)
  if (before.items !== null && kept.proposals !== before.proposals) faults.push('a proposal was changed')
  const shown = before.shownAt.length
  const past = (sale: Scored) => sale.prices.filter(({ round }) => round <= shown)
  const isSame =
    kept.prices === before.prices || (past(kept).length === past(before).length && past(kept).every((price, index) => price === past(before)[index]))
  if (!isSame) faults.push('a price of a round that was shown')
  if (kept.shownAt.length > 0 && kept.markedAt === null) faults.push('shown without marks')
  if (kept.outcome?.kind === 'sold' && kept.reserveMinor !== null && isBetter(kept.terms.direction, kept.reserveMinor, kept.outcome.priceMinor))
    faults.push('sold beyond the reserve')
  return faults
}

export const playScored = (chance: Chance, bidderCount: number, steps = STEPS): ScoredCourse => {
  let kept = saleBy(chance, bidderCount)
  const { terms, rules, bidders } = kept
  let now: Instant = later(OPENS, -chance.between(0, 200))
  let serial = 0
  const queues: Priced[][] = Array.from({ length: PROCESSES }, () => [])
  const open = new Map<string, Priced>()
  const heard = new Map<string, Priced & { readonly answer: Answer }>()
  const seen = new Set<string>([terms.direction])

  const commit = (made: Scored): void => {
    const faults = faultsOfStep(made, kept)
    if (faults.length > 0) throw new Fault(faults.join('; '))
    kept = made
  }
  const isRolledBack = () => chance.in100(4) && seen.add('rolled back') !== undefined
  const better = (from: bigint, by: bigint): bigint => (terms.direction === 'forward' ? from + by : from > by ? from - by : 1n)
  const priceOf = (number: number): bigint => {
    const standing = kept.prices.filter((price) => price.number === number).at(-1)?.priceMinor ?? rules.startingPriceMinor
    const kind = chance.below(10)
    if (kind < 7) return better(standing, BigInt(chance.between(0, 9)) * 100n)
    return kind < 9 ? standing : better(standing, -100n)
  }
  const propose = (): void => {
    const number = chance.pick(bidders)
    const made = fileProposal(kept, number, `plan ${chance.below(1_000)}`, now)
    if (made === null || isRolledBack()) return
    seen.add(kept.proposals.has(number) ? 'proposed again' : 'proposed')
    commit(made)
  }
  const mark = (): void => {
    const { items, panel } = kept
    if (items === null) return
    const expert = chance.pick(panel.experts)
    const sheet = items.map((item) => ({ item, marks: Object.fromEntries(CRITERIA.map(({ key }) => [key, chance.below(101)])), opinion: '' }))
    const made = lockSheet(kept, expert, { salt: `salt ${chance.below(1_000_000)}`, sheet: chance.in100(5) ? sheet.slice(1) : sheet }, now)
    if (made === null) {
      seen.add(panel.locked.has(expert) ? 'locked already' : 'not locked')
      return
    }
    if (isRolledBack()) return
    seen.add('locked')
    commit(made)
  }
  const ask = (): void => {
    const number = chance.in100(97) ? chance.pick(bidders) : 999
    serial += 1
    const request = { key: `key ${serial}`, number, priceMinor: priceOf(number), receivedAt: now }
    open.set(request.key, request)
    chance.pick(queues).push(request)
    // Some send twice at once, by two roads.
    if (chance.in100(10)) chance.pick(queues).push(request)
  }
  const askAgain = (): void => {
    if (open.size === 0) return
    seen.add('asked again')
    chance.pick(queues).push({ ...chance.pick([...open.values()]), receivedAt: now })
  }
  const hear = (request: Priced): void => {
    const answer = kept.answers.get(request.key)
    if (!answer) throw new Fault(`${request.key} was decided and has no answer`)
    const before = heard.get(request.key)
    if (before && before.answer !== answer) throw new Fault(`${request.key} was told two things`)
    heard.set(request.key, { ...request, answer })
    open.delete(request.key)
    seen.add('refusal' in answer ? answer.refusal : `round ${answer.round}`)
  }
  const decide = (): void => {
    const queue = chance.pick(queues)
    const batch = queue.slice(0, chance.between(1, 4))
    if (batch.length === 0) return
    const made = batch.reduce((current, request) => namePrice(current, request, now), kept)
    if (isRolledBack()) return
    queue.splice(0, batch.length)
    const decidedLate = batch.some(({ receivedAt }) => roundAt(kept.state, terms, receivedAt) < roundAt(kept.state, terms, now))
    if (decidedLate) seen.add('decided in a later round')
    commit(made)
    for (const request of batch) if (chance.in100(90)) hear(request)
  }
  const drain = (): void => {
    for (const queue of queues) for (const request of queue.splice(0)) commit(namePrice(kept, request, now))
  }
  const bounds = (): readonly Instant[] => [
    kept.state.opensAt,
    proposalsUntil(kept.state, terms),
    kept.state.freeEndsAt,
    ...Array.from({ length: terms.rounds }, (_, index) => roundEndsAt(kept.state, terms, index + 1)),
  ]
  const pass = (): void => {
    // What time brings waits a moment for what is on its way.
    const ahead = bounds().flatMap((bound) => [bound, later(bound, GRACE_MS)])
    const next = ahead.filter((bound) => bound > now).sort((a, b) => a - b)[0]
    const to = chance.in100(8) && next !== undefined ? later(next, chance.between(-20, 20)) : later(now, chance.between(0, 90))
    now = to > now ? to : now
    if (chance.in100(60)) commit(passScored(kept, now))
  }
  /** What waits over a stop would be measured wrongly, so nothing does. */
  const stop = (): void => {
    if (kept.state.phase === 'scheduled') return
    drain()
    if (kept.state.phase !== 'closed') commit(pauseScored({ ...kept, state: advance(kept.state, now).state }, 'suspend', now))
    if (kept.state.phase === 'suspended') seen.add('suspended')
  }
  const goOn = (): void => {
    if (kept.state.phase !== 'suspended') return
    now = later(now, chance.between(1, 5_000))
    drain()
    commit(pauseScored(kept, 'resume', now))
  }
  const jump = (): void => {
    drain()
    const from = now
    now = later(now, chance.between(1, 900))
    commit(giveBackScored(kept, from, now))
    seen.add('given back')
  }
  /** What processes held is gone; what is written down is all there is. */
  const crash = (): void => {
    for (const queue of queues) queue.length = 0
    seen.add('crashed')
    if (kept.state.phase === 'closed') return
    const clock = clockOf(kept, now)
    const live = advance(kept.state, now).state
    if (clock.endsAt !== live.endsAt || clock.freeEndsAt !== live.freeEndsAt || clock.phase !== live.phase)
      throw new Fault('the clock is not the one of the record')
    kept = { ...kept, state: clock }
  }
  const moves: readonly (readonly [number, () => void])[] = [
    [16, propose],
    [16, mark],
    [20, ask],
    [24, decide],
    [4, askAgain],
    [26, pass],
    [1, stop],
    [3, goOn],
    [1, jump],
    [2, crash],
  ]
  const wheel = moves.flatMap(([weight, move]) => Array.from({ length: weight }, () => move))
  let step = 0
  try {
    for (; step < steps && kept.state.phase !== 'closed'; step += 1) chance.pick(wheel)()
    if (kept.state.phase === 'suspended') commit(pauseScored(kept, 'resume', now))
    drain()
    for (let turn = 0; kept.state.phase !== 'closed' && turn < 8; turn += 1) {
      now = later(bounds().find((bound) => bound > now) ?? now, 2_000)
      commit(passScored(kept, now))
    }
    if (kept.state.phase !== 'closed') throw new Fault('the sale does not end')
    for (const request of open.values()) if (kept.answers.has(request.key)) hear(request)
    seen.add(kept.outcome?.kind === 'failed' ? kept.outcome.reason : 'sold')
  } catch (error) {
    throw new Error(`step ${step} of a scored sale (${terms.direction}): ${(error as Error).message}`, { cause: error })
  }
  return { kept, told: [...heard.values()], seen }
}

/** Whoever was told that a price stands finds it in the record, or a better one of the same round in its place. */
export const toldFaults = ({ kept, told }: ScoredCourse): readonly string[] => {
  const shown = publicScored(kept).scored?.prices ?? []
  return told.flatMap(({ number, answer }) => {
    if ('refusal' in answer || answer.round > kept.shownAt.length) return []
    const own = shown.find((price) => price.number === number && price.round === answer.round)
    const stands = own !== undefined && (own.priceMinor === answer.priceMinor || isBetter(kept.terms.direction, own.priceMinor, answer.priceMinor))
    return stands ? [] : [`the price that ${number} was told of in round ${answer.round} is not in the record`]
  })
}
