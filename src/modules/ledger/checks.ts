/** What must never be found in the books. Each statement returns the violations. */
import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'
import { ACCOUNT_CLASSES } from './core/accounts.ts'

const classes = Object.entries(ACCOUNT_CLASSES)
  .map(([name, { kind, owner }]) => `('${name}', '${kind}', '${owner}')`)
  .join(', ')

export const checks: readonly Check[] = [
  {
    name: 'ledger: debits equal credits in each currency',
    sql: `select currency, sum(case side when 'D' then amount_minor else -amount_minor end) as difference
      from ledger.entry group by currency having sum(case side when 'D' then amount_minor else -amount_minor end) <> 0`,
  },
  {
    name: 'ledger: each transaction is balanced and has two legs',
    sql: `select t.id from ledger.transaction t left join ledger.entry e on e.transaction_id = t.id
      group by t.id having count(e.leg) < 2 or coalesce(sum(case e.side when 'D' then e.amount_minor else -e.amount_minor end), 0) <> 0`,
  },
  {
    name: 'ledger: account counters equal the sum of their entries',
    sql: `select a.code from ledger.account a left join (
        select account_id, coalesce(sum(amount_minor) filter (where side = 'D'), 0) d, coalesce(sum(amount_minor) filter (where side = 'C'), 0) c
        from ledger.entry group by account_id) s on s.account_id = a.id
      where (a.debits_minor, a.credits_minor) is distinct from (coalesce(s.d, 0), coalesce(s.c, 0))`,
  },
  {
    name: 'ledger: held sums equal the open holds',
    sql: `select a.code from ledger.account a left join (
        select account_id, sum(amount_minor) held from ledger.hold where state = 'held' group by account_id) h on h.account_id = a.id
      where a.held_minor <> coalesce(h.held, 0)`,
  },
  {
    name: 'ledger: what is owed is covered by the bank',
    sql: `select currency from ledger.account where class not in ('promises', 'cover') group by currency having sum(case when class in ('bank', 'claims', 'charges') then posted_minor else -posted_minor end) <> 0`,
  },
  {
    name: 'ledger: promises equal the covers that they stand for, and touch no money',
    sql: `select currency from ledger.account where class in ('promises', 'cover') group by currency
        having sum(case class when 'promises' then posted_minor else -posted_minor end) <> 0
      union all select t.id from ledger.transaction t join ledger.entry e on e.transaction_id = t.id join ledger.account a on a.id = e.account_id
        group by t.id having bool_or(a.class in ('promises', 'cover')) and bool_or(a.class not in ('promises', 'cover'))`,
  },
  {
    name: 'ledger: what is bound of a cover is on hold for lots, and nothing else is',
    sql: `select h.id from ledger.hold h join ledger.account a on a.id = h.account_id where (h.purpose = 'cover') <> (a.class = 'cover') or (h.purpose = 'cover' and h.state = 'captured')`,
  },
  {
    name: 'ledger: a captured hold has one posting of its amount',
    sql: `select h.id from ledger.hold h where h.state = 'captured' and h.amount_minor is distinct from (
        select sum(e.amount_minor) from ledger.entry e where e.transaction_id = h.transaction_id and e.account_id = h.account_id and e.side = 'D')`,
  },
  bound({ name: 'ledger: the books are what the log says', rows: 'select id, said from ledger.posted', facts: { 'ledger.posted': {} } }),
  {
    name: 'ledger: an account belongs to whom its code names',
    sql: `select a.code from ledger.account a left join (values ${classes}) c (class, kind, owner_kind) using (class)
      where a.code <> concat_ws(':', a.class, a.owner_id, a.currency) or (a.kind, a.owner_kind) is distinct from (c.kind, c.owner_kind)`,
  },
  bound({
    name: 'ledger: holds are what the log says',
    rows: `select id, jsonb_build_object('holdId', id, 'subject', subject, 'purpose', purpose, 'organisationId', organisation_id, 'amountMinor', amount_minor::text,
      'state', state) as said from ledger.hold`,
    facts: {
      'ledger.hold_placed': { state: 'held' },
      'ledger.hold_released': { state: 'released' },
      'ledger.cover_released': { state: 'released' },
      'ledger.hold_captured': { state: 'captured' },
      'ledger.hold_voided': { state: 'voided' },
    },
  }),
]
