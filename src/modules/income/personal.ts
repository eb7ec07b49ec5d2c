/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'income',
    title: { zh: '收益分配', en: 'Income shares' },
    columns: ['income.payee.person_id'],
    sql: `select p.number as id, y.share_group as kind, y.basis_points, y.amount_minor::text as amount_minor, y.settled_at as at, y.received_at as until from income.payee y join income.plan p on p.id = y.plan_id where y.person_id = $1 order by p.number`,
    fields: {
      id: FIELD.id,
      kind: FIELD.kind,
      basis_points: { zh: '比例（万分之一）', en: 'Share in basis points' },
      amount_minor: FIELD.amountMinor,
      at: { zh: '支付时间', en: 'Paid at' },
      until: { zh: '确认到账时间', en: 'Receipt confirmed at' },
    },
    erasure: { kept: 'books' },
    open: {
      sql: `select 1 from income.payee y join income.plan p on p.id = y.plan_id where y.person_id = $1 and y.settled_at is null and p.state <> 'paid'`,
      words: { zh: '您有尚未支付的收益分配', en: 'an income share of yours is not paid' },
    },
  },
]
