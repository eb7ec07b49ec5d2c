/** The acts in the life of one lot of the demonstration, from its applicants to its inventors' income. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant, type Instant } from '#kernel/instant.ts'
import { applyFor, bidInTurn, payFor, payOut } from '../stage/selling.ts'
import { approveAndPayPlan, confirmSale, payAndHandOver, proposePlan, signContract } from '../stage/dealing.ts'
import { INSTITUTIONS, type Stage } from '../stage/stage.ts'

export type LotAct = 'apply' | 'bid' | 'close' | 'sign' | 'share' | 'pay'

export interface LotTurn {
  readonly lotId: string
  readonly serial: number
  readonly institution: keyof typeof INSTITUTIONS
  readonly enterprises: readonly string[]
  /** How often they have bid already. */
  readonly round: number
  /** The contract or plan of the later acts. */
  readonly about: string
}

export interface PlannedAct {
  readonly act: LotAct
  readonly lot: LotTurn
  readonly at: Instant
}

type Played = Promise<readonly PlannedAct[]>

/** How many increments each bid goes up, round by round; the rounds lie hours apart, so that a running auction is seen to move. */
export const ROUNDS: readonly (readonly number[])[] = [
  [1, 2],
  [1, 1, 2],
]
const BETWEEN_ROUNDS = 5 * HOUR_MS
const AFTER_THE_HAMMER = 30 * MINUTE_MS
/** Longer than a clerk needs to close a notice. */
const SLACK = 20 * MINUTE_MS

const apply = async (stage: Stage, lot: LotTurn): Played => {
  const known = await stage.as('clerk').listing.applications.list({ id: lot.lotId, limit: 100 })
  const there = new Set(known.items.map(({ organisationId }) => organisationId))
  const missing = lot.enterprises.filter((key) => !there.has(stage.actorOf(key).mandates[0]?.organisationId ?? ''))
  if (missing.length > 0) await applyFor(stage, lot.lotId, missing)
  // A visitor's deposit is for the visitor to pay.
  await payFor(stage, lot.lotId, organisationsOf(stage, lot))
  return []
}

const organisationsOf = (stage: Stage, { enterprises }: LotTurn): readonly string[] =>
  enterprises.map((key) => stage.actorOf(key).mandates[0]?.organisationId ?? '')

const bid = async (stage: Stage, lot: LotTurn): Played => {
  const { phase, freeEndsAt } = await stage.as('clerk').auction.ofLot({ id: lot.lotId })
  if (phase !== 'free' && phase !== 'timed') return []
  const steps = ROUNDS[lot.round] ?? []
  await bidInTurn(stage, lot.lotId, { enterprises: lot.enterprises, steps })
  const next = later(stage.now(), BETWEEN_ROUNDS)
  // In the last minutes the visitors are among themselves.
  return lot.round + 1 < ROUNDS.length && next < parseInstant(freeEndsAt) ? [{ act: 'bid', lot: { ...lot, round: lot.round + 1 }, at: next }] : []
}

const close = async (stage: Stage, lot: LotTurn): Played => {
  const auction = await stage.as('clerk').auction.ofLot({ id: lot.lotId })
  if (auction.phase !== 'closed') {
    const at = later(parseInstant(auction.endsAt), AFTER_THE_HAMMER)
    return at > stage.now() ? [{ act: 'close', lot, at }] : []
  }
  await payOut(stage, lot.lotId)
  if (auction.outcome !== 'sold' || !organisationsOf(stage, lot).includes(auction.winnerOrganisationId ?? '')) return []
  const { resultNoticeId } = await stage.as('clerk').listing.get({ id: lot.lotId })
  const { closesAt } = await stage.as('clerk').notice.get({ id: resultNoticeId ?? '' })
  return closesAt === null ? [] : [{ act: 'sign', lot, at: later(parseInstant(closesAt), SLACK) }]
}

const sign = async (stage: Stage, lot: LotTurn): Played => {
  const { winnerOrganisationId } = await stage.as('clerk').auction.ofLot({ id: lot.lotId })
  const buyer = lot.enterprises.find((key) => stage.actorOf(key).mandates[0]?.organisationId === winnerOrganisationId) ?? ''
  const institution = INSTITUTIONS[lot.institution]
  const about = await confirmSale(stage, institution, buyer, lot.lotId)
  await signContract(stage, institution, buyer, about)
  await payAndHandOver(stage, institution, buyer, about)
  // Every second deal is followed to the inventors' accounts: enough for the wall, half the work for a jump.
  return lot.serial % 2 === 0 ? [{ act: 'share', lot: { ...lot, about }, at: later(stage.now(), DAY_MS) }] : []
}

const share = async (stage: Stage, lot: LotTurn): Played => {
  const { planId, closesAt } = await proposePlan(stage, INSTITUTIONS[lot.institution], lot.about)
  return [{ act: 'pay', lot: { ...lot, about: planId }, at: later(closesAt, SLACK) }]
}

const pay = async (stage: Stage, lot: LotTurn): Played => {
  await approveAndPayPlan(stage, INSTITUTIONS[lot.institution], lot.about)
  await payOut(stage, lot.about)
  return []
}

const ACTS: Readonly<Record<LotAct, (stage: Stage, lot: LotTurn) => Played>> = { apply, bid, close, sign, share, pay }

/** Plays one act; returns what follows from it. */
export const playLot = (stage: Stage, act: LotAct, lot: LotTurn): Played => ACTS[act](stage, lot)

export interface AnnouncedLot {
  readonly lot: Omit<LotTurn, 'round' | 'about'>
  /** Null when the applicants are there. */
  readonly applyAt: Instant | null
  readonly opensAt: Instant
  readonly freeMinutes: number
  /** Rounds that have been bid already. */
  readonly round?: number
}

/** What the demo's people have in mind for a lot that has been announced. */
export const actsOfLot = ({ lot: known, applyAt, opensAt, freeMinutes, round = 0 }: AnnouncedLot): readonly PlannedAct[] => {
  const lot = { ...known, round, about: '' }
  return [
    ...(applyAt === null ? [] : [{ act: 'apply' as const, lot, at: applyAt }]),
    { act: 'bid', lot, at: later(opensAt, round === 0 ? MINUTE_MS : BETWEEN_ROUNDS) },
    { act: 'close', lot, at: later(opensAt, freeMinutes * MINUTE_MS + AFTER_THE_HAMMER) },
  ]
}
