import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideLines, sameName, type Target } from './matching.ts'
import { makeReference } from './reference.ts'
import { joinStatement, type Statement, type StatementLine } from './statement.ts'

const ref = (seed: number) => makeReference(new Uint8Array([seed, seed * 3, seed * 7, seed * 11, seed * 13]))
const REQUEST = ref(1)
const PAYOUT = ref(2)
const PAID = ref(3)
const ORDERED = ref(4)

const request = (id: string, isOpen = true): Target => ({
  kind: 'request',
  id,
  isOpen,
  amountMinor: 500_000n,
  currency: 'CNY',
  payerName: '杭州示范科技有限公司（演示）',
})
const payout = (id: string, isExported = true): Target => ({ kind: 'payout', id, isExported, amountMinor: 70_000n, currency: 'CNY' })
const targets = new Map<string, Target>([
  [REQUEST, request('pay_1')],
  [PAYOUT, payout('pyo_1')],
  [PAID, request('pay_2', false)],
  [ORDERED, payout('pyo_2', false)],
])

const line = (more: Partial<StatementLine>): StatementLine => ({
  lineNumber: 1,
  bankLineId: 'B1',
  bookedOn: '2026-03-03',
  direction: 'credit',
  amountMinor: 500_000n,
  counterpartyName: '杭州示范科技有限公司（演示）',
  counterpartyAccount: '622200001',
  remark: `保证金 ${REQUEST}`,
  ...more,
})

const decide = (one: StatementLine) => decideLines([one], 'CNY', targets)[0]

describe('a bank line', () => {
  it('with the exact reference, the amount and the name of the payer is matched', () => {
    expect(decide(line({}))).toMatchObject({ state: 'matched', target: { id: 'pay_1' } })
  })
  it('with the reference and amount of an exported payout settles it', () => {
    expect(decide(line({ direction: 'debit', amountMinor: 70_000n, remark: PAYOUT }))).toMatchObject({ state: 'matched', target: { id: 'pyo_1' } })
  })
  it.each<[string, Partial<StatementLine>, string]>([
    ['without any reference', { remark: '保证金' }, 'reference_missing'],
    ['with a mistyped reference', { remark: REQUEST.slice(0, -1) + (REQUEST.endsWith('0') ? '1' : '0') }, 'reference_broken'],
    ['with a reference of nobody', { remark: ref(9) }, 'reference_unknown'],
    ['with two references', { remark: `${REQUEST} ${PAID}` }, 'several_references'],
    ['one fen short', { amountMinor: 499_999n }, 'amount_differs'],
    ['one fen over', { amountMinor: 500_001n }, 'amount_differs'],
    ['from another payer', { counterpartyName: '别家公司' }, 'payer_differs'],
    ['without a payer', { counterpartyName: '' }, 'payer_differs'],
    ['for a request that is paid', { remark: PAID }, 'request_not_open'],
    ['out instead of in', { direction: 'debit' }, 'wrong_direction'],
    ['that brings a payout back', { remark: PAYOUT, amountMinor: 70_000n }, 'payout_returned'],
    ['for a payout that was not exported', { direction: 'debit', amountMinor: 70_000n, remark: ORDERED }, 'payout_not_exported'],
    ['paying another amount than ordered', { direction: 'debit', amountMinor: 70_001n, remark: PAYOUT }, 'amount_differs'],
  ])('%s is unmatched and says why', (_name, more, reason) => {
    expect(decide(line(more))).toMatchObject({ state: 'unmatched', reason })
  })
  it('in another currency is unmatched', () => {
    expect(decideLines([line({})], 'USD', targets)[0]).toMatchObject({ reason: 'currency_differs' })
  })
})

it('two lines for one request: the first is matched, the second is told', () => {
  const both = decideLines([line({}), line({ bankLineId: 'B2' })], 'CNY', targets)
  expect(both.map((one) => (one.state === 'matched' ? 'matched' : one.reason))).toEqual(['matched', 'request_not_open'])
})

it('names are equal up to width, brackets and blanks, never beyond', () => {
  expect(sameName('杭州示范（演示） 公司', '杭州示范(演示)公司')).toBe(true)
  expect(sameName('ＡＢＣ', 'abc')).toBe(true)
  expect(sameName('杭州示范公司', '杭州示范公司分公司')).toBe(false)
  expect(sameName('', '')).toBe(false)
})

it('property: no target is ever matched twice, and a match always has equal amount and the reference in its remark', () => {
  const references = [REQUEST, PAYOUT, PAID, ORDERED, ref(9)]
  const lines = fc.array(
    fc.record({
      direction: fc.constantFrom('credit' as const, 'debit' as const),
      amountMinor: fc.constantFrom(500_000n, 70_000n, 1n),
      remark: fc.array(fc.constantFrom(...references, 'x'), { maxLength: 2 }).map((words) => words.join(' ')),
      counterpartyName: fc.constantFrom('杭州示范科技有限公司（演示）', '别家'),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(lines, (some) => {
      const all = some.map((more, index) => line({ ...more, bankLineId: String(index) }))
      const decisions = decideLines(all, 'CNY', targets)
      const matched = decisions.flatMap((one, index) =>
        one.state === 'matched' ? [{ id: one.target.id, amount: one.target.amountMinor, line: all[index] }] : [],
      )
      expect(new Set(matched.map((one) => one.id)).size).toBe(matched.length)
      for (const one of matched) expect(one.line?.amountMinor).toBe(one.amount)
    }),
  )
})

describe('joining a statement to the last one', () => {
  const statement = (openingMinor: bigint, lines: readonly StatementLine[]): Statement => ({
    format: 'csv',
    accountNumber: null,
    currency: 'CNY',
    openingMinor,
    closingMinor: lines.reduce((sum, one) => sum + (one.direction === 'credit' ? one.amountMinor : -one.amountMinor), openingMinor),
    lines,
  })
  const one = line({ bankLineId: 'A', amountMinor: 100n })
  const two = line({ bankLineId: 'B', amountMinor: 40n, direction: 'debit' })
  const known = new Map([['A', { direction: 'credit' as const, amountMinor: 100n }]])
  const codeOf = (result: ReturnType<typeof joinStatement>) => (result.ok ? result.value.fresh.map((l) => l.bankLineId).join() : result.refusal.code)

  it('takes all lines of a statement that goes on where the last ended', () => {
    expect(codeOf(joinStatement(statement(0n, [one, two]), new Map(), 0n))).toBe('A,B')
  })
  it('takes only the new lines of one that overlaps', () => {
    expect(codeOf(joinStatement(statement(0n, [one, two]), known, 100n))).toBe('B')
  })
  it('takes nothing of one that was booked, however old it is', () => {
    expect(codeOf(joinStatement(statement(0n, [one]), known, 999n))).toBe('')
  })
  it('refuses a gap', () => {
    expect(codeOf(joinStatement(statement(50n, [two]), known, 100n))).toBe('ledger.statement_gap')
  })
  it('refuses a known line with another amount', () => {
    expect(codeOf(joinStatement(statement(0n, [{ ...one, amountMinor: 101n }]), known, 100n))).toBe('ledger.statement_line_changed')
  })
  it('refuses a line that stands in it twice', () => {
    expect(codeOf(joinStatement(statement(0n, [one, one]), new Map(), 0n))).toBe('ledger.statement_line_twice')
  })
  it('refuses balances that do not add up', () => {
    expect(codeOf(joinStatement({ ...statement(0n, [one]), closingMinor: 99n }, new Map(), 0n))).toBe('ledger.statement_does_not_add_up')
  })
})
