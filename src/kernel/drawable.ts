/** What can be printed can be typed: the code points that the fonts of the papers draw, known without opening a font. */
import { DRAWABLE_RANGES } from './drawable-ranges.ts'

/** First code points of the ranges, and the first one after each: `starts[i] <= point < ends[i]`. */
const unpacked = (): { readonly starts: readonly number[]; readonly ends: readonly number[] } => {
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const range of DRAWABLE_RANGES.split(' ')) {
    const [gap = '', length = '1'] = range.split('.')
    const start = at + Number.parseInt(gap, 36)
    at = start + Number.parseInt(length, 36)
    starts.push(start)
    ends.push(at)
  }
  return { starts, ends }
}

const { starts, ends } = unpacked()

export const isDrawable = (codePoint: number): boolean => {
  let low = 0
  let high = starts.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (codePoint < (starts[middle] ?? 0)) high = middle - 1
    else if (codePoint >= (ends[middle] ?? 0)) low = middle + 1
    else return true
  }
  return false
}

const CONTROLS_END = 0x20

/** Signs of the text that no paper could show, each once, in order. Line breaks and other controls are not looked at. */
export const undrawableSigns = (text: string): readonly string[] => {
  const found = new Set<string>()
  for (const sign of text.normalize('NFC')) {
    const codePoint = sign.codePointAt(0) ?? 0
    if (codePoint >= CONTROLS_END && !isDrawable(codePoint)) found.add(sign)
  }
  return [...found]
}
