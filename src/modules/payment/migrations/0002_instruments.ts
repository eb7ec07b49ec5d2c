/** Deposits without cash: freezes, guarantees, policies and waivers, and the claims that are made on them. */
import type { Migration } from '#platform/command/module.ts'

export const instruments: Migration = {
  name: '0002_instruments',
  sql: `
alter table payment.payment_request drop constraint payment_request_purpose_check;
alter table payment.payment_request add constraint payment_request_purpose_check check (purpose in ('deposit', 'price', 'claim'));

create table payment.instrument (
  id text primary key,
  organisation_id text not null,
  kind text not null check (kind in ('freeze', 'guarantee', 'insurance', 'waiver')),
  subject text,
  issuer_name text not null,
  number text not null,
  amount_minor bigint not null check (amount_minor > 0),
  valid_until timestamptz,
  statement text not null,
  document_id text,
  state text not null default 'filed' check (state in ('filed', 'checked', 'standing', 'called', 'paid', 'refused', 'returned', 'released', 'lapsed')),
  reason text not null default '',
  filed_by text not null,
  filed_at timestamptz not null,
  made_by text,
  made_in text,
  made_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  ended_at timestamptz,
  check (kind = 'waiver' or (valid_until is not null and document_id is not null and issuer_name <> '' and number <> '')),
  check (kind in ('guarantee') or subject is not null),
  check ((made_by is null) = (made_in is null) and (made_by is null) = (made_at is null) and (decided_by is null) = (decided_at is null)),
  check (state not in ('standing', 'called') or (made_by is not null and decided_by is not null)),
  constraint instrument_second_person check (decided_by <> made_by)
);
create index instrument_owner on payment.instrument (organisation_id, filed_at);
create index instrument_state on payment.instrument (state, filed_at);
-- One paper stands once.
create unique index instrument_once on payment.instrument (lower(issuer_name), lower(number)) where kind <> 'waiver' and state <> 'returned';

create function payment.guard_instrument() returns trigger language plpgsql as $$
begin
  if (new.id, new.organisation_id, new.kind, new.subject, new.issuer_name, new.number, new.amount_minor, new.valid_until, new.statement, new.document_id, new.filed_by, new.filed_at)
     is distinct from
     (old.id, old.organisation_id, old.kind, old.subject, old.issuer_name, old.number, old.amount_minor, old.valid_until, old.statement, old.document_id, old.filed_by, old.filed_at)
     or (old.ended_at is not null and new.state <> old.state and not (old.state = 'refused' and new.state = 'paid')) then
    raise exception 'an instrument keeps what its paper says, and ends once' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on payment.instrument for each row execute function payment.guard_instrument();
create trigger no_delete before delete on payment.instrument for each row execute function payment.refuse_change();

create table payment.call (
  id text primary key,
  instrument_id text not null references payment.instrument (id),
  organisation_id text not null,
  subject text not null,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null default 'called' check (state in ('called', 'paid', 'refused')),
  reference text not null,
  reason text not null default '',
  called_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  unique (instrument_id, subject),
  check ((state = 'called') = (answered_at is null))
);
create index call_claim on payment.call (organisation_id, subject);
create trigger no_delete before delete on payment.call for each row execute function payment.refuse_change();
`,
}
