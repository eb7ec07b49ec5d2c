/** The whole market's contract, by module. */
import { accountContract } from '#modules/account/api.ts'
import { evidenceContract } from '#modules/evidence/api.ts'
import { rulebookContract } from '#modules/rulebook/api.ts'
import { partyContract } from '#modules/party/api.ts'
import { ledgerContract } from '#modules/ledger/api.ts'
import { noticeContract } from '#modules/notice/api.ts'
import { documentContract } from '#modules/document/api.ts'
import { panelContract } from '#modules/panel/api.ts'
import { sealingContract } from '#modules/sealing/api.ts'
import { paymentContract } from '#modules/payment/api.ts'
import { complaintContract } from '#modules/complaint/api.ts'
import { achievementContract } from '#modules/achievement/api.ts'
import { titleContract } from '#modules/title/api.ts'
import { demandContract } from '#modules/demand/api.ts'
import { listingContract } from '#modules/listing/api.ts'
import { auctionContract } from '#modules/auction/api.ts'
import { contractContract } from '#modules/contract/api.ts'
import { incomeContract } from '#modules/income/api.ts'
import { sessionContract } from '#modules/session/api.ts'
import { indicatorContract } from '#modules/indicator/api.ts'
import { notificationContract } from '#modules/notification/api.ts'
import { deskContract } from '#modules/desk/api.ts'

/** Named member by member: the inferred type would be longer than the compiler writes out. */
export interface MarketContract {
  readonly account: typeof accountContract
  readonly evidence: typeof evidenceContract
  readonly rulebook: typeof rulebookContract
  readonly party: typeof partyContract
  readonly ledger: typeof ledgerContract
  readonly notice: typeof noticeContract
  readonly document: typeof documentContract
  readonly panel: typeof panelContract
  readonly sealing: typeof sealingContract
  readonly payment: typeof paymentContract
  readonly complaint: typeof complaintContract
  readonly achievement: typeof achievementContract
  readonly title: typeof titleContract
  readonly demand: typeof demandContract
  readonly listing: typeof listingContract
  readonly auction: typeof auctionContract
  readonly contract: typeof contractContract
  readonly income: typeof incomeContract
  readonly session: typeof sessionContract
  readonly indicator: typeof indicatorContract
  readonly notification: typeof notificationContract
  readonly desk: typeof deskContract
}

export const marketContract: MarketContract = {
  account: accountContract,
  evidence: evidenceContract,
  rulebook: rulebookContract,
  party: partyContract,
  ledger: ledgerContract,
  notice: noticeContract,
  document: documentContract,
  panel: panelContract,
  sealing: sealingContract,
  payment: paymentContract,
  complaint: complaintContract,
  achievement: achievementContract,
  title: titleContract,
  demand: demandContract,
  listing: listingContract,
  auction: auctionContract,
  contract: contractContract,
  income: incomeContract,
  session: sessionContract,
  indicator: indicatorContract,
  notification: notificationContract,
  desk: deskContract,
}
