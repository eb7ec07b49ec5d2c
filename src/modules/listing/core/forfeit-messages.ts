/** How far a deposit that was lost is handled, apart from what every page of a lot says. */

export const zh = {
  'state.listing.forfeit.open': '待列明费用',
  'state.listing.forfeit.stated': '费用待复核',
  'state.listing.forfeit.booked': '已支付',
  'state.listing.forfeit.by_contract': '按合同处理',
} as const

export const en = {
  'state.listing.forfeit.open': 'Costs to be stated',
  'state.listing.forfeit.stated': 'Costs to be confirmed',
  'state.listing.forfeit.booked': 'Paid out',
  'state.listing.forfeit.by_contract': 'By the contract',
} as const
