import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  { name: 'notice: none closed before its last day was over', sql: `select id from notice.notice where state = 'closed' and ended_at < closes_at` },
  {
    name: 'notice: none closed over an objection that nobody answered',
    sql: `select n.id from notice.notice n join notice.objection o on o.notice_id = n.id where n.state in ('closed', 'upheld', 'withdrawn') and o.state = 'open'`,
  },
  {
    name: 'notice: none runs shorter than its days',
    sql: `select id from notice.notice where closes_at is not null and closes_at < opens_at + make_interval(days => days)`,
  },
  {
    name: 'notice: a paused notice has exactly one open pause, others none',
    sql: `select n.id from notice.notice n left join notice.pause p on p.notice_id = n.id and p.resumed_at is null where (n.state = 'paused') <> (p.notice_id is not null)`,
  },
  {
    name: 'notice: an upheld notice has an upheld objection',
    sql: `select n.id from notice.notice n where n.state = 'upheld' and not exists (select 1 from notice.objection o where o.notice_id = n.id and o.state = 'upheld')`,
  },
  {
    name: 'notice: nobody answered an own objection',
    sql: `select id from notice.objection where state in ('dismissed', 'upheld') and decided_by = person_id`,
  },
  bound({
    name: 'notice: notices are what the log says',
    rows: `select id, jsonb_build_object('noticeId', id, 'kind', kind, 'subject', subject, 'ownerOrganisationId', owner_organisation_id, 'titleZh', title_zh, 'titleEn', title_en,
      'ruleId', rule_id, 'days', days, 'unit', unit, 'end', case when state in ('running', 'paused') then 'open' else state end)
      || case handled_by when 'unit' then '{}'::jsonb else jsonb_build_object('bodyZh', body_zh, 'bodyEn', body_en) end as said from notice.notice`,
    facts: {
      'notice.opened': { end: 'open' },
      'notice.closed': { end: 'closed' },
      'notice.upheld': { end: 'upheld' },
      'notice.withdrawn': { end: 'withdrawn' },
    },
  }),
  bound({
    name: 'notice: objections are what the log says',
    rows: `select id, jsonb_build_object('objectionId', id, 'noticeId', notice_id, 'personId', person_id, 'grounds', grounds, 'evidence', evidence) as said from notice.objection`,
    facts: { 'notice.objection_filed': {} },
  }),
]
