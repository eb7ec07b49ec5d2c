import { bound } from '#platform/command/bound.ts'
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
    name: 'income: what is deducted for co-owners is the sum of their parts',
    sql: `select p.id from income.plan p left join income.co_owner o on o.plan_id = p.id group by p.id
      having coalesce(sum(o.amount_minor), 0) <> p.co_owner_minor`,
  },
  {
    name: 'income: a paid plan has paid everybody',
    sql: `select p.id from income.plan p join income.payee e on e.plan_id = p.id where p.state = 'paid' and e.amount_minor > 0 and e.settled_at is null
      union select p.id from income.plan p join income.co_owner o on o.plan_id = p.id where p.state = 'paid' and o.amount_minor > 0 and o.settled_at is null`,
  },
  bound({
    name: 'income: plans and what each person gets are what the log says',
    rows: `select p.id, jsonb_build_object('planId', p.id, 'number', p.number, 'contractId', p.contract_id, 'achievementId', p.achievement_id, 'institutionId', p.institution_id,
      'grossMinor', p.gross_minor::text, 'costMinor', p.cost_minor::text, 'taxMinor', p.tax_minor::text, 'rewardMinor', p.reward_minor::text,
      'retainedMinor', p.retained_minor::text, 'base', p.base, 'teamRateBasisPoints', p.team_rate,
      'coOwnerMinor', p.co_owner_minor::text, 'coOwnerAgreement', p.co_owner_agreement, 'unitRule', p.unit_rule,
      'coOwners', coalesce((select jsonb_agg(jsonb_build_object('organisationId', o.organisation_id, 'basisPoints', o.basis_points, 'amountMinor', o.amount_minor::text)
        order by o.organisation_id) from income.co_owner o where o.plan_id = p.id), '[]'::jsonb),
      'contributors', coalesce((select jsonb_agg(jsonb_build_object('personId', e.person_id, 'contribution', e.contribution, 'name', e.outside_name,
        'particulars', e.outside_particulars) order by e.line) from income.payee e where e.plan_id = p.id and e.contribution <> ''), '[]'::jsonb),
      'payees', (select jsonb_agg(jsonb_build_object('personId', e.person_id, 'group', e.share_group, 'basisPoints', e.basis_points, 'amountMinor', e.amount_minor::text)
        order by e.line) from income.payee e where e.plan_id = p.id)) as said from income.plan p`,
    facts: { 'income.awaited': {}, 'income.planned': {} },
  }),
]
