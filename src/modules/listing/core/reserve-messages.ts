/** What is said of a reserve that two people enter before the end. */
export const zh = {
  'listing.reserve_twice': '保留价或者现在填写，或者公告由两人在竞价中录入，不能两样都选。',
  'listing.reserve_later_not_here': '只有公开增价竞价可以公告由两人在竞价中录入保留价：其他方式没有自由报价期，或者开始即可能成交。',
  'listing.reserve_later_no_time': '自由报价期须长于 {minutes} 分钟，才来得及在其结束前 {minutes} 分钟录入保留价。',
  'listing.reserve_not_announced': '本标的的公告没有载明由两人在竞价中录入保留价。',
  'listing.reserve_not_yet': '竞价场次排定后才能录入保留价。',
  'listing.reserve_too_late': '录入保留价的时间已过；没有录入的，按无保留价成交。',
  'listing.reserve_fixed_already': '保留价已由两人确定，不能更改。',
  'listing.reserve_entered_already': '已有一人录入，请由另一人再次输入；要更改的，由录入人自己更改。',
  'listing.reserve_nothing_entered': '还没有人录入保留价。',
  'listing.reserve_second_person': '须由录入人以外的第二人再次输入。',
  'listing.reserve_knows_bidders': '您的工作使您知道谁在竞买，不能参与确定保留价。',
  'listing.reserve_above_highest': '保留价不得高于封顶价 {highest} 元。',
  'fact.listing.reserve_entered': '保留价已由一人录入，待第二人再次输入',
  'fact.listing.reserve_struck': '两次输入的保留价不一致，已作废',
  'fact.listing.reserve_not_fixed': '期限内没有确定保留价，本标的无保留价',
  'fact.listing.reserve_fixed': '保留价已由两人确定，公布承诺值',
} as const

export const en = {
  'listing.reserve_twice': 'Either give a reserve now or announce that two people enter it during the bidding, not both.',
  'listing.reserve_later_not_here':
    'Only open ascending bidding takes a reserve that two people enter later: the others have no free phase, or may be sold at once.',
  'listing.reserve_later_no_time':
    'The free phase has to be longer than {minutes} minutes, so that the reserve can be entered {minutes} minutes before its end.',
  'listing.reserve_not_announced': 'The notice of this lot does not say that two people enter a reserve during the bidding.',
  'listing.reserve_not_yet': 'The reserve can be entered once the bidding is scheduled.',
  'listing.reserve_too_late': 'The time to enter a reserve has passed; if none was fixed, the lot is sold without one.',
  'listing.reserve_fixed_already': 'Two people have fixed the reserve; it stands.',
  'listing.reserve_entered_already': 'One person has entered an amount, and another has to type it again; only who entered it may change it.',
  'listing.reserve_nothing_entered': 'Nobody has entered a reserve yet.',
  'listing.reserve_second_person': 'Somebody other than whoever entered it has to type it again.',
  'listing.reserve_knows_bidders': 'Your work tells you who bids, so you take no part in fixing the reserve.',
  'listing.reserve_above_highest': 'The reserve may not be above the cap price of CNY {highest}.',
  'fact.listing.reserve_entered': 'Reserve entered by one person, to be typed again by a second',
  'fact.listing.reserve_struck': 'The two amounts differed; the entry is void',
  'fact.listing.reserve_not_fixed': 'No reserve was fixed in time; sold without reserve',
  'fact.listing.reserve_fixed': 'Reserve fixed by two people; commitment published',
} satisfies Record<keyof typeof zh, string>
