/** What happened on the market before the visitor came: each script is one technology's way, as far as it has gone. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant, startOfDay, dateOf, type Instant } from '#kernel/instant.ts'
import type { DemoAchievement } from './achievement.ts'
import { demoAchievements } from './achievement-data.ts'
import { addWorkingDays } from '#kernel/business-calendar.ts'
import { marketCalendar } from '#modules/rulebook/index.ts'
import type { AnnouncedLot } from './life-lot.ts'
import { biddersOf, nineOClock } from './life-season.ts'
import { assess, catalogue, disclose } from './scene-achievement.ts'
import { applyFor, bidInTurn, draftLot, importStatement, payOut, publishLot, submitLot, type Offer } from './scene-auction.ts'
import { confirmSale, payAndHandOver, approveAndPayPlan, proposePlan, signContract } from './scene-deal.ts'
import { publishDemands } from './scene-demand.ts'
import { INSTITUTIONS, type Stage } from './stage.ts'
import type { Moments, Script } from './timeline.ts'

const byKey = (key: string): DemoAchievement => {
  const found = demoAchievements.find((item) => item.key === key)
  if (!found) throw new Error(`no demo achievement ${key}`)
  return found
}

type Stop = 'sold' | 'confirmed' | 'contract' | 'settled' | 'planned' | 'paid'

interface Deal {
  readonly key: string
  readonly institution: keyof typeof INSTITUTIONS
  readonly right: Offer['right']
  readonly startWan: number
  readonly reserveWan: number | null
  readonly enterprises: readonly string[]
  /** How many increments each bid goes up. Empty: nobody bids. */
  readonly steps: readonly number[]
  readonly daysAgo: number
  readonly stop: Stop
}

const DEALS: readonly Deal[] = [
  {
    key: 'servo-reducer',
    institution: 'university',
    right: 'assignment',
    startWan: 280,
    reserveWan: 300,
    enterprises: ['enterprise', 'enterprise3', 'enterprise5'],
    steps: [1, 2, 1, 3, 1, 1, 2, 4, 1, 1],
    daysAgo: 95,
    stop: 'paid',
  },
  {
    key: 'tex-dyeing',
    institution: 'polytechnic',
    right: 'exclusive',
    startWan: 180,
    reserveWan: null,
    enterprises: ['enterprise4', 'enterprise2'],
    steps: [1, 1, 2, 1, 5, 1],
    daysAgo: 90,
    stop: 'paid',
  },
  {
    key: 'ndfeb-grain',
    institution: 'institute',
    right: 'assignment',
    startWan: 420,
    reserveWan: 450,
    enterprises: ['enterprise2', 'enterprise5', 'enterprise3'],
    steps: [2, 2, 1, 3, 2, 1, 4],
    daysAgo: 82,
    stop: 'paid',
  },
  {
    key: 'chitosan-hemostat',
    institution: 'polytechnic',
    right: 'assignment',
    startWan: 300,
    reserveWan: null,
    enterprises: ['enterprise6', 'enterprise'],
    steps: [1, 3, 1, 2],
    daysAgo: 60,
    stop: 'planned',
  },
  {
    key: 'heat-pump-frost',
    institution: 'university',
    right: 'ordinary',
    startWan: 60,
    reserveWan: null,
    enterprises: ['enterprise3', 'enterprise'],
    steps: [1, 2, 1],
    daysAgo: 52,
    stop: 'settled',
  },
  {
    key: 'pi-aerogel',
    institution: 'institute',
    right: 'exclusive',
    startWan: 320,
    reserveWan: 340,
    enterprises: ['enterprise2', 'enterprise5'],
    steps: [2, 2, 2, 1],
    daysAgo: 44,
    stop: 'contract',
  },
  {
    key: 'bearing-life',
    institution: 'polytechnic',
    right: 'assignment',
    startWan: 100,
    reserveWan: null,
    enterprises: ['enterprise', 'enterprise3'],
    steps: [1, 1, 1, 1, 2],
    daysAgo: 34,
    stop: 'confirmed',
  },
  {
    key: 'ev-thermal',
    institution: 'university',
    right: 'assignment',
    startWan: 360,
    reserveWan: 520,
    enterprises: ['enterprise5', 'enterprise2'],
    steps: [1, 1],
    daysAgo: 28,
    stop: 'sold',
  },
  {
    key: 'hydrogen-sensor',
    institution: 'institute',
    right: 'assignment',
    startWan: 110,
    reserveWan: null,
    enterprises: ['enterprise5', 'enterprise3', 'enterprise'],
    steps: [1, 2, 1, 1, 3],
    daysAgo: 19,
    stop: 'sold',
  },
]

