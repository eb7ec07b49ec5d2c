/** The public notice of a lot, in both languages, made from its data. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { formatAmount } from '#kernel/money.ts'
import type { RecordedTitle } from '#modules/title/index.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { REGIME_WORDS, regimeOf } from './core/regime.ts'
import type { Viewing } from './core/schedule.ts'
import type { SubjectOutcome } from './core/subject.ts'
import type { LotRow } from './store.ts'

const RIGHT = {
  assignment: { zh: '权利转让', en: 'Assignment' },
  exclusive: { zh: '独占许可', en: 'Exclusive licence' },
  sole: { zh: '排他许可', en: 'Sole licence' },
  ordinary: { zh: '普通许可', en: 'Ordinary licence' },
} as const

/** Of the whole right; whoever buys it holds it together with the others (Patent Law art. 14). */
const shareText = (basisPoints: number): Bilingual => ({
  zh: `权利份额转让：全部权利的${basisPoints / 100}%，受让后与其他权利人共有`,
  en: `Assignment of a share: ${basisPoints / 100} % of the whole right, held together with the other holders`,
})

const rightText = (lot: LotRow): Bilingual => {
  const name = RIGHT[lot.rightKind === 'assignment' ? 'assignment' : (lot.exclusivity ?? 'ordinary')]
  if (lot.rightKind === 'assignment') return lot.shareBasisPoints === null ? name : shareText(lot.shareBasisPoints)
  return {
    zh: `${name.zh}，期限${lot.termMonths}个月，地域：${lot.territory?.zh ?? ''}，领域：${lot.field?.zh ?? ''}`,
    en: `${name.en} for ${lot.termMonths} months, territory: ${lot.territory?.en ?? ''}, field: ${lot.field?.en ?? ''}`,
  }
}

/** What the notice says beside the lot's own data. */
export interface NoticeSurroundings {
  /** Those of the method, in words. */
  readonly methodTerms: Bilingual
  readonly sellerName: Bilingual
  /** Of an auction: who holds it, and who presides. */
  readonly auctionNames: { readonly house: Bilingual; readonly auctioneer: Bilingual }
  /** When the object is shown; null where no house shows it. */
  readonly viewing: Viewing | null
  /** The most that a house may ask of each side where nothing is agreed. */
  readonly commissionPercent: number
  readonly burdens: RecordedTitle['burdens']
  /** What the buyer has to pay the rest of the price in. */
  readonly paymentWorkingDays: number
  /** For each of both steps after the sale: confirming it, and signing the contract. */
  readonly signingWorkingDays: number
}

const DAY_WORDS = { cd: { zh: '日', en: 'calendar days' }, wd: { zh: '个工作日', en: 'working days' } } as const
const ZONE_MS = 8 * 3_600_000

const beijing = (at: Instant): string =>
  toIso((at + ZONE_MS) as Instant)
    .slice(0, 16)
    .replace('T', ' ')

/** When: the days of the notice may be longer than planned, so what is not planned by the seller is told by its rule. */
const timeText = (lot: LotRow): Bilingual => {
  const unit = DAY_WORDS[lot.noticeUnit]
  const planned = lot.plannedOpensAt
  const { sale } = REGIME_WORDS[regimeOf(lot)]
  const isAuction = lot.consignment !== null
  return {
    zh: `公告期：自发布之日起${lot.noticeDays}${unit.zh}，异议处理期间顺延；报名至公告期届满为止。${isAuction ? sale.zh : '竞价'}时间：${
      planned === null ? '公告期届满后第二个工作日 10:00' : `不早于 ${beijing(planned)}`
    }（北京时间）；${isAuction ? sale.zh : '竞价'}和保证金到账的确定时间以标的页面公布的为准。${isAuction ? sale.zh : '竞价'}地点：${isAuction ? '浙江拍网络交易系统' : '浙江拍网络竞价系统'}。`,
    en: `Notice period: ${lot.noticeDays} ${unit.en} from publication, extended while objections are decided; applications close with it. ${isAuction ? 'Auction' : 'Bidding'}: ${
      planned === null ? '10:00 of the second working day after the notice' : `not before ${beijing(planned)}`
    } (Beijing time); the lot’s page gives the final times of the ${sale.en} and of the deposit. Place: the online bidding system of Zhejiang Pai.`,
  }
}

