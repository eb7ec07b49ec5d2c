/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.auction_session.take': '承接主持',
  'waiting.auction_session.preside': '主持竞价',
  'waiting.auction_session.bidForHall': '场内出价',
  'waiting.auction_session.keepRecord': '以记录人签署竞价经过',
  'waiting.auction_session.sign': '签署竞价笔录',
  'waiting.auction_session.bid': '参加竞价',
} as const

export const en = {
  'waiting.auction_session.take': 'Take a session',
  'waiting.auction_session.preside': 'Preside',
  'waiting.auction_session.bidForHall': 'Bid for the hall',
  'waiting.auction_session.keepRecord': 'Sign the course as recorder',
  'waiting.auction_session.sign': 'Sign the session record',
  'waiting.auction_session.bid': 'Bid',
} satisfies Record<keyof typeof zh, string>
