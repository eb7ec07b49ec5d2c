import type { Migration } from '#platform/command/module.ts'

/**
 * Who developed it too may refuse an application, or give up its part in it (Civil Code art. 860): the one stands until it is taken back, the other for good.
 * A share of a right held together is a disposal of its own: it takes the whole line while it is reserved, and leaves it free once the holders have changed.
 */
export const jointRights: Migration = {
  name: '0006_joint_rights',
  sql: `
create table title.filing_objection (
  id text primary key,
  achievement_id text not null references title.right_record (achievement_id),
  organisation_id text not null,
  reason text not null check (char_length(reason) between 1 and 500),
  objected_by text not null,
  objected_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index filing_objection_standing on title.filing_objection (achievement_id, organisation_id) where withdrawn_at is null;

create table title.share_given_up (
  achievement_id text not null references title.right_record (achievement_id),
  organisation_id text not null,
  note text not null check (char_length(note) <= 500),
  given_up_by text not null,
  given_up_at timestamptz not null,
  primary key (achievement_id, organisation_id)
);
create function title.keep_given_up() returns trigger language plpgsql as $$
begin
  raise exception 'a part that was given up is not taken back' using errcode = 'restrict_violation';
end $$;
create trigger share_given_up_final before update or delete on title.share_given_up for each row execute function title.keep_given_up();

alter table title.encumbrance drop constraint encumbrance_kind_check;
alter table title.encumbrance add constraint encumbrance_kind_check
  check (kind in ('pledge','open_licence','exclusive_licence','sole_licence','ordinary_licence','co_owner_agreement','dispute','free_working'));

alter table title.disposal add column share_basis_points int check (share_basis_points between 1 and 9999);
alter table title.disposal add constraint disposal_share check (share_basis_points is null or right_kind = 'assignment');
alter table title.disposal drop constraint disposal_no_second;
alter table title.disposal add constraint disposal_no_second
  exclude using gist (achievement_id with =, lane with &&, fields with &&, places with &&, period with &&)
  where (state <> 'released' and not (state = 'completed' and share_basis_points is not null));

-- A round asks about the whole right or about a share; what was said of the one says nothing of the other, and a sale that is done uses it up.
alter table title.first_refusal add column share_basis_points int check (share_basis_points between 1 and 9999);
alter table title.first_refusal add column used_at timestamptz;
alter table title.first_refusal_answer drop constraint first_refusal_answer_basis_check;
alter table title.first_refusal_answer add constraint first_refusal_answer_basis_check
  check (basis in ('completer','commissioner','co_developer','co_owner'));
`,
}
