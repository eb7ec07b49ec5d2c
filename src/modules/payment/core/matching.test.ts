import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideLines, sameName, type Target } from './matching.ts'
import { makeReference } from './reference.ts'
import { checkStatement, joinParts, joinStatement, pairLines, type KnownLine, type Statement, type StatementLine } from './statement.ts'

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
const BATCH = 'pbt_01jdg0000000000000000000aa'
const payout = (id: string, isExported = true, amountMinor = 70_000n): Target => ({
  kind: 'payout',
  id,
  isExported,
  batchId: isExported ? BATCH : null,
  amountMinor,
  currency: 'CNY',
})
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
    expect(decide(line({}))).toMatchObject({ state: 'matched', targets: [{ id: 'pay_1' }] })
  })
  it('with the reference and amount of an exported payout settles it', () => {
    expect(decide(line({ direction: 'debit', amountMinor: 70_000n, remark: PAYOUT }))).toMatchObject({ state: 'matched', targets: [{ id: 'pyo_1' }] })
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
    ['that takes a booking back', { isReversal: true }, 'reversal'],
    ['by two payers, one of them somebody else', { parties: ['杭州示范科技有限公司（演示）', '另一家公司'] }, 'payer_differs'],
    ['by a payer and by nobody', { parties: ['杭州示范科技有限公司（演示）', ''] }, 'payer_differs'],
    ['of interest', { remark: '结息', counterpartyAccount: '' }, 'bank_interest'],
    ['that speaks of interest, but goes out', { direction: 'debit', remark: '利息', counterpartyAccount: '' }, 'reference_missing'],
    ['of interest from somebody', { remark: '结息' }, 'reference_missing'],
    ['of a charge to somebody', { direction: 'debit', remark: '手续费' }, 'reference_missing'],
    ['from nowhere', { remark: '转账', counterpartyAccount: '' }, 'reference_missing'],
    ['that takes a payout back out', { direction: 'debit', amountMinor: 70_000n, remark: PAYOUT, isReversal: true }, 'reversal'],
    ['that brings a payout back, whatever the bank calls it', { remark: PAYOUT, amountMinor: 70_000n, isReversal: true }, 'payout_returned'],
    ['of a charge', { direction: 'debit', remark: '网银手续费', counterpartyAccount: '' }, 'bank_charge'],
    ['paying another amount than ordered', { direction: 'debit', amountMinor: 70_001n, remark: PAYOUT }, 'amount_differs'],
  ])('%s is unmatched and says why', (_name, more, reason) => {
    expect(decide(line(more))).toMatchObject({ state: 'unmatched', reason })
  })
  it('in another currency is unmatched', () => {
    expect(decideLines([line({})], 'USD', targets)[0]).toMatchObject({ reason: 'currency_differs' })
    expect(decideLines([line({ direction: 'debit', amountMinor: 70_000n, remark: PAYOUT })], 'USD', targets)[0]).toMatchObject({ reason: 'currency_differs' })
  })
})

it('two lines for one request: the first is matched, the second is told', () => {
  const both = decideLines([line({}), line({ bankLineId: 'B2' })], 'CNY', targets)
  expect(both.map((one) => (one.state === 'matched' ? 'matched' : one.reason))).toEqual(['matched', 'request_not_open'])
})

it('a payout is paid once, and what one line settles is nothing to the others', () => {
  const out = line({ direction: 'debit', amountMinor: 70_000n, remark: PAYOUT })
  const all = decideLines([out, line({ bankLineId: 'B2' }), { ...out, bankLineId: 'B3' }], 'CNY', targets)
  expect(all.map((one) => (one.state === 'matched' ? 'matched' : one.reason))).toEqual(['matched', 'matched', 'payout_not_exported'])
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
        one.state === 'matched' ? one.targets.map((target) => ({ id: target.id, amount: target.amountMinor, line: all[index] })) : [],
      )
      expect(new Set(matched.map((one) => one.id)).size).toBe(matched.length)
      for (const one of matched) expect(one.line?.amountMinor).toBe(one.amount)
    }),
  )
})

