/** From the hammer to the confirmation of sale. */
import { dateOf, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { confirmedBidders, lotById, type Lot } from '#modules/listing/index.ts'
import { noticeFor } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { json, timestamp } from '#platform/db/transaction.ts'
import { contractNumber, saleConfirmationNumber, yearOf } from './core/number.ts'
import { contractFacts } from './facts.ts'
import { dealBody, tell } from './telling.ts'
import { makeSaleConfirmation } from './papers.ts'
import { contractOfLot, contractRow, insertContract, nextSerial, saleOfLot } from './store.ts'
import type { ContractTerms } from './tables.ts'

/** What stands in a contract unless the seller proposes otherwise. */
export const USUAL_TERMS: ContractTerms = { handoverDays: 15, acceptanceDays: 15, guidanceDays: 10, secrecyYears: 10, forum: { kind: 'court' } }

interface Hammer {
  readonly buyerOrganisationId: string
  readonly priceMinor: bigint
  readonly soldAt: Instant
  readonly auctionId: string | null
  readonly bidNumber: number | null
}

/** The hammer as the auction told it; a lot sold by other means has only what the lot knows. */
const hammerOf = async (act: Act, lot: Lot, noticeOpenedAt: Instant | null): Promise<Hammer | null> => {
  const sale = await saleOfLot(act.tx, lot.id)
  if (sale)
    return {
      buyerOrganisationId: sale.buyer_organisation_id,
      priceMinor: sale.price_minor,
      soldAt: sale.sold_at,
      auctionId: sale.auction_id,
      bidNumber: sale.bid_number,
    }
  if (lot.buyerOrganisationId === null || lot.priceMinor === null) return null
  const bidder = (await confirmedBidders(act.tx, lot.id)).find((candidate) => candidate.organisationId === lot.buyerOrganisationId)
  return {
    buyerOrganisationId: lot.buyerOrganisationId,
    priceMinor: lot.priceMinor,
    soldAt: noticeOpenedAt ?? act.now,
    auctionId: lot.procedureId,
    bidNumber: bidder?.number ?? null,
  }
}

/** How far a licence reaches; an assignment has no bounds. */
const scopeOf = ({ right }: Lot) =>
  right.kind === 'licence'
    ? { term_months: right.termMonths, territory: json(right.territory), field: json(right.field) }
    : { term_months: null, territory: json(null), field: json(null) }

/** When the result notice has run: the deal gets its number and the paper that both sides confirm. Idempotent by lot. */
export const openContract = async (act: Act, lotId: string, noticeId: string): Promise<Result<unknown>> => {
  if (await contractOfLot(act.tx, lotId)) return ok(null)
  const lot = await lotById(act.tx, lotId)
  if (!lot) return refuse('contract.lot_missing')
  const notice = await noticeFor(act.tx, lotId, 'result')
  const hammer = await hammerOf(act, lot, notice?.opensAt ?? null)
  if (!hammer) return refuse('contract.lot_missing')
  const id = act.newId('con')
  const year = yearOf(act.now)
  const serial = await nextSerial(act.tx, year)
  const sellerAndBuyer = { seller_organisation_id: lot.sellerOrganisationId, buyer_organisation_id: hammer.buyerOrganisationId }
  // A deposit is never larger than the price it is set off against.
  const depositMinor = lot.depositMinor < hammer.priceMinor ? lot.depositMinor : hammer.priceMinor
  const paper = await makeSaleConfirmation(act, {
    ...sellerAndBuyer,
    id,
    number: saleConfirmationNumber(year, serial),
    lotNumber: lot.number,
    title: lot.title.zh,
    right: lot.rightName,
    soldAt: hammer.soldAt,
    bidNumber: hammer.bidNumber,
    startingPriceMinor: lot.startingPriceMinor,
    priceMinor: hammer.priceMinor,
    depositMinor,
    noticeOpenedAt: notice?.opensAt ?? null,
  })
  if (!paper.ok) return paper
  const rules = await rulesAt(act.tx, act.now)
  await insertContract(act.tx, {
    ...sellerAndBuyer,
    id,
    number: contractNumber(year, serial),
    sale_number: saleConfirmationNumber(year, serial),
    lot_id: lot.id,
    lot_number: lot.number,
    achievement_id: lot.achievementId,
    auction_id: hammer.auctionId,
    state: 'sale_pending',
    bid_number: hammer.bidNumber,
    title: json(lot.title),
    right_name: lot.rightName,
    ...scopeOf(lot),
    starting_price_minor: lot.startingPriceMinor,
    price_minor: hammer.priceMinor,
    deposit_minor: depositMinor,
    technology_amount_minor: hammer.priceMinor,
    technical_income_minor: hammer.priceMinor,
    terms: json(USUAL_TERMS),
    rules: json([rules.cite('result.publicity'), rules.cite('payment.full'), rules.cite('contract.cureDays')]),
    sold_at: timestamp(hammer.soldAt),
    notice_id: noticeId,
    sale_document_id: paper.value.documentId,
    sale_sha256: paper.value.sha256,
    opened_at: timestamp(act.now),
  })
  const row = await contractRow(act.tx, id)
  if (row) tell(act, row, contractFacts.sale_offered, { ...dealBody(row), sha256: paper.value.sha256, documentId: paper.value.documentId, on: dateOf(act.now) })
  return ok(null)
}
