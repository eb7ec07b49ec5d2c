/** From a lot to a hammer. */
import { ORPCError } from '@orpc/client'
import { later, MINUTE_MS, parseInstant, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import type { DemoAchievement } from './achievement.ts'
import { applyAndQualify, ASPECTS, bookStatement, checkAndPublish } from './acts.ts'
import { waiveFirstRefusal } from './cataloguing.ts'
import { wan, type Institution, type Stage } from './stage.ts'
import type { Moments } from './timeline.ts'

export interface Offer {
  readonly item: DemoAchievement
  readonly achievementId: string
  readonly institution: Institution
  readonly right: 'assignment' | 'exclusive' | 'ordinary'
  readonly startWan: number
  readonly reserveWan: number | null
  readonly opensAt?: Instant
  readonly freeMinutes?: number
}

const TERRITORY = { zh: '中国境内', en: "Mainland of the People's Republic of China" }

const objectOf = (offer: Offer) => {
  const licence = offer.right === 'assignment' ? null : offer.right
  return {
    achievementId: offer.achievementId,
    title: {
      zh: `${offer.item.zh[0]}${licence ? (licence === 'exclusive' ? '（独占许可）' : '（普通许可）') : ''}`,
      en: `${offer.item.en[0]}${licence ? ` (${licence} licence)` : ''}`,
    },
    summary: { zh: offer.item.zh[1], en: offer.item.en[1] },
    right: licence
      ? {
          kind: 'licence' as const,
          exclusivity: licence,
          termMonths: 60,
          territory: TERRITORY,
          field: { zh: `${offer.item.keywords[0]}相关应用`, en: 'All fields of use of the achievement' },
        }
      : { kind: 'assignment' as const },
  }
}

const TERMS = {
  zh: '成交后五个工作日内付清价款；转让方提供技术资料并现场指导二十人日。',
  en: 'Price in full within five working days; the seller hands over the documents and gives twenty person-days of guidance on site.',
}

export const draftLot = async (stage: Stage, offer: Offer): Promise<string> => {
  const api = stage.as(offer.institution.tto)
  const startingPriceMinor = wan(offer.startWan)
  const preview = await api.listing.previewTerms({ startingPriceMinor, ...(offer.opensAt === undefined ? {} : { plannedOpensAt: toIso(offer.opensAt) }) })
  const { lotId } = await api.listing.draft({
    ...objectOf(offer),
    startingPriceMinor,
    reserveMinor: offer.reserveWan === null ? null : wan(offer.reserveWan),
    depositMinor: preview.depositMinor,
    noticeDays: preview.noticeDays,
    methodTerms: { ...preview.methodTerms, ...(offer.freeMinutes === undefined ? {} : { freeMinutes: offer.freeMinutes }) },
    priceBasis: {
      kind: 'other',
      text: {
        zh: '单位集体决策确定起拍价，参考同类技术成交价格。',
        en: 'Starting price fixed by collective decision of the institution, with regard to prices of comparable technology.',
      },
    },
    terms: TERMS,
    qualifications: {
      zh: '境内依法设立的企业法人，具备实施该技术的基本条件。',
      en: 'Enterprises established under Chinese law that are able to work the technology.',
    },
    plannedOpensAt: offer.opensAt === undefined ? null : toIso(offer.opensAt),
  })
  return lotId
}

/** The clerk's three checks, then the public notice. */
export const publishLot = async (stage: Stage, lotId: string): Promise<{ readonly noticeClosesAt: Instant; readonly opensAt: Instant }> => {
  const { noticeClosesAt, opensAt } = await checkAndPublish(stage.as('clerk'), lotId)
  await stage.settle()
  return { noticeClosesAt: parseInstant(noticeClosesAt), opensAt: parseInstant(opensAt) }
}

export const submitLot = async (stage: Stage, offer: Offer): Promise<string> => {
  if (offer.right === 'assignment') await waiveFirstRefusal(stage, offer.institution, offer.achievementId, offer.startWan)
  const lotId = await draftLot(stage, offer)
  await stage.as(offer.institution.tto).listing.submit({ id: lotId })
  await stage.settle()
  return lotId
}

/** A price agreed with one enterprise: drafted, checked by the market, confirmed by the buyer, and published. */
export const agreeOnPrice = async (stage: Stage, offer: Offer, buyer: string): Promise<string> => {
  const api = stage.as(offer.institution.tto)
  const priceMinor = wan(offer.startWan)
  const buyerOrganisationId = stage.actorOf(buyer).mandates.find(({ role }) => role === 'enterprise')?.organisationId ?? ''
  const { noticeDays, depositMinor } = await api.listing.previewTerms({ startingPriceMinor: priceMinor, method: 'negotiated' })
  const { lotId } = await api.listing.draft({
    ...objectOf(offer),
    method: 'negotiated',
    methodTerms: { buyerOrganisationId, relation: 'none', relationNote: '' },
    startingPriceMinor: priceMinor,
    depositMinor,
    noticeDays,
    priceBasis: {
      kind: 'negotiation',
      text: { zh: '两次议价记录和单位集体决策纪要（演示）。', en: 'Records of two talks and the minutes of a collective decision (demo).' },
    },
    terms: TERMS,
    qualifications: { zh: '受让方由协议确定。', en: 'The transferee is named by the agreement.' },
  })
  await api.listing.submit({ id: lotId })
  for (const aspect of ASPECTS) await stage.as('clerk').listing.check({ id: lotId, aspect, outcome: 'passed' })
  await stage.as(buyer).listing.confirmAgreement({ id: lotId, priceMinor })
  await stage.as('clerk').listing.openListing({ id: lotId })
  await stage.settle()
  return lotId
}

/** Application, qualification; the deposit is now asked for. */
export const applyFor = async (stage: Stage, lotId: string, enterprises: readonly string[]): Promise<void> => {
  for (const key of enterprises) await applyAndQualify({ applicant: stage.as(key), clerk: stage.as('clerk') }, lotId)
  await stage.settle()
}

/** Null when it is refused with just this code. */
const unlessRefused = async <Value>(code: string, call: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ORPCError && (error.data as { readonly code?: string } | undefined)?.code === code) return null
    throw error
  }
}

