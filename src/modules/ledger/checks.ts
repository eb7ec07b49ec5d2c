/** What must never be found in the books. Each statement returns the violations. */
import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'
import { ACCOUNT_CLASSES } from './core/accounts.ts'
import { LINE_DIGESTS } from './store-statements.ts'

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
    sql: `select currency from ledger.account group by currency having sum(case when class in ('bank', 'claims', 'charges') then posted_minor else -posted_minor end) <> 0`,
  },
  {
    name: 'ledger: the bank account is what the last statement says',
    sql: `select b.id from ledger.bank_account b join ledger.account a on a.id = b.account_id where a.posted_minor <> b.closing_minor`,
  },
  {
    name: 'ledger: a captured hold has one posting of its amount',
    sql: `select h.id from ledger.hold h where h.state = 'captured' and h.amount_minor is distinct from (
        select sum(e.amount_minor) from ledger.entry e where e.transaction_id = h.transaction_id and e.account_id = h.account_id and e.side = 'D')`,
  },
  {
    name: 'ledger: a released hold has its refund order',
    sql: `select h.id from ledger.hold h left join ledger.payout p on p.hold_id = h.id
      where (h.state = 'released') <> (p.id is not null) or p.amount_minor <> h.amount_minor`,
  },
  {
    name: 'ledger: payouts in transit equal the open payout orders',
    sql: `select a.code from ledger.account a where a.class = 'payouts' and a.posted_minor <> (
        select coalesce(sum(p.amount_minor), 0) from ledger.payout p where p.currency = a.currency and p.state not in ('settled', 'cancelled'))`,
  },
  {
    name: 'ledger: each payout order has one posting of its amount',
    sql: `select p.id from ledger.payout p where p.amount_minor is distinct from (
        select sum(e.amount_minor) from ledger.entry e where e.transaction_id = p.transaction_id and e.side = 'C')`,
  },
  {
    name: 'ledger: unmatched money in equals the suspense account',
    sql: `select a.code from ledger.account a where a.class = 'suspense' and a.posted_minor <> (
        select coalesce(sum(l.amount_minor), 0) from ledger.statement_line l
        where l.direction = 'credit' and l.currency = a.currency and l.state in ('unmatched', 'proposed'))`,
  },
  {
    name: 'ledger: unmatched money out equals the claims account',
    sql: `select a.code from ledger.account a where a.class = 'claims' and a.posted_minor <> (
        select coalesce(sum(l.amount_minor), 0) from ledger.statement_line l
        where l.direction = 'debit' and l.currency = a.currency and l.state in ('unmatched', 'proposed'))`,
  },
  {
    name: 'ledger: a booked statement ends at the balance of the ledger',
    sql: `with moved as (
        select s.booked_seq, coalesce(sum(case l.direction when 'credit' then l.amount_minor else -l.amount_minor end), 0) as minor
        from ledger.statement s left join ledger.statement_line l on l.statement_id = s.id and l.state <> 'replaced'
        where s.booked_seq is not null group by s.booked_seq),
      ledger as (select booked_seq, sum(minor) over (order by booked_seq) as minor from moved)
      select s.id, s.closing_minor, ledger.minor from ledger.statement s join ledger using (booked_seq)
      where s.closing_minor <> ledger.minor`,
  },
  {
    name: 'ledger: the last booked statement ends at the bank account of the ledger',
    sql: `select s.id from ledger.statement s join ledger.bank_account b on b.id = s.bank_account_id join ledger.account a on a.id = b.account_id
      where s.state in ('booked', 'partly_booked') and a.posted_minor <> s.closing_minor
        and s.booked_seq = (select max(booked_seq) from ledger.statement)`,
  },
  {
    name: 'ledger: lines that nobody can read stand in the books with what they moved',
    sql: `select s.id from ledger.statement s left join ledger.statement_line l on l.statement_id = s.id and l.reason = 'unreadable'
      where s.state in ('partly_booked', 'replaced') and s.unread_minor <> coalesce(case l.direction when 'credit' then l.amount_minor else -l.amount_minor end, 0)`,
  },
  {
    name: 'ledger: a paid request has exactly one bank line of its amount',
    sql: `select r.id from ledger.payment_request r
        left join ledger.statement_line l on l.request_id = r.id and l.state in ('matched', 'assigned')
      where (r.state in ('paid', 'refunded')) <> (l.id is not null) or l.amount_minor <> r.amount_minor`,
  },
  {
    name: 'ledger: a settled payout has its bank line, and the payouts of a line add up to it',
    sql: `select p.id from ledger.payout p left join ledger.statement_line l on l.id = p.line_id
      where (p.state = 'settled') <> (l.id is not null) or (l.settles = 'payout') <> (l.payout_id = p.id)
      union all select l.id from ledger.statement_line l left join (
        select line_id, sum(amount_minor) minor from ledger.payout where line_id is not null group by line_id) p on p.line_id = l.id
      where (l.settles in ('payout', 'payouts')) is true and l.amount_minor is distinct from p.minor
        or (l.settles in ('payout', 'payouts')) is not true and p.minor is not null`,
  },
  {
    name: 'ledger: a reversal is the opposite of the line it takes back',
    sql: `select l.id from ledger.statement_line l join ledger.statement_line o on o.id = l.reverses_line_id
      where o.state <> 'reversed' or o.direction = l.direction or o.amount_minor <> l.amount_minor
      union all select o.id from ledger.statement_line o left join ledger.statement_line l on l.reverses_line_id = o.id
      where o.state = 'reversed' and l.id is null`,
  },
  {
    name: 'ledger: a booked statement has its lines',
    sql: `select s.id from ledger.statement s where s.state in ('booked', 'partly_booked', 'replaced')
      and s.booked_count <> (select count(*) from ledger.statement_line l where l.statement_id = s.id)`,
  },
  {
    name: 'ledger: a batch has the payouts it was made of',
    sql: `select b.id from ledger.payout_batch b left join (
        select batch_id, count(*) n, sum(amount_minor) s from ledger.payout group by batch_id) p on p.batch_id = b.id
      where b.state <> 'rejected' and (p.n, p.s) is distinct from (b.payout_count::bigint, b.total_minor::numeric)`,
  },
  {
    name: 'ledger: nobody confirmed what they prepared',
    sql: `select id from ledger.payout_batch where decided_by = made_by union all select id from ledger.assignment where decided_by = made_by
      union all select id from ledger.account_proposal where decided_by = made_by`,
  },
  bound({ name: 'ledger: the books are what the log says', rows: 'select id, said from ledger.posted', facts: { 'ledger.posted': {} } }),
  {
    name: 'ledger: an account belongs to whom its code names',
    sql: `select a.code from ledger.account a left join (values ${classes}) c (class, kind, owner_kind) using (class)
      where a.code <> concat_ws(':', a.class, a.owner_id, a.currency) or (a.kind, a.owner_kind) is distinct from (c.kind, c.owner_kind)`,
  },
  bound({
    name: 'ledger: requests for payment are what the log says',
    rows: `select id, jsonb_build_object('requestId', id, 'subject', subject, 'purpose', purpose, 'payerOrganisationId', payer_organisation_id,
      'amountMinor', amount_minor::text, 'currency', currency, 'dueAt', ${isoSql('due_at')}) as said from ledger.payment_request`,
    facts: {
      'ledger.payment_requested': {},
      'ledger.payment_postponed': {},
      'ledger.payment_received': {},
      'ledger.payment_reversed': {},
      'ledger.payment_cancelled': {},
    },
  }),
  bound({
    name: 'ledger: holds are what the log says',
    rows: `select id, jsonb_build_object('holdId', id, 'subject', subject, 'purpose', purpose, 'organisationId', organisation_id, 'amountMinor', amount_minor::text,
      'state', state) as said from ledger.hold`,
    facts: {
      'ledger.hold_placed': { state: 'held' },
      'ledger.hold_released': { state: 'released' },
      'ledger.hold_captured': { state: 'captured' },
      'ledger.hold_voided': { state: 'voided' },
    },
  }),
  bound({
    name: 'ledger: payout orders are what the log says',
    rows: `select id, jsonb_build_object('payoutId', id, 'subject', subject, 'purpose', purpose, 'beneficiaryKind', beneficiary_kind, 'beneficiaryId', beneficiary_id,
      'amountMinor', amount_minor::text, 'end', case when state in ('settled', 'cancelled') then state else 'open' end) as said from ledger.payout`,
    facts: {
      'ledger.payout_ordered': { end: 'open' },
      'ledger.payout_approved': { end: 'open' },
      'ledger.payout_exported': { end: 'open' },
      'ledger.payout_settled': { end: 'settled' },
      'ledger.payout_cancelled': { end: 'cancelled' },
    },
  }),
  {
    name: 'ledger: an account that two people gave a payout is the one that the log says',
    sql: `select p.id from ledger.account_proposal p where p.state = 'confirmed' and not exists (
        select 1 from platform.fact f where f.type = 'ledger.payout_account_confirmed' and f.subject = p.payout_id
          and f.body::jsonb ->> 'accountSha256' = encode(sha256(convert_to(concat_ws(e'\\x1f', p.account_name, p.account_number, p.bank_name), 'UTF8')), 'hex'))`,
  },
  bound({
    name: 'ledger: booked statements are the files that the log names',
    rows: `select s.id, jsonb_build_object('statementId', s.id, 'sha256', encode(sha256(s.content), 'hex'), 'linesSha256', d.sha256,
      'openingMinor', s.opening_minor::text, 'closingMinor', s.closing_minor::text,
      'booked', s.booked_count - (select count(*) from ledger.statement_line l where l.statement_id = s.id and l.reason = 'unreadable')) as said
      from ledger.statement s left join (${LINE_DIGESTS}) d on d.statement_id = s.id where s.state in ('booked', 'partly_booked', 'replaced')`,
    facts: { 'ledger.statement_imported': {} },
  }),
]
