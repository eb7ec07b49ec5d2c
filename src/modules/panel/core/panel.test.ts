import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import type { Sha256 } from '#kernel/merkle.ts'
import { digestOf, lettered, orderOf, poolDigest, seated, seedOf, shuffledFor, type Candidate } from './draw.ts'
import { aggregate, areCriteria, isSound, isWhole, sheetDigest, type ItemMarks } from './marks.ts'
import { answerBy, inOrder, PANEL_STATES, panelLife, sealingDue } from './panel.ts'
import { faultsOfPanel, PANEL_RECORD_FORMAT, type PanelRecord } from './record.ts'

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

it('has no dead and no unknown state', () => {
  expect(panelLife.validate()).toEqual([])
  expect([...panelLife.states]).toEqual([...PANEL_STATES])
})

describe('the sealing of nonces', () => {
  const times = { sealBy: instant(10), unsealBy: instant(20), declareBy: instant(30), scoreBy: instant(40) }
  it.each([
    ['nobody has sealed: it waits, also after the time', 'committing', 0, 0, 99, null],
    ['all have sealed', 'committing', 3, 0, 1, 'unseal'],
    ['one has, and the time is not out', 'committing', 1, 0, 9, null],
    ['one has, and the time is out', 'committing', 1, 0, 10, 'unseal'],
    ['all who sealed have unsealed', 'unsealing', 2, 2, 11, 'draw'],
    ['one is silent, and the time is not out', 'unsealing', 2, 1, 19, null],
    ['one is silent, and the time is out', 'unsealing', 2, 1, 20, 'draw'],
    ['nobody has unsealed', 'unsealing', 2, 0, 99, null],
    ['drawn', 'drawn', 2, 2, 99, null],
  ] as const)('%s', (_case, state, sealed, unsealed, now, expected) =>
    expect(sealingDue({ state, sealed, unsealed, sides: 3 }, times, instant(now))).toBe(expected),
  )
  it('follows its times', () => {
    expect(inOrder(times, instant(9))).toBe(true)
    expect(inOrder(times, instant(10))).toBe(false)
    expect(inOrder({ ...times, scoreBy: instant(30) }, instant(1))).toBe(false)
    expect(answerBy(instant(22), times)).toBe(30)
    expect(answerBy(instant(32), times)).toBe(34)
  })
})

const pool: readonly Candidate[] = Array.from({ length: 12 }, (_, at) => ({
  personId: `per_${at}`,
  unitId: `org_${at % 4}`,
  out: at === 5 ? 'related' : at === 6 ? 'named' : null,
}))
const places = { seats: 3, perUnit: 2 }

describe('the draw', () => {
  it('does not depend on the order in which nonces came, and on every one of them', () => {
    const a = { side: 'owner', nonce: 'a'.repeat(16) }
    const b = { side: 'market', nonce: 'b'.repeat(16) }
    expect(seedOf(sha256, 'pan_1', [a, b])).toBe(seedOf(sha256, 'pan_1', [b, a]))
    expect(seedOf(sha256, 'pan_1', [a, { ...b, nonce: 'c'.repeat(16) }])).not.toBe(seedOf(sha256, 'pan_1', [a, b]))
    expect(seedOf(sha256, 'pan_2', [a, b])).not.toBe(seedOf(sha256, 'pan_1', [a, b]))
  })
  it('is of those who may be drawn, at most two of a unit; whom a side asked not to have comes last', () =>
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.subarray(['per_0', 'per_1', 'per_2', 'per_3']), (seed, barred) => {
        const order = orderOf(sha256, seed, pool, barred)
        expect(order).toHaveLength(10)
        expect(order.some(({ out }) => out !== null)).toBe(false)
        const last = order.slice(order.length - barred.length).map(({ personId }) => personId)
        expect(last.sort()).toEqual([...barred].sort())
        const sitting = seated(order, [], { seats: 6, perUnit: 2 })
        expect(sitting).toHaveLength(6)
        for (const { unitId } of sitting) expect(sitting.filter((one) => one.unitId === unitId).length).toBeLessThanOrEqual(2)
      }),
    ))
  it('nobody who sits loses the place when another leaves', () =>
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.nat(2), fc.nat(2), (seed, first, second) => {
        const order = orderOf(sha256, seed, pool, [])
        const before = seated(order, [], places)
        const gone = [before[first]?.personId ?? '']
        const after = seated(order, gone, places)
        const again = seated(order, [...gone, after[second]?.personId ?? ''], places)
        for (const { personId } of before) if (!gone.includes(personId)) expect(after.some((one) => one.personId === personId)).toBe(true)
        for (const one of after) if (one !== after[second]) expect(again).toContain(one)
      }),
    ))
  it('is as fair as the digest: everybody comes first about as often', () => {
    const firsts = new Map<string, number>()
    for (let at = 0; at < 2000; at += 1) {
      const [first] = orderOf(sha256, `seed ${at}`, pool, [])
      firsts.set(first?.personId ?? '', (firsts.get(first?.personId ?? '') ?? 0) + 1)
    }
    expect([...firsts.values()].every((count) => count > 130 && count < 270)).toBe(true)
  })
  it('gives each expert an order of the items', () => {
    const items = ['1', '2', '3', '4', '5'].map((key) => ({ key }))
    const orders = new Set(
      pool.map(({ personId }) =>
        shuffledFor(sha256, 'seed', personId, items)
          .map(({ key }) => key)
          .join(),
      ),
    )
    expect(orders.size).toBeGreaterThan(5)
  })
})