const RANK: Readonly<Record<Stop, number>> = { sold: 0, confirmed: 1, contract: 2, settled: 3, planned: 4, paid: 5 }
const reaches = (deal: Deal, stop: Stop): boolean => RANK[deal.stop] >= RANK[stop]

/** Long enough for a notice over holidays, with room to spare. */
const SLACK = 20 * MINUTE_MS

const dealScript =
  (stage: Stage, deal: Deal, serial: number, today: Instant): Script =>
  async ({ until, now }: Moments) => {
    const institution = INSTITUTIONS[deal.institution]
    const item = byKey(deal.key)
    await until(nineOClock(today, -deal.daysAgo))
    const achievementId = await catalogue(stage, institution, item, serial)
    await until(later(now(), DAY_MS))
    const lotId = await submitLot(stage, { item, achievementId, institution, right: deal.right, startWan: deal.startWan, reserveWan: deal.reserveWan })
    await until(later(now(), 5 * HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    await until(later(now(), 2 * DAY_MS))
    await applyFor(stage, lotId, deal.enterprises)
    await until(later(now(), DAY_MS))
    await importStatement(stage)
    await until(later(opensAt, MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises: deal.enterprises, steps: deal.steps, moments: { until, now } })
    const auction = await stage.as('clerk').auction.auctionOfLot({ id: lotId })
    await until(later(parseInstant(auction.endsAt), 30 * MINUTE_MS))
    // The losers' deposits go back the same day.
    await payOut(stage)
    const closed = await stage.as('clerk').auction.auctionOfLot({ id: lotId })
    if (closed.outcome !== 'sold') return
    const lot = await stage.as('clerk').listing.lotById({ id: lotId })
    const resultNotice = await stage.as('clerk').notice.noticeById({ id: lot.resultNoticeId ?? '' })
    await until(later(parseInstant(resultNotice.closesAt ?? ''), SLACK))
    if (!reaches(deal, 'confirmed')) return
    const buyer = deal.enterprises.find((key) => stage.actorOf(key).mandates.some((mandate) => mandate.organisationId === closed.winnerOrganisationId)) ?? ''
    const contractId = await confirmSale(stage, institution, buyer, lotId)
    if (!reaches(deal, 'contract')) return
    await until(later(now(), DAY_MS))
    await signContract(stage, institution, buyer, contractId)
    if (!reaches(deal, 'settled')) return
    await until(later(now(), 2 * DAY_MS))
    await payAndHandOver(stage, institution, buyer, contractId)
    if (!reaches(deal, 'planned')) return
    await until(later(now(), DAY_MS))
    const plan = await proposePlan(stage, institution, contractId)
    await until(later(plan.closesAt, SLACK))
    if (!reaches(deal, 'paid')) return
    await approveAndPayPlan(stage, institution, plan.planId)
    await until(later(now(), DAY_MS))
    await payOut(stage)
  }

/** 天天拍: one lot a day for the next two weeks, and one that runs at this moment. */
const CALENDAR: readonly string[] = [
  'vision-defect',
  'loom-vision',
  'voc-catalyst',
  'sic-driver',
  'graphene-paste',
  'ecg-patch',
  'cbn-tool',
  'sodium-cathode',
  'agv-dispatch',
  'rice-salt',
  'federated',
  'bamboo-winding',
  'cnc-thermal',
  'dental-zirconia',
  'plc-ids',
]
/** Notices of ten working days that have all ended when the visitor comes: the calendar of the next two weeks is full, over any holiday. */
const LEAD_WORKING_DAYS = 24
const FREE_MINUTES = 24 * 60
/** The last one runs until the first of those can open that are announced on the day after. */
const LAST_FREE_MINUTES = 4 * FREE_MINUTES
const PAID_DAYS_AGO = 4
const LIVE_BIDDERS = ['enterprise', 'enterprise2', 'enterprise3']

const calendarScript =
  ({ stage, today, handOver }: Season, index: number): Script =>
  async ({ until, now }) => {
    const item = byKey(CALENDAR[index] ?? '')
    const seller = (['university', 'polytechnic', 'institute'] as const)[index % 3] ?? 'university'
    const institution = INSTITUTIONS[seller]
    const isLive = index === 0
    const freeMinutes = index === CALENDAR.length - 1 ? LAST_FREE_MINUTES : FREE_MINUTES
    // The live one opens a little before the visitor arrives; the others on the following days at ten.
    const planned = isLive ? later(today, -40 * MINUTE_MS) : later(nineOClock(today, index), HOUR_MS)
    const announced = startOfDay(addWorkingDays(marketCalendar, dateOf(planned), -LEAD_WORKING_DAYS))
    await until(later(announced, 9 * HOUR_MS + index * MINUTE_MS))
    const achievementId = await catalogue(stage, institution, item, 100 + index)
    const startWan = Math.round(item.priceWan * 0.7)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: index % 4 === 3 ? 'exclusive' : 'assignment',
      startWan,
      reserveWan: null,
      opensAt: planned,
      freeMinutes,
    })
    await until(later(now(), HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    const enterprises = isLive ? LIVE_BIDDERS : biddersOf(index).slice(0, 2)
    handOver({
      lot: { lotId, serial: index, institution: seller, enterprises },
      applyAt: null,
      opensAt,
      freeMinutes,
      ...(isLive ? { round: 1 } : {}),
    })
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, enterprises)
    // One statement pays the deposits of all.
    await until(nineOClock(today, -PAID_DAYS_AGO))
    await importStatement(stage)
    if (!isLive) return
    await until(later(opensAt, 3 * MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises: ['enterprise3', 'enterprise2', 'enterprise'], steps: [1, 1, 2, 1, 1], moments: { until, now } })
  }

/** What waits on the desks at the moment the visitor arrives. */
const deskScript =
  (stage: Stage, today: Instant): Script =>
  async ({ until, now }) => {
    const { university } = INSTITUTIONS
    await until(nineOClock(today, -3))
    await disclose(stage, university, byKey('mmwave-fall'), 200)
    await disclose(stage, university, byKey('bio-pa56'), 201)
    const assessed = await disclose(stage, university, byKey('patent-map'), 202)
    await assess(stage, university, assessed)
    await until(later(now(), DAY_MS))
    const draft = await catalogue(stage, university, byKey('carbon-ledger'), 203)
    await draftLot(stage, { item: byKey('carbon-ledger'), achievementId: draft, institution: university, right: 'ordinary', startWan: 40, reserveWan: null })
    const waiting = await catalogue(stage, university, byKey('mold-conformal'), 204)
    const open = await catalogue(stage, university, byKey('ar-assembly'), 205)
    const openLot = await submitLot(stage, {
      item: byKey('ar-assembly'),
      achievementId: open,
      institution: university,
      right: 'exclusive',
      startWan: 50,
      reserveWan: null,
    })
    await publishLot(stage, openLot)
    await submitLot(stage, { item: byKey('mold-conformal'), achievementId: waiting, institution: university, right: 'ordinary', startWan: 60, reserveWan: 66 })
    await until(nineOClock(today, -1))
    await importStatement(stage, { withStranger: true })
    // Two deposits are on their way, one applicant waits for the clerk.
    await applyFor(stage, openLot, ['enterprise', 'enterprise2'])
    await stage.as('enterprise3').listing.apply({ id: openLot, statement: '拟用于装配车间培训与检修。', undertakingAccepted: true })
  }

/** The rest of the catalogue: approved on many days of the past quarter. */
const catalogueScript =
  (stage: Stage, today: Instant): Script =>
  async ({ until }) => {
    const elsewhere = new Set([
      ...DEALS.map(({ key }) => key),
      ...CALENDAR,
      'mmwave-fall',
      'bio-pa56',
      'patent-map',
      'carbon-ledger',
      'mold-conformal',
      'ar-assembly',
    ])
    const rest = demoAchievements.filter(({ key }) => !elsewhere.has(key))
    for (const [index, item] of rest.entries()) {
      await until(later(nineOClock(today, -98 + Math.floor((index * 96) / rest.length)), 2 * HOUR_MS))
      await catalogue(stage, INSTITUTIONS[(['university', 'polytechnic', 'institute'] as const)[index % 3] ?? 'university'], item, 300 + index)
    }
  }

export const DEMO_DAYS = 100

interface Season {
  readonly stage: Stage
  readonly today: Instant
  /** What becomes of the lot after `today` is for the demo's people to see to. */
  readonly handOver: (lot: AnnouncedLot) => void
}

export const demoScripts = (season: Season): readonly Script[] => {
  const { stage, today } = season
  return [
    ...DEALS.map((deal, index) => dealScript(stage, deal, index + 1, today)),
    ...CALENDAR.map((_, index) => calendarScript(season, index)),
    catalogueScript(stage, today),
    deskScript(stage, today),
    async ({ until }) => {
      await until(nineOClock(today, -30))
      await publishDemands(stage)
    },
  ]
}
