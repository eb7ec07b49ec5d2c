import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import type { Sha256 } from '#kernel/merkle.ts'
import { commitmentOf, drawn } from './draw.ts'
import { faultsOfSale } from './history.ts'
import { sealedOutcome, type SealedPrice } from './sealed.ts'
import { PLAIN, type AuctionRules } from './state.ts'

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())
const START = 100n

/** Few prices and many bidders, so that most sales have ties at the edge. */
const anySale = fc.record({
  units: fc.integer({ min: 2, max: 6 }),
  method: fc.constantFrom('sealed_first' as const, 'sealed_second' as const),
  named: fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 60 }), more: fc.bigInt(0n, 8n) }), { selector: ({ number }) => number, maxLength: 12 }),
  reserve: fc.option(fc.bigInt(0n, 8n), { nil: null }),
  secret: fc.string(),
})

it('at most so many winners, each once, none below a loser or the reserve; a second price is one for all; and the judge agrees', () => {
  fc.assert(
    fc.property(anySale, ({ units, method, named, reserve, secret }) => {
      const prices = named.map(({ number, more }, at): SealedPrice => ({ number, priceMinor: START + more, receivedAt: instant(at + 1) }))
      const reserveMinor = reserve === null ? null : START + reserve
      const rules: AuctionRules = {
        ...PLAIN,
        method,
        units,
        startingPriceMinor: START,
        incrementMinor: 0n,
        freeMs: 0,
        timedMs: 100,
        extensionMs: 0,
        extensionAlarm: 1,
        singleBidderAllowed: true,
        confirmFactor: null,
      }
      const draw = (numbers: readonly number[]) => drawn(sha256, secret, numbers)
      const question = { prices, reserveMinor, bidderCount: prices.length, draw }
      const outcome = sealedOutcome(rules, question)
      expect(sealedOutcome(rules, { ...question, prices: prices.toReversed() })).toEqual(outcome)
      const least = reserveMinor ?? START
      const good = prices.filter(({ priceMinor }) => priceMinor >= least)
      if (outcome.kind === 'failed') return void expect(good).toEqual([])
      const won = [outcome, ...(outcome.others ?? [])]
      const numbers = won.map(({ number }) => number)
      expect(won).toHaveLength(Math.min(units, good.length))
      expect(new Set(numbers).size).toBe(won.length)
      const own = (number: number) => prices.find((one) => one.number === number)?.priceMinor ?? 0n
      const lost = prices.filter(({ number }) => !numbers.includes(number))
      for (const { number, priceMinor } of won) {
        expect(priceMinor >= least && priceMinor <= own(number)).toBe(true)
        expect(lost.every((loser) => loser.priceMinor <= own(number))).toBe(true)
        if (method === 'sealed_first') expect(priceMinor).toBe(own(number))
      }
      if (method === 'sealed_second') {
        const next = lost.reduce((most, { priceMinor }) => (priceMinor > most ? priceMinor : most), least)
        expect(won.every(({ priceMinor }) => priceMinor === (next > least ? next : least))).toBe(true)
      }
      const faults = faultsOfSale(
        {
          ...rules,
          scheduledOpensAt: instant(0),
          pauses: [],
          endsAt: instant(100),
          willing: [],
          draw: { commitment: commitmentOf(sha256, secret), secret },
          outcome: { ...outcome, reason: null },
          bids: prices.map((one, at) => ({ ...one, seq: at + 1, attempt: at + 1, extended: false, origin: 'envelope' })),
          scored: null,
          reserve: null,
        },
        sha256,
      )
      expect(faults).toEqual([])
    }),
  )
})
