/** What higher modules may ask of a contract. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { ContractState } from './core/lifecycle.ts'
import { contractRow } from './store.ts'

export interface Contract {
  readonly id: string
  readonly number: string
  readonly state: ContractState
  readonly lotId: string
  readonly achievementId: string
  readonly sellerOrganisationId: string
  readonly buyerOrganisationId: string
  readonly title: Bilingual
  readonly priceMinor: bigint
  /** Of the price, what went to the seller: less where a division gave a part back. */
  readonly receivedMinor: bigint
  readonly startingPriceMinor: bigint
  readonly technologyAmountMinor: bigint
  readonly technicalIncomeMinor: bigint
  readonly settledAt: Instant | null
}

export const contractById = async (reader: Reader, id: string): Promise<Contract | null> => {
  const row = await contractRow(reader, id)
  if (!row) return null
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    lotId: row.lotId,
    achievementId: row.achievementId,
    sellerOrganisationId: row.sellerOrganisationId,
    buyerOrganisationId: row.buyerOrganisationId,
    title: row.title,
    priceMinor: row.priceMinor,
    receivedMinor: row.receivedMinor,
    startingPriceMinor: row.startingPriceMinor,
    technologyAmountMinor: row.technologyAmountMinor,
    technicalIncomeMinor: row.technicalIncomeMinor,
    settledAt: row.state === 'settled' ? row.endedAt : null,
  }
}
