import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payoutCsv, payoutXml, type PayoutFile, type PayoutFileItem } from './payout-file.ts'
import { batchIdsIn } from './reference.ts'

/** The published structure of pain.001.001.09 as far as the market writes it: children in their order, how often, and what a text may be. */
interface Rule {
  readonly min: 0 | 1
  readonly many?: boolean
  readonly children?: Readonly<Record<string, Rule>>
  /** Choices name exactly one of their children. */
  readonly isChoice?: boolean
  readonly text?: RegExp
  readonly attributes?: Readonly<Record<string, RegExp>>
}

const one = (children: Rule['children'] = {}): Rule => ({ min: 1, children })
const maybe = (rule: Rule): Rule => ({ ...rule, min: 0 })
const text = (pattern: RegExp): Rule => ({ min: 1, text: pattern })
const max = (length: number): Rule => text(new RegExp(`^[^\\p{Cc}]{1,${length}}$`, 'u'))
const AMOUNT = /^(?=.{1,19}$)\d{1,13}\.\d{2}$/
const SUM = /^\d{1,16}\.\d{2}$/
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const COUNT = /^\d{1,15}$/
const party = one({ Nm: maybe(max(140)) })
const accountId: Rule = {
  min: 1,
  isChoice: true,
  children: { IBAN: text(/^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/), Othr: one({ Id: max(34) }) },
}
const account = one({ Id: accountId, Ccy: maybe(text(/^[A-Z]{3}$/)) })
const agent = one({ FinInstnId: one({ Nm: maybe(max(140)), Othr: maybe(one({ Id: max(35) })) }) })
const DOCUMENT = one({
  CstmrCdtTrfInitn: one({
    GrpHdr: one({ MsgId: max(35), CreDtTm: text(DATE_TIME), NbOfTxs: text(COUNT), CtrlSum: maybe(text(SUM)), InitgPty: party }),
    PmtInf: {
      min: 1,
      many: true,
      children: {
        PmtInfId: max(35),
        PmtMtd: text(/^(?:CHK|TRF|TRA)$/),
        BtchBookg: maybe(text(/^(?:true|false)$/)),
        NbOfTxs: maybe(text(COUNT)),
        CtrlSum: maybe(text(SUM)),
        ReqdExctnDt: { min: 1, isChoice: true, children: { Dt: text(/^\d{4}-\d\d-\d\d$/), DtTm: text(DATE_TIME) } },
        Dbtr: party,
        DbtrAcct: account,
        DbtrAgt: agent,
        CdtTrfTxInf: {
          min: 1,
          many: true,
          children: {
            PmtId: one({ EndToEndId: max(35) }),
            Amt: { min: 1, isChoice: true, children: { InstdAmt: { ...text(AMOUNT), attributes: { Ccy: /^[A-Z]{3}$/ } } } },
            CdtrAgt: maybe(agent),
            Cdtr: maybe(party),
            CdtrAcct: maybe(account),
            RmtInf: maybe(one({ Ustrd: maybe(max(140)) })),
          },
        },
      },
    },
  }),
})

type Ordered = readonly (Readonly<Record<string, unknown>> & { readonly ':@'?: Readonly<Record<string, string>> })[]
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false, trimValues: false })
const nameOf = (node: Ordered[number]): string => Object.keys(node).find((key) => key !== ':@') ?? ''

/** Every way in which the nodes break the rules, with the path. */
const problems = (nodes: Ordered, rule: Rule, path: string): readonly string[] => {
  const texts = nodes.filter((node) => nameOf(node) === '#text').map((node) => String(node['#text']))
  const elements = nodes.filter((node) => nameOf(node) !== '#text')
  if (rule.text !== undefined) return elements.length === 0 && rule.text.test(texts.join('')) ? [] : [`${path}: ${texts.join('') || 'empty'}`]
  const names = Object.keys(rule.children ?? {})
  const order = elements.map((node) => names.indexOf(nameOf(node)))
  const found = [
    ...(texts.join('').trim() === '' ? [] : [`${path}: text between elements`]),
    ...elements.filter((_, i) => order[i] === -1).map((node) => `${path}/${nameOf(node)}: unknown`),
    ...(order.every((place, i) => i === 0 || place >= (order[i - 1] ?? 0)) ? [] : [`${path}: wrong order`]),
    ...(rule.isChoice === true && elements.length !== 1 ? [`${path}: a choice of one`] : []),
    ...(elements.length === 0 ? [`${path}: empty`] : []),
  ]
  for (const [name, child] of Object.entries(rule.children ?? {})) {
    const here = elements.filter((node) => nameOf(node) === name)
    if (rule.isChoice !== true && here.length < child.min) found.push(`${path}/${name}: missing`)
    if (here.length > 1 && child.many !== true) found.push(`${path}/${name}: ${here.length} times`)
    for (const node of here) {
      found.push(...problems(node[name] as Ordered, child, `${path}/${name}`))
      for (const [attribute, pattern] of Object.entries(child.attributes ?? {}))
        if (!pattern.test(node[':@']?.[`@_${attribute}`] ?? '')) found.push(`${path}/${name}@${attribute}`)
    }
  }
  return found
}

