/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'payouts',
    title: { zh: '收到的付款', en: 'Payments received' },
    columns: [],
    sql: `select reference as id, purpose as kind, amount_minor::text as amount_minor, state, ordered_at as at, settled_at as until from payment.payout where beneficiary_id = $1 order by ordered_at`,
    fields: { id: FIELD.id, kind: FIELD.kind, amount_minor: FIELD.amountMinor, state: FIELD.state, at: FIELD.at, until: { zh: '完成时间', en: 'Settled at' } },
    erasure: { kept: 'books' },
    open: {
      sql: `select 1 from payment.payout where beneficiary_id = $1 and settled_at is null`,
      words: { zh: '给您的付款尚未完成', en: 'a payment to you is not settled' },
    },
  },
]
