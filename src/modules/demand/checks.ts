import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'demand.own_demands_have_a_contact',
    sql: `select r.id from demand.record r left join demand.contact c on c.demand_id = r.id where (r.source = 'enterprise') <> (c.demand_id is not null)`,
  },
  {
    name: 'demand.expired_only_after_the_deadline',
    sql: `select id from demand.record where outcome = 'expired' and closed_at < ((deadline + 1)::timestamp at time zone 'Asia/Shanghai')`,
  },
  {
    name: 'demand.nobody_answers_themselves',
    sql: `select p.id from demand.response p join demand.record r on r.id = p.demand_id where r.organisation_id = p.organisation_id`,
  },
]
