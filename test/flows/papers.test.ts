import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { describe, expect, it } from 'vitest'
import { isDrawable } from '#kernel/drawable.ts'
import { calendarDate, parseInstant } from '#kernel/instant.ts'
import { typ } from '#platform/paper/markup.ts'
import { drawableRanges, fontFiles } from '#platform/paper/font-files.ts'
import { print, type Printed } from '#platform/paper/press.ts'
import { auctionRecord } from '../../src/modules/auction/papers/auction-record.ts'
import { technologyContract } from '../../src/modules/contract/papers/contract.ts'
import { saleConfirmation } from '../../src/modules/contract/papers/sale-confirmation.ts'
import { signingPage } from '../../src/modules/contract/papers/signing-page.ts'
import { distributionPlan } from '../../src/modules/income/papers/distribution.ts'
import { noticeCertificate } from '../../src/modules/notice/papers/notice-certificate.ts'
import { sessionCatalogue } from '../../src/modules/session/papers/catalogue.ts'
import { sessionResults } from '../../src/modules/session/papers/results.ts'
import * as samples from '../kit/papers.ts'

const { contract, distribution } = samples
const printContract = (paper: typeof contract) => print(technologyContract(paper))
const printPlan = (paper: typeof distribution) => print(distributionPlan(paper))

const keep = process.env['ZHEPAI_KEEP_PAPERS']
const bytesOf = (name: string, result: Printed): Uint8Array => {
  if (!result.ok) throw new Error(`${name}: ${result.undrawable.join(' ')}`)
  if (keep) {
    mkdirSync(keep, { recursive: true })
    writeFileSync(`${keep}/${name}.pdf`, result.bytes)
  }
  return result.bytes
}
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const startOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 8))

describe('papers', () => {
  it.each([
    ['contract-assignment', () => printContract(contract)],
    ['contract-exclusive', () => printContract({ ...contract, right: 'exclusive', termMonths: 60 })],
    ['contract-sole', () => printContract({ ...contract, right: 'sole', termMonths: null })],
    ['contract-ordinary', () => printContract({ ...contract, right: 'ordinary', termMonths: 36, forum: { kind: 'court' } })],
    ['contract-application', () => printContract({ ...contract, rights: contract.rights.slice(1, 2), depositMinor: 0n, burdens: [] })],
    [
      'contract-software',
      () => printContract({ ...contract, rights: [{ kind: 'software', name: '膜卷张力控制软件', number: '', patentKind: null, filedOn: null }] }),
    ],
    [
      'contract-bare',
      () =>
        printContract({
          ...contract,
          achievementNumber: '',
          noticeNumber: '',
          escrow: { name: '', creditCode: '' },
          seller: { ...contract.seller, address: '', representative: '', agent: '' },
          rights: [{ kind: 'plant_variety', name: '浙示1号', number: '', patentKind: null, filedOn: null }],
          holders: [],
          completers: [],
        }),
    ],
    ['signing-page', () => print(signingPage(samples.signingPage))],
    ['sale-confirmation', () => print(saleConfirmation(samples.saleConfirmation))],
    ['notice-certificate', () => print(noticeCertificate(samples.noticeCertificate))],
    ['distribution', () => printPlan(distribution)],
    ['auction-record', () => print(auctionRecord(samples.auctionRecord))],
    ['session-catalogue', () => print(sessionCatalogue(samples.catalogue))],
    ['session-catalogue-en', () => print(sessionCatalogue(samples.catalogueInEnglish))],
    ['session-results', () => print(sessionResults(samples.results))],
    ['session-results-en', () => print(sessionResults(samples.resultsInEnglish))],
  ])('%s is a PDF and the same bytes when made again', (name, render) => {
    const first = bytesOf(name, render())
    expect(startOf(first)).toBe('%PDF-1.7')
    expect(new TextDecoder('latin1').decode(first)).toContain('pdfaid')
    expect(digest(bytesOf(name, render()))).toBe(digest(first))
  })

  it('refuses a name that the font cannot draw, instead of printing boxes', () => {
    const result = printContract({ ...contract, seller: { ...contract.seller, representative: '王\u{1F600}𓀀' } })
    expect(result).toMatchObject({ ok: false, undrawable: ['😀', '𓀀'] })
  })

  it('breaks a word that no column is wide enough for', () => {
    const compiler = NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fontFiles() }] })
    const isBroken = (word: string) => `#context assert(measure(block(width: 90pt)[${typ`${word}`.markup}]).height > 40pt)`
    expect(compiler.pdf({ mainFileContent: isBroken('W'.repeat(80)) }).length).toBeGreaterThan(0)
    expect(() => compiler.pdf({ mainFileContent: isBroken('Wort') })).toThrow()
  })

  it('knows without the fonts what they can draw', () => {
    // When this fails, a font has changed: npx tsx tools/gen-drawable.ts
    const ranges = drawableRanges()
    const points = ranges.flatMap(({ first, last }) => [first, last])
    expect(points.filter((point) => !isDrawable(point))).toEqual([])
    expect(ranges.slice(1).filter(({ first }, index) => first > (ranges[index]?.last ?? 0) + 1 && isDrawable(first - 1))).toEqual([])
  })

  it.each(['𠮷田一郎', 'Łukasz Żółć', 'Ağca Şahin', '김철수', 'Nguyễn Thị Ánh', 'Ёлкин', 'Ελένη', 'カタカナ', '㛃𬙊𬶭䶮〇·•'])('draws %s', (name) =>
    expect(printPlan({ ...distribution, rows: distribution.rows.map((row) => ({ ...row, name })) }).ok).toBe(true),
  )

  it('draws rare characters of names', () =>
    expect(printContract({ ...contract, buyer: { ...contract.buyer, representative: '龘䶮喆堃玥峯㛃𬱖' } }).ok).toBe(true))

  it('prints data as data, whatever it contains', () => {
    const hostile = '#panic("x") $x$ *粗* _斜_ `码` \\ " ] ) ; // 注释 /* */ <标签> @引用 ~ = 标题 \n- 项 #read("/etc/passwd")'
    const result = printContract({
      ...contract,
      achievementTitle: hostile,
      territory: hostile,
      seller: { ...contract.seller, name: hostile },
      summary: hostile,
    })
    expect(result.ok).toBe(true)
  })

  it('depends on nothing but the paper', () => {
    const other = printContract({ ...contract, draftedOn: calendarDate('2026-11-25') })
    expect(digest(bytesOf('other', other))).not.toBe(digest(bytesOf('contract-assignment', printContract(contract))))
    expect(samples.saleConfirmation.issuedAt).toBe(parseInstant('2026-11-24T09:00:00Z'))
  })
})
