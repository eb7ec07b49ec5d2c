/** Sales by marks and price rounds, forward and reverse, by the thousand steps; and every fault that somebody could hide in one. `SIM_SEED=<seed>` plays that one alone. */
import { describe, expect, it } from 'vitest'
import { later } from '#kernel/instant.ts'
import { faultsOfSale, type PublicSale } from '#modules/auction/core/history.ts'
import type { RoundPrice, ScoredSale } from '#modules/auction/core/scored-history.ts'
import { ranked } from '#modules/auction/core/scored.ts'
import { faultsOfPanel, type PanelRecord } from '#modules/panel/core/record.ts'
import { chanceOf } from './chance.ts'
import { sha256 } from './house.ts'
import { panelRecord, publicScored } from './scored-house.ts'
import { playScored, toldFaults, type ScoredCourse } from './scored-sale.ts'

const SEEDS = Number(process.env['SIM_SEEDS'] ?? 160)
const ONE = process.env['SIM_SEED']
const seeds = ONE === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(ONE)]

const judged = (sale: PublicSale, panel: PanelRecord | null): readonly string[] => [
  ...faultsOfSale(sale, sha256),
  ...(panel === null ? [] : faultsOfPanel(sha256, panel)),
]

const play = (seed: number): ScoredCourse => {
  const chance = chanceOf(seed)
  return playScored(chance, chance.pick([1, 2, 3, 5, 8]))
}

const courseOf = (seed: number): ScoredCourse => {
  try {
    const course = play(seed)
    const faults = [...judged(publicScored(course.kept), panelRecord(course.kept)), ...toldFaults(course)]
    if (faults.length > 0) throw new Error(`seen from outside: ${faults.join('; ')}`)
    return course
  } catch (error) {
    throw new Error(`SIM_SEED=${seed}: ${(error as Error).message}`, { cause: error })
  }
}

const EVERYTHING = [
  'forward',
  'reverse',
  'proposed',
  'proposed again',
  'locked',
  'locked already',
  'not locked',
  'round 1',
  'round 2',
  'round 3',
  'decided in a later round',
  'sold',
  'no_bids',
  'not_marked',
  'single_bidder',
  'reserve_not_met',
  'suspended',
  'given back',
  'crashed',
  'rolled back',
  'asked again',
  'auction.not_open_yet',
  'auction.not_in_round',
  'auction.no_proposal',
  'auction.round_missed',
  'auction.round_over',
  'auction.beyond_start',
  'auction.not_improved',
  'auction.suspended',
]

describe('simulated sales by marks and rounds', () => {
  it('keep every promise at every step, and nobody outside finds a fault', () => {
    const seen = new Set<string>()
    for (const seed of seeds) for (const what of courseOf(seed).seen) seen.add(what)
    if (ONE !== undefined) return
    expect(EVERYTHING.filter((what) => !seen.has(what))).toEqual([])
  })

  it('are the same again by the same seed', () => expect(JSON.stringify([...play(7).seen])).toBe(JSON.stringify([...play(7).seen])))
})

interface Case {
  readonly sale: PublicSale
  readonly scored: ScoredSale
  readonly panel: PanelRecord
}

const cases: readonly Case[] = Array.from({ length: 60 }, (_, index) => playScored(chanceOf(20_000 + index), 5).kept).flatMap((kept) => {
  const sale = publicScored(kept)
  const panel = panelRecord(kept)
  return sale.scored !== null && panel !== null && kept.outcome?.kind === 'sold' ? [{ sale, scored: sale.scored, panel }] : []
})

/** With the bids of the record beside the prices: whoever forges one forges the other. */
const withScored = (one: Case, change: Partial<ScoredSale>): Case => {
  const scored = { ...one.scored, ...change }
  const bids = scored.prices.map((price, index) => ({ ...price, seq: index + 1, attempt: index + 1, origin: 'round' as const, extended: false }))
  return { ...one, scored, sale: { ...one.sale, bids, outcome: scored.outcome, scored } }
}
/** Marks and what follows from them: the forger adds up again. */
const remarked = (one: Case, marks: ScoredSale['marks']): Partial<ScoredSale> => {
  const standings = marks.flatMap(({ number, markBasisPoints }) => {
    const last = one.scored.prices.filter((price) => price.number === number).at(-1)
    return last ? [{ number, markBasisPoints, priceMinor: last.priceMinor, receivedAt: last.receivedAt }] : []
  })
  const found = ranked(one.scored.terms, standings)
  const [first] = found
  return {
    marks,
    ranks: found.map(({ number, score }) => ({ number, score })),
    outcome: first === undefined ? null : { kind: 'sold', reason: null, number: first.number, priceMinor: first.priceMinor },
  }
}
const favoured = ({ scored }: Case): ScoredSale['marks'] =>
  scored.marks.map((mark, index) => (index === 0 ? { ...mark, markBasisPoints: mark.markBasisPoints === 10_000 ? 9_999 : 10_000 } : mark))
