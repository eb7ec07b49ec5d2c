/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'bids',
    title: { zh: '出价', en: 'Bids' },
    columns: [
      'auction.bid.person_id',
      'auction.pause.by_person',
      'auction.proxy.person_id',
      'auction.round_price.person_id',
      'auction.floor_authority.person_id',
      'auction.call.by_person',
    ],
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
  {
    name: 'proposals',
    title: { zh: '评分竞价方案', en: 'Proposals' },
    columns: ['auction.proposal.person_id'],
    sql: `select a.lot_number as subject, p.text, p.filed_at as at from auction.proposal p join auction.auction a on a.id = p.auction_id where p.person_id = $1 order by p.filed_at`,
    fields: { subject: FIELD.subject, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
