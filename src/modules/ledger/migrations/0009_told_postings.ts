import type { Migration } from '#platform/command/module.ts'

/** Transactions of before are told to the log once, as they stand; from now on each is told when it is posted. */
export const toldPostings: Migration = {
  name: '0009_told_postings',
  sql: `
create view ledger.posted as
  select t.id, t.at, jsonb_build_object('transactionId', t.id, 'purpose', t.purpose, 'subject', t.subject, 'key', t.key, 'reverses', t.reverses,
    'legs', coalesce(jsonb_agg(jsonb_build_array(a.code, e.side, e.amount_minor::text) order by e.leg) filter (where e.leg is not null), '[]'::jsonb)) as said
  from ledger.transaction t left join ledger.entry e on e.transaction_id = t.id left join ledger.account a on a.id = e.account_id
  group by t.id;
comment on view ledger.posted is 'each transaction as its fact tells it';

select platform.record_fact('ledger.posted', id, '{}', said, '{}', 'system') from ledger.posted order by at, id;
`,
}
