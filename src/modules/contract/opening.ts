/** From the hammer to the confirmation of sale. */
import { dateOf, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { confirmedBidders, listingNotices, lotById, winnersDeposit, type Lot } from '#modules/listing/index.ts'
import { noticeFor } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { json, timestamp } from '#platform/db/transaction.ts'
import { contractNumber, saleConfirmationNumber, yearOf } from './core/number.ts'
import { contractFacts } from './facts.ts'
import { dealBody, tell } from './telling.ts'
import { agreedTerms, makeSaleConfirmation } from './paperwork.ts'
import { signingDeadline } from './performing.ts'
import { contractOfLot, contractRow, insertContract, nextSerial, saleOfLot } from './store.ts'
import type { ContractTerms } from './tables.ts'

/** What stands in a contract unless the seller proposes otherwise. */
export const USUAL_TERMS: ContractTerms = { handoverDays: 15, acceptanceDays: 15, guidanceDays: 10, secrecyYears: 10, forum: { kind: 'court' } }

/** What the parties may agree otherwise. */
const AGREED = ['sale.signing', 'contract.acceptanceSilence', 'contract.registerWithin', 'contract.objectionDays'] as const

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
      buyerOrganisationId: sale.buyerOrganisationId,
      priceMinor: sale.priceMinor,
      soldAt: sale.soldAt,
      auctionId: sale.auctionId,
      bidNumber: sale.bidNumber,
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
    ? { termMonths: right.termMonths, territory: json(right.territory), field: json(right.field) }
    : { termMonths: null, territory: json(null), field: json(null) }

/** When the result notice has run: the deal gets its number and the paper that both sides confirm. Idempotent by lot. */
export const openContract = async (act: Act, lotId: string, noticeId: string): Promise<Result<unknown>> => {
  if (await contractOfLot(act.tx, lotId)) return ok(null)
  const lot = await lotById(act.tx, lotId)
  if (!lot) return refuse('contract.lot_missing')
  const notice = await noticeFor(act.tx, lotId, listingNotices.result)
  const hammer = await hammerOf(act, lot, notice?.opensAt ?? null)
  if (!hammer) return refuse('contract.lot_missing')
  const id = act.newId('con')
  const year = yearOf(act.now)
  const serial = await nextSerial(act.tx, year)
  const sellerAndBuyer = { sellerOrganisationId: lot.sellerOrganisationId, buyerOrganisationId: hammer.buyerOrganisationId }
  // A deposit is never larger than the price it is set off against; what stands for one is no money, and nothing is set off; a holder of first refusal that took it paid none.
  const secured = await winnersDeposit(act.tx, lot.id, hammer.buyerOrganisationId)
  const paidMinor = lot.isTakenByHolder || (secured !== null && secured.kind !== 'cash') ? 0n : lot.depositMinor
  const depositMinor = paidMinor < hammer.priceMinor ? paidMinor : hammer.priceMinor
  const paper = await makeSaleConfirmation(act, {
    ...sellerAndBuyer,
    id,
    number: saleConfirmationNumber(year, serial),
    lotId: lot.id,
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
  // While the calendar of that year is not out, nobody is late.
  const signBy = await signingDeadline(act, id)
  await insertContract(act.tx, {
    ...sellerAndBuyer,
    id,
    number: contractNumber(year, serial),
    saleNumber: saleConfirmationNumber(year, serial),
    lotId: lot.id,
    lotNumber: lot.number,
    achievementId: lot.achievementId,
    auctionId: hammer.auctionId,
    state: 'sale_pending',
    bidNumber: hammer.bidNumber,
    title: json(lot.title),
    rightName: lot.rightName,
    ...scopeOf(lot),
    startingPriceMinor: lot.startingPriceMinor,
    priceMinor: hammer.priceMinor,
    depositMinor,
    technologyAmountMinor: hammer.priceMinor,
    technicalIncomeMinor: hammer.priceMinor,
    terms: json(await agreedTerms(act, USUAL_TERMS)),
    rules: json([rules.cite('result.publicity'), rules.cite('payment.full'), rules.cite('contract.cureDays'), ...AGREED.map((key) => rules.cite(key))]),
    soldAt: timestamp(hammer.soldAt),
    noticeId,
    saleDocumentId: paper.value.documentId,
    saleSha256: paper.value.sha256,
    openedAt: timestamp(act.now),
    signBy: signBy.ok ? timestamp(signBy.value) : null,
  })
  const row = await contractRow(act.tx, id)
  if (row) tell(act, row, contractFacts.sale_offered, { ...dealBody(row), sha256: paper.value.sha256, documentId: paper.value.documentId, on: dateOf(act.now) })
  return ok(null)
}
