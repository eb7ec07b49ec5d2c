/** Statements of the bank line by line, and what is paid by them. For tests. */
import type { Actor } from '#kernel/actor.ts'
import { sumOfLines, type StatementLine } from './core/statement.ts'
import { statementXml } from './core/statement-file.ts'
import { DEMO_BANK } from './demo.ts'
import { base64, buyer, finance, m, NAME, OTHER, request, value } from './house.story.ts'

export * from './house.story.ts'

let serial = 0

export const bankLine = (more: Partial<StatementLine>): StatementLine => {
  serial += 1
  return {
    lineNumber: serial,
    bankLineId: `T${serial}`,
    bookedOn: '2026-03-03',
    direction: 'credit',
    amountMinor: 1n,
    counterpartyName: '',
    counterpartyAccount: '',
    remark: '',
    ...more,
  }
}

export const closing = async () => BigInt((await m.database.pool.query<{ c: bigint }>('select closing_minor c from payment.bank_account')).rows[0]?.c ?? 0n)

export const statementOf = (lines: readonly StatementLine[], openingMinor: bigint) =>
  statementXml({
    ...DEMO_BANK,
    format: 'camt.053',
    statementNumber: `S${serial}`,
    createdAt: '2026-03-03T01:00:00.000Z',
    date: '2026-03-03',
    currency: 'CNY',
    openingMinor,
    closingMinor: openingMinor + sumOfLines(lines),
    lines,
  })

export const upload = (text: string, by: Actor = finance) => m.as(by).payment.uploadStatement({ fileName: 's.xml', contentBase64: base64(text) })
export const book = async (lines: readonly StatementLine[]) => {
  const { statementId } = value(await upload(statementOf(lines, await closing())))
  return { statementId, ...value(await m.as(finance).payment.bookStatement({ statementId })) }
}
export const pay = async (payer: string, amountMinor: bigint, subject: string, purpose: 'deposit' | 'price' = 'deposit') => {
  const { reference, requestId } = await request(payer, amountMinor, subject, purpose)
  const name = payer === buyer ? NAME : OTHER
  await book([bankLine({ amountMinor, counterpartyName: name, counterpartyAccount: '6222', remark: `款 ${reference}` })])
  return requestId
}
/** The first line that nobody has taken up. */
export const openLine = async () => value(await m.as(finance).payment.lines.list({})).items[0]?.id ?? ''
