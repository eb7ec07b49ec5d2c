import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'rulebook: every source of a rule is in the list of sources',
    sql: `select d.key, c.code from rulebook.definition d cross join jsonb_to_recordset(d.sources) as c (code text) left join rulebook.source s on s.code = c.code where s.code is null`,
  },
  {
    name: 'rulebook: every key holds without a gap',
    sql: `select a.key, a.branch, a.valid_to from rulebook.rule a where a.valid_to is not null and not exists (select 1 from rulebook.rule b where b.key = a.key and b.branch = a.branch and b.valid_from = a.valid_to)`,
  },
  {
    name: 'rulebook: an adopted proposal became exactly its rule',
    sql: `select p.id from rulebook.proposal p join rulebook.rule r on r.id = p.rule_id where (r.key, r.branch, r.value, r.valid_from) is distinct from (p.key, p.branch, p.value, p.valid_from)`,
  },
  {
    name: 'rulebook: no change was adopted, or holds, before it was published for its time',
    sql: `select id from rulebook.proposal where state = 'adopted' and comments_close_at is not null
      and (decided_at < comments_close_at or valid_from::timestamp at time zone 'Asia/Shanghai' < comments_close_at)`,
  },
  bound({
    name: 'rulebook: comments are what the log says',
    rows: `select id, jsonb_build_object('commentId', id, 'proposalId', proposal_id, 'personId', person_id) as said from rulebook.comment`,
    facts: { 'rulebook.commented': {} },
  }),
  { name: 'rulebook: proposer and adopter differ', sql: `select id from rulebook.proposal where decided_by = proposed_by` },
  bound({
    name: 'rulebook: adopted versions are what the log says',
    rows: `select id, jsonb_build_object('ruleId', id, 'key', key, 'branch', branch, 'value', value, 'unit', unit, 'validFrom', valid_from) as said
      from rulebook.rule where valid_from is not null`,
    facts: { 'rulebook.adopted': {} },
  }),
  bound({
    name: 'rulebook: proposals are what the log says',
    rows: `select id, jsonb_build_object('proposalId', id, 'key', key, 'branch', branch, 'value', value, 'validFrom', valid_from, 'state', state, 'commentsCloseAt', ${isoSql('comments_close_at')}) as said from rulebook.proposal`,
    facts: { 'rulebook.proposed': { state: 'proposed' }, 'rulebook.adopted': { state: 'adopted' }, 'rulebook.rejected': { state: 'rejected' } },
    key: 'proposalId',
  }),
  {
    name: 'rulebook: days of the calendar are what the log says',
    sql: `select coalesce(c.date, t.date) as date from rulebook.calendar_day c full join (
        select distinct on (1) (d ->> 'date')::date as date, (d ->> 'isWorking')::boolean as is_working
        from platform.fact f, jsonb_array_elements(f.body::jsonb -> 'days') d where f.type = 'rulebook.calendar_laid' order by 1, f.seq desc) t on t.date = c.date
      where c.is_working is distinct from t.is_working`,
  },
]
