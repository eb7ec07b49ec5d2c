/** What must never be found of payments, nor between them and the books below, which these statements may read. Each returns the violations. */
import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'
import { LINE_DIGESTS } from './store-statements.ts'

export const checks: readonly Check[] = [
  {
    name: 'payment: the bank account is what the last statement says',
    sql: `select b.id from payment.bank_account b join ledger.account a on a.id = b.account_id where a.posted_minor <> b.closing_minor`,
  },
  {
    name: 'payment: a released hold has its refund order',
    sql: `select h.id from ledger.hold h left join payment.payout p on p.hold_id = h.id
      where h.purpose <> 'cover' and ((h.state = 'released') <> (p.id is not null) or p.amount_minor <> h.amount_minor)`,
  },
  {
    name: 'payment: payouts in transit equal the open payout orders',
    sql: `select a.code from ledger.account a where a.class = 'payouts' and a.posted_minor <> (
        select coalesce(sum(p.amount_minor), 0) from payment.payout p where p.currency = a.currency and p.state not in ('settled', 'cancelled'))`,
  },
  {
    name: 'payment: each payout order has one posting of its amount',
    sql: `select p.id from payment.payout p where p.amount_minor is distinct from (
        select sum(e.amount_minor) from ledger.entry e where e.transaction_id = p.transaction_id and e.side = 'C')`,
  },
  {
    name: 'payment: unmatched money in equals the suspense account',
    sql: `select a.code from ledger.account a where a.class = 'suspense' and a.posted_minor <> (
        select coalesce(sum(l.amount_minor), 0) from payment.statement_line l
        where l.direction = 'credit' and l.currency = a.currency and l.state in ('unmatched', 'proposed'))`,
  },
  {
    name: 'payment: unmatched money out equals the claims account',
    sql: `select a.code from ledger.account a where a.class = 'claims' and a.posted_minor <> (
        select coalesce(sum(l.amount_minor), 0) from payment.statement_line l
        where l.direction = 'debit' and l.currency = a.currency and l.state in ('unmatched', 'proposed'))`,
  },
  {
    name: 'payment: a booked statement ends at the balance of the ledger',
    sql: `with moved as (
        select s.booked_seq, coalesce(sum(case l.direction when 'credit' then l.amount_minor else -l.amount_minor end), 0) as minor
        from payment.statement s left join payment.statement_line l on l.statement_id = s.id and l.state <> 'replaced'
        where s.booked_seq is not null group by s.booked_seq),
      ledger as (select booked_seq, sum(minor) over (order by booked_seq) as minor from moved)
      select s.id, s.closing_minor, ledger.minor from payment.statement s join ledger using (booked_seq)
      where s.closing_minor <> ledger.minor`,
  },
  {
    name: 'payment: the last booked statement ends at the bank account of the ledger',
    sql: `select s.id from payment.statement s join payment.bank_account b on b.id = s.bank_account_id join ledger.account a on a.id = b.account_id
      where s.state in ('booked', 'partly_booked') and a.posted_minor <> s.closing_minor
        and s.booked_seq = (select max(booked_seq) from payment.statement)`,
  },
  {
    name: 'payment: lines that nobody can read stand in the books with what they moved',
    sql: `select s.id from payment.statement s left join payment.statement_line l on l.statement_id = s.id and l.reason = 'unreadable'
      where s.state in ('partly_booked', 'replaced') and s.unread_minor <> coalesce(case l.direction when 'credit' then l.amount_minor else -l.amount_minor end, 0)`,
  },
  {
    name: 'payment: a paid request has exactly one bank line of its amount',
    sql: `select r.id from payment.payment_request r
        left join payment.statement_line l on l.request_id = r.id and l.state in ('matched', 'assigned')
      where (r.state in ('paid', 'refunded')) <> (l.id is not null) or l.amount_minor <> r.amount_minor`,
  },
  {
    name: 'payment: a paid request has its hold, and a refunded one was freed',
    sql: `select r.id from payment.payment_request r left join ledger.hold h on h.id = r.hold_id
      where (r.state in ('paid', 'refunded')) <> (h.id is not null) or (r.state = 'refunded') <> (h.state is not distinct from 'released')
        or (h.organisation_id, h.purpose, h.subject, h.amount_minor) <> (r.payer_organisation_id, r.purpose, r.subject, r.amount_minor)`,
  },
  {
    name: 'payment: a settled payout has its bank line, and the payouts of a line add up to it',
    sql: `select p.id from payment.payout p left join payment.statement_line l on l.id = p.line_id
      where (p.state = 'settled') <> (l.id is not null) or (l.settles = 'payout') <> (l.payout_id = p.id)
      union all select l.id from payment.statement_line l left join (
        select line_id, sum(amount_minor) minor from payment.payout where line_id is not null group by line_id) p on p.line_id = l.id
      where (l.settles in ('payout', 'payouts')) is true and l.amount_minor is distinct from p.minor
        or (l.settles in ('payout', 'payouts')) is not true and p.minor is not null`,
  },
  {
    name: 'payment: a reversal is the opposite of the line it takes back',
    sql: `select l.id from payment.statement_line l join payment.statement_line o on o.id = l.reverses_line_id
      where o.state <> 'reversed' or o.direction = l.direction or o.amount_minor <> l.amount_minor
      union all select o.id from payment.statement_line o left join payment.statement_line l on l.reverses_line_id = o.id
      where o.state = 'reversed' and l.id is null`,
  },
  {
    name: 'payment: a booked statement has its lines',
    sql: `select s.id from payment.statement s where s.state in ('booked', 'partly_booked', 'replaced')
      and s.booked_count <> (select count(*) from payment.statement_line l where l.statement_id = s.id)`,
  },
  {
    name: 'payment: a batch has the payouts it was made of',
    sql: `select b.id from payment.payout_batch b left join (
        select batch_id, count(*) n, sum(amount_minor) s from payment.payout group by batch_id) p on p.batch_id = b.id
      where b.state <> 'rejected' and (p.n, p.s) is distinct from (b.payout_count::bigint, b.total_minor::numeric)`,
  },
  {
    name: 'payment: what stands for a deposit is covered by its own sum, and nothing else is',
    sql: `select i.id from payment.instrument i left join ledger.account a on a.class = 'cover' and a.owner_id = i.id
      where i.kind <> 'waiver' and i.state in ('standing', 'called') and coalesce(a.posted_minor, 0) <> i.amount_minor - (
        select coalesce(sum(c.amount_minor), 0) from payment.call c where c.instrument_id = i.id and c.state in ('paid', 'refused'))
      union all select i.id from payment.instrument i join ledger.account a on a.class = 'cover' and a.owner_id = i.id
      where i.kind = 'waiver' or (i.state not in ('standing', 'called') and a.posted_minor <> 0)`,
  },
  {
    name: 'payment: what is bound of a guarantee is for lots of its own, and only where two people confirmed it',
    sql: `select h.id from ledger.hold h join ledger.account a on a.id = h.account_id left join payment.instrument i on i.id = a.owner_id
      where h.purpose = 'cover' and h.state = 'held' and (i.id is null or i.state not in ('standing', 'called') or i.decided_by is null
        or i.organisation_id <> h.organisation_id or coalesce(i.subject, h.subject) <> h.subject)`,
  },
  {
    name: 'payment: nobody confirmed what they prepared',
    sql: `select id from payment.payout_batch where decided_by = made_by union all select id from payment.assignment where decided_by = made_by
      union all select id from payment.account_proposal where decided_by = made_by
      union all select id from payment.instrument where decided_by = made_by`,
  },
  bound({
    name: 'payment: requests for payment are what the log says',
    rows: `select id, jsonb_build_object('requestId', id, 'subject', subject, 'purpose', purpose, 'payerOrganisationId', payer_organisation_id,
      'amountMinor', amount_minor::text, 'currency', currency, 'dueAt', ${isoSql('due_at')}) as said from payment.payment_request`,
    facts: {
      'ledger.payment_requested': {},
      'ledger.payment_postponed': {},
      'ledger.payment_received': {},
      'ledger.payment_reversed': {},
      'ledger.payment_cancelled': {},
    },
  }),
  bound({
    name: 'payment: instruments are what the log says',
    rows: `select id, jsonb_build_object('instrumentId', id, 'organisationId', organisation_id, 'kind', kind, 'subject', subject, 'amountMinor', amount_minor::text,
      'state', case when state in ('called', 'paid', 'refused') then 'standing' else state end) as said from payment.instrument`,
    facts: {
      'payment.instrument_filed': { state: 'filed' },
      'payment.instrument_checked': { state: 'checked' },
      'payment.instrument_confirmed': { state: 'standing' },
      'payment.instrument_returned': { state: 'returned' },
      'payment.instrument_released': { state: 'released' },
      'payment.instrument_lapsed': { state: 'lapsed' },
    },
  }),
  bound({
    name: 'payment: payout orders are what the log says',
    rows: `select id, jsonb_build_object('payoutId', id, 'subject', subject, 'purpose', purpose, 'beneficiaryKind', beneficiary_kind, 'beneficiaryId', beneficiary_id,
      'amountMinor', amount_minor::text, 'end', case when state in ('settled', 'cancelled') then state else 'open' end) as said from payment.payout`,
    facts: {
      'ledger.payout_ordered': { end: 'open' },
      'ledger.payout_approved': { end: 'open' },
      'ledger.payout_exported': { end: 'open' },
      'ledger.payout_settled': { end: 'settled' },
      'ledger.payout_cancelled': { end: 'cancelled' },
    },
  }),
  {
    name: 'payment: an account that two people gave a payout is the one that the log says',
    sql: `select p.id from payment.account_proposal p where p.state = 'confirmed' and not exists (
        select 1 from platform.fact f where f.type = 'ledger.payout_account_confirmed' and f.subject = p.payout_id
          and f.body::jsonb ->> 'accountSha256' = encode(sha256(convert_to(concat_ws(e'\\x1f', p.account_name, p.account_number, p.bank_name), 'UTF8')), 'hex'))`,
  },
  bound({
    name: 'payment: booked statements are the files that the log names',
    rows: `select s.id, jsonb_build_object('statementId', s.id, 'sha256', encode(sha256(s.content), 'hex'), 'linesSha256', d.sha256,
      'openingMinor', s.opening_minor::text, 'closingMinor', s.closing_minor::text,
      'booked', s.booked_count - (select count(*) from payment.statement_line l where l.statement_id = s.id and l.reason = 'unreadable')) as said
      from payment.statement s left join (${LINE_DIGESTS}) d on d.statement_id = s.id where s.state in ('booked', 'partly_booked', 'replaced')`,
    facts: { 'ledger.statement_imported': {} },
  }),
]