const priced = (one: Case, which: number, change: (price: RoundPrice) => Partial<RoundPrice>): Partial<ScoredSale> => ({
  prices: one.scored.prices.map((price, index) => (index === which ? { ...price, ...change(price) } : price)),
})
const others = ({ scored }: Case): number => scored.marks.find(({ number }) => number !== scored.outcome?.number)?.number ?? 998
const isShown = ({ scored }: Case): boolean => scored.prices.length > 0
const worse = ({ scored: { terms } }: Case, priceMinor: bigint): bigint => (terms.direction === 'forward' ? priceMinor - 1n : priceMinor + 1n)

const faults: readonly (readonly [string, RegExp, (one: Case) => boolean, (one: Case) => Case])[] = [
  ['a mark that was changed after the lock, and everything added up again', /of the panel/, () => true, (one) => withScored(one, remarked(one, favoured(one)))],
  [
    'a mark that was changed in the record of the panel as well',
    /marked \d+ instead of/,
    () => true,
    (one) => {
      const marks = favoured(one)
      const panel = { ...one.panel, marks: marks.map(({ number, markBasisPoints }) => ({ item: String(number), markBasisPoints })) }
      return { ...withScored(one, { ...remarked(one, marks), panelMarks: marks }), panel }
    },
  ],
  [
    'a sheet that was changed after the lock',
    /not the one that was locked/,
    () => true,
    (one) => {
      const [first, ...rest] = one.panel.sheets
      const sheet = (first?.sheet ?? []).map((item, index) =>
        index === 0 ? { ...item, marks: { ...item.marks, plan: item.marks['plan'] === 100 ? 99 : 100 } } : item,
      )
      return { ...one, panel: { ...one.panel, sheets: first ? [{ ...first, sheet }, ...rest] : [] } }
    },
  ],
  ['an expert who was not drawn', /seated were/, () => true, (one) => ({ ...one, panel: { ...one.panel, experts: ['per_5', ...one.panel.experts.slice(1)] } })],
  [
    'prices that were told before the marks were fixed',
    /before the marks were fixed/,
    isShown,
    (one) => withScored(one, { markedAt: later(one.scored.shownAt[0] ?? one.scored.scheduledOpensAt, 1) }),
  ],
  ['marks that were told before the rounds began', /before the rounds began/, () => true, (one) => withScored(one, { markedAt: one.scored.scheduledOpensAt })],
  [
    'a round that was told before it was over',
    /told before it was over/,
    isShown,
    (one) => withScored(one, { shownAt: one.scored.shownAt.map((at, index) => (index === 0 ? (one.scored.prices[0]?.receivedAt ?? at) : at)) }),
  ],
  ['another winner', /won by/, isShown, (one) => withScored(one, { outcome: one.scored.outcome && { ...one.scored.outcome, number: others(one) } })],
  [
    'another price',
    /sold at/,
    isShown,
    (one) => withScored(one, { outcome: one.scored.outcome && { ...one.scored.outcome, priceMinor: (one.scored.outcome.priceMinor ?? 0n) + 1n } }),
  ],
  ['ranks that do not follow', /ranked/, ({ scored }) => scored.ranks.length > 1, (one) => withScored(one, { ranks: one.scored.ranks.toReversed() })],
  [
    'a price that is worse than the start',
    /beyond the start/,
    isShown,
    (one) =>
      withScored(
        one,
        priced(one, 0, () => ({ priceMinor: worse(one, one.scored.startingPriceMinor) })),
      ),
  ],
  [
    'a price that came too late',
    /outside its round/,
    isShown,
    (one) =>
      withScored(
        one,
        priced(one, 0, () => ({ receivedAt: one.sale.endsAt })),
      ),
  ],
  [
    'a price of a bidder without a mark',
    /without a mark/,
    isShown,
    (one) =>
      withScored(
        one,
        priced(one, 0, () => ({ number: 998 })),
      ),
  ],
  [
    'a bidder who comes in later',
    /named none in the first round/,
    ({ scored }) => scored.prices.some(({ round }) => round > 1),
    (one) => withScored(one, { prices: one.scored.prices.filter(({ round }) => round > 1) }),
  ],
  ['a price that is left out of the bids', /not the prices of the rounds/, isShown, (one) => ({ ...one, sale: { ...one.sale, bids: one.sale.bids.slice(1) } })],
]

describe('the judge of marks and rounds', () => {
  it('finds nothing in sound sales', () => {
    expect(cases.length).toBeGreaterThan(20)
    expect(cases.flatMap(({ sale, panel }) => judged(sale, panel))).toEqual([])
  })
  it.each(faults)('finds %s', (_name, said, fits, hide) => {
    const fitting = cases.filter(fits)
    expect(fitting.length).toBeGreaterThan(1)
    for (const one of fitting.map(hide)) expect(judged(one.sale, one.panel).join('; ')).toMatch(said)
  })
})
