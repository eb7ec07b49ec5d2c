import type { Migration } from '#platform/command/module.ts'

/** Who held the right when a disposal of it was reserved: what comes of it is theirs, even when an assignment has meanwhile moved the right to the buyer. */
export const shares: Migration = {
  name: '0003_shares',
  sql: `
alter table title.disposal add column holders jsonb not null default '[]' check (jsonb_typeof(holders) = 'array');
update title.disposal d set holders = coalesce((
  select jsonb_agg(jsonb_build_object('organisationId', h.organisation_id, 'basisPoints', h.share_basis_points) order by h.organisation_id)
  from title.holder h where h.achievement_id = d.achievement_id), '[]')
where d.state = 'reserved' or d.right_kind <> 'assignment';
`,
}