const extensionText = ({ extensionDays, extensionTimes }: LotRow): Bilingual =>
  extensionDays === null || extensionTimes === null
    ? { zh: '延牌：公告期满无人报名的，不延牌。', en: 'Extension: none where nobody applies while the notice runs.' }
    : {
        zh: `延牌：公告期满无人报名的，自动延牌，每次${extensionDays}个工作日，最多${extensionTimes}次；期满仍无人报名的，交易终结。`,
        en: `Extension: where nobody applies while the notice runs, it is extended by ${extensionDays} working days, at most ${extensionTimes} times; if nobody has applied then, the sale ends.`,
      }

const viewingText = ({ sellerName }: NoticeSurroundings): Bilingual => ({
  zh: `查验：公告期内可以在标的页面查阅公开资料，并可以向转让方（${sellerName.zh}）申请查验标的和有关资料；涉及技术秘密的，应当先与转让方签订保密协议。`,
  en: `Viewing: while the notice runs, public papers are on the lot’s page, and the transferor (${sellerName.en || sellerName.zh}) may be asked to show the object and its papers; technical secrets only after a confidentiality agreement with the transferor.`,
})

/** Who holds the auction and who presides, by which papers, on which commission, and when and where the object is shown (Auction Law art. 14, 46, 48, 56). */
const auctionText = (
  { consignment }: LotRow,
  { auctionNames: { house, auctioneer }, viewing, commissionPercent }: NoticeSurroundings,
): readonly Bilingual[] => {
  if (consignment === null || viewing === null) return []
  const [from, until] = [beijing(viewing.from).slice(0, 10), beijing((viewing.until - 1) as Instant).slice(0, 10)]
  const { commission } = consignment
  return [
    {
      zh: `拍卖人：${house.zh}（${consignment.licenceIssuer}批准，证书编号 ${consignment.licenceNumber}）；拍卖师：${auctioneer.zh}（资格证书编号 ${consignment.certificateNumber}）`,
      en: `Auction house: ${house.en || house.zh} (licence ${consignment.licenceNumber}, ${consignment.licenceIssuer}); auctioneer: ${auctioneer.en || auctioneer.zh} (certificate ${consignment.certificateNumber})`,
    },
    {
      zh: `标的展示：${from} 至 ${until}，${consignment.viewingPlace.zh}`,
      en: `Viewing: ${from} to ${until}, ${consignment.viewingPlace.en || consignment.viewingPlace.zh}`,
    },
    commission === null
      ? {
          zh: `佣金：未作约定，拍卖成交的，向委托人、买受人各收取不超过成交价${commissionPercent}%的佣金，收取比例随成交价升高而降低（拍卖法第五十六条）。`,
          en: `Commission: not agreed; where it is sold, at most ${commissionPercent} % of the price from each of consignor and buyer, the rate falling as the price rises (Auction Law art. 56).`,
        }
      : { zh: `佣金：${commission.zh}`, en: `Commission: ${commission.en || commission.zh}` },
  ]
}

const STATE_ASSET: Bilingual = {
  zh: '本标的为国有企业资产，公告期和底价参照国有企业资产交易的规定执行；公布的条件变更的，另行公告并重新计算公告期。',
  en: 'The lot is an asset of a state enterprise: its notice and its floor follow the rules of such sales; where published terms change, a new notice runs from its beginning.',
}

const spanOf = ({ from, to }: RecordedTitle['burdens'][number], lang: 'zh' | 'en'): string => {
  const day = (at: Instant | null) => (at === null ? { zh: '未定', en: 'open' }[lang] : beijing(at).slice(0, 10))
  return lang === 'zh' ? `${day(from)} 至 ${day(to)}` : `${day(from)} to ${day(to)}`
}

const burdenText = ({ burdens }: NoticeSurroundings): Bilingual => {
  if (burdens.length === 0)
    return {
      zh: '权利负担：平台权利登记中没有在先许可、质押、争议或者其他负担的记载。',
      en: 'Burdens: the register of rights has no earlier licence, pledge, dispute or other burden.',
    }
  const list = (lang: 'zh' | 'en') =>
    burdens
      .map((burden) => [burden.label[lang], burden.inFavourOf, spanOf(burden, lang)].filter((part) => part !== '').join(lang === 'zh' ? '，' : ', '))
      .join(lang === 'zh' ? '；' : '; ')
  return {
    zh: `权利负担：${list('zh')}。在先许可在成交后继续有效。`,
    en: `Burdens: ${list('en')}. Earlier licences go on after the sale.`,
  }
}

