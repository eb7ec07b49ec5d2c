/** An auction is made when its lot is ready; until it opens, bidders join as their deposits arrive. */
import { SECOND_MS, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { lotById, lotScheduled, moveReserveDue } from '#modules/listing/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { panelFacts } from '#modules/panel/facts.ts'
import { partyFacts } from '#modules/party/facts.ts'
import { sealingFacts } from '#modules/sealing/facts.ts'
import { openBox } from '#modules/sealing/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { syncBidders } from './bidders.ts'
import { isScored, isSealed, METHODS, methodOf, type PriceRule } from './core/method.ts'
import { scheduled, type AuctionRules } from './core/state.ts'
import { newDraw } from './drawing.ts'
import { cancelAuction } from './due.ts'
import { auctionFacts } from './facts.ts'
import { frozenRules, frozenScored } from './frozen.ts'
import { planNext } from './planning.ts'
import { onPanelFailed } from './scored.ts'
import { insertScored } from './scored-store.ts'
import { onNotOpened, onOpened } from './sealed.ts'
import { retiredReactions } from './retired.ts'
import { onCredentialRevoked, planPapers } from './stopping.ts'
import { clockBody, tell } from './telling.ts'
import { auctionRowOfLot, insertAuction, lockAuction, saveHasReserve, type AuctionRow } from './store.ts'

const DONE = ok(null)
const EVERY_RULE = ['time.sourceOfTruth', 'singleBidder.allowed', 'resume.afterSuspension'] as const
/** What an auction cites from the rulebook, by how its prices are named; the page of a lot has a name for each. */
export const CITED: Readonly<Record<PriceRule, readonly string[]>> = {
  ascending_grid: [
    'time.freePhase',
    'time.timedPeriod',
    'time.extension',
    'time.extension.maxCount',
    'time.extension.alarmCount',
    'price.increment.multipleOnly',
    'bid.confirm.factor',
    ...EVERY_RULE,
  ],
  descending_clock: ['price.clock.decrement', 'time.clockTick', ...EVERY_RULE],
  sealed: ['time.sealedPeriod', 'sealed.corrections', ...EVERY_RULE],
  rounds: ['scored.priceRounds', 'scored.markWeight', 'time.scoredRound', ...EVERY_RULE],
}

/** What only some auctions have; the ascending one without any of it says what it always said. */
const courseBody = ({ method, capMinor, clock, maxExtensions, units }: AuctionRules) => ({
  ...(method === 'english' ? {} : { method }),
  ...(capMinor === null ? {} : { capMinor: String(capMinor) }),
  ...(clock === null ? {} : { floorMinor: String(clock.floorMinor), tickSeconds: clock.tickMs / SECOND_MS }),
  ...(maxExtensions === null ? {} : { maxExtensions }),
  ...(units === 1 ? {} : { units }),
})

interface Consigned {
  readonly houseOrganisationId: string
  readonly auctioneerId: string
}

/** As the notice of a licensed house named it. */
const seatAuctioneer = (act: Act, auction: Pick<AuctionRow, 'id' | 'lotId' | 'opensAt'>, { houseOrganisationId, auctioneerId }: Consigned): void => {
  tell(act, auction, auctionFacts.auctioneer_assigned, { auctioneerId })
  planPapers(act, { ...auction, houseOrganisationId })
}

/** Where equal proxies, a cap price or equal prices for the last unit may ask for a draw. */
const isDrawn = ({ method, units }: AuctionRules): boolean => METHODS[method].allowsProxies || units > 1

const onReady = async (act: Act, { body }: Fact<{ readonly lotId: string; readonly opensAt: Instant }>): Promise<Result<unknown>> => {
  const lot = await lotById(act.tx, body.lotId)
  const method = lot && methodOf(lot.method)
  if (!method || lot.state !== 'ready' || (await auctionRowOfLot(act.tx, lot.id))) return DONE
  const ruleSet = await rulesAt(act.tx, act.now)
  const rules = frozenRules(lot, method, ruleSet)
  const state = scheduled(body.opensAt, rules)
  const id = act.newId('auc')
  const draw = isDrawn(rules) ? newDraw(act.newId('draw')) : null
  const box = isSealed(method)
    ? await openBox(act, {
        subject: id,
        ownerOrganisationId: lot.sellerOrganisationId,
        title: lot.title,
        purpose: 'price',
        opensAt: state.opensAt,
        closesAt: state.endsAt,
        corrections: ruleSet.number('sealed.corrections'),
      })
    : null
  if (box && !box.ok) return box
  const citations = CITED[METHODS[method].price].map((key) => ruleSet.cite(key))
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
    house: lot.consignment && { organisationId: lot.consignment.houseOrganisationId, auctioneerId: lot.consignment.auctioneerId },
    citations,
    draw,
    boxId: box?.value.boxId ?? null,
    state,
    now: act.now,
  })
  if (isScored(method)) await insertScored(act.tx, { auctionId: id, ...frozenScored(lot, ruleSet) })
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
    ...courseBody(rules),
    ...(draw === null ? {} : { drawCommitment: draw.commitment }),
    rules: citations.map((citation) => citation.id),
  })
  if (lot.consignment) seatAuctioneer(act, { id, lotId: lot.id, opensAt: state.opensAt }, lot.consignment)
  await lotScheduled(act, lot.id, id, state.opensAt)
  await moveReserveDue(act, lot.id, state.freeEndsAt)
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

/** Two people of the seller entered the reserve that was left open: the auction says from now on that there is one. */
const onReserveFixed = async (act: Act, fact: LotHeard): Promise<Result<unknown>> => {
  const row = await lockOfLot(act, fact)
  if (row && row.phase !== 'closed') await saveHasReserve(act.tx, row.id)
  return DONE
}

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.ready, 'auction.lot_ready', onReady),
  reaction(listingFacts.deposit_confirmed, 'auction.deposit_confirmed', onDeposit),
  reaction(listingFacts.reserve_fixed, 'auction.reserve_fixed', onReserveFixed),
  reaction(listingFacts.withdrawn, 'auction.lot_withdrawn', onWithdrawn),
  reaction(sealingFacts.opened, 'auction.envelopes_opened', (act, { body }) => onOpened(act, body.subject, body.envelopes)),
  reaction(sealingFacts.failed, 'auction.envelopes_not_opened', (act, { body }) => onNotOpened(act, body.subject)),
  reaction(sealingFacts.cancelled, 'auction.envelopes_called_off', (act, { body }) => onNotOpened(act, body.subject)),
  reaction(panelFacts.failed, 'auction.panel_failed', (act, { body }) => onPanelFailed(act, body.subject)),
  reaction(partyFacts.credential_revoked, 'auction.credential_revoked', (act, { body }) => onCredentialRevoked(act, body.organisationId)),
  ...retiredReactions,
]
