/** What banks send, and a market that books it. For tests. */
import { expect } from 'vitest'
import { plainDecimal } from '#kernel/money.ts'
import { DEMO_BANK } from './demo.ts'
import { base64, clerk, clean as settle, finance, m, openBank as openEmptyBank, request, second, value } from './house.story.ts'

export * from './house.story.ts'

/** The supervised account, in fen, as the bank keeps it. */
export let bank = 0n
export let serial = 0

export const clean = async () => {
  await settle()
  expect(value(await m.as(finance).payment.reconciliation({}))).toMatchObject({ differenceMinor: '0', isCovered: true, ledgerBankMinor: String(bank) })
}

export const openBank = async () => {
  bank = 0n
  serial = 0
  await openEmptyBank()
}

/** Another statement, with lines of other names. */
export const nextStatement = () => {
  serial += 1
}

export const ask = (payer: string, amountMinor = 5_000_000n, subject = `lot_${serial}`) => request(payer, amountMinor, subject)
export const requestState = async (requestId: string) => value(await m.as(clerk).payment.requests.get({ requestId })).request.state

type Cells = readonly [
  day: string,
  time: string,
  debit: string,
  credit: string,
  balance: bigint | string,
  name: string,
  account: string,
  kind: string,
  text: string,
  id: string,
]
export const csv = (...rows: readonly Cells[]) =>
  [
    `账号,${DEMO_BANK.accountNumber}`,
    '币种,CNY',
    '交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言,流水号',
    ...rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? plainDecimal(cell) : cell)).join(',')),
  ].join('\r\n')

export const camt = (entries: string, closingMinor: bigint) => {
  const balance = (code: string, minor: bigint) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${plainDecimal(minor)}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S${serial}</Id><Acct><Id><Othr><Id>${DEMO_BANK.accountNumber}</Id></Othr></Id></Acct>${balance('OPBD', bank)}${balance('CLBD', closingMinor)}${entries}</Stmt></BkToCstmrStmt></Document>`
}
export const entry = (amount: string, way: 'CRDT' | 'DBIT', details: string, more = '') =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd>${more}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt><AcctSvcrRef>E${serial}</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`
export const payer = (name: string) =>
  `<RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>6222000011112222</Id></Othr></Id></DbtrAcct></RltdPties>`

export const upload = async (text: string) => m.as(finance).payment.uploadStatement({ fileName: `${serial}.csv`, contentBase64: base64(text) })
export const book = async (text: string, closingMinor: bigint) => {
  const { statementId } = value(await upload(text))
  const preview = value(await m.as(finance).payment.statements.get({ statementId }))
  const booked = await m.as(finance).payment.bookStatement({ statementId })
  if (booked.ok) bank = closingMinor
  const after = value(await m.as(finance).payment.statements.get({ statementId }))
  return { statementId, preview, booked, after }
}
export const openLine = async (reason: string) => {
  const line = value(await m.as(finance).payment.lines.list({ state: 'unmatched' })).items.find((one) => one.reason === reason)
  if (typeof line?.id !== 'string') throw new Error(`no line waits for ${reason}`)
  return line.id
}
export const assign = async (lineId: string, targetId: string) => {
  const proposed = await m.as(finance).payment.proposeAssignment({ lineId, targetId, note: '已与银行核实' })
  return proposed.ok ? m.as(second).payment.confirmAssignment({ lineId }) : proposed
}
/** Money in the bank, so that payments out have something to go from. */
export const fund = async (yuan: string, minor: bigint) => {
  value((await book(csv(['20260303', '08:00:00', '', yuan, bank + minor, '某出资人', '6222', '转账', '备用', `F${serial}`]), bank + minor)).booked)
}
