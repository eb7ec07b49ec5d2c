import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIRECTIONS, lotNow, moved } from './order.ts'

const orders = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 12 })

describe('the running order', () => {
  it('holds every lot once, whatever is moved', () =>
    fc.assert(
      fc.property(orders, fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...DIRECTIONS))), (order, moves) => {
        const after = moves.reduce<readonly string[]>((now, [nth, direction]) => moved(now, now[nth] ?? 'none', direction), order)
        expect(after.toSorted()).toEqual(order.toSorted())
      }),
    ))
  it('is back where it was when a lot goes down and up again', () =>
    fc.assert(
      fc.property(orders, fc.nat(12), (order, nth) => {
        const id = order[nth] ?? 'none'
        const down = moved(order, id, 'down')
        expect(down === order ? order : moved(down, id, 'up')).toEqual(order)
      }),
    ))
  it.each([
    [['a', 'b', 'c'], 'b', 'up', ['b', 'a', 'c']],
    [['a', 'b', 'c'], 'b', 'down', ['a', 'c', 'b']],
  ] as const)('%j: %s goes %s', (order, id, direction, expected) => expect(moved(order, id, direction)).toEqual(expected))
  it('changes nothing at its ends, nor for what is not in it', () => {
    const order = ['a', 'b']
    expect([moved(order, 'a', 'up'), moved(order, 'b', 'down'), moved(order, 'z', 'up')]).toEqual([order, order, order])
    expect(moved(order, 'a', 'up')).toBe(order)
  })
})

describe('the lot that a hall looks at', () => {
  const SECOND = 1_000
  const at = (seconds: number | null) => (seconds === null ? null : seconds * SECOND)
  /** Times in seconds; it is looked at in the hundredth. */
  const lot = (id: string, phase: string | null, opensAt: number | null, endsAt: number | null, closedAt: number | null = null) => ({
    id,
    phase,
    opensAt: at(opensAt),
    endsAt: at(endsAt),
    closedAt: at(closedAt),
  })
  const just = lot('just', 'closed', 30, 90, 95)
  const done = lot('done', 'closed', 10, 20, 20)
  const later = lot('later', 'scheduled', 300, 400)
  const next = lot('next', 'scheduled', 200, 400)
  const free = lot('free', 'free', 50, 150)
  const timed = lot('timed', 'timed', 50, 160)
  const stopped = lot('stopped', 'suspended', 50, 150)
  it.each([
    ['what ends next is on auction', [later, next, free, timed, done], 'timed'],
    ['free bidding comes before what is still to open', [next, free], 'free'],
    ['else what opens next', [done, later, next, stopped], 'next'],
    ['what was decided just now stays for a while', [next, free, just], 'just'],
    ['unless another is about to end', [timed, just], 'timed'],
    ['else what is suspended', [done, stopped], 'stopped'],
    ['else what was decided last', [done, lot('last', 'closed', 30, 40, 45)], 'last'],
  ])('%s', (_case, lots, id) => expect(lotNow(lots, 100 * SECOND)?.id).toBe(id))
  it('is none where there is none', () => expect(lotNow([], 100 * SECOND)).toBe(null))
})