const DEFECTS: Bilingual = {
  zh: '瑕疵：标的按现状交易，转让方应当说明其知道的瑕疵；专利可能被宣告无效，专利申请可能被驳回，技术实施存在不确定性，请在报名前自行核验权利状态。未说明的瑕疵由转让方依法承担责任。',
  en: 'Defects: the object is sold as it stands, and the transferor says what defects it knows; patents may be invalidated, applications rejected, and practice of the technology is uncertain, so check the state of the rights before applying. For defects not told the transferor answers by law.',
}

const formalityText = ({ paymentWorkingDays, signingWorkingDays }: NoticeSurroundings): Bilingual => ({
  zh: `手续：在浙江拍登记单位、提交报名，经资格审查合格并按期交纳保证金后取得竞买号。交易系统确认成交时交易成立；结果公示期满后，双方应当在成交确认书生成之日起${signingWorkingDays}个工作日内确认，并在均确认后${signingWorkingDays}个工作日内签署技术合同；余款自合同生效之日起${paymentWorkingDays}个工作日内付清。逾期未确认、未签署的，由平台记载，对方可以解除交易；竞得后逾期不确认、不签约，或者无正当理由拒绝确认、签约的，保证金不予退还，依次用于本次交易的费用、弥补再次交易价款低于本次的差额和补偿转让方，该买受人不得参加再次竞价；未竞得的，保证金退还。`,
  en: `Formalities: register your organisation, apply, pass the check of qualifications and pay the deposit in time to get a bidder number. The sale is formed when the system confirms it; after the notice of the result both sides confirm it within ${signingWorkingDays} working days of the confirmation of sale and sign the contract within ${signingWorkingDays} more; the rest of the price is due ${paymentWorkingDays} working days after the contract takes effect. Who has not confirmed or signed by then is named, and the other side may withdraw; a winner who refuses or lets the term pass without good cause loses the deposit, which goes to the costs of this sale, the gap of a re-sale and the transferor, in this order, and may not bid again for the lot; the others get theirs back.`,
})

const reserveText = (lot: LotRow): Bilingual => {
  const minutes = lot.reserveMinutes
  if (minutes !== null)
    return {
      zh: `保留价由转让方两人在竞价中先后录入、一致时确定，最迟在自由报价期结束前${minutes}分钟；确定时公布其加盐哈希承诺值，最高应价未达保留价的，应价不发生效力。届时没有确定的，本标的无保留价。`,
      en: `Two people of the transferor enter the reserve price during the bidding, one after the other, until ${minutes} minutes before the free phase ends; once both amounts agree a salted hash of it is published, and a highest bid below it has no effect. If none is fixed by then, the lot is sold without reserve.`,
    }
  return lot.hasReserve
    ? { zh: '本标的设有保留价，最高应价未达保留价的，应价不发生效力。', en: 'The lot has a reserve price; a highest bid below it has no effect.' }
    : { zh: '本标的无保留价。', en: 'The lot is sold without reserve.' }
}

const nextText = ({ nextBidderDays: days }: LotRow): Bilingual | null =>
  days === null
    ? null
    : {
        zh: `顺位受让：买受人在合同生效前毁约的，转让方可以在毁约记载之日起${days}日内，向报价次高且不低于保留价的竞买人按其本人最后报价发出要约；该竞买人可以不受让，受让的应当重新交纳保证金；不受让、逾期未答复的，依次向下一顺位发出。`,
        en: `Next bidder: if the winner defaults before the contract takes effect, the transferor may, within ${days} days, offer the lot to the next highest bidder at that bidder’s own last price, not below the reserve. That bidder may leave it; who takes it pays the deposit again; if it is left or not answered, the next one is asked.`,
      }

