import { describe, expect, it, test } from 'vitest'
import { DRAWABLE_RANGES } from './drawable-ranges.ts'
import { isDrawable, undrawableSigns } from './drawable.ts'

describe('what a paper can show', () => {
  it('is what the fonts say, at both ends of every range', () => {
    const drawn = new Set<number>()
    let at = 0
    for (const range of DRAWABLE_RANGES.split(' ')) {
      const [gap = '', length = '1'] = range.split('.')
      at += Number.parseInt(gap, 36)
      for (const end = at + Number.parseInt(length, 36); at < end; at += 1) drawn.add(at)
    }
    expect(drawn.size).toBeGreaterThan(20_000)
    const wrong = [...drawn].flatMap((point) => [point - 1, point, point + 1]).filter((point) => isDrawable(point) !== drawn.has(point))
    expect([...wrong, ...[-1, 0x10ffff].filter(isDrawable)]).toEqual([])
  })

  test.each([
    ['合同 No. 1\n\t\u0000', []],
    ['好😀好😁😀', ['😀', '😁']],
    // Written in parts, and one sign all the same.
    ['Nguye\u0302\u0303n', []],
    ['\u1100\u1161', []],
  ])('of %j it cannot show %j', (text, signs) => expect(undrawableSigns(text)).toEqual(signs))
})
