/**
 * Thousands of bidders over all ways of bidding, against the pure rules: one seed, one course. `SIM_SEED=<seed>` plays that one alone,
 * `SIM_SEEDS=<count>` more of them than the few seconds of every run.
 */
import { describe, expect, it } from 'vitest'
import { faultsOfSale } from '#modules/auction/core/history.ts'
import { chanceOf } from './chance.ts'
import { sha256 } from './house.ts'
import { playSale, publicOf, type Course } from './sale.ts'

const SEEDS = Number(process.env['SIM_SEEDS'] ?? 240)
const ONE = process.env['SIM_SEED']
const seeds = ONE === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(ONE)]

/** Rooms of one, a few, and many. */
const play = (seed: number): Course => {
  const chance = chanceOf(seed)
  return playSale(chance, chance.pick([1, 2, 3, 5, 12, 40]))
}

const courseOf = (seed: number): Course => {
  try {
    const course = play(seed)
    const faults = faultsOfSale(publicOf(course), sha256, course)
    if (faults.length > 0) throw new Error(`seen from outside: ${faults.join('; ')}`)
    return course
  } catch (error) {
    throw new Error(`SIM_SEED=${seed}: ${(error as Error).message}`, { cause: error })
  }
}

const EVERYTHING = [
  'english',
  'listed',
  'dutch',
  'bidder',
  'proxy',
  'application',
  'extended',
  'drawn',
  'sold',
  'decided after the end',
  'no_bids',
  'single_bidder',
  'reserve_not_met',
  'proxy left',
  'proxy changed',
  'proxy withdrawn',
  'suspended',
  'given back',
  'crashed',
  'rolled back',
  'asked again',
  'auction.not_open_yet',
  'auction.ended',
  'auction.suspended',
  'auction.already_top',
  'auction.already_willing',
  'auction.bid_too_low',
  'auction.off_increment_grid',
  'auction.bid_above_cap',
  'auction.below_clock',
  'auction.bid_unconfirmed',
]

describe('simulated sales', () => {
  it('keep every promise at every step, and nobody outside finds a fault', () => {
    const seen = new Set<string>()
    let bidders = 0
    for (const seed of seeds) {
      const course = courseOf(seed)
      for (const what of course.seen) seen.add(what)
      bidders += course.kept.bidders.length
    }
    if (ONE !== undefined) return
    expect(bidders).toBeGreaterThan(2_000)
    expect(EVERYTHING.filter((what) => !seen.has(what))).toEqual([])
  })

  it('are the same again by the same seed', () => expect(JSON.stringify([...play(7).seen])).toBe(JSON.stringify([...play(7).seen])))
})