/** Who is asked when, and what silence means: said before anybody bids. */
const refusalText = ({ refusalAfter }: LotRow): Bilingual | null => {
  if (refusalAfter === null) return null
  const { days, precedence, silenceBasis: basis } = refusalAfter
  const silence =
    basis === ''
      ? {
          zh: '逾期未答复不视为放弃；有人未答复、又无人行使的，本次交易不成交，保证金退还。',
          en: 'Silence is no waiver; where somebody is silent and nobody takes it, the lot ends unsold and deposits go back.',
        }
      : { zh: `逾期未答复的视为放弃（依据：${basis}）。`, en: `Silence is a waiver (by: ${basis}).` }
  const rank =
    precedence === 'earliest'
      ? { zh: '数人行使的，由最先行使者受让。', en: 'Of several the earliest takes it.' }
      : {
          zh: `数人行使的，期满后由份额大者受让，份额相同的由先行使者受让。${basis === '' ? '份额更大者未答复的，也不成交。' : ''}`,
          en: `Of several, after the period, the largest share takes it, of equal shares the earlier answer.${basis === '' ? ' It ends unsold, too, where a larger share was silent.' : ''}`,
        }
  return {
    zh: `优先受让权：竞价结束时附条件成交；成交价先向享有同等条件优先受让权的人（完成人、委托人、合作研发方、共有人）征询，答复期限${days}个工作日。${silence.zh}权利人放弃的，成交有效；行使的，由其按成交价受让，竞得人的保证金立即退还。${rank.zh}`,
    en: `First refusal: the bidding ends in a sale subject to it. The price is offered first to those who have first refusal on equal terms (completers, who commissioned or co-developed it, co-owners); they answer within ${days} working days. ${silence.en} If they waive it, the sale stands; if one takes it, that one buys at the price, and the winner’s deposit is given back at once. ${rank.en}`,
  }
}

const unitText = ({ units }: LotRow): Bilingual | null =>
  units === null
    ? null
    : {
        zh: `份数：同一技术的普通实施许可${units}份，每一竞买人至多一份。出价最高且不低于保留价的竞买人各得一份；同价的先后以公开抽签为准，抽签种子的摘要事先公布。按次高价成交的，各份同价，为未得份的最高报价，且不低于起拍价和保留价。达到要求的报价少于份数的，其余份数不成交。各份分别公示、签约、付款，一份的买受人毁约不影响其他各份。`,
        en: `Units: ${units} ordinary licences of one technology, each bidder one at most. The highest prices that reach the reserve take one each; of equal prices a public draw decides, whose commitment is published beforehand. Where the second price is paid, all units cost the same: the highest price that took none, never below the start or the reserve. Units that nobody named enough for stay unsold. Each unit has its own notice of result, contract and payment; a buyer that defaults touches no other.`,
      }

const KIND_WORDS = {
  freeze: { zh: '在监管银行冻结资金', en: 'an account frozen at the bank' },
  guarantee: { zh: '银行保函', en: 'a bank guarantee' },
  insurance: { zh: '竞买履约保证保险', en: 'bid bond insurance' },
  waiver: { zh: '信用减免', en: 'a waiver by credit' },
} as const

/** What is taken beside a transfer, and how a paper counts. */
const depositText = (lot: LotRow): Bilingual | null => {
  if (lot.depositAlternatives.length === 0) return null
  const kinds = (lang: 'zh' | 'en') => lot.depositAlternatives.map((kind) => KIND_WORDS[kind][lang]).join(lang === 'zh' ? '、' : ', ')
  const waiver = lot.waiverBasis
  return {
    zh: `保证金形式：除银行转账外，接受${kinds('zh')}。凭证应当在保证金截止时间前提交，经两名财务人员核验确认后视为已交纳，有效期应当覆盖至签约期限之后；竞得后不履行的，向出具人索赔。${waiver === null ? '' : `信用减免的依据：${waiver.zh}`}`,
    en: `Form of deposit: beside a transfer, ${kinds('en')}. A paper is filed before the deposit is due and counts once two finance officers have confirmed it; it has to outlast the time to sign, and is called if a winner does not keep its word.${waiver === null ? '' : ` Basis of a waiver: ${waiver.en || waiver.zh}`}`,
  }
}

const inLang = (text: Bilingual, lang: 'zh' | 'en'): string => (lang === 'zh' ? text.zh : text.en || text.zh)

