/**
 * Lines as banks really send them: ids that begin again each day, collective debits, reversals, fees and interest, lines that nobody can read.
 * Statements that were marked as booked without booking anything go back to their preview: one of them may be a day whose lines were taken
 * for those of another day.
 */
import type { Migration } from '#platform/command/module.ts'

const accounts = `
alter table ledger.account drop constraint account_class_check;
alter table ledger.account add constraint account_class_check
  check (class in ('bank', 'claims', 'client', 'escrow', 'payouts', 'suspense', 'fees', 'charges', 'interest'));
alter table ledger.hold drop constraint hold_state_check;
alter table ledger.hold add constraint hold_state_check check (state in ('held', 'released', 'captured', 'voided'));
`

const statements = `
alter table ledger.statement drop constraint statement_state_check;
alter table ledger.statement drop constraint statement_check;
alter table ledger.statement drop constraint statement_adds_up;
alter table ledger.statement
  add column part_count int not null default 1 check (part_count > 0),
  add column unread_count int not null default 0 check (unread_count >= 0),
  add column unread_minor bigint not null default 0,
  add column booked_seq int,
  add column replaced_by text references ledger.statement (id);
update ledger.statement set state = 'previewed', booked_by = null, booked_at = null
  where state = 'booked' and booked_count = 0 and line_count > 0;
update ledger.statement s set booked_seq = o.n
  from (select id, row_number() over (order by booked_at, id) n from ledger.statement where state = 'booked') o where o.id = s.id;
alter table ledger.statement
  add constraint statement_state_check check (state in ('previewed', 'booked', 'partly_booked', 'replaced', 'discarded')),
  add constraint statement_booked check ((state in ('booked', 'partly_booked', 'replaced')) = (booked_at is not null and booked_seq is not null)),
  add constraint statement_replaced check ((state = 'replaced') = (replaced_by is not null)),
  add constraint statement_adds_up check (opening_minor + credit_minor - debit_minor + unread_minor = closing_minor),
  add constraint statement_unread check (unread_count > 0 or (unread_minor = 0 and state not in ('partly_booked', 'replaced')));
create index statement_booked_seq on ledger.statement (booked_seq) where booked_seq is not null;
`

const lines = `
alter table ledger.statement_line
  drop constraint statement_line_bank_account_id_bank_line_id_key,
  drop constraint statement_line_request_id_key,
  drop constraint statement_line_state_check,
  drop constraint statement_line_check,
  drop constraint statement_line_check3,
  add column balance_minor bigint,
  add column occurrence int not null default 1 check (occurrence > 0),
  add column settles text check (settles in ('request', 'payout', 'payouts', 'charge', 'interest', 'reversal')),
  add column reverses_line_id text unique references ledger.statement_line (id);
drop trigger guard on ledger.statement_line;
update ledger.statement_line set settles = case when request_id is not null then 'request' else 'payout' end
  where request_id is not null or payout_id is not null;
alter table ledger.statement_line
  add constraint statement_line_identity unique (bank_account_id, bank_line_id, booked_on, direction, amount_minor, occurrence),
  add constraint statement_line_state_check check (state in
    ('matched', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned', 'reversed', 'replaced')),
  add constraint statement_line_reason check (reason is not null or state in ('matched', 'reversed')),
  add constraint statement_line_settles check ((state in ('matched', 'assigned', 'reversed')) = (settles is not null)),
  add constraint statement_line_request check ((settles is not distinct from 'request') = (request_id is not null)),
  add constraint statement_line_payout check ((settles is not distinct from 'payout') = (payout_id is not null)),
  add constraint statement_line_reverses check (reverses_line_id is null or settles is not distinct from 'reversal');
create unique index statement_line_of_request on ledger.statement_line (request_id) where state in ('matched', 'assigned');

create or replace function ledger.guard_line() returns trigger language plpgsql as $$
begin
  if (new.id, new.statement_id, new.bank_account_id, new.bank_line_id, new.booked_on, new.direction, new.amount_minor, new.currency,
      new.counterparty_name, new.counterparty_account, new.remark, new.transaction_id, new.balance_minor, new.occurrence)
     is distinct from
     (old.id, old.statement_id, old.bank_account_id, old.bank_line_id, old.booked_on, old.direction, old.amount_minor, old.currency,
      old.counterparty_name, old.counterparty_account, old.remark, old.transaction_id, old.balance_minor, old.occurrence)
     or old.state in ('returned', 'reversed', 'replaced')
     or (old.state in ('matched', 'assigned')
         and (new.state <> 'reversed' or new.request_id is distinct from old.request_id or new.payout_id is distinct from old.payout_id)) then
    raise exception 'a bank line stays as the bank wrote it' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on ledger.statement_line for each row execute function ledger.guard_line();

create table ledger.line_note (
  id text primary key,
  line_id text not null references ledger.statement_line (id),
  kind text not null check (kind in ('note', 'waits', 'asked_bank')),
  note text not null,
  made_by text not null,
  made_at timestamptz not null
);
create index line_note_line on ledger.line_note (line_id, id);
create trigger no_change before update or delete on ledger.line_note for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.line_note execute function ledger.refuse_change();

alter table ledger.assignment drop constraint assignment_target_kind_check;
alter table ledger.assignment add constraint assignment_target_kind_check
  check (target_kind in ('request', 'payout', 'batch', 'line', 'charge', 'interest'));
`

const payouts = `
alter table ledger.payout add column line_id text references ledger.statement_line (id);
alter table ledger.payout disable trigger guard;
update ledger.payout p set line_id = l.id from ledger.statement_line l where l.payout_id = p.id;
alter table ledger.payout enable trigger guard;
alter table ledger.payout add constraint payout_line check ((state = 'settled') = (line_id is not null));
create index payout_of_line on ledger.payout (line_id) where line_id is not null;

create table ledger.account_proposal (
  id text primary key,
  payout_id text not null references ledger.payout (id),
  account_name text not null,
  account_number text not null,
  bank_name text not null,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
  made_by text not null,
  made_in text not null,
  made_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check ((state = 'proposed') = (decided_at is null)),
  constraint account_two_people check (decided_by is null or decided_by <> made_by)
);
create unique index account_proposal_open on ledger.account_proposal (payout_id) where state = 'proposed';
create trigger no_delete before delete on ledger.account_proposal for each row execute function ledger.refuse_change();
`

export const linesAsBanksSendThem: Migration = { name: '0002_lines_as_banks_send_them', sql: [accounts, statements, lines, payouts].join('\n') }
