/**
 * Typst source that data cannot break: the template's own words are written by us, everything put into it becomes a string literal, so
 * no character of a name or title is ever read as markup or code.
 */

export interface Markup {
  readonly markup: string
}

/** Controls and invisible direction marks: they print nothing and can make a text read differently from what is stored. */
const INVISIBLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

export const visibleText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '')

/** A Typst string literal, quotes included, for use in code. */
export const literal = (text: string): string => `"${visibleText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

const LETTERS = /([^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]{8,})/gu
const WITH_MARKS = /\P{M}\p{M}*/gu
const WIDE = /[WMЖШЩ@%]|\p{Script=Hangul}/u
const CAPITAL = /[\p{Lu}\p{Nd}]/u
/** The narrowest column that holds names, in ems; a letter's width is an estimate. */
const NARROWEST_EMS = 9

const widthOf = (letter: string): number => (WIDE.test(letter) ? 1 : CAPITAL.test(letter) ? 0.7 : 0.6)

const lettersOf = (word: string): readonly string[] => word.match(WITH_MARKS) ?? []
const isNarrow = (word: string): boolean => lettersOf(word).reduce((sum, letter) => sum + widthOf(letter), 0) <= NARROWEST_EMS

/** A word too long for a column may end a line anywhere: otherwise it is printed over what stands beside it, and off the page. */
const inLetters = (word: string): string | null => {
  if (isNarrow(word)) return null
  // A number such as GS-2026-000123 is divided between its parts, never within one that fits.
  const pieces = word.split(/(?<=-)/u).flatMap((piece) => (isNarrow(piece) ? [piece] : lettersOf(piece)))
  return `(${pieces.map(literal).join(', ')},).map(box).join()`
}

/** Datum in running text. The semicolon ends the expression, so that what follows is never taken for a call or a field. */
const embed = (text: string): string => {
  // Every second part is a run of letters without a break.
  const parts = visibleText(text)
    .split(LETTERS)
    .map((part, index) => ({ part, letters: index % 2 === 1 ? inLetters(part) : null }))
  if (parts.every(({ letters }) => letters === null)) return `#${literal(text)};`
  return `#{ ${parts
    .filter(({ part }) => part !== '')
    .map(({ part, letters }) => letters ?? literal(part))
    .join(' + ')} };`
}

type Part = string | number | Markup | readonly Markup[]

const written = (part: Part): string => {
  if (typeof part === 'string') return embed(part)
  if (typeof part === 'number') return embed(String(part))
  return 'markup' in part ? part.markup : part.map((item) => item.markup).join('\n')
}

/** Tagged template: the literal parts are Typst markup, the values are data (escaped) or markup made by the same tag. */
export const typ = (words: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: words.reduce((text, word, index) => `${text}${word}${index < parts.length ? written(parts[index] ?? '') : ''}`, ''),
})

/** Rows of a table: each cell becomes a content argument. */
export const cells = (rows: readonly (readonly (string | Markup)[])[]): Markup => ({
  markup: rows.map((row) => row.map((cell) => `[${typeof cell === 'string' ? embed(cell) : cell.markup}]`).join(', ')).join(',\n'),
})
