/** Texts and amounts of a form, apart from the whole reader: a bidder's browser reads its own field and nothing else. */
import { DECIMAL_PROBLEMS, readDecimal } from '#kernel/decimal.ts'

export class FieldProblem extends Error {
  readonly field: string
  readonly text: { readonly zh: string; readonly en: string }
  constructor(field: string, text: { readonly zh: string; readonly en: string }) {
    super(text.en)
    this.field = field
    this.text = text
  }
}

const AMOUNT = { zh: '请填写金额，例如 120 或 35.8。', en: 'Enter an amount, for example 120 or 35.8.' }

/** Digits after the point down to a fen. */
const FEN_DIGITS = { wan: 6, yuan: 2 } as const

/** The field's own words where nothing else is wrong with it than that it is no number. */
export const decimal = (field: string, typed: string, places: number, words: FieldProblem['text']): bigint => {
  const read = readDecimal(typed, places, true)
  if (read.ok) return read.value
  throw new FieldProblem(field, read.problem === 'form' || read.problem === 'empty' ? words : DECIMAL_PROBLEMS[read.problem])
}

/** Trimmed; empty when absent. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** Minor units of a MoneyField; undefined where it is empty. */
export const optionalAmountIn = (form: FormData, name: string): string | undefined => {
  const value = textIn(form, name)
  if (value === '') return undefined
  const minor = decimal(name, value, FEN_DIGITS[textIn(form, `${name}.unit`) === 'wan' ? 'wan' : 'yuan'], AMOUNT)
  if (minor < 0n) throw new FieldProblem(name, AMOUNT)
  return String(minor)
}

export const amountIn = (form: FormData, name: string): string => {
  const value = optionalAmountIn(form, name)
  if (value === undefined) throw new FieldProblem(name, AMOUNT)
  return value
}
