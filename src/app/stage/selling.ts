/** From a lot to a hammer. */
import { ORPCError } from '@orpc/client'
import { later, MINUTE_MS, parseInstant, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import type { DemoAchievement } from './achievement.ts'
import { applyAndQualify, ASPECTS, bookStatement, checkAndPublish, declareOwnWork } from './acts.ts'
import { waiveFirstRefusal } from './cataloguing.ts'
import { authorise } from './signing.ts'
import { wan, type Institution, type Stage } from './stage.ts'
import type { Moments } from './timeline.ts'

export interface Offer {
  readonly item: DemoAchievement
  readonly achievementId: string
  readonly institution: Institution
  readonly right: 'assignment' | 'exclusive' | 'ordinary'
  readonly startWan: number
  readonly reserveWan: number | null
  /** Two people of the institution enter it during the bidding. */
  readonly reserveLater?: true
  /** If the winner defaults, the next bidder is asked. */
  readonly nextBidder?: true
  /** Who has first refusal has not waived it, and is asked at the price that the bidding brings. */
  readonly refusalAfter?: { readonly precedence: 'earliest' | 'share'; readonly silenceBasis: string }
  readonly opensAt?: Instant
  readonly freeMinutes?: number
  /** Ascending bidding where none is named. */
  readonly sale?: 'listed' | 'dutch' | 'capped' | 'scored' | 'sealed_second'
  /** So many licences, each bidder one. */
  readonly units?: number
  /** Every form of deposit is taken. */
  readonly takesPapers?: true
  /** Held by a licensed house, with the contract of consignment on file. */
  readonly consignment?: NonNullable<Parameters<ReturnType<Stage['as']>['listing']['draft']>[0]['consignment']>
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

/** Slow steps, and small ones: the price still falls when the visitor comes back after lunch. */
const TICK_SECONDS = 600
/** Increments from the start to the cap. */
const TO_THE_CAP = 4n

interface Proposed {
  readonly methodTerms: Readonly<Record<string, unknown>>
  readonly methodBounds: Readonly<Record<string, { readonly min: string }>>
}

/** What an offer wants otherwise than it is proposed. */
const termsOf = ({ sale, startWan, freeMinutes }: Offer, { methodTerms: proposed, methodBounds }: Proposed) => {
  if (sale === 'dutch') return { tickSeconds: TICK_SECONDS, decrementMinor: methodBounds['decrementMinor']?.min ?? '' }
  // Three days for proposals, five for the marks of five experts.
  if (sale === 'scored') return { proposalHours: 72, markingHours: 120, experts: 5 }
  return {
    ...(freeMinutes === undefined ? {} : { freeMinutes }),
    ...(sale === 'capped' ? { capMinor: String(BigInt(wan(startWan)) + TO_THE_CAP * BigInt(String(proposed['incrementMinor']))) } : {}),
  }
}

const PAPERS = {
  depositAlternatives: ['freeze', 'guarantee', 'insurance', 'waiver'] as ('freeze' | 'guarantee' | 'insurance' | 'waiver')[],
  waiverBasis: {
    zh: '近一年在本市场竞得并按期签约、付款，且没有违约记录。（演示）',
    en: 'Bought on this market within the last year, signed and paid in time, and no default on record. (demo)',
  },
}

export const draftLot = async (stage: Stage, offer: Offer): Promise<string> => {
  const api = stage.as(offer.institution.tto)
  const startingPriceMinor = wan(offer.startWan)
  const method = offer.sale === undefined || offer.sale === 'capped' ? 'english' : offer.sale
  const preview = await api.listing.previewTerms({
    startingPriceMinor,
    method,
    ...(offer.opensAt === undefined ? {} : { plannedOpensAt: toIso(offer.opensAt) }),
    regime: offer.consignment === undefined ? 'bidding' : 'licensed',
  })
  const { lotId } = await api.listing.draft({
    ...objectOf(offer),
    startingPriceMinor,
    reserveMinor: offer.reserveWan === null ? null : wan(offer.reserveWan),
    reserveLater: offer.reserveLater ?? false,
    nextBidder: offer.nextBidder ?? false,
    refusalAfter: offer.refusalAfter ?? null,
    units: offer.units ?? null,
    depositMinor: preview.depositMinor,
    ...(offer.takesPapers ? PAPERS : {}),
    ...(offer.consignment === undefined ? {} : { consignment: offer.consignment }),
    noticeDays: preview.noticeDays,
    method,
    methodTerms: { ...preview.methodTerms, ...termsOf(offer, preview) },
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

/** A price that falls may end at its floor: first refusal is asked at the least that the lot can bring. */
const lowestOf = async (stage: Stage, offer: Offer, id: string): Promise<string> => {
  const { methodTerms, startingPriceMinor } = await stage.as(offer.institution.tto).listing.get({ id })
  return typeof methodTerms['floorMinor'] === 'string' ? methodTerms['floorMinor'] : startingPriceMinor
}

export const submitLot = async (stage: Stage, offer: Offer): Promise<string> => {
  const lotId = await draftLot(stage, offer)
  if (offer.refusalAfter !== undefined) await declareOwnWork(stage.as(offer.institution.tto), offer.achievementId)
  else if (offer.right === 'assignment') await waiveFirstRefusal(stage, offer.institution, offer.achievementId, await lowestOf(stage, offer, lotId))
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
  await authorise(stage, offer.institution.approvers[0])
  for (const aspect of ASPECTS) if (aspect !== 'price') await stage.as('clerk').listing.check({ id: lotId, aspect, outcome: 'passed' })
  await stage.as(offer.institution.approvers[0]).listing.confirmPrice({ id: lotId, priceMinor })
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
  const { items } = await stage.as('finance').payment.requests.list({ state: 'open', limit: 100 })
  const only = items
    .filter((request) => request.subject === subject && (payers?.includes(request.payerOrganisationId) ?? true))
    .map(({ reference }) => reference)
  if (only.length > 0) await importStatement(stage, { only })
}

/** Approves and exports what waits to be paid out (for one subject only, if it is given), then imports the bank's answer. */
export const payOut = async (stage: Stage, subject?: string): Promise<void> => {
  const finance = stage.as('finance').payment
  const { items } = await finance.payouts.list({ state: 'ordered', limit: 100 })
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
  const { id: auctionId, incrementMinor, clock, capMinor } = await stage.as('clerk').auction.ofLot({ id: lotId })
  let winner = enterprises[0] ?? ''
  const atCap = new Set<string>()
  // Of a falling price the first to accept is the only one.
  for (const [index, step] of (clock === null ? steps : steps.slice(0, 1)).entries()) {
    const bidder = enterprises[index % enterprises.length]
    if (!bidder) break
    if (moments) await moments.until(later(moments.now(), (2 + ((index * 7) % 5)) * MINUTE_MS + 13 * SECOND_MS))
    const { nextMinimumMinor } = await stage.as('clerk').auction.get({ id: auctionId })
    const wanted = BigInt(nextMinimumMinor) + BigInt(incrementMinor) * BigInt(Math.max(0, step - 1))
    const priceMinor = capMinor !== null && wanted > BigInt(capMinor) ? BigInt(capMinor) : wanted
    const own = stage.as(bidder).auction
    // Whoever leads, by its own bid or by one from the hall, has no need to go higher.
    if (atCap.has(bidder) || (await own.standing.mine({ id: auctionId })).isTop) continue
    if (String(priceMinor) === capMinor) atCap.add(bidder)
    await own.placeBid({ id: auctionId, priceMinor: String(priceMinor) })
    winner = bidder
  }
  await stage.settle()
  return winner
}
