import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'contract: amounts follow from the price and the deduction lines',
    sql: `select c.id from contract.contract c left join contract.deduction d on d.contract_id = c.id group by c.id
      having c.technical_income_minor <> c.price_minor - coalesce(sum(d.amount_minor), 0)
        or c.technology_amount_minor <> c.price_minor - coalesce(sum(d.amount_minor) filter (where d.kind in ('equipment', 'instrument', 'part', 'raw_material')), 0)`,
  },
  {
    name: 'contract: an effective contract was confirmed by both sides in the same text',
    sql: `select c.id from contract.contract c where c.effective_at is not null and
      (select count(distinct k.side) from contract.confirmation k where k.contract_id = c.id and k.stage = 'contract' and k.sha256 = c.contract_sha256) < 2`,
  },
  {
    name: 'contract: a drafted contract follows a sale that both sides confirmed',
    sql: `select c.id from contract.contract c where c.contract_sha256 is not null and
      (select count(distinct k.side) from contract.confirmation k where k.contract_id = c.id and k.stage = 'sale' and k.sha256 = c.sale_sha256) < 2`,
  },
  {
    name: 'contract: what is settled was accepted',
    sql: `select c.id from contract.contract c where c.state = 'settled' and
      not exists (select 1 from contract.handover h where h.contract_id = c.id and h.outcome = 'accepted')`,
  },
  bound({
    name: 'contract: contracts are what the log says',
    rows: `select id, jsonb_build_object('contractId', id, 'number', number, 'lotId', lot_id, 'achievementId', achievement_id, 'sellerOrganisationId', seller_organisation_id,
      'buyerOrganisationId', buyer_organisation_id, 'startingPriceMinor', starting_price_minor::text, 'priceMinor', price_minor::text)
      || case when state = 'settled' then jsonb_build_object('technologyAmountMinor', technology_amount_minor::text, 'technicalIncomeMinor', technical_income_minor::text)
        else '{}'::jsonb end as said from contract.contract`,
    facts: { 'contract.sale_offered': {}, 'contract.effective': {}, 'contract.settled': {} },
  }),
]
