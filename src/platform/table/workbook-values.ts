/** What the cells of a workbook hold (ECMA-376 part 1, 18.3 and 18.8): numbers, dates of both calendars, text with its escapes. */
import { textCell, type Cell } from './cell.ts'

const EXACT_DIGITS = 15
const DAY_MS = 86_400_000
const LAST_SERIAL = 2_958_465
/** 1900 is taken for a leap year by every spreadsheet: serial 60 is a day that never was. */
const PHANTOM_DAY = 60
const DATE_1904_OFFSET = 1462
const EPOCH_1900 = Date.UTC(1899, 11, 30)

/** A double as a person sees it: 3.3000000000000003 is 3.3. Null for what is no number. */
const asShown = (written: string): string | null => {
  const value = Number(written)
  if (written.trim() === '' || !Number.isFinite(value)) return null
  return String(Number(value.toPrecision(EXACT_DIGITS)))
}

export const numberCell = (written: string): Cell => {
  const text = asShown(written)
  if (text === null) return { kind: 'error', text: written }
  // Beyond 15 digits a spreadsheet keeps zeros for what was typed; below that the exponent of a small number is no number of this market.
  return Math.abs(Number(text)) >= 10 ** EXACT_DIGITS || text.includes('e') ? { kind: 'error', text: written } : { kind: 'number', text }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
const timeOf = (seconds: number): string => [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')

export const dateCell = (written: string, is1904: boolean): Cell => {
  const serial = Number(written) + (is1904 ? DATE_1904_OFFSET : 0)
  if (written.trim() === '' || !(serial >= 0) || serial >= LAST_SERIAL + 1) return { kind: 'error', text: written }
  const total = Math.round(serial * (DAY_MS / 1000))
  const days = Math.floor(total / (DAY_MS / 1000))
  const seconds = total % (DAY_MS / 1000)
  if (days === 0) return { kind: 'date', text: timeOf(seconds) }
  if (days === PHANTOM_DAY) return { kind: 'error', text: '1900-02-29' }
  const date = new Date(EPOCH_1900 + (days < PHANTOM_DAY ? days + 1 : days) * DAY_MS).toISOString().slice(0, 10)
  return { kind: 'date', text: seconds === 0 ? date : `${date}T${timeOf(seconds)}` }
}

/** Formats that stand in no file because every program knows them; 27 to 36 and 50 to 58 are dates of the East Asian editions. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** A format shows a date when a day, month, year, hour or second stands outside of quotes, brackets and escaped signs. */
const isDateCode = (code: string): boolean => {
  const [positive = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return true
  return /[dmyhse]/i.test(positive.replace(/\[[^\]]*\]/g, '').replace(/general|e[+-]/gi, ''))
}

export const isDateFormat = (id: number, codes: ReadonlyMap<number, string>): boolean => {
  const code = codes.get(id)
  return code === undefined ? isBuiltInDate(id) : isDateCode(code)
}

/** ST_Xstring: signs that XML cannot carry are written `_x000D_`. */
export const unescaped = (text: string): string => text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

export interface RawCell {
  readonly type: string
  readonly style: number
  readonly value: string | null
  readonly inline: string | null
  readonly formula: string | null
}

export interface ValueContext {
  readonly strings: readonly string[]
  /** By style number. */
  readonly isDate: readonly boolean[]
  readonly is1904: boolean
}

const FORMULA_SHOWN = 40
const ISO_DATE = /^\d{4}-\d\d-\d\d(?:T(?!00:00:00(?:\.0*)?Z?$)\d\d:\d\d:\d\d)?/

const filled = (text: string): Cell | null => (text === '' ? null : textCell(text))

const sharedCell = (value: string, strings: readonly string[]): Cell | null => {
  const text = /^\s*\d+\s*$/.test(value) ? strings[Number(value)] : undefined
  if (text === undefined) throw new RangeError(`no shared string ${value}`)
  return filled(text)
}

const isoCell = (value: string): Cell => {
  const date = ISO_DATE.exec(value.trim())?.[0]
  return date === undefined ? { kind: 'error', text: value } : { kind: 'date', text: date }
}

/** By the cell's type (18.18.11). */
const READERS: Readonly<Record<string, (value: string, context: ValueContext, style: number) => Cell | null>> = {
  s: (value, { strings }) => sharedCell(value, strings),
  str: (value) => filled(unescaped(value)),
  b: (value) => ({ kind: 'flag', text: /^\s*(?:1|true)\s*$/.test(value) ? 'TRUE' : 'FALSE' }),
  e: (value) => ({ kind: 'error', text: value }),
  d: isoCell,
  n: (value, { isDate, is1904 }, style) => (isDate[style] === true ? dateCell(value, is1904) : numberCell(value)),
}

/** Null for a cell without a value. Throws a RangeError for one that points to no string. */
export const cellOf = (raw: RawCell, context: ValueContext): Cell | null => {
  if (raw.type === 'inlineStr') return filled(unescaped(raw.inline ?? ''))
  if (raw.value === null || (raw.value === '' && raw.type !== 'str'))
    return raw.formula === null ? null : { kind: 'error', text: `=${raw.formula.slice(0, FORMULA_SHOWN)}` }
  const reader = READERS[raw.type]
  if (!reader) throw new RangeError(`unknown cell type ${raw.type}`)
  return reader(raw.value, context, raw.style)
}
