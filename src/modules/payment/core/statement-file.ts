/** Writes a statement the way a bank does: camt.053 or CSV. The demo bank uses it, and the tests read back what it writes. */
import { plainDecimal } from '#kernel/money.ts'
import { csvField, xmlText } from './xml-text.ts'
import type { Statement, StatementLine } from './statement.ts'
import { signedAmount } from './statement.ts'

export interface StatementFile extends Statement {
  readonly accountNumber: string
  readonly accountName: string
  readonly bankName: string
  readonly statementNumber: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** `YYYY-MM-DD` */
  readonly date: string
}

const mark = (minor: bigint): 'CRDT' | 'DBIT' => (minor < 0n ? 'DBIT' : 'CRDT')
const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

const balanceXml = (file: StatementFile, code: 'OPBD' | 'CLBD', minor: bigint): string =>
  `      <Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${file.currency}">${plainDecimal(magnitude(minor))}</Amt>` +
  `<CdtDbtInd>${mark(minor)}</CdtDbtInd><Dt><Dt>${file.date}</Dt></Dt></Bal>`

const entryXml = (file: StatementFile, line: StatementLine): string => {
  const party = line.direction === 'credit' ? 'Dbtr' : 'Cdtr'
  return [
    '      <Ntry>',
    `        <Amt Ccy="${file.currency}">${plainDecimal(line.amountMinor)}</Amt>`,
    `        <CdtDbtInd>${line.direction === 'credit' ? 'CRDT' : 'DBIT'}</CdtDbtInd>`,
    '        <Sts><Cd>BOOK</Cd></Sts>',
    `        <BookgDt><Dt>${line.bookedOn}</Dt></BookgDt>`,
    `        <AcctSvcrRef>${xmlText(line.bankLineId)}</AcctSvcrRef>`,
    '        <NtryDtls><TxDtls>',
    `          <RltdPties><${party}><Pty><Nm>${xmlText(line.counterpartyName)}</Nm></Pty></${party}>` +
      `<${party}Acct><Id><Othr><Id>${xmlText(line.counterpartyAccount)}</Id></Othr></Id></${party}Acct></RltdPties>`,
    `          <RmtInf><Ustrd>${xmlText(line.remark)}</Ustrd></RmtInf>`,
    '        </TxDtls></NtryDtls>',
    '      </Ntry>',
  ].join('\n')
}

export const statementXml = (file: StatementFile): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
    '  <BkToCstmrStmt>',
    `    <GrpHdr><MsgId>${xmlText(file.statementNumber)}</MsgId><CreDtTm>${file.createdAt}</CreDtTm></GrpHdr>`,
    '    <Stmt>',
    `      <Id>${xmlText(file.statementNumber)}</Id>`,
    `      <Acct><Id><Othr><Id>${xmlText(file.accountNumber)}</Id></Othr></Id><Ccy>${file.currency}</Ccy>` +
      `<Nm>${xmlText(file.accountName)}</Nm><Svcr><FinInstnId><Nm>${xmlText(file.bankName)}</Nm></FinInstnId></Svcr></Acct>`,
    balanceXml(file, 'OPBD', file.openingMinor),
    balanceXml(file, 'CLBD', file.closingMinor),
    ...file.lines.map((line) => entryXml(file, line)),
    '    </Stmt>',
    '  </BkToCstmrStmt>',
    '</Document>',
    '',
  ].join('\n')

export const CSV_COLUMNS = ['交易日期', '交易时间', '借方发生额', '贷方发生额', '余额', '对方户名', '对方账号', '摘要', '附言', '流水号'] as const

export const statementCsv = (file: StatementFile): string => {
  let balance = file.openingMinor
  const rows = file.lines.map((line) => {
    balance += signedAmount(line)
    const amount = plainDecimal(line.amountMinor)
    return [
      line.bookedOn.replaceAll('-', ''),
      '09:30:00',
      line.direction === 'debit' ? amount : '',
      line.direction === 'credit' ? amount : '',
      plainDecimal(balance),
      line.counterpartyName,
      line.counterpartyAccount,
      '转账',
      line.remark,
      line.bankLineId,
    ]
  })
  const head = [
    ['账号', file.accountNumber],
    ['户名', file.accountName],
    ['币种', file.currency],
  ]
  return `\ufeff${[...head, CSV_COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`
}
