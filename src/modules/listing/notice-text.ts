/** The public notice of a lot, in both languages, made from its data. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { formatAmount } from '#kernel/money.ts'
import type { LotRow } from './store.ts'

const RIGHT = {
  assignment: { zh: '所有权转让', en: 'Assignment' },
  exclusive: { zh: '独占许可', en: 'Exclusive licence' },
  sole: { zh: '排他许可', en: 'Sole licence' },
  ordinary: { zh: '普通许可', en: 'Ordinary licence' },
} as const

const rightText = (lot: LotRow): Bilingual => {
  const name = RIGHT[lot.rightKind === 'assignment' ? 'assignment' : (lot.exclusivity ?? 'ordinary')]
  if (lot.rightKind === 'assignment') return name
  return {
    zh: `${name.zh}，期限${lot.termMonths}个月，地域：${lot.territory?.zh ?? ''}，领域：${lot.field?.zh ?? ''}`,
    en: `${name.en} for ${lot.termMonths} months, territory: ${lot.territory?.en ?? ''}, field: ${lot.field?.en ?? ''}`,
  }
}

/** `terms`: those of the method, in words. */
export const noticeText = (lot: LotRow, terms: Bilingual): { readonly title: Bilingual; readonly body: Bilingual } => {
  const right = rightText(lot)
  const cny = (minor: bigint, lang: 'zh' | 'en') => formatAmount(minor, 'CNY', lang)
  const reserve = lot.hasReserve
    ? { zh: '本标的设有保留价，最高应价未达保留价的，应价不发生效力。', en: 'The lot has a reserve price; a highest bid below it has no effect.' }
    : { zh: '本标的无保留价。', en: 'The lot is sold without reserve.' }
  return {
    title: { zh: `网络竞价公告：${lot.title.zh}`, en: `Notice of online bidding: ${lot.title.en || lot.title.zh}` },
    body: {
      zh: [
        `标的编号：${lot.number}`,
        `交易方式：${right.zh}`,
        `起拍价：${cny(lot.startingPriceMinor, 'zh')}；${terms.zh}；保证金：${cny(lot.depositMinor, 'zh')}`,
        reserve.zh,
        `受让方资格条件：${lot.qualifications.zh}`,
        `交易条件：${lot.terms.zh}`,
        `价格依据：${lot.priceBasis.zh}`,
      ].join('\n'),
      en: [
        `Lot ${lot.number}`,
        `Right on offer: ${right.en}`,
        `Starting price ${cny(lot.startingPriceMinor, 'en')}; ${terms.en}; deposit ${cny(lot.depositMinor, 'en')}`,
        reserve.en,
        `Transferee qualifications: ${lot.qualifications.en || lot.qualifications.zh}`,
        `Terms: ${lot.terms.en || lot.terms.zh}`,
        `Price basis: ${lot.priceBasis.en || lot.priceBasis.zh}`,
      ].join('\n'),
    },
  }
}

export const resultNoticeText = (
  lot: LotRow,
  deal: { readonly buyerName: Bilingual; readonly priceMinor: bigint },
): { readonly title: Bilingual; readonly body: Bilingual } => ({
  title: { zh: `竞价结果公示：${lot.title.zh}`, en: `Notice of result: ${lot.title.en || lot.title.zh}` },
  body: {
    zh: [
      `标的编号：${lot.number}`,
      `拟受让方：${deal.buyerName.zh}`,
      `拟交易价格：${formatAmount(deal.priceMinor, 'CNY', 'zh')}（起拍价 ${formatAmount(lot.startingPriceMinor, 'CNY', 'zh')}）`,
    ].join('\n'),
    en: [
      `Lot ${lot.number}`,
      `Intended transferee: ${deal.buyerName.en || deal.buyerName.zh}`,
      `Intended price: ${formatAmount(deal.priceMinor, 'CNY', 'en')} (starting price ${formatAmount(lot.startingPriceMinor, 'CNY', 'en')})`,
    ].join('\n'),
  },
})
