/** Reads a sent form into the words of a contract. What cannot be read is a problem of that field, in both languages. */
import { parseDecimalAmount } from '#kernel/money.ts'

/** What was sent, to fill the form again. Never passwords, never files. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

export class FieldProblem extends Error {
  readonly field: string
  readonly text: { readonly zh: string; readonly en: string }
  constructor(field: string, text: { readonly zh: string; readonly en: string }) {
    super(text.en)
    this.field = field
    this.text = text
  }
}

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
  readonly file: (name: string) => File | undefined
  /** Rows of repeated fields: `rows('completers', ['name', 'share'])` reads `completers.0.name` … and drops empty rows. */
  readonly rows: <Key extends string>(name: string, keys: readonly Key[]) => Record<Key, string>[]
  readonly values: () => FormValues
}

const NUMBER = { zh: '请填写整数。', en: 'Enter a whole number.' }
const AMOUNT = { zh: '请填写金额，例如 120 或 35.8。', en: 'Enter an amount, for example 120 or 35.8.' }
const PERCENT = { zh: '请填写百分比，例如 70 或 12.5。', en: 'Enter a percentage, for example 70 or 12.5.' }
const TIME = { zh: '请填写日期和时间。', en: 'Enter a date and a time.' }

const WAN_DIGITS = 4
const MAX_ROWS = 200
const HIDDEN = /password|secret|idempotencyKey/i

/** `35.8` 万元 → `358000` 元; null when there are more decimals than fen. */
const wanToYuan = (text: string): string | null => {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const fraction = (match[2] ?? '').padEnd(WAN_DIGITS, '0')
  const whole = `${match[1]}${fraction.slice(0, WAN_DIGITS)}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(WAN_DIGITS).replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

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
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const optional = (name: string) => text(name) || undefined
  const optionalInt = (name: string) => {
    const value = text(name)
    if (value === '') return undefined
    if (!/^-?\d{1,15}$/.test(value)) throw new FieldProblem(name, NUMBER)
    return Number(value)
  }
  const optionalAmount = (name: string) => {
    const value = text(name).replace(/[,，\s]/g, '')
    if (value === '') return undefined
    const yuan = text(`${name}.unit`) === 'wan' ? wanToYuan(value) : value
    const minor = yuan === null ? null : parseDecimalAmount(yuan, 'CNY')
    if (minor === null) throw new FieldProblem(name, AMOUNT)
    return String(minor)
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
      const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text(name).replace(/%$/, ''))
      if (!match) throw new FieldProblem(name, PERCENT)
      return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
    },
    optionalAmount,
    amount: (name) => {
      const value = optionalAmount(name)
      if (value === undefined) throw new FieldProblem(name, AMOUNT)
      return value
    },
    instant: (name) => {
      const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/.exec(text(name))
      if (!match) throw new FieldProblem(name, TIME)
      return `${match[1]}T${match[2]}${match[3] ?? ':00'}+08:00`
    },
    bilingual: (name) => ({ zh: text(`${name}.zh`), en: text(`${name}.en`) }),
    file: (name) => {
      const value = form.get(name)
      return value instanceof File && value.size > 0 ? value : undefined
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