/** Time, object, viewing, defects, burdens and formalities: what a notice of sale is asked to say (Auction Law arts. 27, 35, 46, 48). */
export const noticeText = (
  lot: LotRow,
  around: NoticeSurroundings,
  again: Bilingual | null = null,
): { readonly title: Bilingual; readonly body: Bilingual } => {
  const body = (lang: 'zh' | 'en'): string => {
    const cny = (minor: bigint) => formatAmount(minor, 'CNY', lang)
    const say = (text: Bilingual) => inLang(text, lang)
    const isZh = lang === 'zh'
    return [
      isZh ? `标的编号：${lot.number}；转让方：${around.sellerName.zh}` : `Lot ${lot.number}; transferor: ${say(around.sellerName)}`,
      isZh ? `交易方式：${rightText(lot).zh}` : `Right on offer: ${rightText(lot).en}`,
      isZh
        ? `起拍价：${cny(lot.startingPriceMinor)}；${around.methodTerms.zh}；保证金：${cny(lot.depositMinor)}`
        : `Starting price ${cny(lot.startingPriceMinor)}; ${around.methodTerms.en}; deposit ${cny(lot.depositMinor)}`,
      ...[again, depositText(lot), refusalText(lot), unitText(lot), nextText(lot)].flatMap((words) => (words === null ? [] : [say(words)])),
      say(reserveText(lot)),
      say(timeText(lot)),
      say(extensionText(lot)),
      isZh ? `受让方资格条件：${lot.qualifications.zh}` : `Transferee qualifications: ${say(lot.qualifications)}`,
      isZh ? `交易条件：${lot.terms.zh}` : `Terms: ${say(lot.terms)}`,
      isZh ? `价格依据：${lot.priceBasis.zh}` : `Price basis: ${say(lot.priceBasis)}`,
      ...auctionText(lot, around).map(say),
      ...(lot.stateAsset === null ? [] : [say(STATE_ASSET)]),
      say(viewingText(around)),
      say(DEFECTS),
      say(burdenText(around)),
      say(formalityText(around)),
    ].join('\n')
  }
  const noticeWord = REGIME_WORDS[regimeOf(lot)].notice
  return {
    title: { zh: `${noticeWord.zh}：${lot.title.zh}`, en: `${noticeWord.en}: ${lot.title.en || lot.title.zh}` },
    body: { zh: body('zh'), en: body('en') },
  }
}

/** Nobody applied: the terms stand as they were published, only the time goes on. */
export const extensionNoticeText = (
  lot: LotRow,
  { sellerName, used, days }: { readonly sellerName: Bilingual; readonly used: number; readonly days: number },
): { readonly title: Bilingual; readonly body: Bilingual } => ({
  title: { zh: `延牌公告：${lot.title.zh}`, en: `Notice of extension: ${lot.title.en || lot.title.zh}` },
  body: {
    zh: [
      `标的编号：${lot.number}；转让方：${sellerName.zh}`,
      `原公告期满无人报名，依公告载明的条件第${used}次延牌（最多${lot.extensionTimes ?? used}次），期限${days}个工作日；报名至延牌期满为止。`,
      '起拍价、交易条件和受让方资格条件不变，以标的页面公布的为准。',
    ].join('\n'),
    en: [
      `Lot ${lot.number}; transferor: ${inLang(sellerName, 'en')}`,
      `Nobody had applied when the notice ended; as it announced, it is extended for the ${used}. time (at most ${lot.extensionTimes ?? used}) by ${days} working days; applications close with the extension.`,
      'Starting price, terms and qualifications stay as they are on the lot’s page.',
    ].join('\n'),
  },
})

/** How the price came to this buyer, where first refusal was asked at it. */
const AFTER_REFUSAL: Readonly<Record<SubjectOutcome, Bilingual>> = {
  stood: {
    zh: '已按成交价征询优先受让权：权利人放弃，由竞得人受让。',
    en: 'First refusal was asked at the price: it was waived, and who won the bidding buys.',
  },
  taken: {
    zh: '已按成交价征询优先受让权：权利人行使权利，以同等条件受让，竞得人的保证金已退还。',
    en: 'First refusal was asked at the price: a holder took it on the same terms, and the deposit of who had won was given back.',
  },
  unanswered: { zh: '优先受让权人未全部答复。', en: 'Not all holders of first refusal answered.' },
}