const criteria = [
  { key: 'novelty', weightBasisPoints: 6000 },
  { key: 'use', weightBasisPoints: 4000 },
]
const marks = (item: string, novelty: number, use: number): ItemMarks => ({ item, marks: { novelty, use }, opinion: '' })

describe('marks', () => {
  it('come to a mean in basis points, rounded down', () => {
    expect(aggregate([[marks('1', 80, 70)], [marks('1', 81, 70)], [marks('1', 80, 70)]], ['1'], criteria)).toEqual([{ item: '1', markBasisPoints: 7620 }])
    expect(aggregate([[marks('1', 100, 100)]], ['1'], criteria)).toEqual([{ item: '1', markBasisPoints: 10_000 }])
    expect(aggregate([[marks('1', 0, 0)]], ['1'], criteria)).toEqual([{ item: '1', markBasisPoints: 0 }])
  })
  it.each([
    ['whole', [marks('1', 1, 2), marks('2', 100, 0)], true, true],
    ['an item is missing', [marks('1', 1, 2)], true, false],
    ['a criterion is missing', [marks('1', 1, 2), { item: '2', marks: { novelty: 1 }, opinion: '' }], true, false],
    ['above the top', [marks('1', 101, 2), marks('2', 1, 1)], false, false],
    ['below nothing', [marks('1', -1, 2), marks('2', 1, 1)], false, false],
    ['a part of a point', [marks('1', 1.5, 2), marks('2', 1, 1)], false, false],
    ['of another panel', [marks('9', 1, 2)], false, false],
    ['an item twice', [marks('1', 1, 2), marks('1', 2, 2)], false, false],
    ['a foreign criterion', [{ item: '1', marks: { colour: 3 }, opinion: '' }], false, false],
  ])('a sheet: %s', (_case, sheet, sound, whole) => {
    expect(isSound(sheet, ['1', '2'], criteria)).toBe(sound)
    expect(isWhole(sheet, ['1', '2'], criteria)).toBe(whole)
  })
  it.each([
    ['come to a hundred', criteria, true],
    ['none', [], false],
    ['less', criteria.slice(1), false],
    ['one twice', [...criteria, ...criteria].map((one) => ({ ...one, weightBasisPoints: one.weightBasisPoints / 2 })), false],
    [
      'a negative one',
      [
        { key: 'a', weightBasisPoints: 11_000 },
        { key: 'b', weightBasisPoints: -1000 },
      ],
      false,
    ],
  ])('criteria: %s', (_case, given, expected) => expect(areCriteria(given)).toBe(expected))
})

describe('the record of a panel', () => {
  const sides = [
    { side: 'market', nonce: 'market nonce 0001' },
    { side: 'owner', nonce: 'owner nonce 000001' },
  ].map(({ side, nonce }) => ({ side, nonce, commitment: digestOf(sha256, nonce), barred: side === 'owner' ? ['per_1'] : [] }))
  const seed = seedOf(sha256, 'pan_1', sides)
  const order = orderOf(sha256, seed, pool, ['per_1'])
  const gone = [seated(order, [], places)[0]?.personId ?? '']
  const experts = seated(order, gone, places).map(({ personId }) => personId)
  const sheets = lettered(sha256, seed, experts).map((personId, at) => {
    const sheet = [marks('1', 70 + at, 60), marks('2', 50, 40 + at)]
    return { salt: `salt_${personId}`, sheet, digest: sheetDigest(sha256, `salt_${personId}`, sheet) }
  })
  const items = ['1', '2']
  const record: PanelRecord = {
    format: PANEL_RECORD_FORMAT,
    panel: 'pan_1',
    ...places,
    poolDigest: poolDigest(sha256, pool),
    pool,
    sides,
    seed,
    gone,
    experts,
    criteria,
    items,
    sheets,
    marks: aggregate(
      sheets.map(({ sheet }) => sheet),
      items,
      criteria,
    ),
  }
  const [first] = sheets
  it('is sound', () => expect(faultsOfPanel(sha256, record)).toEqual([]))
  it.each<[string, Partial<PanelRecord>, RegExp]>([
    ['another nonce', { sides: sides.map((side) => ({ ...side, nonce: `${side.nonce}!` })) }, /not the nonce it had sealed/],
    ['the market alone', { sides: sides.filter(({ side }) => side === 'market') }, /nobody but the market/],
    ['an expert added to the pool', { pool: [...pool, { personId: 'per_x', unitId: 'org_9', out: null }] }, /pool is not the one/],
    ['another seed', { seed: 'f'.repeat(64) }, /seed is not made/],
    ['somebody else seated', { experts: [...experts.slice(1), 'per_7'] }, /drawn are/],
    ['a bar left out', { sides: sides.map((side) => ({ ...side, barred: experts })) }, /drawn are/],
    [
      'a mark changed in a sheet',
      { sheets: sheets.map((one) => (one === first ? { ...one, sheet: [marks('1', 99, 60), marks('2', 50, 40)] } : one)) },
      /not the one that was locked/,
    ],
    ['a sum changed', { marks: record.marks.map((mark) => ({ ...mark, markBasisPoints: mark.markBasisPoints + 1 })) }, /marked/],
    ['a sheet left out', { sheets: sheets.slice(1) }, /marked/],
  ])('betrays %s', (_case, change, fault) => expect(faultsOfPanel(sha256, { ...record, ...change }).join('; ')).toMatch(fault))
})
