import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant, type Instant } from '#kernel/instant.ts'
import { pad, unpad } from './padding.ts'
import { countingOf, mayOpen, permitDeposit, permitTurn, type Deposited } from './box.ts'

const opensAt = parseInstant('2026-03-03T01:00:00Z')
const closesAt = parseInstant('2026-03-04T01:00:00Z')
const at = (shift: number): Instant => (closesAt + shift) as Instant

describe('an envelope', () => {
  it('is in time by when it was received', () => {
    const code = (state: Parameters<typeof permitDeposit>[0]['state'], receivedAt: Instant): string => {
      const permitted = permitDeposit({ state, opensAt, closesAt }, receivedAt)
      return permitted.ok ? 'ok' : permitted.refusal.code
    }
    expect(code('open', opensAt)).toBe('ok')
    expect(code('open', (opensAt - 1) as Instant)).toBe('sealing.not_open_yet')
    expect(code('open', at(-1))).toBe('ok')
    expect(code('open', at(0))).toBe('sealing.closed')
    expect(code('closed', at(-1))).toBe('sealing.closed')
    expect(code('awaiting_officers', at(-1))).toBe('sealing.no_officers_yet')
  })

  it('counts as the last of its bidder that was not taken back; nobody has two, and order is that of receipt', () => {
    const step = fc.record({ bidder: fc.constantFrom('org_a', 'org_b', 'org_c'), isTakenBack: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const turns = new Map<string, number>()
        const envelopes = steps.map(({ bidder, isTakenBack }): Deposited => {
          const turn = (turns.get(bidder) ?? 0) + 1
          turns.set(bidder, turn)
          return { bidderKey: bidder, turn, withdrawnAt: isTakenBack ? at(0) : null }
        })
        const counting = countingOf(envelopes)
        for (const bidder of ['org_a', 'org_b', 'org_c']) {
          const last = envelopes.findLast(({ bidderKey }) => bidderKey === bidder)
          expect(counting.filter(({ bidderKey }) => bidderKey === bidder)).toEqual(last && last.withdrawnAt === null ? [last] : [])
        }
        expect(counting).toEqual(envelopes.filter((envelope) => counting.includes(envelope)))
      }),
    )
  })

  it('has its first and its corrections, no more', () => {
    const one: Deposited = { bidderKey: 'org_a', turn: 1, withdrawnAt: null }
    expect([0, 1, 2, 3].map((count) => permitTurn(Array<Deposited>(count).fill(one), 2))).toMatchObject([
      { value: 1 },
      { value: 2 },
      { value: 3 },
      { ok: false },
    ])
    expect(permitTurn([one], 0)).toMatchObject({ ok: false })
  })
})

describe('a box', () => {
  it('is opened when everything in it can be, or nobody else is to come, and never by fewer than together', () => {
    const progress = fc.record({ threshold: fc.integer({ min: 2, max: 5 }), spare: fc.nat(4), released: fc.nat(9), fewest: fc.nat(9), isTimeOut: fc.boolean() })
    fc.assert(
      fc.property(progress, ({ threshold, spare, released, fewest, isTimeOut }) => {
        const seats = threshold + spare
        const given = { threshold, seats, released: Math.min(released, seats), fewestShares: Math.min(fewest, released, seats) }
        const opens = mayOpen(given, isTimeOut)
        if (given.released < threshold) expect(opens).toBe(false)
        else if (given.fewestShares >= threshold || given.released === seats || isTimeOut) expect(opens).toBe(true)
        else expect(opens).toBe(false)
      }),
    )
  })
})

describe('padding', () => {
  it('gives back what was put in, and takes nothing that stands among the zeros', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(16, 64, 4096), fc.nat(4095), (contents, step, place) => {
        const padded = pad(contents, step)
        expect(padded.length % step).toBe(0)
        expect(unpad(padded)).toEqual(contents)
        const spot = 4 + contents.length + (place % Math.max(1, padded.length - 4 - contents.length))
        if (spot < padded.length) {
          padded[spot] = 1
          expect(unpad(padded)).toBeNull()
        }
      }),
    )
    expect([new Uint8Array(3), new Uint8Array([0, 0, 0, 9, 1])].map(unpad)).toEqual([null, null])
  })
})
