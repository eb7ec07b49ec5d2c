import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'income: payees get exactly the reward',
    sql: `select p.id from income.plan p left join income.payee e on e.plan_id = p.id where p.state <> 'awaited'
      group by p.id having coalesce(sum(e.amount_minor), 0) <> p.reward_minor`,
  },
  {
    name: 'income: deducted costs are the sum of their lines',
    sql: `select p.id from income.plan p left join income.cost c on c.plan_id = p.id group by p.id having coalesce(sum(c.amount_minor), 0) <> p.cost_minor`,
  },
  {
    name: 'income: nobody is paid without a notice and two approvals',
    sql: `select p.id from income.plan p where exists (select 1 from income.payee e where e.plan_id = p.id and e.payout_id is not null)
      and (p.notice_id is null or p.first_approver_id is null or p.second_approver_id is null)`,
  },
  {
    name: 'income: a paid plan has paid everybody',
    sql: `select p.id from income.plan p join income.payee e on e.plan_id = p.id where p.state = 'paid' and e.amount_minor > 0 and e.settled_at is null`,
  },
]
