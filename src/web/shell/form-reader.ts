/** Reads a sent form into the words of a contract. What cannot be read is a problem of that field, in both languages. */
import { DECIMAL_PROBLEMS } from '#kernel/decimal.ts'
import { amountIn, decimal, FieldProblem, optionalAmountIn, textIn } from './form-amount.ts'

export { FieldProblem }

/** What was sent, to fill the form again. Never passwords, never files. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

export interface FormReader {
  /** Trimmed text; empty when absent (the contract decides whether that is allowed). */
  readonly text: (name: string) => string
  readonly optional: (name: string) => string | undefined
  readonly all: (name: string) => string[]
  readonly flag: (name: string) => boolean
  /** Whole number; a problem of the field otherwise. */
  readonly int: (name: string) => number
  readonly optionalInt: (name: string) => number | undefined
  /** Percent with up to two decimals, as basis points. */
  readonly basisPoints: (name: string) => number
  /** Amount of a MoneyField as minor units. */
  readonly amount: (name: string) => string
  readonly optionalAmount: (name: string) => string | undefined
  /** Beijing local time of a DateTimeField as ISO 8601. */
  readonly instant: (name: string) => string
  readonly bilingual: (name: string) => { readonly zh: string; readonly en: string }
  /** Undefined where none was chosen; an empty one is a problem of the field. */
  readonly file: (name: string) => File | undefined
  /** Rows of repeated fields: `rows('completers', ['name', 'share'])` reads `completers.0.name` … and drops empty rows. */
  readonly rows: <Key extends string>(name: string, keys: readonly Key[]) => Record<Key, string>[]
  readonly values: () => FormValues
}

const NUMBER = { zh: '请填写整数。', en: 'Enter a whole number.' }
const PERCENT = { zh: '请填写百分比，例如 70 或 12.5。', en: 'Enter a percentage, for example 70 or 12.5.' }
const TIME = { zh: '请填写日期和时间。', en: 'Enter a date and a time.' }

/** Chosen, and with nothing in it: most often a file that is still being copied or synchronised. */
const emptyFile = (name: string): FieldProblem['text'] => ({
  zh: `${name}：文件是空的，请重新选择。`,
  en: `${name}: the file is empty, please choose it again.`,
})

const BASIS_POINT_DIGITS = 2
const MOST_PERCENT = 999
const MAX_ROWS = 200
const HIDDEN = /password|secret|idempotencyKey/i

/** What was sent, to be shown again beside the problem. */
const shownAgain = (form: FormData): Record<string, string | string[]> => {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (HIDDEN.test(name)) continue
    const sent = form.getAll(name).filter((value): value is string => typeof value === 'string')
    values[name] = sent.length === 1 ? (sent[0] ?? '') : sent
  }
  return values
}

export const formReader = (form: FormData): FormReader => {
  const text = (name: string): string => textIn(form, name)
  const optional = (name: string) => text(name) || undefined
  const optionalInt = (name: string) => {
    const value = text(name)
    if (value === '') return undefined
    const number = Number(decimal(name, value, 0, NUMBER))
    if (!Number.isSafeInteger(number)) throw new FieldProblem(name, DECIMAL_PROBLEMS.size)
    return number
  }
  return {
    text,
    optional,
    all: (name) => form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== ''),
    flag: (name) => ['on', 'true', '1', 'yes'].includes(text(name)),
    optionalInt,
    int: (name) => {
      const value = optionalInt(name)
      if (value === undefined) throw new FieldProblem(name, NUMBER)
      return value
    },
    basisPoints: (name) => {
      const value = decimal(name, text(name).replace(/[%％]$/, ''), BASIS_POINT_DIGITS, PERCENT)
      if (value < 0n || value > MOST_PERCENT * 100) throw new FieldProblem(name, PERCENT)
      return Number(value)
    },
    optionalAmount: (name) => optionalAmountIn(form, name),
    amount: (name) => amountIn(form, name),
    instant: (name) => {
      const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/.exec(text(name))
      if (!match) throw new FieldProblem(name, TIME)
      return `${match[1]}T${match[2]}${match[3] ?? ':00'}+08:00`
    },
    bilingual: (name) => ({ zh: text(`${name}.zh`), en: text(`${name}.en`) }),
    file: (name) => {
      const value = form.get(name)
      if (!(value instanceof File) || value.name === '') return undefined
      if (value.size === 0) throw new FieldProblem(name, emptyFile(value.name))
      return value
    },
    rows: <Key extends string>(name: string, keys: readonly Key[]) => {
      const found: Record<Key, string>[] = []
      for (let index = 0; index < MAX_ROWS; index += 1) {
        if (!keys.some((key) => form.has(`${name}.${index}.${key}`))) continue
        const row = Object.fromEntries(keys.map((key) => [key, text(`${name}.${index}.${key}`)])) as Record<Key, string>
        if (keys.some((key) => row[key] !== '')) found.push(row)
      }
      return found
    },
    values: () => shownAgain(form),
  }
}
