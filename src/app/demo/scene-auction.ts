/** From a lot to a hammer. */
import { later, MINUTE_MS, parseInstant, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import type { DemoAchievement } from './achievement.ts'
import { waiveFirstRefusal } from './scene-achievement.ts'
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

export const draftLot = async (stage: Stage, offer: Offer): Promise<string> => {
  const api = stage.as(offer.institution.tto)
  const startingPriceMinor = wan(offer.startWan)
  const preview = await api.listing.previewTerms({ startingPriceMinor, ...(offer.opensAt === undefined ? {} : { plannedOpensAt: toIso(offer.opensAt) }) })
  const licence = offer.right === 'assignment' ? null : offer.right
  const { lotId } = await api.listing.draft({
    achievementId: offer.achievementId,
    title: {
      zh: `${offer.item.zh[0]}${licence ? (licence === 'exclusive' ? '（独占许可）' : '（普通许可）') : ''}`,
      en: `${offer.item.en[0]}${licence ? ` (${licence} licence)` : ''}`,
    },
    summary: { zh: offer.item.zh[1], en: offer.item.en[1] },
    right: licence
      ? {
          kind: 'licence',
          exclusivity: licence,
          termMonths: 60,
          territory: TERRITORY,
          field: { zh: `${offer.item.keywords[0]}相关应用`, en: 'All fields of use of the achievement' },
        }
      : { kind: 'assignment' },
    startingPriceMinor,
    reserveMinor: offer.reserveWan === null ? null : wan(offer.reserveWan),
    incrementMinor: preview.incrementMinor,
    depositMinor: preview.depositMinor,
    noticeDays: preview.noticeDays,
    freeMinutes: offer.freeMinutes ?? 60,
    timedSeconds: 300,
    priceBasis: {
      kind: 'other',
      text: {
        zh: '单位集体决策确定起拍价，参考同类技术成交价格。',
        en: 'Starting price fixed by collective decision of the institution, with regard to prices of comparable technology.',
      },
    },
    terms: {
      zh: '成交后五个工作日内付清价款；转让方提供技术资料并现场指导二十人日。',
      en: 'Price in full within five working days; the seller hands over the documents and gives twenty person-days of guidance on site.',
    },
    qualifications: {
      zh: '境内依法设立的企业法人，具备实施该技术的基本条件。',
      en: 'Enterprises established under Chinese law that are able to work the technology.',
    },
    plannedOpensAt: offer.opensAt === undefined ? null : toIso(offer.opensAt),
  })
  return lotId
}

const ASPECTS = ['title', 'price', 'content'] as const

/** The clerk's three checks, then the public notice. */
export const publishLot = async (stage: Stage, lotId: string): Promise<{ readonly noticeClosesAt: Instant; readonly opensAt: Instant }> => {
  const clerk = stage.as('clerk').listing
  for (const aspect of ASPECTS) await clerk.check({ id: lotId, aspect, outcome: 'passed', reason: '' })
  const { noticeClosesAt, opensAt } = await clerk.openListing({ id: lotId })
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

/** Application, qualification; the deposit is now asked for. */
export const applyFor = async (stage: Stage, lotId: string, enterprises: readonly string[]): Promise<void> => {
  for (const key of enterprises) {
    const { applicationId } = await stage.as(key).listing.apply({ id: lotId, statement: '自愿参加竞价，遵守竞价规则。', undertakingAccepted: true })
    await stage.as('clerk').listing.qualify({ id: applicationId })
  }
  await stage.settle()
}

/** The fictional bank pays everything that is open; the finance officer imports its statement. A stranger's transfer stays unmatched. */
export const importStatement = async (stage: Stage, { withStranger = false } = {}): Promise<void> => {
  const finance = stage.as('finance').ledger
  const { openRequests, atBank } = await finance.overview({})
  // The statement of an earlier deal may have paid this one's requests as well.
  if (openRequests.count + atBank.count === 0 && !withStranger) return
  const file = await finance.demoStatement({ format: 'camt.053', withStranger })
  const { statementId } = await finance.uploadStatement({ fileName: file.fileName, contentBase64: Buffer.from(file.text, 'utf8').toString('base64') })
  await finance.bookStatement({ statementId })
  await stage.settle()
}

/** Approves and exports everything that waits to be paid out, then imports the bank's answer. */
export const payOutEverything = async (stage: Stage): Promise<void> => {
  const finance = stage.as('finance').ledger
  const { items } = await finance.payouts({ state: 'ordered', limit: 100 })
  if (items.length > 0) {
    const { batchId } = await finance.makeBatch({ payoutIds: items.map(({ id }) => id) })
    await stage.as('finance2').ledger.approveBatch({ batchId })
    await finance.exportBatch({ batchId, format: 'pain.001' })
  }
  await importStatement(stage)
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
