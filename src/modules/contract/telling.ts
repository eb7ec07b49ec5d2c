/** How a contract's row becomes a fact. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import type { ContractRow } from './store.ts'

const contractBody = (row: ContractRow) => ({
  contractId: row.id,
  number: row.number,
  lotId: row.lot_id,
  achievementId: row.achievement_id,
  sellerOrganisationId: row.seller_organisation_id,
  buyerOrganisationId: row.buyer_organisation_id,
})
type Known = ReturnType<typeof contractBody>

/** What a deal's facts say beside the contract itself. */
export const dealBody = (row: ContractRow) => ({
  title: { ...row.title },
  right: row.right_name,
  startingPriceMinor: String(row.starting_price_minor),
  priceMinor: String(row.price_minor),
  technologyAmountMinor: String(row.technology_amount_minor),
  technicalIncomeMinor: String(row.technical_income_minor),
})

export const tell = <Kind extends FactWith<Known, 'named'>>(act: Act, row: ContractRow, fact: Kind, rest: Omit<Told<Kind>, keyof Known>): void =>
  act.publish(fact, {
    subject: row.id,
    related: [row.lot_id, row.achievement_id],
    body: whole(fact, contractBody(row), rest),
    visibleTo: [row.seller_organisation_id, row.buyer_organisation_id],
  })
