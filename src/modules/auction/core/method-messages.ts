/** The ways of bidding in both languages, for the pages that name one. */
export const zh = {
  'enum.auction.method.english': '增价竞价',
  'enum.auction.method.listed': '挂牌（两家以上转竞价）',
  'enum.auction.method.dutch': '降价竞价',
  'enum.auction.method.sealed_first': '密封报价（按报价成交）',
  'enum.auction.method.sealed_second': '密封报价（按次高价成交）',
  'enum.auction.method.scored': '评分竞价（专家评分加三轮报价）',
} as const

export const en = {
  'enum.auction.method.english': 'Ascending bids',
  'enum.auction.method.listed': 'Listing (bidding if two or more apply)',
  'enum.auction.method.dutch': 'Falling price',
  'enum.auction.method.sealed_first': 'Sealed prices (own price paid)',
  'enum.auction.method.sealed_second': 'Sealed prices (second price paid)',
  'enum.auction.method.scored': 'Scored bidding (marks and three price rounds)',
} satisfies Record<keyof typeof zh, string>
