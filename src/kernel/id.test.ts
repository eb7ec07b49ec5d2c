import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ID_RANDOM_BYTES, makeId } from './id.ts'
import { instant } from './instant.ts'

const randomBytes = fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES })
const time = fc.integer({ min: 0, max: Date.UTC(9000, 0) })

describe('makeId', () => {
  it('has the shape of the wire', () =>
    fc.assert(
      fc.property(time, randomBytes, (now, bytes) => {
        expect(makeId('ach', instant(now), bytes)).toMatch(/^ach_[0-9a-z]{26}$/)
      }),
    ))
  it('sorts by time whatever the random part is', () =>
    fc.assert(
      fc.property(time, time, randomBytes, (a, b, bytes) => {
        fc.pre(a !== b)
        expect(
          makeId('lot', instant(a), bytes) <
            makeId(
              'lot',
              instant(b),
              bytes.map((byte) => ~byte),
            ),
        ).toBe(a < b)
      }),
    ))
  it('keeps every random bit', () =>
    fc.assert(
      fc.property(randomBytes, randomBytes, (a, b) => {
        expect(makeId('lot', instant(1), a) === makeId('lot', instant(1), b)).toBe(a.every((byte, index) => byte === b[index]))
      }),
    ))
  it('flips the id with any single bit', () => {
    const zero = new Uint8Array(ID_RANDOM_BYTES)
    const ids = new Set([makeId('lot', instant(1), zero)])
    for (let bit = 0; bit < 80; bit += 1)
      ids.add(
        makeId(
          'lot',
          instant(1),
          zero.map((_, index) => (index === bit >> 3 ? 1 << (bit & 7) : 0)),
        ),
      )
    expect(ids.size).toBe(81)
  })
  it('begins in 1970 with zeros', () => {
    expect(makeId('lot', instant(0), new Uint8Array(10))).toBe(`lot_${'0'.repeat(26)}`)
    expect(makeId('lot', instant(33), new Uint8Array(10).fill(255))).toBe(`lot_0000000011${'z'.repeat(16)}`)
  })
  it('refuses bad prefixes and too little randomness', () => {
    expect(() => makeId('A', instant(1), new Uint8Array(10))).toThrow(RangeError)
    expect(() => makeId('lot', instant(1), new Uint8Array(9))).toThrow(RangeError)
    expect(() => makeId('lot', instant(-1), new Uint8Array(10))).toThrow(RangeError)
  })
})
