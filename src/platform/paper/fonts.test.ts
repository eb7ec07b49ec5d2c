import { describe, expect, it } from 'vitest'
import { rangesOf, type Range } from './fonts.ts'

interface Map4 {
  readonly format: 4
  readonly ranges: readonly Range[]
}
interface Map12 {
  readonly format: 12
  readonly ranges: readonly Range[]
}
interface OtherMap {
  readonly format: 6
  readonly ranges: readonly Range[]
}

const words = (...values: readonly number[]): number[] => values.flatMap((value) => [value >> 8, value & 255])
const longs = (...values: readonly number[]): number[] => values.flatMap((value) => words(value >>> 16, value & 0xffff))
const written = (map: Map4 | Map12 | OtherMap): number[] => {
  const { format, ranges } = map
  if (format === 12) return [...words(12, 0), ...longs(0, 0, ranges.length), ...ranges.flatMap(({ first, last }) => longs(first, last, 1))]
  const closed = [...ranges, { first: 0xffff, last: 0xffff }]
  return words(format, 0, 0, closed.length * 2, 0, 0, 0, ...closed.map(({ last }) => last), 0, ...closed.map(({ first }) => first))
}

/** The least that is a font: a directory, a table before the map, and the map with its subtables. */
const font = (tables: readonly string[], ...maps: readonly (Map4 | Map12 | OtherMap)[]): Uint8Array => {
  const start = 12 + tables.length * 16
  const directory = tables.flatMap((tag) => [...[...tag].map((sign) => sign.charCodeAt(0)), ...longs(0, tag === 'cmap' ? start + 4 : start, 4)])
  const bodies = maps.map(written)
  const at = (index: number): number => 4 + maps.length * 8 + bodies.slice(0, index).flat().length
  const cmap = [...words(0, maps.length), ...maps.flatMap((_, index) => [...words(3, 10), ...longs(at(index))]), ...bodies.flat()]
  // Stands within a larger buffer, as a piece of a file does.
  const bytes = [...longs(0x10000), ...words(tables.length, 0, 0, 0), ...directory, ...longs(0), ...cmap]
  return Uint8Array.from([9, 9, 9, ...bytes]).subarray(3)
}

describe('what a font can draw', () => {
  it('is read from a map of 16 bits, without the segment that closes it', () =>
    expect(
      rangesOf(
        font(['cmap'], {
          format: 4,
          ranges: [
            { first: 0x41, last: 0x5a },
            { first: 0x4e00, last: 0x9fff },
          ],
        }),
      ),
    ).toEqual([
      { first: 0x41, last: 0x5a },
      { first: 0x4e00, last: 0x9fff },
    ]))
  it('is read from a map of 32 bits', () =>
    expect(
      rangesOf(
        font(['glyf', 'cmap', 'name'], {
          format: 12,
          ranges: [
            { first: 0x20, last: 0x7e },
            { first: 0x20000, last: 0x2a6df },
          ],
        }),
      ),
    ).toEqual([
      { first: 0x20, last: 0x7e },
      { first: 0x20000, last: 0x2a6df },
    ]))
  it('is what all its maps say together, in order, each point once', () =>
    expect(
      rangesOf(
        font(
          ['cmap'],
          { format: 4, ranges: [{ first: 0x61, last: 0x7a }] },
          { format: 6, ranges: [{ first: 1, last: 2 }] },
          {
            format: 12,
            ranges: [
              { first: 0x20, last: 0x5f },
              { first: 0x60, last: 0x60 },
              { first: 0x62, last: 0x63 },
              { first: 0x7c, last: 0x7d },
            ],
          },
        ),
      ),
    ).toEqual([
      { first: 0x20, last: 0x7a },
      { first: 0x7c, last: 0x7d },
    ]))
  it('is nothing where there is no map', () => {
    expect(() => rangesOf(font(['glyf', 'cmax']))).toThrow('the font has no cmap table')
    expect(() => rangesOf(font(['cmap']))).toThrow('no Unicode character map')
    expect(() => rangesOf(font(['cmap'], { format: 6, ranges: [] }))).toThrow('no Unicode character map')
  })
})
