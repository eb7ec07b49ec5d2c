/**
 * Online bidding never goes by the name of an auction (Auction Law art. 11, 60): the words of its pages, facts and papers are looked through. Laws keep their names,
 * and what only a licensed auction says may say so.
 */
import { describe, expect, it } from 'vitest'
import { en as auctionEn, zh as auctionZh } from '#modules/auction/messages.ts'
import { auctionRecord } from '#modules/auction/papers/auction-record.ts'
import { en as contractEn, zh as contractZh } from '#modules/contract/messages.ts'
import { saleConfirmation } from '#modules/contract/papers/sale-confirmation.ts'
import { REGIME_WORDS } from '#modules/listing/core/regime.ts'
import { en as listingEn, zh as listingZh } from '#modules/listing/messages.ts'
import { en as sessionEn, zh as sessionZh } from '#modules/session/messages.ts'
import { text as hostText } from '../../src/web/pages/trading/auctioneer.text.ts'
import { text as bidderText } from '../../src/web/pages/trading/lot-deposit.text.ts'
import { text as deskText } from '../../src/web/pages/trading/lot-desk.text.ts'
import { text as lotText } from '../../src/web/pages/trading/lot.text.ts'
import { text as hallText } from '../../src/web/pages/trading/trading.text.ts'
import { text as wonText } from '../../src/web/pages/trading/won.text.ts'
import { text as calendarText } from '../../src/web/pages/session/calendar.text.ts'
import { text as sessionText } from '../../src/web/pages/session/sessions-hall.text.ts'
import * as samples from '../kit/papers.ts'

/** 《…拍卖法》, and articles of it that are cited. */
const LAWS = /《[^》]*》|[（(；;，]?(?:中华人民共和国)?拍卖法(?:第[一-鿿、]+条)?|网络司法拍卖/g
const CALLED = /拍卖|落槌|\bauction(?:s|ed|ing)?\b(?! Law)/i
const calledSo = (words: string): boolean => CALLED.test(words.replaceAll(LAWS, ''))

/** Said of licensed auctions alone: their name as a kind of sale, and what is refused for want of their papers. */
const OF_AUCTIONS = [
  /^(?:regime\.)?licensed$/,
  /^certified$/,
  /^listing\.(?:auction_|auctioneer_|viewing_|consignment_|house_may_not_apply)/,
  /^auction\.auctioneer_uncertified$/,
]
const found = (table: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(table).flatMap(([key, words]) => (calledSo(words) && !OF_AUCTIONS.some((allowed) => allowed.test(key)) ? [`${key}: ${words}`] : []))

describe('online bidding is not called an auction', () => {
  it.each(
    Object.entries({
      auctionZh,
      contractZh,
      listingZh,
      sessionZh,
      auctionEn,
      contractEn,
      listingEn,
      sessionEn,
      ...inBoth({ hostText, bidderText, deskText, lotText, hallText, wonText, calendarText, sessionText }),
    }),
  )('in the words of %s', (_name, table) => expect(found(table)).toEqual([]))

  it('in its papers', () => {
    for (const { source } of [auctionRecord(samples.auctionRecord), saleConfirmation(samples.saleConfirmation)]) {
      expect(calledSo(source)).toBe(false)
      expect(source).not.toContain('拍卖师')
    }
    expect(Object.values(REGIME_WORDS.bidding).filter(({ zh, en }) => calledSo(zh) || /auction(?! Law)/i.test(en.replaceAll('Auction Law', '')))).toEqual([])
  })
})

describe('an auction is called one', () => {
  const house = { house: '示范拍卖行', licenceNumber: '0001', certificateNumber: 'P1' }
  it('in its record and its confirmation, with house, auctioneer and their papers (Auction Law art. 52, 53)', () => {
    const record = auctionRecord({ ...samples.auctionRecord, regime: 'licensed', papers: house }).source
    for (const words of ['拍卖笔录', '拍卖师', '示范拍卖行（批准证书编号 0001）', '资格证书编号 P1']) expect(record).toContain(words)
    expect(record).not.toContain('主持人')
    const { title, sale } = { title: REGIME_WORDS.licensed.confirmation.zh, sale: REGIME_WORDS.licensed.sale.zh }
    const parts = { name: '示范拍卖行', licenceNumber: '0001', auctioneer: '罗槌', certificateNumber: 'P1' }
    const confirmation = saleConfirmation({ ...samples.saleConfirmation, title, saleMethod: sale, house: parts }).source
    for (const words of ['拍卖成交确认书', '以#"拍卖";方式', '拍卖人', '罗槌']) expect(confirmation).toContain(words)
  })
})

type Words = Readonly<Record<string, string>>
function inBoth(texts: Readonly<Record<string, { readonly zh: object; readonly en: object }>>): Readonly<Record<string, Words>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, { zh, en }]) => [
      [name, zh as Words],
      [`${name}, English`, en as Words],
    ]),
  )
}
