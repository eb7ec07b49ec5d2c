/** How a contract's row becomes a fact. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import type { ContractRow } from './store.ts'

const contractBody = (row: ContractRow) => ({
  contractId: row.id,
  number: row.number,
  lotId: row.lotId,
  achievementId: row.achievementId,
  sellerOrganisationId: row.sellerOrganisationId,
  buyerOrganisationId: row.buyerOrganisationId,
})
type Known = ReturnType<typeof contractBody>

/** What a deal's facts say beside the contract itself. */
export const dealBody = (row: ContractRow) => ({
  title: { ...row.title },
  right: row.rightName,
  startingPriceMinor: String(row.startingPriceMinor),
  priceMinor: String(row.priceMinor),
  technologyAmountMinor: String(row.technologyAmountMinor),
  technicalIncomeMinor: String(row.technicalIncomeMinor),
})

export const tell = <Kind extends FactWith<Known, 'named'>>(act: Act, row: ContractRow, fact: Kind, rest: Omit<Told<Kind>, keyof Known>): void =>
  act.publish(fact, {
    subject: row.id,
    related: [row.lotId, row.achievementId],
    body: whole(fact, contractBody(row), rest),
    visibleTo: [row.sellerOrganisationId, row.buyerOrganisationId],
  })
