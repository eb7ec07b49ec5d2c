/** Whole deals, from the disclosure to the inventors' accounts, each as far as it has gone. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import {
  approveAndPayPlan,
  checkProof,
  confirmSale,
  disputeOver,
  fileProof,
  payAndDeliver,
  payAndHandOver,
  proposePlan,
  signContract,
  type PlanBesides,
} from '../../stage/dealing.ts'
import { applyFor, bidInTurn, importStatement, payOut, publishLot, submitLot, type Offer } from '../../stage/selling.ts'
import { INSTITUTIONS, type Institution, type Stage } from '../../stage/stage.ts'
import type { Moments, Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

type Stop = 'sold' | 'confirmed' | 'contract' | 'registering' | 'disputed' | 'settled' | 'planned' | 'paid'

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
  /** Holds three tenths of the right. */
  readonly coOwner?: keyof typeof INSTITUTIONS
  readonly besides?: PlanBesides
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
    besides: {
      contributor: { name: '何示线', particulars: '浙江样板技术转移中心（演示），技术经理人', contribution: '寻找受让方并组织中试' },
      travelWan: 2,
    },
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
    coOwner: 'polytechnic',
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
  {
    key: 'chip-cooling',
    institution: 'university',
    right: 'assignment',
    startWan: 150,
    reserveWan: null,
    enterprises: ['enterprise5', 'enterprise'],
    steps: [1, 2, 1],
    daysAgo: 56,
    stop: 'registering',
  },
  {
    key: 'self-healing',
    institution: 'institute',
    right: 'ordinary',
    startWan: 90,
    reserveWan: null,
    enterprises: ['enterprise2', 'enterprise4'],
    steps: [1, 1, 2],
    daysAgo: 54,
    stop: 'disputed',
  },
]

/** Two deals stop on the way to settlement: one waits for the register, one is in dispute. */
const RANK: Readonly<Record<Stop, number>> = { sold: 0, confirmed: 1, contract: 2, registering: 3, disputed: 3, settled: 4, planned: 5, paid: 6 }
const reaches = (deal: Deal, stop: Stop): boolean => RANK[deal.stop] >= RANK[stop]

/** Long enough for a notice over holidays, with room to spare. */
const SLACK = 20 * MINUTE_MS

interface Halted {
  readonly institution: Institution
  readonly buyer: string
  readonly contractId: string
  readonly moments: Moments
}

/** Delivered, and then the register or the quarrel has the next word. */
const halted = async (stage: Stage, deal: Deal, { institution, buyer, contractId, moments: { until, now } }: Halted): Promise<void> => {
  await payAndDeliver(stage, institution, contractId)
  await until(later(now(), DAY_MS))
  if (deal.stop === 'disputed') return disputeOver(stage, institution, buyer, contractId)
  await stage.as(buyer).contract.acceptHandover({ id: contractId, accepts: true })
  await stage.settle()
  await until(later(now(), DAY_MS))
  await fileProof(stage, institution, contractId)
  await checkProof(stage, 'clerk2', contractId)
}

const CO_OWNERS_PART = 3_000

/** An ordinary licence is then granted by one holder alone, and the other has its part of the fee. */
const declareCoOwner = async (stage: Stage, { organisation, tto }: Institution, other: Institution, achievementId: string): Promise<void> => {
  const holders = [
    { organisationId: stage.organisationId(organisation), shareBasisPoints: 10_000 - CO_OWNERS_PART },
    { organisationId: stage.organisationId(other.organisation), shareBasisPoints: CO_OWNERS_PART },
  ]
  await stage.as(tto).title.declareHolders({ achievementId, holders })
}

const dealScript =
  ({ stage, today }: Season, deal: Deal, serial: number): Script =>
  async ({ until, now }: Moments) => {
    const institution = INSTITUTIONS[deal.institution]
    const item = demoAchievement(deal.key)
    await until(nineOClock(today, -deal.daysAgo))
    const achievementId = await catalogue(stage, institution, item, serial)
    await until(later(now(), DAY_MS))
    if (deal.coOwner) await declareCoOwner(stage, institution, INSTITUTIONS[deal.coOwner], achievementId)
    const lotId = await submitLot(stage, { item, achievementId, institution, right: deal.right, startWan: deal.startWan, reserveWan: deal.reserveWan })
    await until(later(now(), 5 * HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    await until(later(now(), 2 * DAY_MS))
    await applyFor(stage, lotId, deal.enterprises)
    await until(later(now(), DAY_MS))
    await importStatement(stage)
    await until(later(opensAt, MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises: deal.enterprises, steps: deal.steps, moments: { until, now } })
    const auction = await stage.as('clerk').auction.ofLot({ id: lotId })
    await until(later(parseInstant(auction.endsAt), 30 * MINUTE_MS))
    // The losers' deposits go back the same day.
    await payOut(stage)
    const closed = await stage.as('clerk').auction.ofLot({ id: lotId })
    if (closed.outcome !== 'sold') return
    const lot = await stage.as('clerk').listing.get({ id: lotId })
    const resultNotice = await stage.as('clerk').notice.get({ id: lot.resultNoticeId ?? '' })
    await until(later(parseInstant(resultNotice.closesAt ?? ''), SLACK))
    if (!reaches(deal, 'confirmed')) return
    const buyer = deal.enterprises.find((key) => stage.actorOf(key).mandates.some((mandate) => mandate.organisationId === closed.winnerOrganisationId)) ?? ''
    const contractId = await confirmSale(stage, institution, buyer, lotId)
    if (!reaches(deal, 'contract')) return
    await until(later(now(), DAY_MS))
    await signContract(stage, institution, buyer, contractId)
    if (!reaches(deal, 'registering')) return
    await until(later(now(), 2 * DAY_MS))
    if (!reaches(deal, 'settled')) return halted(stage, deal, { institution, buyer, contractId, moments: { until, now } })
    await payAndHandOver(stage, institution, buyer, contractId)
    if (!reaches(deal, 'planned')) return
    await until(later(now(), DAY_MS))
    const plan = await proposePlan(stage, institution, contractId, deal.besides)
    await until(later(plan.closesAt, SLACK))
    if (!reaches(deal, 'paid')) return
    await approveAndPayPlan(stage, institution, plan.planId)
    await until(later(now(), DAY_MS))
    await payOut(stage)
  }

export const dealScene: Scene = {
  name: 'deal',
  shows: DEALS.map(({ key }) => key),
  past: (season) => DEALS.map((deal, index) => dealScript(season, deal, index + 1)),
}
