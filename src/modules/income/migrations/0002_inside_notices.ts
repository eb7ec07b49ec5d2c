import type { Migration } from '#platform/command/module.ts'

/**
 * Earlier plans were published with every person's amount. What the open web may still read of them becomes what it reads of new ones: the notice keeps
 * its totals, the paper and the content of the fact go to the unit and the persons of the plan. The log itself holds digests only and stays as it is.
 */
export const insideNotices: Migration = {
  name: '0002_inside_notices',
  sql: `
create temporary table inside on commit drop as
  select n.id as notice_id, n.subject as plan_id, n.body_zh, n.body_en,
    array_remove(array[n.owner_organisation_id] || array(select distinct e.person_id from income.payee e where e.plan_id = n.subject order by 1), null) as readers
  from notice.notice n where n.kind = 'distribution';

alter table notice.notice disable trigger notice_kept;
update notice.notice n set
  body_zh = (select array_to_string(lines[1:2] || lines[cardinality(lines):], e'\\n') from (select string_to_array(i.body_zh, e'\\n') as lines) l),
  body_en = (select array_to_string(lines[1:2] || lines[cardinality(lines):], e'\\n') from (select string_to_array(i.body_en, e'\\n') as lines) l)
  from inside i where i.notice_id = n.id;
alter table notice.notice enable trigger notice_kept;

alter table document.link disable trigger link_append_only;
update document.link l set visible_to = i.readers || array['role:regulator'] from inside i, document.file f
  where l.subject = i.plan_id and f.id = l.document_id and f.kind = 'distribution_plan' and l.visible_to is null;
alter table document.link enable trigger link_append_only;

alter table platform.fact disable trigger fact_append_only;
update platform.fact f set visible_to = i.readers from inside i where f.type = 'notice.opened' and f.subject = i.notice_id and f.visible_to is null;
alter table platform.fact enable trigger fact_append_only;

create index plan_notice on income.plan (notice_id) where notice_id is not null;
`,
}
