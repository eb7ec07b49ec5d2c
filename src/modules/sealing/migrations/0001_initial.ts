import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table sealing.officer_key (
  id text primary key,
  person_id text not null,
  organisation_id text not null,
  role text not null check (role in ('clerk', 'auctioneer', 'finance', 'regulator')),
  public_key text not null unique check (char_length(public_key) = 88),
  fingerprint text not null unique check (fingerprint ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('registered', 'certified', 'revoked')),
  registered_at timestamptz not null,
  certified_by text,
  certifier_role text,
  certified_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  revoke_reason text not null default '',
  check ((certified_by is null) = (certified_at is null)),
  check (certified_by is null or (certified_by <> person_id and certifier_role <> role)),
  check (state <> 'certified' or certified_by is not null),
  check ((state = 'revoked') = (revoked_at is not null)),
  check (state <> 'revoked' or (revoked_by is not null and revoke_reason <> ''))
);
create unique index officer_key_one_live on sealing.officer_key (person_id) where state <> 'revoked';
create index officer_key_waiting on sealing.officer_key (registered_at, id) where state = 'registered';

create table sealing.box (
  id text primary key,
  serial bigint generated always as identity,
  subject text not null,
  owner_organisation_id text not null,
  purpose text not null check (purpose in ('price', 'documents')),
  title_zh text not null check (char_length(title_zh) between 1 and 400),
  title_en text not null,
  step int not null,
  steps int not null,
  corrections int not null check (corrections between 0 and 10),
  state text not null check (state in ('awaiting_officers', 'open', 'closed', 'opening', 'opened', 'failed', 'cancelled')),
  opened_for_at timestamptz not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at >= opened_for_at),
  -- Fixed when the officers are named.
  threshold int,
  policy text,
  policy_digest text,
  rehearsal text,
  named_by text,
  named_at timestamptz,
  -- Known when it is closed.
  open_by timestamptz,
  ended_at timestamptz,
  end_reason text not null default '',
  check ((policy is null) = (policy_digest is null) and (policy is null) = (rehearsal is null) and (policy is null) = (threshold is null) and (policy is null) = (named_at is null)),
  check (state not in ('open', 'closed', 'opening', 'opened') or policy is not null),
  check ((state in ('opened', 'failed', 'cancelled')) = (ended_at is not null))
);
create unique index box_one_live on sealing.box (subject, purpose) where state not in ('opened', 'failed', 'cancelled');
create index box_list on sealing.box (opened_for_at desc, id desc);

create table sealing.seat (
  box_id text not null references sealing.box (id),
  key_id text not null references sealing.officer_key (id),
  place int not null,
  rehearsed_at timestamptz,
  released_at timestamptz,
  release_digest text,
  primary key (box_id, key_id),
  unique (box_id, place),
  check ((released_at is null) = (release_digest is null))
);
create index seat_key on sealing.seat (key_id);

create table sealing.envelope (
  id text primary key,
  seq bigint generated always as identity,
  box_id text not null references sealing.box (id),
  bidder_key text not null,
  turn int not null check (turn > 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  text text not null,
  deposited_by_person_id text,
  received_at timestamptz not null,
  withdrawn_at timestamptz,
  -- As opened.
  payload text,
  fault text,
  fault_officers text[] not null default '{}',
  unique (box_id, bidder_key, turn),
  unique (box_id, digest),
  check (payload is null or fault is null)
);
create index envelope_box on sealing.envelope (box_id, received_at, seq);

create table sealing.release (
  key_id text not null,
  box_id text not null,
  envelope_id text not null references sealing.envelope (id),
  -- Null: the officer could not read it.
  share text,
  primary key (key_id, envelope_id),
  foreign key (box_id, key_id) references sealing.seat (box_id, key_id)
);
create index release_box on sealing.release (box_id);

-- What was deposited stays as it came: it is taken back once and opened once, and nothing else happens to it.
create function sealing.keep_envelope() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'an envelope is never deleted' using errcode = '0A000'; end if;
  if (new.id, new.box_id, new.bidder_key, new.turn, new.digest, new.text, new.deposited_by_person_id, new.received_at)
    is distinct from (old.id, old.box_id, old.bidder_key, old.turn, old.digest, old.text, old.deposited_by_person_id, old.received_at)
    or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
    or ((old.payload is not null or old.fault is not null) and (new.payload, new.fault) is distinct from (old.payload, old.fault)) then
    raise exception 'an envelope is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger envelope_kept before update or delete on sealing.envelope for each row execute function sealing.keep_envelope();

create function sealing.keep_release() returns trigger language plpgsql as $$
begin raise exception 'a released share is never taken back' using errcode = '0A000'; end $$;
create trigger release_kept before update or delete on sealing.release for each row execute function sealing.keep_release();

-- The policy that envelopes were sealed by does not change under them.
create function sealing.keep_policy() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a box is never deleted' using errcode = '0A000'; end if;
  if old.policy is not null and (new.policy, new.policy_digest, new.threshold, new.step, new.steps, new.corrections)
    is distinct from (old.policy, old.policy_digest, old.threshold, old.step, old.steps, old.corrections) then
    raise exception 'the policy of a box is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger box_kept before update or delete on sealing.box for each row execute function sealing.keep_policy();
`,
}
