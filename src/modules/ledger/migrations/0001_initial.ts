/** Tables of the ledger. Everything that must never happen to money is impossible here, whatever the program does. */
import type { Migration } from '#platform/command/module.ts'

const books = `
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.% is append-only', tg_table_name using errcode = '23514';
end $$;

create table ledger.account (
  id bigint generated always as identity primary key,
  code text not null unique check (length(code) <= 120),
  class text not null check (class in ('bank', 'claims', 'client', 'escrow', 'payouts', 'suspense', 'fees')),
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense', 'equity')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  owner_kind text not null check (owner_kind in ('organisation', 'person', 'market', 'subject')),
  owner_id text,
  floor_minor bigint,
  debits_minor bigint not null default 0 check (debits_minor >= 0),
  credits_minor bigint not null default 0 check (credits_minor >= 0),
  held_minor bigint not null default 0 check (held_minor >= 0),
  posted_minor bigint generated always as (
    case when kind in ('asset', 'expense') then debits_minor - credits_minor else credits_minor - debits_minor end) stored,
  available_minor bigint generated always as (
    case when kind in ('asset', 'expense') then debits_minor - credits_minor else credits_minor - debits_minor end - held_minor) stored,
  opened_at timestamptz not null,
  unique (id, currency),
  check ((owner_kind = 'market') = (owner_id is null)),
  constraint account_floor check (floor_minor is null or available_minor >= floor_minor)
) with (fillfactor = 50);
create index account_owner on ledger.account (owner_id) where owner_id is not null;

create function ledger.guard_account() returns trigger language plpgsql as $$
begin
  if (new.id, new.code, new.class, new.kind, new.currency, new.owner_kind, new.owner_id, new.floor_minor, new.opened_at)
     is distinct from
     (old.id, old.code, old.class, old.kind, old.currency, old.owner_kind, old.owner_id, old.floor_minor, old.opened_at)
     or new.debits_minor < old.debits_minor or new.credits_minor < old.credits_minor then
    raise exception 'an account keeps its identity and its counters only grow' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on ledger.account for each row execute function ledger.guard_account();
create trigger no_delete before delete on ledger.account for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.account execute function ledger.refuse_change();

create table ledger.transaction (
  id text primary key,
  purpose text not null,
  subject text not null,
  key text not null,
  body_hash bytea not null,
  reverses text unique references ledger.transaction (id) check (reverses <> id),
  actor_id text not null,
  at timestamptz not null,
  unique (purpose, subject, key)
);
create index transaction_at on ledger.transaction (at, id);

create table ledger.entry (
  transaction_id text not null references ledger.transaction (id),
  leg smallint not null,
  account_id bigint not null,
  side text not null check (side in ('D', 'C')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  primary key (transaction_id, leg),
  foreign key (account_id, currency) references ledger.account (id, currency)
);
create index entry_account on ledger.entry (account_id, transaction_id);

create function ledger.check_balanced() returns trigger language plpgsql as $$
declare
  legs bigint;
  off bigint;
begin
  select coalesce(sum(n), 0), count(*) filter (where s <> 0) into legs, off
  from (select count(*) n, sum(case side when 'D' then amount_minor else -amount_minor end) s
        from ledger.entry where transaction_id = new.id group by currency) per_currency;
  if legs < 2 then
    raise exception 'transaction % has fewer than two legs', new.id using errcode = '23514';
  end if;
  if off > 0 then
    raise exception 'transaction % is not balanced', new.id using errcode = '23514';
  end if;
  if new.reverses is not null and exists (
    (select account_id, side, amount_minor, currency from ledger.entry where transaction_id = new.id
     except all
     select account_id, case side when 'D' then 'C' else 'D' end, amount_minor, currency from ledger.entry where transaction_id = new.reverses)
    union all
    (select account_id, case side when 'D' then 'C' else 'D' end, amount_minor, currency from ledger.entry where transaction_id = new.reverses
     except all
     select account_id, side, amount_minor, currency from ledger.entry where transaction_id = new.id)) then
    raise exception 'transaction % is not the opposite of %', new.id, new.reverses using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on ledger.transaction
  deferrable initially deferred for each row execute function ledger.check_balanced();

-- All legs of a transaction arrive in one statement; a later leg, even a balanced pair, is refused.
create function ledger.check_complete() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from (select transaction_id, count(*) n from added group by transaction_id) a
    where a.n <> (select count(*) from ledger.entry e where e.transaction_id = a.transaction_id)) then
    raise exception 'no leg may be added to a transaction later' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger complete after insert on ledger.entry referencing new table as added
  for each statement execute function ledger.check_complete();

create trigger no_change before update or delete on ledger.transaction for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.transaction execute function ledger.refuse_change();
create trigger no_change before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.entry execute function ledger.refuse_change();
`