const brokenRules = (xml: string): readonly string[] => {
  const root = (parser.parse(xml) as Ordered).find((node) => nameOf(node) === 'Document')
  if (root?.[':@']?.['@_xmlns'] !== 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09') return ['Document: namespace']
  return problems(root['Document'] as Ordered, DOCUMENT, 'Document')
}

const item = (more: Partial<PayoutFileItem> = {}): PayoutFileItem => ({
  reference: 'ZP00000000',
  amountMinor: 100_000n,
  accountName: '杭州示范科技有限公司（演示）',
  accountNumber: '6222000011112222',
  bankName: '',
  ...more,
})
const BATCH = 'pbt_01jdg0000000000000000000aa'
const file = (items: readonly PayoutFileItem[], bankName = '浙江示范银行（演示）'): PayoutFile => ({
  batchId: BATCH,
  createdAt: '2026-11-29T10:00:00.000Z',
  executeOn: '2026-11-29',
  currency: 'CNY',
  debtor: { accountName: '监管专户（演示）', accountNumber: '330100990000000001', bankName },
  items,
})

describe('the payment file for the bank', () => {
  it('keeps the rules of pain.001.001.09, with and without the name of a bank', () => {
    const xml = payoutXml(file([item(), item({ bankName: '示范银行（演示）' }), item({ accountNumber: 'DE89370400440532013000' })]))
    expect(brokenRules(xml)).toEqual([])
    expect(xml.match(/<CdtrAgt>/g)).toHaveLength(1)
    expect(xml).toContain('<Id><IBAN>DE89370400440532013000</IBAN></Id>')
    expect(brokenRules(payoutXml(file([item()], '')))).toEqual([])
  })
  it('is written line by line, indented as it is nested, with nothing for a bank that is not known', () =>
    expect(payoutXml(file([item({ amountMinor: 12_345n }), item({ amountMinor: 5n, bankName: '示范银行' })])).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">',
      '  <CstmrCdtTrfInitn>',
      '    <GrpHdr>',
      '      <MsgId>PBT01JDG0000000000000000000AA</MsgId>',
      '      <CreDtTm>2026-11-29T10:00:00.000Z</CreDtTm>',
      '      <NbOfTxs>2</NbOfTxs>',
      '      <CtrlSum>123.50</CtrlSum>',
      '      <InitgPty><Nm>监管专户（演示）</Nm></InitgPty>',
      '    </GrpHdr>',
      '    <PmtInf>',
      '      <PmtInfId>PBT01JDG0000000000000000000AA</PmtInfId>',
      '      <PmtMtd>TRF</PmtMtd>',
      '      <BtchBookg>false</BtchBookg>',
      '      <NbOfTxs>2</NbOfTxs>',
      '      <CtrlSum>123.50</CtrlSum>',
      '      <ReqdExctnDt><Dt>2026-11-29</Dt></ReqdExctnDt>',
      '      <Dbtr><Nm>监管专户（演示）</Nm></Dbtr>',
      '      <DbtrAcct><Id><Othr><Id>330100990000000001</Id></Othr></Id><Ccy>CNY</Ccy></DbtrAcct>',
      '      <DbtrAgt><FinInstnId><Nm>浙江示范银行（演示）</Nm></FinInstnId></DbtrAgt>',
      '      <CdtTrfTxInf>',
      '        <PmtId><EndToEndId>ZP00000000</EndToEndId></PmtId>',
      '        <Amt><InstdAmt Ccy="CNY">123.45</InstdAmt></Amt>',
      '        <Cdtr><Nm>杭州示范科技有限公司（演示）</Nm></Cdtr>',
      '        <CdtrAcct><Id><Othr><Id>6222000011112222</Id></Othr></Id></CdtrAcct>',
      '        <RmtInf><Ustrd>ZP00000000</Ustrd></RmtInf>',
      '      </CdtTrfTxInf>',
      '      <CdtTrfTxInf>',
      '        <PmtId><EndToEndId>ZP00000000</EndToEndId></PmtId>',
      '        <Amt><InstdAmt Ccy="CNY">0.05</InstdAmt></Amt>',
      '        <CdtrAgt><FinInstnId><Nm>示范银行</Nm></FinInstnId></CdtrAgt>',
      '        <Cdtr><Nm>杭州示范科技有限公司（演示）</Nm></Cdtr>',
      '        <CdtrAcct><Id><Othr><Id>6222000011112222</Id></Othr></Id></CdtrAcct>',
      '        <RmtInf><Ustrd>ZP00000000</Ustrd></RmtInf>',
      '      </CdtTrfTxInf>',
      '    </PmtInf>',
      '  </CstmrCdtTrfInitn>',
      '</Document>',
      '',
    ]))
  it.each([
    ['a name', 'accountName', 140, /<Cdtr><Nm>(.*)<\/Nm><\/Cdtr>/],
    ['an account', 'accountNumber', 34, /<CdtrAcct><Id><Othr><Id>(.*)<\/Id><\/Othr><\/Id><\/CdtrAcct>/],
    ['a reference', 'reference', 35, /<EndToEndId>(.*)<\/EndToEndId>/],
  ] as const)('cuts %s after what the schema allows', (_name, key, longest, pattern) =>
    expect(pattern.exec(payoutXml(file([item({ [key]: ` ${'9'.repeat(longest + 1)}` })])))?.[1]).toBe('9'.repeat(longest)),
  )
  it('is a list for a spreadsheet where the bank wants that', () =>
    expect(payoutCsv(file([item(), item({ amountMinor: 5n, bankName: '=银行' })]))).toBe(
      '\ufeff序号,收款户名,收款账号,开户银行,金额,币种,附言\r\n' +
        '1,杭州示范科技有限公司（演示）,6222000011112222,,1000.00,CNY,ZP00000000\r\n' +
        "2,杭州示范科技有限公司（演示）,6222000011112222,'=银行,0.05,CNY,ZP00000000\r\n",
    ))
  it('has no empty elements', () => expect(payoutXml(file([item()]))).not.toMatch(/<(\w+)><\/\1>|<\w+\/>/))
  it('asks for one booking for each payment', () => expect(payoutXml(file([item()]))).toContain('<BtchBookg>false</BtchBookg>'))
  it('names the batch so that the debit of a bank that books it at once is known again', () => {
    const number = /<PmtInfId>(\w+)<\/PmtInfId>/.exec(payoutXml(file([item()])))?.[1] ?? ''
    expect(number).toMatch(/^[0-9A-Z]{29}$/)
    expect(batchIdsIn(`批量付款 ${number}`)).toEqual([BATCH])
  })
  it('the rules notice what a bank would send back', () => {
    const good = payoutXml(file([item({ bankName: '示范银行' })]))
    const broken = (from: string | RegExp, to: string) => brokenRules(good.replace(from, to))
    expect(broken(/<CdtrAgt>.*<\/CdtrAgt>/, '<CdtrAgt><FinInstnId><Nm></Nm></FinInstnId></CdtrAgt>')).toEqual([
      'Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/Nm: empty',
    ])
    expect(broken('<PmtMtd>TRF</PmtMtd>', '')).toHaveLength(1)
    expect(broken(/(<BtchBookg>.*<\/BtchBookg>)(\s*)(<NbOfTxs>.*<\/NbOfTxs>)/, '$3$2$1')).toEqual(['Document/CstmrCdtTrfInitn/PmtInf: wrong order'])
    expect(broken('1000.00</InstdAmt>', '1000</InstdAmt>')).toHaveLength(1)
    expect(broken(' Ccy="CNY"', '')).toHaveLength(1)
  })
  it('property: whatever names people have, the file keeps the rules', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((written) => /[^\s\p{Cc}\p{Zl}\p{Zp}\ufffe\uffff]/u.test(written))
    fc.assert(
      fc.property(name, fc.oneof(name, fc.constant('')), fc.bigInt({ min: 1n, max: 10n ** 14n }), (accountName, bankName, amountMinor) => {
        expect(brokenRules(payoutXml(file([item({ accountName, bankName, amountMinor })])))).toEqual([])
      }),
    )
  })
})
