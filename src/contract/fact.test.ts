import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { instant } from '#kernel/instant.ts'
import { amount, factsOf, moment, since, text, whole, type Told } from './fact.ts'

const facts = factsOf('probe', {
  sold: { readers: 'public', body: { lotId: text, priceMinor: amount, at: moment, note: since(text.nullable(), null) } },
  told: { readers: 'named', version: 2, body: { lotId: text } },
})
const sold: Told<typeof facts.sold> = { lotId: 'lot_1', priceMinor: '9007199254740993', at: '2026-03-03T01:00:00.000Z', note: null }

describe('a declared fact', () => {
  it('has its wire name, its version and who reads it', () => {
    expect([facts.sold.type, facts.sold.version, facts.sold.readers]).toEqual(['probe.sold', 1, 'public'])
    expect([facts.told.type, facts.told.version, facts.told.readers]).toEqual(['probe.told', 2, 'named'])
  })
  it('is published as plain JSON and heard as money and time', () => {
    expect(canonicalJson(sold)).toBe('{"at":"2026-03-03T01:00:00.000Z","lotId":"lot_1","note":null,"priceMinor":"9007199254740993"}')
    expect(facts.sold.body.parse(sold)).toEqual({ lotId: 'lot_1', priceMinor: 9007199254740993n, at: instant(Date.UTC(2026, 2, 3, 1)), note: null })
  })
  it('of an earlier version, which said less, can still be heard', () => {
    const { note: _later, ...earlier } = sold
    expect(facts.sold.body.parse({ ...earlier, more: 1 })).toMatchObject({ lotId: 'lot_1', note: null })
  })
  it.each([
    ['a missing word', { ...sold, priceMinor: undefined }],
    ['a renamed word', { lotId: 'lot_1', price: '1', at: sold.at, note: null }],
    ['an amount that is none', { ...sold, priceMinor: '' }],
    ['a time that is none', { ...sold, at: 'yesterday' }],
  ])('is not heard with %s', (_what, body) => {
    expect(facts.sold.body.safeParse(body).success).toBe(false)
  })
  it('is put together of what all say and what this one says', () => {
    expect(whole(facts.sold, { lotId: 'lot_1' }, { priceMinor: '1', at: sold.at, note: null })).toEqual({ ...sold, priceMinor: '1' })
  })
  it('does not compile with a missing or misspelt word', () => {
    // @ts-expect-error the price is missing
    const missing: Told<typeof facts.sold> = { lotId: 'lot_1', at: sold.at, note: null }
    // @ts-expect-error the price is misspelt
    const misspelt: Told<typeof facts.sold> = { ...missing, priceMinr: '1' }
    // @ts-expect-error a number is no amount
    const float: Told<typeof facts.sold> = { ...sold, priceMinor: 1 }
    expect([missing, misspelt, float]).toHaveLength(3)
  })
})