/** Name, summary, way of conversion and price, the buyer with its relation marked, and how to object (Zhejiang regulation art. 17). */
export const agreedNoticeText = (
  lot: LotRow,
  around: NoticeSurroundings & { readonly buyerName: Bilingual },
): { readonly title: Bilingual; readonly body: Bilingual } => {
  const body = (lang: 'zh' | 'en'): string => {
    const say = (text: Bilingual) => inLang(text, lang)
    const price = formatAmount(lot.startingPriceMinor, 'CNY', lang)
    const isZh = lang === 'zh'
    return [
      isZh ? `标的编号：${lot.number}；转让方：${around.sellerName.zh}` : `Lot ${lot.number}; transferor: ${say(around.sellerName)}`,
      isZh ? `科技成果名称：${lot.title.zh}` : `Achievement: ${say(lot.title)}`,
      isZh ? `内容摘要：${lot.summary.zh}` : `Summary: ${say(lot.summary)}`,
      isZh ? `转化方式：${rightText(lot).zh}` : `Way of conversion: ${rightText(lot).en}`,
      isZh ? `拟交易价格（协议定价）：${price}` : `Intended price, by agreement: ${price}`,
      isZh ? `拟受让方：${around.buyerName.zh}` : `Intended transferee: ${say(around.buyerName)}`,
      say(around.methodTerms),
      isZh ? `价格依据：${lot.priceBasis.zh}` : `Price basis: ${say(lot.priceBasis)}`,
      isZh ? `交易条件：${lot.terms.zh}` : `Terms: ${say(lot.terms)}`,
      say(burdenText(around)),
      isZh
        ? `公示期：自发布之日起${lot.noticeDays}日。对成果权属、价格、受让方或者其关联关系有异议的，可以在公示期内在本页面实名提出并附依据；异议处理期间公示期停止计算，异议成立的，交易终止。价格变更的，应当重新公示。`
        : `Notice period: ${lot.noticeDays} calendar days from publication. Objections to ownership, price, transferee or its relations may be raised on this page while it runs, under one’s name and with grounds; the clock stands still until they are decided, and one that is upheld ends the sale. Another price needs another notice.`,
    ].join('\n')
  }
  return {
    title: { zh: `协议定价公示：${lot.title.zh}`, en: `Notice of a negotiated price: ${lot.title.en || lot.title.zh}` },
    body: { zh: body('zh'), en: body('en') },
  }
}

export const resultNoticeText = (
  lot: LotRow,
  deal: { readonly buyerName: Bilingual; readonly priceMinor: bigint },
): { readonly title: Bilingual; readonly body: Bilingual } => ({
  title: {
    zh: `${lot.method === NEGOTIATED ? '协议定价' : lot.consignment === null ? '竞价' : '拍卖'}结果公示：${lot.title.zh}`,
    en: `Notice of result: ${lot.title.en || lot.title.zh}`,
  },
  body: {
    zh: [
      `标的编号：${lot.number}`,
      ...(lot.unitNo === null ? [] : [`同一技术的普通实施许可，第${lot.unitNo}份。`]),
      ...(lot.units === null ? [] : [`同一技术的普通实施许可，共${lot.units}份，第1份。`]),
      ...(lot.nextNumber === null ? [] : [`原买受人毁约，依公告由顺位竞买人（竞买号 ${lot.nextNumber}）按其本人最后报价受让。`]),
      ...(lot.subjectOutcome === null ? [] : [AFTER_REFUSAL[lot.subjectOutcome].zh]),
      `拟受让方：${deal.buyerName.zh}`,
      `拟交易价格：${formatAmount(deal.priceMinor, 'CNY', 'zh')}（${lot.method === NEGOTIATED ? '协议定价，已公示' : `起拍价 ${formatAmount(lot.startingPriceMinor, 'CNY', 'zh')}`}）`,
    ].join('\n'),
    en: [
      `Lot ${lot.number}`,
      ...(lot.unitNo === null ? [] : [`Unit ${lot.unitNo} of the ordinary licences of one technology.`]),
      ...(lot.units === null ? [] : [`Unit 1 of ${lot.units} ordinary licences of one technology.`]),
      ...(lot.nextNumber === null
        ? []
        : [`The winner defaulted; as the notice announced, the next bidder (number ${lot.nextNumber}) takes it at its own last price.`]),
      ...(lot.subjectOutcome === null ? [] : [AFTER_REFUSAL[lot.subjectOutcome].en]),
      `Intended transferee: ${deal.buyerName.en || deal.buyerName.zh}`,
      `Intended price: ${formatAmount(deal.priceMinor, 'CNY', 'en')} (${lot.method === NEGOTIATED ? 'agreed and published' : `starting price ${formatAmount(lot.startingPriceMinor, 'CNY', 'en')}`})`,
    ].join('\n'),
  },
})
