/** What is said of a lot that is offered to the next bidder. */
export const zh = {
  'listing.next_bidder_not_here': '只有公开增价、挂牌和密封（按各自报价成交）的竞价有顺位竞买人，可以载明顺位受让。',
  'listing.next_nobody': '没有可以顺位受让的竞买人：公告没有载明，或者没有其他不低于保留价的报价，或者都已答复。',
  'listing.next_too_late': '向顺位竞买人发出要约的期限已过；可以再次挂牌。',
  'listing.next_answered': '已经答复。',
  'listing.next_answer_too_late': '答复期限已过，视为不受让。',
  'fact.listing.next_offered': '前次买受人毁约，标的向贵单位按其最后报价发出要约，请于{answerBy}前答复',
  'fact.listing.next_accepted': '顺位竞买人（竞买号{bidderNumber}）接受受让，待交纳保证金',
  'fact.listing.next_ended': '顺位竞买人（竞买号{bidderNumber}）未受让',
  'enum.listing.offerEnd.declined': '不受让',
  'enum.listing.offerEnd.silent': '逾期未答复',
  'enum.listing.offerEnd.unpaid': '逾期未交保证金',
} as const

export const en = {
  'listing.next_bidder_not_here': 'Only open ascending, listed and sealed bidding at one’s own price has a next bidder to whom the lot can be offered.',
  'listing.next_nobody': 'There is no next bidder: the notice did not say so, no other price reached the reserve, or all have answered.',
  'listing.next_too_late': 'The time to offer it to the next bidder has passed; it may be offered again.',
  'listing.next_answered': 'This was answered already.',
  'listing.next_answer_too_late': 'The time to answer has passed; silence is no.',
  'fact.listing.next_offered': 'The winner did not keep its word: the lot is offered to you at your own last price, to be answered by {answerBy}',
  'fact.listing.next_accepted': 'The next bidder (number {bidderNumber}) takes it; deposit requested',
  'fact.listing.next_ended': 'The next bidder (number {bidderNumber}) did not take it',
  'enum.listing.offerEnd.declined': 'declined',
  'enum.listing.offerEnd.silent': 'no answer in time',
  'enum.listing.offerEnd.unpaid': 'no deposit in time',
} satisfies Record<keyof typeof zh, string>
