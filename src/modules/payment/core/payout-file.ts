/** The batch file for the bank: ISO 20022 credit transfer initiation (pain.001.001.09) or a CSV list. */
import type { Currency } from '#kernel/money.ts'
import { accountText } from './account-text.ts'
import { batchNumber } from './reference.ts'
import { plainDecimal } from '#kernel/money.ts'
import { csvField, xmlText } from './xml-text.ts'

export interface PayoutFileItem {
  readonly reference: string
  readonly amountMinor: bigint
  readonly accountName: string
  readonly accountNumber: string
  /** Empty where it is not known: money that goes back the way it came names no bank. */
  readonly bankName: string
}

export interface PayoutFile {
  readonly batchId: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** `YYYY-MM-DD` */
  readonly executeOn: string
  readonly currency: Currency
  readonly debtor: { readonly accountName: string; readonly accountNumber: string; readonly bankName: string }
  readonly items: readonly PayoutFileItem[]
}

/** Bounds of the schema: Max140Text for names and remarks, Max34Text for accounts, Max35Text for numbers. */
const NAME_MAX = 140
const ACCOUNT_MAX = 34
const NUMBER_MAX = 35

const total = (items: readonly PayoutFileItem[]): bigint => items.reduce((sum, item) => sum + item.amountMinor, 0n)

/** One line of printable characters, cut between characters and never inside one. */
const bounded = (text: string, max: number): string =>
  xmlText(
    Array.from(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
      .slice(0, max)
      .join(''),
  )

/** An element with text; nothing at all where the text is empty, because the schema allows no empty elements. */
const element = (name: string, text: string, max: number): string => {
  const content = bounded(text, max)
  return content === '' ? '' : `<${name}>${content}</${name}>`
}

const IBAN = /^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/

const account = (number: string): string => {
  const text = bounded(accountText(number), ACCOUNT_MAX)
  return IBAN.test(text) ? `<Id><IBAN>${text}</IBAN></Id>` : `<Id><Othr><Id>${text}</Id></Othr></Id>`
}

const agent = (name: 'CdtrAgt', bankName: string): string => {
  const text = element('Nm', bankName, NAME_MAX)
  return text === '' ? '' : `<${name}><FinInstnId>${text}</FinInstnId></${name}>`
}

/** The paying bank is required: where its name is not known, the standard's own word says so. */
const debtorAgent = (bankName: string): string =>
  `<DbtrAgt><FinInstnId>${element('Nm', bankName, NAME_MAX) || '<Othr><Id>NOTPROVIDED</Id></Othr>'}</FinInstnId></DbtrAgt>`

const indented = (depth: number, lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line !== '').map((line) => `${' '.repeat(depth)}${line}`)

const transferXml = (file: PayoutFile, item: PayoutFileItem): readonly string[] => [
  '<CdtTrfTxInf>',
  ...indented(2, [
    `<PmtId>${element('EndToEndId', item.reference, NUMBER_MAX)}</PmtId>`,
    `<Amt><InstdAmt Ccy="${file.currency}">${plainDecimal(item.amountMinor)}</InstdAmt></Amt>`,
    agent('CdtrAgt', item.bankName),
    `<Cdtr>${element('Nm', item.accountName, NAME_MAX)}</Cdtr>`,
    `<CdtrAcct>${account(item.accountNumber)}</CdtrAcct>`,
    `<RmtInf>${element('Ustrd', item.reference, NAME_MAX)}</RmtInf>`,
  ]),
  '</CdtTrfTxInf>',
]

/** `BtchBookg` false asks the bank for one booking for each payment, so that every payout is settled by its own line. */
export const payoutXml = (file: PayoutFile): string => {
  const number = batchNumber(file.batchId)
  const sums = [`<NbOfTxs>${file.items.length}</NbOfTxs>`, `<CtrlSum>${plainDecimal(total(file.items))}</CtrlSum>`]
  const { debtor } = file
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">',
    '  <CstmrCdtTrfInitn>',
    '    <GrpHdr>',
    ...indented(6, [
      element('MsgId', number, NUMBER_MAX),
      `<CreDtTm>${file.createdAt}</CreDtTm>`,
      ...sums,
      `<InitgPty>${element('Nm', debtor.accountName, NAME_MAX)}</InitgPty>`,
    ]),
    '    </GrpHdr>',
    '    <PmtInf>',
    ...indented(6, [
      element('PmtInfId', number, NUMBER_MAX),
      '<PmtMtd>TRF</PmtMtd>',
      '<BtchBookg>false</BtchBookg>',
      ...sums,
      `<ReqdExctnDt><Dt>${file.executeOn}</Dt></ReqdExctnDt>`,
      `<Dbtr>${element('Nm', debtor.accountName, NAME_MAX)}</Dbtr>`,
      `<DbtrAcct>${account(debtor.accountNumber)}<Ccy>${file.currency}</Ccy></DbtrAcct>`,
      debtorAgent(debtor.bankName),
      ...file.items.flatMap((item) => transferXml(file, item)),
    ]),
    '    </PmtInf>',
    '  </CstmrCdtTrfInitn>',
    '</Document>',
    '',
  ].join('\n')
}

/** A byte order mark lets Chinese spreadsheet programs read UTF-8. */
export const payoutCsv = (file: PayoutFile): string =>
  '\ufeff' +
  [
    ['序号', '收款户名', '收款账号', '开户银行', '金额', '币种', '附言'],
    ...file.items.map((item, index) => [
      String(index + 1),
      item.accountName,
      item.accountNumber,
      item.bankName,
      plainDecimal(item.amountMinor),
      file.currency,
      item.reference,
    ]),
  ]
    .map((row) => `${row.map(csvField).join(',')}\r\n`)
    .join('')
