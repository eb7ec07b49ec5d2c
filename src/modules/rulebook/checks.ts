import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'rulebook: every source of a rule is in the list of sources',
    sql: `select r.id, c.code from rulebook.rule r cross join unnest(r.source_codes) as c (code) left join rulebook.source s on s.code = c.code where s.code is null`,
  },
  {
    name: 'rulebook: every key holds without a gap',
    sql: `select a.key, a.branch, a.valid_to from rulebook.rule a where a.valid_to is not null and not exists (select 1 from rulebook.rule b where b.key = a.key and b.branch = a.branch and b.valid_from = a.valid_to)`,
  },
  {
    name: 'rulebook: an adopted proposal became exactly its rule',
    sql: `select p.id from rulebook.proposal p join rulebook.rule r on r.id = p.rule_id where (r.key, r.branch, r.value, r.valid_from) is distinct from (p.key, p.branch, p.value, p.valid_from)`,
  },
  { name: 'rulebook: proposer and adopter differ', sql: `select id from rulebook.proposal where decided_by = proposed_by` },
  {
    name: 'rulebook: the parameter table and the house rules on fair play are complete',
    sql: `select n from generate_series(1, 94) as n where not exists (select 1 from rulebook.rule r where r.no = n and r.valid_to is null)`,
  },
]
