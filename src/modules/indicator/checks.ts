import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'indicator: figures come from facts that exist',
    sql: `select d.contract_id as id from indicator.deal d where not exists (select 1 from platform.fact f where f.subject = d.contract_id and f.type in ('contract.effective', 'contract.settled'))
      union all select e.contract_id from indicator.ended e where not exists (select 1 from platform.fact f where f.subject = e.contract_id and f.type in ('contract.defaulted', 'contract.terminated'))`,
  },
  {
    name: 'indicator: income to researchers is what the facts say was paid',
    sql: `select p.payout_id from indicator.payout p where not exists (
      select 1 from platform.fact f where f.subject = p.plan_id and f.type = 'income.paid'
        and f.body::jsonb ->> 'payoutId' = p.payout_id and (f.body::jsonb ->> 'amountMinor')::bigint = p.amount_minor)`,
  },
]
