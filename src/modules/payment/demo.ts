/**
 * The make-believe bank. A visitor of a demonstration has no bank; it writes the statement a bank would write once everybody
 * has paid. The statement then takes the same way as a real one: upload, preview, booking.
 */
import { dateOf, toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { namesOf } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { statementCsv, statementXml } from './core/statement-file.ts'
import { sumOfLines, type StatementLine } from './core/statement.ts'
import { readOutstanding } from './queries.ts'
import { lockBankAccount, setBankAccount, type BankAccountRow } from './store-statements.ts'

export const DEMO_BANK = {
  bankName: '浙江示范银行（演示）',
  accountName: '浙江拍技术市场资金监管专户（演示）',
  accountNumber: '330100990000000001',
  isDemo: true,
} as const

/** Names the fictional bank where no account is set yet. */
export const openDemoBank = async (act: Act): Promise<BankAccountRow> => {
  const bank = await lockBankAccount(act.tx)
  if (bank.accountNumber !== '') return bank
  await setBankAccount(act.tx, DEMO_BANK)
  return lockBankAccount(act.tx)
}

const MAX_LINES_EACH_WAY = 500

/** A transfer nobody asked for, so that a visitor can see what happens to it. */
const stranger = (act: Act, bookedOn: string): StatementLine => ({
  lineNumber: 0,
  bankLineId: `DEMO-${act.newId('str').slice(4)}`,
  bookedOn,
  direction: 'credit',
  amountMinor: 123_456n,
  counterpartyName: '杭州无名商贸有限公司（演示）',
  counterpartyAccount: '571900000000000002',
  remark: '货款（未写付款编号）',
})

const demoLines = async (act: Act, bookedOn: string, only?: readonly string[]): Promise<readonly StatementLine[]> => {
  const outstanding = await readOutstanding(act.tx, MAX_LINES_EACH_WAY)
  const isMeant = ({ reference }: { readonly reference: string }) => only?.includes(reference) ?? true
  const requests = outstanding.requests.filter(isMeant)
  const payouts = outstanding.payouts.filter(isMeant)
  const names = await namesOf(
    act.tx,
    requests.map((request) => request.payerOrganisationId),
  )
  const paid = requests.map((request): StatementLine => ({
    lineNumber: 0,
    bankLineId: `DEMO-${request.id.slice(4)}`,
    bookedOn,
    direction: 'credit',
    amountMinor: request.amountMinor,
    counterpartyName: names.get(request.payerOrganisationId)?.zh ?? '',
    // Never zeros at the end: they would look like digits that a spreadsheet has lost.
    counterpartyAccount: `5719${request.payerOrganisationId.replace(/\D/g, '').slice(-13).padStart(13, '0')}9`,
    remark: `${request.purpose === 'deposit' ? '竞价保证金' : '技术合同价款'} ${request.reference}`,
  }))
  const sent = payouts.map((payout): StatementLine => ({
    lineNumber: 0,
    bankLineId: `DEMO-${payout.id.slice(4)}`,
    bookedOn,
    direction: 'debit',
    amountMinor: payout.amountMinor,
    counterpartyName: payout.accountName,
    counterpartyAccount: payout.accountNumber,
    remark: payout.reference,
  }))
  return [...paid, ...sent]
}

const demoStatement: Commands<PaymentContract, 'demoStatement'>['demoStatement'] = async (act, { format, withStranger, only }) => {
  const bank = await openDemoBank(act)
  if (!bank.isDemo) return refuse('ledger.demo_only')
  const bookedOn = dateOf(act.now)
  const lines = [...(await demoLines(act, bookedOn, only)), ...(withStranger ? [stranger(act, bookedOn)] : [])]
  if (lines.length === 0) return refuse('ledger.demo_nothing_to_pay')
  const statementNumber = `DEMO-${bookedOn.replaceAll('-', '')}-${act.newId('dst').slice(-6)}`
  const file = {
    format,
    accountNumber: bank.accountNumber,
    accountName: bank.accountName,
    bankName: bank.bankName,
    statementNumber,
    createdAt: toIso(act.now),
    date: bookedOn,
    currency: bank.currency,
    openingMinor: bank.closingMinor,
    closingMinor: bank.closingMinor + sumOfLines(lines),
    lines,
  }
  return ok(
    format === 'csv'
      ? { fileName: `${statementNumber}.csv`, mediaType: 'text/csv; charset=utf-8', text: statementCsv(file) }
      : { fileName: `${statementNumber}.xml`, mediaType: 'application/xml', text: statementXml(file) },
  )
}

const refused: Commands<PaymentContract, 'demoStatement'>['demoStatement'] = async () => refuse('ledger.demo_only')

/** Outside a demonstration the operation exists and refuses, so that the API is the same everywhere. */
export const demoCommands = (options: { readonly demo: boolean }): Commands<PaymentContract, 'demoStatement'> => ({
  demoStatement: options.demo ? demoStatement : refused,
})