const claims = `
create table ledger.bank_account (
  id text primary key,
  account_id bigint not null unique references ledger.account (id),
  currency text not null,
  bank_name text not null default '',
  account_name text not null default '',
  account_number text not null default '',
  is_demo boolean not null default false,
  closing_minor bigint not null default 0
);

-- One name space for the remarks of payment requests and payouts, so that a reference never means two things.
create table ledger.reference (
  reference text primary key check (reference ~ '^ZP[0-9A-HJKMNP-TV-Z]{8}$'),
  target_kind text not null check (target_kind in ('request', 'payout')),
  target_id text not null unique
);

create table ledger.payment_request (
  id text primary key,
  reference text not null unique references ledger.reference (reference),
  payer_organisation_id text not null,
  purpose text not null check (purpose in ('deposit', 'price')),
  subject text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'paid', 'refunded', 'cancelled')),
  requested_at timestamptz not null,
  paid_at timestamptz,
  check ((state in ('paid', 'refunded')) = (paid_at is not null))
);
create unique index payment_request_one on ledger.payment_request (payer_organisation_id, purpose, subject)
  where state in ('open', 'paid');
create index payment_request_state on ledger.payment_request (state, due_at);

create table ledger.hold (
  id text primary key,
  account_id bigint not null,
  currency text not null,
  organisation_id text not null,
  purpose text not null check (purpose in ('deposit', 'price')),
  subject text not null,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null default 'held' check (state in ('held', 'released', 'captured')),
  request_id text references ledger.payment_request (id),
  placed_at timestamptz not null,
  ended_at timestamptz,
  transaction_id text unique references ledger.transaction (id),
  foreign key (account_id, currency) references ledger.account (id, currency),
  check ((state = 'held') = (ended_at is null)),
  check ((state = 'captured') = (transaction_id is not null))
);
create unique index hold_open on ledger.hold (account_id, purpose, subject) where state = 'held';
create index hold_subject on ledger.hold (subject);

create function ledger.guard_hold() returns trigger language plpgsql as $$
begin
  if old.state <> 'held' or new.state = 'held'
     or (new.id, new.account_id, new.currency, new.organisation_id, new.purpose, new.subject, new.amount_minor, new.request_id, new.placed_at)
     is distinct from
     (old.id, old.account_id, old.currency, old.organisation_id, old.purpose, old.subject, old.amount_minor, old.request_id, old.placed_at) then
    raise exception 'a hold ends exactly once and never changes otherwise' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on ledger.hold for each row execute function ledger.guard_hold();
create trigger no_delete before delete on ledger.hold for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.hold execute function ledger.refuse_change();

create function ledger.check_held() returns trigger language plpgsql as $$
begin
  if (select held_minor from ledger.account where id = new.account_id)
     <> (select coalesce(sum(amount_minor), 0) from ledger.hold where account_id = new.account_id and state = 'held') then
    raise exception 'held sum of account % differs from its holds', new.account_id using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger held_sum after insert or update on ledger.hold
  deferrable initially deferred for each row execute function ledger.check_held();
`

const outgoing = `
create table ledger.payout_batch (
  id text primary key,
  currency text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'exported', 'rejected')),
  payout_count int not null check (payout_count > 0),
  total_minor bigint not null check (total_minor > 0),
  made_by text not null,
  made_in text not null,
  made_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  exported_by text,
  exported_at timestamptz,
  constraint batch_two_people check (decided_by is null or decided_by <> made_by),
  check ((state = 'proposed') = (decided_at is null)),
  check ((state = 'exported') = (exported_at is not null))
);

create table ledger.payout (
  id text primary key,
  reference text not null unique references ledger.reference (reference),
  purpose text not null,
  subject text not null,
  key text not null,
  from_organisation_id text,
  beneficiary_kind text not null check (beneficiary_kind in ('person', 'organisation', 'payer')),
  beneficiary_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  account_name text not null default '',
  account_number text not null default '',
  bank_name text not null default '',
  state text not null check (state in ('awaiting_account', 'ordered', 'batched', 'exported', 'settled', 'cancelled')),
  batch_id text references ledger.payout_batch (id),
  hold_id text unique references ledger.hold (id),
  transaction_id text not null unique references ledger.transaction (id),
  due_at timestamptz,
  ordered_by text,
  ordered_at timestamptz not null,
  settled_at timestamptz,
  unique (purpose, subject, key),
  check ((state in ('batched', 'exported', 'settled')) = (batch_id is not null)),
  check (state in ('awaiting_account', 'cancelled') or account_number <> ''),
  check ((state = 'settled') = (settled_at is not null))
);
create index payout_state on ledger.payout (state, due_at);
create index payout_batch_items on ledger.payout (batch_id) where batch_id is not null;

create function ledger.guard_payout() returns trigger language plpgsql as $$
begin
  if old.state in ('settled', 'cancelled')
     or (new.id, new.reference, new.purpose, new.subject, new.key, new.from_organisation_id, new.beneficiary_kind, new.beneficiary_id,
         new.amount_minor, new.currency, new.hold_id, new.transaction_id, new.ordered_at)
     is distinct from
     (old.id, old.reference, old.purpose, old.subject, old.key, old.from_organisation_id, old.beneficiary_kind, old.beneficiary_id,
         old.amount_minor, old.currency, old.hold_id, old.transaction_id, old.ordered_at) then
    raise exception 'a payout order keeps its amount and beneficiary, and ends once' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on ledger.payout for each row execute function ledger.guard_payout();
create trigger no_delete before delete on ledger.payout for each row execute function ledger.refuse_change();
`