describe('a debit that pays several payouts at once', () => {
  const SECOND = ref(5)
  const OTHER_BATCH = 'pbt_01jdg0000000000000000000bb'
  const DOLLARS = ref(6)
  const many = new Map<string, Target>([
    ...targets,
    [SECOND, payout('pyo_3', true, 30_000n)],
    [ref(7), { ...payout('pyo_4', false, 1_000n), batchId: BATCH } as Target],
    [ref(8), { ...payout('pyo_5', true, 2_000n), batchId: OTHER_BATCH } as Target],
    [DOLLARS, { ...payout('pyo_6', true, 3_000n), currency: 'USD', batchId: OTHER_BATCH } as Target],
  ])
  const detail = (text: string, amountMinor: bigint | null) => ({ text, amountMinor })
  const debit = (more: Partial<StatementLine>) => line({ direction: 'debit', amountMinor: 100_000n, remark: '批量付款', ...more })
  const settled = (one: StatementLine) => {
    const [decision] = decideLines([one], 'CNY', many)
    return decision?.state === 'matched' ? decision.targets.map(({ id }) => id) : decision?.reason
  }
  it('settles them by its details', () => {
    expect(settled(debit({ remark: `${PAYOUT} ${SECOND}`, details: [detail(PAYOUT, 70_000n), detail(SECOND, 30_000n)] }))).toEqual(['pyo_1', 'pyo_3'])
    expect(settled(debit({ remark: `${PAYOUT} ${SECOND}`, details: [detail(PAYOUT, null), detail(SECOND, null)] }))).toEqual(['pyo_1', 'pyo_3'])
  })
  it('settles a single one by its detail alone', () => expect(settled(debit({ amountMinor: 70_000n, details: [detail(PAYOUT, null)] }))).toEqual(['pyo_1']))
  it('settles the batch that it names', () => {
    for (const remark of [`批量付款 ${BATCH}`, `代发 ${BATCH.replace('_', '').toUpperCase()}`]) expect(settled(debit({ remark }))).toEqual(['pyo_1', 'pyo_3'])
  })
  it.each<[string, Partial<StatementLine>, string]>([
    ['another sum', { amountMinor: 100_001n, remark: `批量付款 ${BATCH}` }, 'reference_missing'],
    ['a detail of another amount', { remark: `${PAYOUT} ${SECOND}`, details: [detail(PAYOUT, 60_000n), detail(SECOND, 40_000n)] }, 'several_references'],
    ['a detail that names nothing', { amountMinor: 70_000n, details: [detail(PAYOUT, 70_000n), detail('手续费', null)] }, 'reference_missing'],
    ['a detail that names two', { amountMinor: 70_000n, details: [detail(`${PAYOUT} ${SECOND}`, null)] }, 'reference_missing'],
    ['a detail that names a request', { amountMinor: 500_000n, remark: REQUEST, details: [detail(REQUEST, 500_000n)] }, 'wrong_direction'],
    ['a detail that was not exported', { amountMinor: 70_000n, remark: ORDERED, details: [detail(ORDERED, 70_000n)] }, 'payout_not_exported'],
    ['details in two currencies', { amountMinor: 73_000n, details: [detail(PAYOUT, null), detail(DOLLARS, null)] }, 'reference_missing'],
    ['two batches', { remark: `${BATCH} ${OTHER_BATCH}` }, 'reference_missing'],
    ['a batch that nobody knows', { amountMinor: 0n, remark: 'pbt_01jdg0000000000000000000cc' }, 'reference_missing'],
    ['one payout twice', { amountMinor: 140_000n, remark: PAYOUT, details: [detail(PAYOUT, 70_000n), detail(PAYOUT, 70_000n)] }, 'amount_differs'],
    [
      'the money the other way',
      { direction: 'credit', remark: `${PAYOUT} ${SECOND}`, details: [detail(PAYOUT, 70_000n), detail(SECOND, 30_000n)] },
      'several_references',
    ],
  ])('is not guessed with %s', (_name, more, reason) => expect(settled(debit(more))).toBe(reason))
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
  const knownOf = ({
    bankLineId,
    bookedOn,
    direction,
    amountMinor,
    balanceMinor = null,
  }: Omit<StatementLine, 'balanceMinor'> & { balanceMinor?: bigint | null }): KnownLine => ({
    statementId: 'stm_1',
    bankLineId,
    bookedOn,
    direction,
    amountMinor,
    balanceMinor,
  })
  const known = [knownOf(one)]
  const join = (of: Statement, before: readonly KnownLine[], lastClosingMinor: bigint) => {
    const result = joinStatement(of, { known: before, lastClosingMinor })
    return result.ok ? result.value.fresh.map(({ line: fresh, occurrence }) => `${fresh.bankLineId}${occurrence}`).join() : result.refusal.code
  }

  it('takes all lines of a statement that goes on where the last ended', () => expect(join(statement(0n, [one, two]), [], 0n)).toBe('A1,B1'))
  it('takes only the new lines of one that overlaps', () => expect(join(statement(0n, [one, two]), known, 100n)).toBe('B1'))
  it('takes nothing of one that is booked and ends at the balance of the ledger', () => expect(join(statement(0n, [one]), known, 100n)).toBe(''))
  it('refuses one that is booked and ends elsewhere: it would stand as booked and prove nothing', () =>
    expect(join(statement(0n, [one]), known, 999n)).toBe('ledger.statement_nothing_new'))
  it('refuses a gap', () => expect(join(statement(50n, [two]), known, 100n)).toBe('ledger.statement_gap'))
  it('refuses a known line that comes with another amount: it joins nowhere', () =>
    expect(join(statement(0n, [{ ...one, amountMinor: 101n }]), known, 100n)).toBe('ledger.statement_gap'))
  it('refuses balances that do not add up', () => expect(join({ ...statement(0n, [one]), closingMinor: 99n }, [], 0n)).toBe('ledger.statement_does_not_add_up'))

  it.each<[string, Partial<StatementLine>]>([
    ['another day', { bookedOn: '2026-03-04' }],
    ['the other direction', { direction: 'debit' }],
    ['another amount', { amountMinor: 5n }],
    ['another balance', { balanceMinor: 200n }],
  ])('a line with a known id and %s is a new line', (_name, more) => {
    const before = [knownOf({ ...one, balanceMinor: 100n })]
    expect(join(statement(100n, [{ ...one, ...more }]), before, 100n)).toMatch(/^A[12]$/)
  })
  it('two equal lines of a day stay two, and one of them known leaves one', () => {
    expect(join(statement(0n, [one, one]), [], 0n)).toBe('A1,A2')
    expect(join(statement(0n, [one, one]), known, 100n)).toBe('A2')
    expect(join(statement(0n, [one, one]), [...known, ...known], 200n)).toBe('')
  })
  it('twins are told apart by the balance after them, where both name one', () => {
    const twins = [knownOf({ ...one, balanceMinor: 100n }), knownOf({ ...one, balanceMinor: 200n })]
    const paired = (...balances: readonly (bigint | null)[]) => {
      const lines = balances.map((balanceMinor) => (balanceMinor === null ? one : { ...one, balanceMinor }))
      const { old, fresh } = pairLines(lines, twins)
      return [old.map(({ balanceMinor }) => balanceMinor), fresh.map(({ occurrence }) => occurrence)]
    }
    expect(paired(200n)).toEqual([[200n], []])
    expect(paired(300n)).toEqual([[], [3]])
    expect(paired(null)).toEqual([[100n], []])
    expect(paired(200n, 100n, 100n)).toEqual([[200n, 100n], [3]])
  })
  it('a line known from a file without balances is the same in a file with them', () =>
    expect(join(statement(0n, [{ ...one, balanceMinor: 100n }]), known, 100n)).toBe(''))

  const aside = { lineNumber: 9, text: 'x', refusal: { code: 'ledger.statement_amount_invalid', params: {} } }
  it('a corrected file takes the place of the one some lines of which could not be read, also when later ones were booked', () => {
    const partly = [{ statementId: 'stm_1', openingMinor: 0n, closingMinor: 60n, goodCount: 1 }]
    const again = (of: Statement) => joinStatement(of, { known, lastClosingMinor: 5000n, partly })
    expect(again(statement(0n, [one, two]))).toMatchObject({ ok: true, value: { replaces: 'stm_1', fresh: [{ line: { bankLineId: 'B' } }] } })
    expect(again({ ...statement(0n, [one]), closingMinor: 60n, setAside: [aside] })).toMatchObject({ refusal: { code: 'ledger.statement_gap' } })
    expect(again({ ...statement(0n, [one, two]), setAside: [aside] })).toMatchObject({ refusal: { code: 'ledger.statement_gap' } })
    expect(again(statement(60n, [line({ bankLineId: 'C', amountMinor: 1n })]))).toMatchObject({ refusal: { code: 'ledger.statement_gap' } })
  })
  it('a file of lines that all were booked takes no place of another', () => {
    const partly = [{ statementId: 'stm_1', openingMinor: 0n, closingMinor: 100n, goodCount: 1 }]
    expect(joinStatement(statement(0n, [one]), { known, lastClosingMinor: 100n, partly })).toEqual({ ok: true, value: { fresh: [], replaces: null } })
  })
  it.each([
    ['begins elsewhere', { openingMinor: 1n }],
    ['ends elsewhere', { closingMinor: 61n }],
    ['had another number of good lines', { goodCount: 2 }],
    ['is not the one in which the good lines were booked', { statementId: 'stm_2' }],
  ])('a corrected file does not take the place of one that %s', (_name, change) => {
    const partly = [{ statementId: 'stm_1', openingMinor: 0n, closingMinor: 60n, goodCount: 1, ...change }]
    expect(joinStatement(statement(0n, [one, two]), { known, lastClosingMinor: 5000n, partly })).toMatchObject({ refusal: { code: 'ledger.statement_gap' } })
  })
  it('nor of one in which only some of the good lines were booked', () => {
    const partly = [{ statementId: 'stm_1', openingMinor: 0n, closingMinor: 61n, goodCount: 2 }]
    const more = statement(0n, [one, two, line({ bankLineId: 'C', amountMinor: 1n })])
    const join2 = (statementId: string) => joinStatement(more, { known: [knownOf(one), { ...knownOf(two), statementId }], lastClosingMinor: 5000n, partly })
    expect(join2('stm_2')).toMatchObject({ refusal: { code: 'ledger.statement_gap' } })
    expect(join2('stm_1')).toMatchObject({ value: { replaces: 'stm_1' } })
  })
  it('says what the lines add up to, and does not count lines that book nothing', () => {
    expect(checkStatement(statement(50n, [one, two]))).toEqual({ ok: true, value: true })
    const wrong = { ...statement(50n, [one, two]), closingMinor: 1n, setAside: [{ ...aside, refusal: null }] }
    expect(checkStatement(wrong)).toMatchObject({ refusal: { code: 'ledger.statement_does_not_add_up', params: { computed: '1.10', stated: '0.01' } } })
    expect(checkStatement({ ...wrong, setAside: [aside] }).ok).toBe(true)
    expect(joinParts([statement(0n, [one]), { ...statement(100n, [two]), closingMinor: 1n }])).toMatchObject({
      refusal: { code: 'ledger.statement_does_not_add_up' },
    })
    expect(joinParts([])).toMatchObject({ refusal: { code: 'ledger.statement_empty' } })
  })
  it('statements of one file are put in the order of their balances, and refused when they do not join', () => {
    const first = statement(0n, [one])
    const second = statement(100n, [two])
    for (const parts of [
      [first, second],
      [second, first],
    ])
      expect(joinParts(parts)).toMatchObject({
        value: { openingMinor: 0n, closingMinor: 60n, partCount: 2, lines: [{ bankLineId: 'A' }, { bankLineId: 'B' }] },
      })
    expect(joinParts([first, statement(99n, [two])])).toMatchObject({ refusal: { code: 'ledger.statement_parts_gap' } })
    expect(joinParts([first, { ...second, accountNumber: '1' }])).toMatchObject({ refusal: { code: 'ledger.statement_account' } })
  })
})
