/** What the module tells. A contract is the business of its two parties; the public learns of sales from the result notice. */
import type { Json } from '#kernel/canonical-json.ts'
import type { Act } from '#platform/command/act.ts'
import type { ContractRow } from './store.ts'

type Body = Readonly<Record<string, Json>>

export const contractBody = (row: ContractRow): Body => ({
  contractId: row.id,
  number: row.number,
  lotId: row.lot_id,
  achievementId: row.achievement_id,
  sellerOrganisationId: row.seller_organisation_id,
  buyerOrganisationId: row.buyer_organisation_id,
})

/** The body that statistics are made from: amounts and what the deal is about. */
export const dealBody = (row: ContractRow): Body => ({
  ...contractBody(row),
  title: { ...row.title },
  right: row.right_name,
  startingPriceMinor: String(row.starting_price_minor),
  priceMinor: String(row.price_minor),
  technologyAmountMinor: String(row.technology_amount_minor),
  technicalIncomeMinor: String(row.technical_income_minor),
})

export const tell = (act: Act, row: ContractRow, type: string, body: Body = {}): void =>
  act.publish({
    type: `contract.${type}`,
    subject: row.id,
    related: [row.lot_id, row.achievement_id],
    body: { ...contractBody(row), ...body },
    visibleTo: [row.seller_organisation_id, row.buyer_organisation_id],
  })
