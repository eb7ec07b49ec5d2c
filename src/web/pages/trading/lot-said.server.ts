/** What a lot announced for cases that may come, in the language of the page alone: these words would come with every first visit otherwise. */
import type { Instant } from '#kernel/instant.ts'
import { formatEnd, formatInstant, toInstant } from '../../i18n/dates.ts'
import { sayIn, texts, type Lang } from '../../i18n/lang.ts'
import type { Lot, LotSaid } from './lot-loaded.ts'

const text = texts({
  zh: {
    hasReserve: '有（保密）',
    noReserve: '无保留价',
    reserveUntil: '待两人于{at}前确定',
    reserveFixed: '已由两人于{at}确定（保密）',
    reserveNone: '未在期限内确定，无保留价',
    nobodyApplies: '无人报名时',
    extensionTerms: '延牌{days}个工作日，最多{times}次，仍无人报名则终结。',
    extensionUsed: '已延牌{used}次，报名至{until}。',
    extensionOver: '已延牌{used}次，仍无人报名，交易终结。',
    refusal: '优先受让权',
    highest: '出价最高者',
    asksAfter: '成交价先向优先受让权人征询，{days}个工作日内答复；{silence}放弃的由竞得人受让，行使的由权利人按成交价受让，竞得人的保证金退还。',
    silenceWaives: '逾期未答复的视为放弃（{basis}）；',
    silenceEnds: '逾期未答复不视为放弃，有人未答复而无人行使的不成交；',
    subject: '附条件成交：成交价正向优先受让权人征询，{until}前答复。放弃的由竞得人受让；行使的由权利人按此价受让，竞得人的保证金立即退还。',
    taken: '优先受让权人已按成交价行使权利，受让本标的；竞得人的保证金已退还。',
    stood: '优先受让权人已放弃，由竞得人受让。',
    unanswered: '优先受让权人未全部答复，未成交；保证金已退还。',
    units: '份数',
    unitsEach: '{units}份普通许可，每一竞买人至多一份；',
    unitsUniform: '各份同价，为未得份的最高报价',
    unitsOwn: '各按本人报价',
    ifDefault: '买受人毁约时',
    nextBidder: '{days}日内可依次由次高竞买人按其本人最后报价受让',
  },
  en: {
    hasReserve: 'Yes (secret)',
    noReserve: 'Without reserve',
    reserveUntil: 'To be fixed by two people by {at}',
    reserveFixed: 'Fixed by two people, {at} (secret)',
    reserveNone: 'None was fixed in time: without reserve',
    nobodyApplies: 'If nobody applies',
    extensionTerms: 'Extended by {days} working days, at most {times} times; then it ends unsold.',
    extensionUsed: 'Extended {used} times so far, applications until {until}.',
    extensionOver: 'Extended {used} times; nobody applied, the sale is over.',
    refusal: 'First refusal',
    highest: 'Highest bidder',
    asksAfter:
      'The price is offered first to who has first refusal, to be answered within {days} working days. {silence} If they waive it, the winner buys; if one takes it, that one buys at the price and the winner’s deposit goes back.',
    silenceWaives: 'Silence is a waiver ({basis}).',
    silenceEnds: 'Silence is no waiver: where somebody is silent and nobody takes it, the lot ends unsold.',
    subject:
      'Sold subject to first refusal: its holders are asked at this price and answer by {until}. If they waive it, the winner buys; if one takes it, that one buys at this price and the winner’s deposit goes back at once.',
    taken: 'A holder of first refusal took the lot at its price; the winner’s deposit was given back.',
    stood: 'First refusal was waived; the winner buys.',
    unanswered: 'Not all holders of first refusal answered: unsold, deposits were given back.',
    units: 'Units',
    unitsEach: '{units} ordinary licences, each bidder one at most; ',
    unitsUniform: 'all at the highest price that took none',
    unitsOwn: 'each at its own price',
    ifDefault: 'If the winner defaults',
    nextBidder: 'May go to the next bidder, at its own last price, within {days} days',
  },
})

export interface Asked {
  readonly lang: Lang
  readonly now: Instant
}

/** Where the notice left it open: by when it is fixed, when it was, or that it was not. */
export const reserveSaid = ({ hasReserve, reserveLater, opensAt }: Pick<Lot, 'hasReserve' | 'reserveLater' | 'opensAt'>, { lang, now }: Asked): string => {
  const say = sayIn(text, lang)
  if (reserveLater === null) return say(hasReserve ? 'hasReserve' : 'noReserve')
  const { dueAt, fixedAt } = reserveLater
  if (fixedAt !== null) return say('reserveFixed', { at: formatInstant(fixedAt, lang) })
  if (dueAt !== null && now >= toInstant(dueAt)) return say('reserveNone')
  const until = dueAt ?? opensAt
  return say('reserveUntil', { at: until === null ? '…' : formatEnd(until, lang) })
}

const extensionSaid = ({ extension, stateReason, noticeClosesAt }: Lot, lang: Lang): string | null => {
  if (extension === null) return null
  const say = sayIn(text, lang)
  const { days, times, used } = extension
  const announced = say('extensionTerms', { days, times })
  if (stateReason === 'no_applicants') return `${announced} ${say('extensionOver', { used })}`
  const until = noticeClosesAt === null ? '' : formatEnd(noticeClosesAt, lang)
  return used === 0 ? announced : `${announced} ${say('extensionUsed', { used, until })}`
}

const refusalSaid = ({ refusalAfter }: Lot, lang: Lang): string | null => {
  if (refusalAfter === null) return null
  const say = sayIn(text, lang)
  const { days, silenceBasis: basis } = refusalAfter
  return say('asksAfter', { days, silence: basis === '' ? say('silenceEnds') : say('silenceWaives', { basis }) })
}

const subjectSaid = ({ subject }: Lot, lang: Lang): LotSaid['subject'] => {
  if (subject === null) return null
  const say = sayIn(text, lang)
  const { outcome, closesAt } = subject
  // Who named the price has bought only once first refusal was waived.
  return { words: outcome === null ? say('subject', { until: formatEnd(closesAt, lang) }) : say(outcome), highest: outcome === 'stood' ? null : say('highest') }
}

export const lotSaid = (lot: Lot, asked: Asked): LotSaid => {
  const { lang } = asked
  const say = sayIn(text, lang)
  const { nextBidderDays: days, units } = lot
  const isSecond = lot.method === 'sealed_second'
  const cases = [
    { label: say('refusal'), value: refusalSaid(lot, lang) },
    { label: say('units'), value: units === null ? null : `${say('unitsEach', { units })}${say(isSecond ? 'unitsUniform' : 'unitsOwn')}` },
    { label: say('nobodyApplies'), value: extensionSaid(lot, lang) },
    { label: say('ifDefault'), value: days === null ? null : say('nextBidder', { days }) },
  ]
  return { reserve: reserveSaid(lot, asked), subject: subjectSaid(lot, lang), cases: cases.filter(({ value }) => value !== null) }
}
