import { describe, expect, it } from 'vitest'
import { journalText, type JournalEntry, type JournalTransaction } from './journal.ts'

const entry = (accountCode: string, accountKind: JournalEntry['accountKind'], side: JournalEntry['side'], amountMinor: bigint): JournalEntry => ({
  accountCode,
  accountKind,
  side,
  amountMinor,
  currency: accountCode.slice(-3),
})
const receipt: JournalTransaction = {
  id: 'trx_1',
  date: '2026-03-03',
  purpose: 'bank_receipt',
  subject: ' stm;1 (a|b) ',
  key: 'line 1, again',
  reverses: null,
  entries: [entry('bank:USD', 'asset', 'D', 7n), entry('client:org_a:USD', 'liability', 'C', 7n)],
}
const reversal: JournalTransaction = {
  ...receipt,
  id: 'trx_2',
  subject: 's',
  key: 'k',
  reverses: 'trx_1',
  entries: [entry('charges:CNY', 'expense', 'D', 12_345n), entry('fees:CNY', 'income', 'C', 12_345n)],
}
const HEAD = ['; hledger journal: debit positive, credit negative', 'decimal-mark .']
const BODY = [
  '2026-03-03 * (trx_1) bank_receipt stm 1 a b',
  '    ; key: line 1 again',
  '    assets:bank  USD 0.07',
  '    liabilities:client:org_a  USD -0.07',
  '',
  '2026-03-03 * (trx_2) bank_receipt s',
  '    ; key: k',
  '    ; reverses: trx_1',
  '    expenses:charges  CNY 123.45',
  '    income:fees  CNY -123.45',
  '',
]

describe('the books as an hledger journal', () => {
  it('name every entry, and reversals by what they reverse', () =>
    expect(journalText({ transactions: [receipt, reversal], closing: null }).split('\n')).toEqual([
      ...HEAD,
      'commodity CNY 1000.00',
      'commodity USD 1000.00',
      '',
      ...BODY,
      '',
    ]))
  it('assert the balances that the market keeps, where they start from nothing', () => {
    const kept = { accountCode: 'bank:CNY', accountKind: 'asset', currency: 'CNY', debitsMinor: 500n, creditsMinor: 200n } as const
    const closing = { date: '2026-03-31', balances: [kept] }
    expect(journalText({ transactions: [], closing }).split('\n')).toEqual([
      ...HEAD,
      '',
      '2026-03-31 * balances kept by the market',
      '    assets:bank  CNY 0.00 = CNY 3.00',
      '',
      '',
    ])
    expect(journalText({ transactions: [], closing: { ...closing, balances: [] } })).toBe(journalText({ transactions: [], closing: null }))
  })
})
