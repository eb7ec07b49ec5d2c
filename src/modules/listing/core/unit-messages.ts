/** What is said of a lot of several licences. */
export const zh = {
  'listing.units_not_ordinary': '只有普通实施许可可以分为多份；独占、排他许可和转让只有一份。',
  'listing.units_not_by_method': '只有密封报价可以分为多份：出价最高的几家各得一份。',
  'listing.units_too_many': '份数不得超过{max}份。',
  'listing.units_next_bidder': '多份许可没有顺位受让：每份的买受人毁约，只影响该份。',
  'fact.listing.unit_awarded': '多份许可中的第{unitNo}份成交',
} as const

export const en = {
  'listing.units_not_ordinary': 'Only an ordinary licence can be offered in several units; exclusive and sole licences and assignments are there once.',
  'listing.units_not_by_method': 'Only sealed prices sell several units: the highest prices take one each.',
  'listing.units_too_many': 'At most {max} units.',
  'listing.units_next_bidder': 'With several units there is no next bidder: a buyer that defaults touches its own unit only.',
  'fact.listing.unit_awarded': 'Unit {unitNo} of the licences was sold',
} satisfies Record<keyof typeof zh, string>
