/** Writes which code points the fonts of the papers can draw. Run it when a font package or its version changes; a test tells when it was forgotten. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawableRanges } from '#platform/paper/font-files.ts'

const file = path.resolve(import.meta.dirname, '../src/kernel/drawable-ranges.ts')
const WIDTH = 150

/** Gap and length of each range, in base 36: `gap.length`, the length left out when it is one. */
const written = drawableRanges()
  .reduce<{ readonly end: number; readonly parts: readonly string[] }>(
    ({ end, parts }, { first, last }) => ({
      end: last + 1,
      parts: [...parts, `${(first - end).toString(36)}${last === first ? '' : `.${(last - first + 1).toString(36)}`}`],
    }),
    { end: 0, parts: [] },
  )
  .parts.join(' ')
const lines = written.match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? []
writeFileSync(
  file,
  `/** Written by tools/gen-drawable.ts: gap and length of each range of code points that the fonts of the papers can draw, in base 36. */\nexport const DRAWABLE_RANGES =\n${lines.map((line) => `  '${line}'`).join(' +\n')}\n`,
)
console.info(`${path.relative(process.cwd(), file)}: ${drawableRanges().length} ranges`)
