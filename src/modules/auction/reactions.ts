/** An auction is made when its lot is ready; until it opens, bidders join as their deposits arrive. */
import { MINUTE_MS, SECOND_MS, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { lotById, lotScheduled, type Lot } from '#modules/listing/index.ts'
import { rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { englishTerms } from './api.ts'
import { syncBidders } from './bidders.ts'
import { methodOf, type Method } from './core/method.ts'
import { scheduled, type AuctionRules } from './core/state.ts'
import { cancelAuction, planNext } from './due.ts'
import { auctionFacts } from './facts.ts'
import { retiredReactions } from './retired.ts'
import { clockBody, tell } from './telling.ts'
import { auctionRowOfLot, insertAuction, lockAuction, type AuctionRow } from './store.ts'

const DONE = ok(null)
/** What an auction cites from the rulebook; the page of a lot has a name for each. */
export const AUCTION_RULES = [
  'time.freePhase',
  'time.timedPeriod',
  'time.extension',
  'time.extension.alarmCount',
  'time.sourceOfTruth',
  'price.increment.multipleOnly',
  'singleBidder.allowed',
  'bid.confirm.factor',
  'resume.afterSuspension',
] as const

/** Today's rules, frozen: what changes later never touches a scheduled auction. */
const rulesFor = (lot: Lot, method: Method, rules: RuleSet): AuctionRules => {
  const { incrementMinor, freeMinutes, timedSeconds } = englishTerms.parse(lot.methodTerms)
  return {
    method,
    startingPriceMinor: lot.startingPriceMinor,
    incrementMinor,
    freeMs: freeMinutes * MINUTE_MS,
    timedMs: timedSeconds * SECOND_MS,
    extensionMs: rules.number('time.extension') * SECOND_MS,
    extensionAlarm: rules.number('time.extension.alarmCount'),
    singleBidderAllowed: rules.flag('singleBidder.allowed'),
    confirmFactor: rules.number('bid.confirm.factor'),
  }
}

const onReady = async (act: Act, { body }: Fact<{ readonly lotId: string; readonly opensAt: Instant }>): Promise<Result<unknown>> => {
  const lot = await lotById(act.tx, body.lotId)
  const method = lot && methodOf(lot.method)
  if (!method || lot.state !== 'ready' || (await auctionRowOfLot(act.tx, lot.id))) return DONE
  const ruleSet = await rulesAt(act.tx, act.now)
  const rules = rulesFor(lot, method, ruleSet)
  const state = scheduled(body.opensAt, rules)
  const id = act.newId('auc')
  const citations = AUCTION_RULES.map((key) => ruleSet.cite(key))
  await insertAuction(act.tx, {
    id,
    lotId: lot.id,
    lotNumber: lot.number,
    title: lot.title,
    sellerOrganisationId: lot.sellerOrganisationId,
    rightName: lot.rightName,
    depositMinor: lot.depositMinor,
    hasReserve: lot.hasReserve,
    rules,
    citations,
    state,
    now: act.now,
  })
  await syncBidders(act, { id, lotId: lot.id })
  planNext(act, id, state)
  tell(act, { id, lotId: lot.id }, auctionFacts.scheduled, {
    ...clockBody(state),
    title: { ...lot.title },
    sellerOrganisationId: lot.sellerOrganisationId,
    startingPriceMinor: String(lot.startingPriceMinor),
    incrementMinor: String(rules.incrementMinor),
    extensionSeconds: rules.extensionMs / SECOND_MS,
    hasReserve: lot.hasReserve,
    rules: citations.map((citation) => citation.id),
  })
  await lotScheduled(act, lot.id, id, state.opensAt)
  return DONE
}

type LotHeard = Fact<{ readonly lotId: string }>

const lockOfLot = async (act: Act, { body }: LotHeard): Promise<AuctionRow | undefined> => {
  const row = await auctionRowOfLot(act.tx, body.lotId)
  return row && lockAuction(act.tx, row.id)
}

const isBeforeOpening = (row: AuctionRow): boolean => row.phase === 'scheduled' || row.suspendedFrom === 'scheduled'

const onDeposit = async (act: Act, fact: LotHeard): Promise<Result<unknown>> => {
  const row = await lockOfLot(act, fact)
  if (row && isBeforeOpening(row)) await syncBidders(act, row)
  return DONE
}

const onWithdrawn = async (act: Act, fact: LotHeard): Promise<Result<unknown>> => {
  const row = await lockOfLot(act, fact)
  if (row && row.phase !== 'closed') await cancelAuction(act, row, 'withdrawn')
  return DONE
}

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.ready, 'auction.lot_ready', onReady),
  reaction(listingFacts.deposit_confirmed, 'auction.deposit_confirmed', onDeposit),
  reaction(listingFacts.withdrawn, 'auction.lot_withdrawn', onWithdrawn),
  ...retiredReactions,
]
