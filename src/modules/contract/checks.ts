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
    name: 'contract: what is settled was accepted, or both hands said that it stands',
    sql: `select c.id from contract.contract c where c.state = 'settled'
      and not exists (select 1 from contract.handover h where h.contract_id = c.id and h.outcome in ('accepted', 'deemed'))
      and not exists (select 1 from contract.split s where s.contract_id = c.id and s.state = 'confirmed' and s.outcome = 'performed')`,
  },
  {
    name: 'contract: a right that passes on registration is paid for when two officers have checked the proof',
    sql: `select c.id from contract.contract c where cardinality(c.registers) > 0 and (c.state = 'settled' or c.received_minor > 0)
      and not exists (select 1 from contract.filing f where f.contract_id = c.id and f.outcome = 'registered' and f.state = 'confirmed' and f.first_by <> f.second_by)`,
  },
  {
    name: 'contract: what the seller has of the price is what was accepted in part, until all is settled',
    sql: `select c.id from contract.contract c where c.state <> 'settled' and c.received_minor <>
      (select coalesce(sum(h.accepted_minor), 0) from contract.handover h where h.contract_id = c.id)`,
  },
  {
    name: 'contract: a settled price is what went to the seller and what a division gave back',
    sql: `select c.id from contract.contract c where c.state = 'settled' and c.price_minor <> c.received_minor +
      (select coalesce(sum(s.buyer_minor), 0) from contract.split s where s.contract_id = c.id and s.state = 'confirmed' and s.outcome = 'performed')`,
  },
  {
    name: 'contract: nobody ends a contract but by a notice of a party or by a division that both hands confirmed',
    sql: `select c.id from contract.contract c where c.end_ground is not null and c.sign_by is not null and c.rescinded_at is null
      and not exists (select 1 from contract.split s where s.contract_id = c.id and s.state = 'confirmed' and s.outcome = 'ended')`,
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
