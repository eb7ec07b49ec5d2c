import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarDate, parseInstant } from '#kernel/instant.ts'
import { auctionRecord, contract, distribution, noticeCertificate, saleConfirmation } from './papers.samples.ts'
import { renderAuctionRecord, renderContract, renderDistribution, renderNoticeCertificate, renderSaleConfirmation } from './render.ts'

const keep = process.env['ZHEPAI_KEEP_PAPERS']
const bytesOf = (name: string, result: ReturnType<typeof renderContract>): Uint8Array => {
  if (!result.ok) throw new Error(`${name}: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`)
  if (keep) {
    mkdirSync(keep, { recursive: true })
    writeFileSync(`${keep}/${name}.pdf`, result.value)
  }
  return result.value
}
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const startOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 8))

describe('papers', () => {
  it.each([
    ['contract-assignment', () => renderContract(contract)],
    ['contract-exclusive', () => renderContract({ ...contract, right: 'exclusive', termMonths: 60 })],
    ['contract-sole', () => renderContract({ ...contract, right: 'sole', termMonths: null })],
    ['contract-ordinary', () => renderContract({ ...contract, right: 'ordinary', termMonths: 36, forum: { kind: 'court' } })],
    ['sale-confirmation', () => renderSaleConfirmation(saleConfirmation)],
    ['notice-certificate', () => renderNoticeCertificate(noticeCertificate)],
    ['distribution', () => renderDistribution(distribution)],
    ['auction-record', () => renderAuctionRecord(auctionRecord)],
  ])('%s is a PDF and the same bytes when made again', (name, render) => {
    const first = bytesOf(name, render())
    expect(startOf(first)).toBe('%PDF-1.7')
    expect(new TextDecoder('latin1').decode(first)).toContain('pdfaid')
    expect(digest(bytesOf(name, render()))).toBe(digest(first))
  })

  it('refuses a name that the font cannot draw, instead of printing boxes', () => {
    const result = renderContract({ ...contract, seller: { ...contract.seller, representative: '王\u{1F600}𓀀' } })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'document.glyph_missing', params: { characters: '😀 𓀀' } } })
  })

  it('draws rare characters of names', () =>
    expect(renderContract({ ...contract, buyer: { ...contract.buyer, representative: '龘䶮喆堃玥峯㛃𬱖' } }).ok).toBe(true))

  it('prints data as data, whatever it contains', () => {
    const hostile = '#panic("x") $x$ *粗* _斜_ `码` \\ " ] ) ; // 注释 /* */ <标签> @引用 ~ = 标题 \n- 项 #read("/etc/passwd")'
    const result = renderContract({
      ...contract,
      achievementTitle: hostile,
      territory: hostile,
      seller: { ...contract.seller, name: hostile },
      summary: hostile,
    })
    expect(result.ok).toBe(true)
  })

  it('depends on nothing but the paper', () => {
    const other = renderContract({ ...contract, draftedOn: calendarDate('2026-11-25') })
    expect(digest(bytesOf('other', other))).not.toBe(digest(bytesOf('contract-assignment', renderContract(contract))))
    expect(saleConfirmation.issuedAt).toBe(parseInstant('2026-11-24T09:00:00Z'))
  })
})
