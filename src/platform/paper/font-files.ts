/** The fonts of the papers, and what they can draw together. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { rangesOf, type Range } from './fonts.ts'

/**
 * By family, in the order in which they are asked for a sign. Chinese comes in both weights; of the others that are large the regular one
 * stands in bold text too.
 */
const FAMILIES: readonly (readonly string[])[] = [
  ['noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'],
  ['noto-sans/400Regular/NotoSans_400Regular.ttf', 'noto-sans/700Bold/NotoSans_700Bold.ttf'],
  ['noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'],
  ['noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'],
]

const familyFiles = (): readonly (readonly Buffer[])[] => {
  const require = createRequire(import.meta.url)
  return FAMILIES.map((files) => files.map((file) => readFileSync(require.resolve(`@expo-google-fonts/${file}`))))
}

export const fontFiles = (): Buffer[] => familyFiles().flat()

/** Code points that some family draws in every weight it comes in, as ranges in order. */
export const drawableRanges = (): readonly Range[] => {
  const families = familyFiles().map((weights) =>
    weights.map((font) => pointsOf(rangesOf(font))).reduce((a, b) => new Set([...a].filter((point) => b.has(point)))),
  )
  const points = [...new Set(families.flatMap((family) => [...family]))].sort((a, b) => a - b)
  const ranges: { first: number; last: number }[] = []
  for (const point of points) {
    const previous = ranges.at(-1)
    if (previous?.last === point - 1) previous.last = point
    else ranges.push({ first: point, last: point })
  }
  return ranges
}

const pointsOf = (ranges: readonly Range[]): Set<number> =>
  new Set(ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)))
