/** Today's rules and the terms of a lot, frozen: what changes later never touches a scheduled auction. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#kernel/instant.ts'
import type { Lot } from '#modules/listing/index.ts'
import type { RuleSet } from '#modules/rulebook/index.ts'
import { dutchTerms, englishTerms, scoredTerms, sealedTerms } from './api.ts'
import type { Method } from './core/method.ts'
import { clockMs } from './core/pricing.ts'
import { PLAIN, type AuctionRules } from './core/state.ts'

/** What the terms of a method fix; the rest stands in the rulebook. */
type Fixed = Pick<AuctionRules, 'incrementMinor' | 'bands' | 'freeMs' | 'timedMs' | 'maxExtensions' | 'capMinor' | 'clock'>

const ascending = (lot: Lot, rules: RuleSet): Fixed => {
  const { incrementMinor, freeMinutes, timedSeconds, bands, maxExtensions, capMinor } = englishTerms.parse(lot.methodTerms)
  const most = maxExtensions ?? rules.number('time.extension.maxCount')
  return {
    incrementMinor,
    bands: bands ?? [],
    freeMs: freeMinutes * MINUTE_MS,
    timedMs: timedSeconds * SECOND_MS,
    maxExtensions: most === 0 ? null : most,
    capMinor: capMinor ?? null,
    clock: null,
  }
}

const falling = (lot: Lot): Fixed => {
  const { decrementMinor, tickSeconds, floorMinor } = dutchTerms.parse(lot.methodTerms)
  const { startingPriceMinor } = lot
  const tickMs = tickSeconds * SECOND_MS
  return {
    ...PLAIN,
    incrementMinor: decrementMinor,
    freeMs: 0,
    timedMs: clockMs({ startingPriceMinor, stepMinor: decrementMinor, floorMinor, tickMs }),
    clock: { floorMinor, tickMs },
  }
}

const underSeal = (lot: Lot): Fixed => ({ ...PLAIN, incrementMinor: 0n, freeMs: 0, timedMs: sealedTerms.parse(lot.methodTerms).sealedHours * HOUR_MS })

const inRounds = (lot: Lot, rules: RuleSet): Fixed => {
  const { proposalHours, markingHours, roundMinutes } = scoredTerms.parse(lot.methodTerms)
  return {
    ...PLAIN,
    incrementMinor: 0n,
    freeMs: (proposalHours + markingHours) * HOUR_MS,
    timedMs: rules.number('scored.priceRounds') * roundMinutes * MINUTE_MS,
  }
}

/** What only a sale with scores fixes; its rows stand beside the auction. */
export const frozenScored = (lot: Lot, rules: RuleSet) => {
  const { direction, markWeightBasisPoints, criteria, experts, markingHours, roundMinutes } = scoredTerms.parse(lot.methodTerms)
  return {
    direction,
    markWeightBasisPoints,
    experts,
    criteria: criteria.map(({ zh, en, weightBasisPoints }, at) => ({ key: `c${at + 1}`, title: { zh, en }, weightBasisPoints })),
    rounds: rules.number('scored.priceRounds'),
    roundMs: BigInt(roundMinutes * MINUTE_MS),
    markingMs: BigInt(markingHours * HOUR_MS),
  }
}

const FIXED: Readonly<Record<Method, (lot: Lot, rules: RuleSet) => Fixed>> = {
  english: ascending,
  listed: ascending,
  dutch: falling,
  sealed_first: underSeal,
  sealed_second: underSeal,
  scored: inRounds,
}

export const frozenRules = (lot: Lot, method: Method, rules: RuleSet): AuctionRules => ({
  ...FIXED[method](lot, rules),
  method,
  units: lot.units ?? 1,
  startingPriceMinor: lot.startingPriceMinor,
  extensionMs: rules.number('time.extension') * SECOND_MS,
  extensionAlarm: rules.number('time.extension.alarmCount'),
  singleBidderAllowed: rules.flag('singleBidder.allowed'),
  confirmFactor: rules.number('bid.confirm.factor'),
})