const statements = `
create table ledger.statement (
  id text primary key,
  bank_account_id text not null references ledger.bank_account (id),
  file_name text not null,
  sha256 text not null,
  format text not null check (format in ('camt.053', 'csv')),
  content bytea not null,
  state text not null default 'previewed' check (state in ('previewed', 'booked', 'discarded')),
  currency text not null,
  opening_minor bigint not null,
  closing_minor bigint not null,
  credit_minor bigint not null check (credit_minor >= 0),
  debit_minor bigint not null check (debit_minor >= 0),
  line_count int not null check (line_count >= 0),
  booked_count int not null default 0,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  booked_by text,
  booked_at timestamptz,
  constraint statement_adds_up check (opening_minor + credit_minor - debit_minor = closing_minor),
  check ((state = 'booked') = (booked_at is not null))
);
create unique index statement_file on ledger.statement (bank_account_id, sha256) where state <> 'discarded';

create table ledger.statement_line (
  id text primary key,
  statement_id text not null references ledger.statement (id),
  line_number int not null,
  bank_account_id text not null references ledger.bank_account (id),
  bank_line_id text not null,
  booked_on date not null,
  direction text not null check (direction in ('credit', 'debit')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  counterparty_name text not null,
  counterparty_account text not null,
  remark text not null,
  state text not null check (state in ('matched', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned')),
  reason text,
  request_id text unique references ledger.payment_request (id),
  payout_id text unique references ledger.payout (id),
  return_payout_id text unique references ledger.payout (id),
  transaction_id text not null unique references ledger.transaction (id),
  unique (bank_account_id, bank_line_id),
  check ((state in ('matched', 'assigned')) = (request_id is not null or payout_id is not null)),
  check (request_id is null or payout_id is null),
  check ((state in ('return_ordered', 'returned')) = (return_payout_id is not null)),
  check (state = 'matched' or reason is not null)
);
create index statement_line_statement on ledger.statement_line (statement_id, line_number);
create index statement_line_state on ledger.statement_line (state) where state <> 'matched';

create function ledger.guard_line() returns trigger language plpgsql as $$
begin
  if (new.id, new.statement_id, new.bank_account_id, new.bank_line_id, new.booked_on, new.direction, new.amount_minor, new.currency,
      new.counterparty_name, new.counterparty_account, new.remark, new.transaction_id)
     is distinct from
     (old.id, old.statement_id, old.bank_account_id, old.bank_line_id, old.booked_on, old.direction, old.amount_minor, old.currency,
      old.counterparty_name, old.counterparty_account, old.remark, old.transaction_id)
     or old.state in ('matched', 'assigned', 'returned') then
    raise exception 'a bank line stays as the bank wrote it' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard before update on ledger.statement_line for each row execute function ledger.guard_line();
create trigger no_delete before delete on ledger.statement_line for each row execute function ledger.refuse_change();

create table ledger.assignment (
  id text primary key,
  line_id text not null references ledger.statement_line (id),
  target_kind text not null check (target_kind in ('request', 'payout')),
  target_id text not null,
  note text not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
  made_by text not null,
  made_in text not null,
  made_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check ((state = 'proposed') = (decided_at is null)),
  constraint assignment_two_people check (decided_by is null or decided_by <> made_by)
);
create unique index assignment_open on ledger.assignment (line_id) where state = 'proposed';
create unique index assignment_target on ledger.assignment (target_id) where state in ('proposed', 'confirmed');
`

const chart = `
insert into ledger.account (code, class, kind, currency, owner_kind, floor_minor, opened_at) values
  ('bank:CNY', 'bank', 'asset', 'CNY', 'market', 0, now()),
  ('claims:CNY', 'claims', 'asset', 'CNY', 'market', 0, now()),
  ('payouts:CNY', 'payouts', 'liability', 'CNY', 'market', 0, now()),
  ('suspense:CNY', 'suspense', 'liability', 'CNY', 'market', 0, now()),
  ('fees:CNY', 'fees', 'income', 'CNY', 'market', null, now());
insert into ledger.bank_account (id, account_id, currency) select 'supervised', id, 'CNY' from ledger.account where code = 'bank:CNY';
`

export const initial: Migration = { name: '0001_initial', sql: [books, claims, outgoing, statements, chart].join('\n') }
