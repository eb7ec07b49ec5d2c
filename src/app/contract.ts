/** The whole market's contract, by module. */
import { evidenceContract } from '#modules/evidence/api.ts'
import { rulebookContract } from '#modules/rulebook/api.ts'
import { partyContract } from '#modules/party/api.ts'
import { ledgerContract } from '#modules/ledger/api.ts'
import { documentContract } from '#modules/document/api.ts'
import { achievementContract } from '#modules/achievement/api.ts'
import { titleContract } from '#modules/title/api.ts'
import { listingContract } from '#modules/listing/api.ts'
import { auctionContract } from '#modules/auction/api.ts'

export const marketContract = {
  evidence: evidenceContract,
  rulebook: rulebookContract,
  party: partyContract,
  ledger: ledgerContract,
  document: documentContract,
  achievement: achievementContract,
  title: titleContract,
  listing: listingContract,
  auction: auctionContract,
}

export type MarketContract = typeof marketContract
