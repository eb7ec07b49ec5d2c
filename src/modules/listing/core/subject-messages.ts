/** What is said of a lot that is sold subject to first refusal. */
export const zh = {
  'listing.refusal_after_not_here': '只有公开竞价转让权利（不含协议定价和许可）的标的，可以在竞价后征询优先受让权。',
  'fact.listing.price_reached': '竞价结束，附条件成交：待优先受让权人在{refusalClosesAt}前答复',
  'fact.listing.taken_by_holder': '优先受让权人以成交价行使权利，受让标的；原买受人的保证金退还',
  'enum.listing.subjectOutcome.stood': '优先受让权人放弃，成交',
  'enum.listing.subjectOutcome.taken': '优先受让权人以同等条件受让',
  'enum.listing.subjectOutcome.unanswered': '优先受让权人未全部答复，未成交',
} as const

export const en = {
  'listing.refusal_after_not_here':
    'First refusal is asked after the bidding only where a right is assigned by open bidding, not at a negotiated price or by a licence.',
  'fact.listing.price_reached': 'Bidding over, sold subject to first refusal: its holders answer by {refusalClosesAt}',
  'fact.listing.taken_by_holder': 'A holder of first refusal took the lot at its price; the winner’s deposit is given back',
  'enum.listing.subjectOutcome.stood': 'first refusal was waived: sold',
  'enum.listing.subjectOutcome.taken': 'taken by a holder of first refusal on the same terms',
  'enum.listing.subjectOutcome.unanswered': 'not all holders of first refusal answered: unsold',
} satisfies Record<keyof typeof zh, string>
