/** Which characters a TrueType font can draw: read from its `cmap` table (ISO/IEC 14496-22, formats 4 and 12). */

export interface Range {
  readonly first: number
  readonly last: number
}

const tableAt = (view: DataView, tag: string): number => {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * 16
    const name = String.fromCodePoint(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)))
    if (name === tag) return view.getUint32(record + 8)
  }
  throw new RangeError(`the font has no ${tag} table`)
}

const groupsOfFormat12 = (view: DataView, at: number): Range[] =>
  Array.from({ length: view.getUint32(at + 12) }, (_, index) => {
    const group = at + 16 + index * 12
    return { first: view.getUint32(group), last: view.getUint32(group + 4) }
  })

/** The last segment (0xFFFF) only closes the table. */
const segmentsOfFormat4 = (view: DataView, at: number): Range[] => {
  const doubled = view.getUint16(at + 6)
  return Array.from({ length: doubled / 2 }, (_, index) => ({
    first: view.getUint16(at + 16 + doubled + index * 2),
    last: view.getUint16(at + 14 + index * 2),
  })).filter((range) => range.first !== 0xffff)
}

/** Throws a RangeError when the bytes are not a font with a Unicode character map. */
export const rangesOf = (font: Uint8Array): readonly Range[] => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableAt(view, 'cmap')
  const ranges: Range[] = []
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    const format = view.getUint16(at)
    if (format === 12) ranges.push(...groupsOfFormat12(view, at))
    if (format === 4) ranges.push(...segmentsOfFormat4(view, at))
  }
  if (ranges.length === 0) throw new RangeError('the font has no Unicode character map')
  ranges.sort((a, b) => a.first - b.first)
  const merged: { first: number; last: number }[] = []
  for (const range of ranges) {
    const previous = merged.at(-1)
    if (previous && range.first <= previous.last + 1) previous.last = Math.max(previous.last, range.last)
    else merged.push({ ...range })
  }
  return merged
}
