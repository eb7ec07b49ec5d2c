/** The batch file for the bank: ISO 20022 credit transfer initiation (pain.001.001.09) or a CSV list. */
import type { Currency } from '#kernel/money.ts'
import { csvField, plainDecimal, xmlText } from './xml-text.ts'

export interface PayoutFileItem {
  readonly reference: string
  readonly amountMinor: bigint
  readonly accountName: string
  readonly accountNumber: string
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

const total = (items: readonly PayoutFileItem[]): bigint => items.reduce((sum, item) => sum + item.amountMinor, 0n)

/** ISO 20022 ids are at most 35 characters; ours are shorter, the cut only guards the schema. */
const shortId = (id: string): string => xmlText(id.slice(0, 35))

const account = (number: string): string => `<Id><Othr><Id>${xmlText(number.slice(0, 34))}</Id></Othr></Id>`

const transferXml = (file: PayoutFile, item: PayoutFileItem): string =>
  [
    '      <CdtTrfTxInf>',
    `        <PmtId><EndToEndId>${shortId(item.reference)}</EndToEndId></PmtId>`,
    `        <Amt><InstdAmt Ccy="${file.currency}">${plainDecimal(item.amountMinor)}</InstdAmt></Amt>`,
    `        <CdtrAgt><FinInstnId><Nm>${xmlText(item.bankName.slice(0, 140))}</Nm></FinInstnId></CdtrAgt>`,
    `        <Cdtr><Nm>${xmlText(item.accountName.slice(0, 140))}</Nm></Cdtr>`,
    `        <CdtrAcct>${account(item.accountNumber)}</CdtrAcct>`,
    `        <RmtInf><Ustrd>${xmlText(item.reference)}</Ustrd></RmtInf>`,
    '      </CdtTrfTxInf>',
  ].join('\n')

export const payoutXml = (file: PayoutFile): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">',
    '  <CstmrCdtTrfInitn>',
    '    <GrpHdr>',
    `      <MsgId>${shortId(file.batchId)}</MsgId>`,
    `      <CreDtTm>${file.createdAt}</CreDtTm>`,
    `      <NbOfTxs>${file.items.length}</NbOfTxs>`,
    `      <CtrlSum>${plainDecimal(total(file.items))}</CtrlSum>`,
    `      <InitgPty><Nm>${xmlText(file.debtor.accountName.slice(0, 140))}</Nm></InitgPty>`,
    '    </GrpHdr>',
    '    <PmtInf>',
    `      <PmtInfId>${shortId(file.batchId)}</PmtInfId>`,
    '      <PmtMtd>TRF</PmtMtd>',
    `      <NbOfTxs>${file.items.length}</NbOfTxs>`,
    `      <CtrlSum>${plainDecimal(total(file.items))}</CtrlSum>`,
    `      <ReqdExctnDt><Dt>${file.executeOn}</Dt></ReqdExctnDt>`,
    `      <Dbtr><Nm>${xmlText(file.debtor.accountName.slice(0, 140))}</Nm></Dbtr>`,
    `      <DbtrAcct>${account(file.debtor.accountNumber)}<Ccy>${file.currency}</Ccy></DbtrAcct>`,
    `      <DbtrAgt><FinInstnId><Nm>${xmlText(file.debtor.bankName.slice(0, 140))}</Nm></FinInstnId></DbtrAgt>`,
    ...file.items.map((item) => transferXml(file, item)),
    '    </PmtInf>',
    '  </CstmrCdtTrfInitn>',
    '</Document>',
    '',
  ].join('\n')

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
