import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create sequence listing.lot_number;

create table listing.lot (
  id text primary key,
  number text not null unique,
  seller_organisation_id text not null,
  achievement_id text not null,
  state text not null check (state in ('draft','submitted','returned','checked','notice','ready','bidding','sold','failed','withdrawn','suspended')),
  suspended_from text check (suspended_from in ('notice','ready','bidding')),
  state_reason text,
  round int not null default 0 check (round >= 0),
  title jsonb not null,
  summary jsonb not null,
  method text not null,
  right_kind text not null check (right_kind in ('assignment','licence')),
  exclusivity text check (exclusivity in ('exclusive','sole','ordinary')),
  term_months int check (term_months between 1 and 600),
  territory jsonb,
  field jsonb,
  starting_price_minor bigint not null check (starting_price_minor > 0),
  increment_minor bigint not null check (increment_minor > 0),
  deposit_minor bigint not null check (deposit_minor > 0),
  has_reserve boolean not null,
  reserve_commitment text check (reserve_commitment ~ '^[0-9a-f]{64}$'),
  notice_days int not null check (notice_days > 0),
  notice_unit text not null check (notice_unit in ('cd','wd')),
  free_minutes int not null check (free_minutes > 0),
  timed_seconds int not null check (timed_seconds > 0),
  price_basis_kind text not null check (price_basis_kind in ('negotiation','valuation','other')),
  price_basis jsonb not null,
  valuation_minor bigint check (valuation_minor > 0),
  terms jsonb not null,
  qualifications jsonb not null,
  rules jsonb not null,
  planned_opens_at timestamptz,
  notice_id text,
  notice_closes_at timestamptz,
  registration_closes_at timestamptz,
  deposit_due_at timestamptz,
  opens_at timestamptz,
  auction_id text unique,
  buyer_organisation_id text,
  price_minor bigint check (price_minor > 0),
  result_notice_id text,
  created_by text not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  checked_at timestamptz,
  closed_at timestamptz,
  changed_at timestamptz not null,
  check ((right_kind = 'licence') = (exclusivity is not null and term_months is not null and territory is not null and field is not null)),
  check ((right_kind = 'assignment') = (exclusivity is null and term_months is null and territory is null and field is null)),
  check (has_reserve = (reserve_commitment is not null)),
  check ((state = 'suspended') = (suspended_from is not null)),
  check ((state = 'sold') = (buyer_organisation_id is not null and price_minor is not null)),
  check (buyer_organisation_id is null or buyer_organisation_id <> seller_organisation_id),
  check (price_minor is null or price_minor >= starting_price_minor),
  check (state not in ('notice','ready','bidding','sold') or (notice_id is not null and notice_closes_at is not null)),
  check (opens_at is null or opens_at >= deposit_due_at)
);
create index lot_state on listing.lot (state, changed_at desc, id desc);
create index lot_seller on listing.lot (seller_organisation_id, changed_at desc, id desc);
create index lot_achievement on listing.lot (achievement_id);

-- The secret reserve has a table of its own: no query of lots can carry it out by accident.
create table listing.reserve (
  lot_id text primary key references listing.lot (id),
  reserve_minor bigint not null check (reserve_minor > 0),
  salt text not null,
  set_by text not null,
  set_at timestamptz not null
);

create table listing.lot_check (
  lot_id text not null references listing.lot (id),
  round int not null check (round > 0),
  aspect text not null check (aspect in ('title','price','content')),
  outcome text not null check (outcome in ('passed','returned')),
  reason text not null,
  checked_by text not null,
  checked_at timestamptz not null,
  primary key (lot_id, round, aspect),
  check (outcome = 'passed' or reason <> '')
);
create trigger lot_check_append_only before update or delete on listing.lot_check for each row execute function platform.refuse_change();

create table listing.application (
  id text primary key,
  lot_id text not null references listing.lot (id),
  organisation_id text not null,
  person_id text not null,
  state text not null check (state in ('applied','qualified','refused','confirmed','withdrawn','lapsed')),
  statement text not null,
  reason text,
  deposit_state text not null default 'none' check (deposit_state in ('none','requested','held','released','kept')),
  deposit_minor bigint not null check (deposit_minor > 0),
  deposit_due_at timestamptz,
  request_id text,
  reference text,
  bidder_number int check (bidder_number between 100 and 9999),
  applied_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  confirmed_at timestamptz,
  unique (lot_id, bidder_number),
  check ((state = 'confirmed') = (bidder_number is not null)),
  check (state <> 'refused' or reason is not null),
  check (bidder_number is null or deposit_state in ('held','released','kept'))
);
-- A refused or withdrawn applicant may apply again while registration is open; a live application is unique.
create unique index application_live on listing.application (lot_id, organisation_id) where state in ('applied','qualified','confirmed');
create index application_organisation on listing.application (organisation_id, applied_at desc, id desc);
create index application_waiting on listing.application (applied_at, id) where state = 'applied';
`,
}
