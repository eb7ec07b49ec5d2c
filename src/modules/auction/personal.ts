/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'bids',
    title: { zh: '出价', en: 'Bids' },
    columns: ['auction.bid.person_id', 'auction.pause.by_person'],
    sql: `select b.id, a.lot_number as subject, b.number as bidder_number, b.price_minor::text as amount_minor, b.refusal as reason, b.received_at as at from auction.bid b join auction.auction a on a.id = b.auction_id where b.person_id = $1 order by b.received_at`,
    fields: {
      id: FIELD.id,
      subject: FIELD.subject,
      bidder_number: { zh: '竞买号', en: 'Bidder number' },
      amount_minor: FIELD.amountMinor,
      reason: FIELD.reason,
      at: FIELD.at,
    },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from auction.bid b join auction.auction a on a.id = b.auction_id where b.person_id = $1 and b.refusal is null and a.outcome is null`,
      words: { zh: '您出价的竞价尚未结束', en: 'bidding in which you bid has not ended' },
    },
  },
]