/**
 * The fictional bank pays everything that is open, or only what the references name; the finance officer imports its statement.
 * A stranger's transfer stays unmatched.
 */
export const importStatement = async (stage: Stage, options: { readonly withStranger?: boolean; readonly only?: readonly string[] } = {}): Promise<void> => {
  const { withStranger = false, only } = options
  const finance = stage.as('finance')
  const file = await unlessRefused('ledger.demo_nothing_to_pay', () =>
    finance.payment.demoStatement({ format: 'camt.053', withStranger, ...(only === undefined ? {} : { only: [...only] }) }),
  )
  // The statement of an earlier deal may have paid this one's requests as well.
  if (file === null) return
  await bookStatement(finance, file)
  await stage.settle()
}

/** Pays what is asked for a lot or contract; `payers` are organisations, everybody without them. Others may have money open that is not for us to pay. */
export const payFor = async (stage: Stage, subject: string, payers?: readonly string[]): Promise<void> => {
  const { items } = await stage.as('finance').payment.paymentRequests({ state: 'open', limit: 100 })
  const only = items
    .filter((request) => request.subject === subject && (payers?.includes(request.payerOrganisationId) ?? true))
    .map(({ reference }) => reference)
  if (only.length > 0) await importStatement(stage, { only })
}

/** Approves and exports what waits to be paid out (for one subject only, if it is given), then imports the bank's answer. */
export const payOut = async (stage: Stage, subject?: string): Promise<void> => {
  const finance = stage.as('finance').payment
  const { items } = await finance.payouts({ state: 'ordered', limit: 100 })
  const meant = items.filter((payout) => subject === undefined || payout.subject === subject)
  if (meant.length > 0) {
    const { batchId } = await finance.makeBatch({ payoutIds: meant.map(({ id }) => id) })
    await stage.as('finance2').payment.approveBatch({ batchId })
    await finance.exportBatch({ batchId, format: 'pain.001' })
  }
  await importStatement(stage, subject === undefined ? {} : { only: meant.map(({ reference }) => reference) })
}

interface Bidding {
  readonly enterprises: readonly string[]
  /** How many increments each bid goes up. */
  readonly steps: readonly number[]
  /** Some minutes pass between bids. */
  readonly moments?: Moments
}

/** Bids in turn; returns who leads at the end. */
export const bidInTurn = async (stage: Stage, lotId: string, { enterprises, steps, moments }: Bidding): Promise<string> => {
  const { id: auctionId, incrementMinor } = await stage.as('clerk').auction.auctionOfLot({ id: lotId })
  let winner = enterprises[0] ?? ''
  for (const [index, step] of steps.entries()) {
    const bidder = enterprises[index % enterprises.length]
    if (!bidder) break
    if (moments) await moments.until(later(moments.now(), (2 + ((index * 7) % 5)) * MINUTE_MS + 13 * SECOND_MS))
    const { nextMinimumMinor } = await stage.as('clerk').auction.auctionById({ id: auctionId })
    const priceMinor = BigInt(nextMinimumMinor) + BigInt(incrementMinor) * BigInt(Math.max(0, step - 1))
    await stage.as(bidder).auction.placeBid({ id: auctionId, priceMinor: String(priceMinor) })
    winner = bidder
  }
  await stage.settle()
  return winner
}
