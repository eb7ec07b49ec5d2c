/**
 * Payments leave the ledger's schema for their own, with their triggers; the tables were made by the ledger's migrations 0001 and 0002. A hold no longer names
 * the request that brought its money: the request names its hold. Both sides of the split stand here, because the room below does not know the one above.
 */
import type { Migration } from '#platform/command/module.ts'

const TABLES = [
  'bank_account',
  'reference',
  'payment_request',
  'payout_batch',
  'payout',
  'statement',
  'statement_line',
  'line_note',
  'assignment',
  'account_proposal',
]

const move = TABLES.map((table) => `alter table ledger.${table} set schema payment;`).join('\n')

const guards = `
alter function ledger.guard_payout() set schema payment;
alter function ledger.guard_line() set schema payment;
create function payment.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'payment.% is append-only', tg_table_name using errcode = '23514';
end $$;
drop trigger no_delete on payment.payout;
create trigger no_delete before delete on payment.payout for each row execute function payment.refuse_change();
drop trigger no_delete on payment.statement_line;
create trigger no_delete before delete on payment.statement_line for each row execute function payment.refuse_change();
drop trigger no_delete on payment.account_proposal;
create trigger no_delete before delete on payment.account_proposal for each row execute function payment.refuse_change();
drop trigger no_change on payment.line_note;
create trigger no_change before update or delete on payment.line_note for each row execute function payment.refuse_change();
drop trigger no_truncate on payment.line_note;
create trigger no_truncate before truncate on payment.line_note execute function payment.refuse_change();
`

const holds = `
alter table payment.payment_request add column hold_id text unique references ledger.hold (id);
update payment.payment_request r set hold_id = h.id from ledger.hold h where h.request_id = r.id and h.state <> 'voided';

create or replace function ledger.guard_hold() returns trigger language plpgsql as $$
begin
  if old.state <> 'held' or new.state = 'held'
     or (new.id, new.account_id, new.currency, new.organisation_id, new.purpose, new.subject, new.amount_minor, new.placed_at)
     is distinct from
     (old.id, old.account_id, old.currency, old.organisation_id, old.purpose, old.subject, old.amount_minor, old.placed_at) then
    raise exception 'a hold ends exactly once and never changes otherwise' using errcode = '23514';
  end if;
  return new;
end $$;
alter table ledger.hold drop column request_id;
`

export const twoRooms: Migration = { name: '0001_two_rooms', sql: [move, guards, holds].join('\n') }
