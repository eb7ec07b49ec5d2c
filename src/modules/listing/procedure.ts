/**
 * What a procedure reports of a lot, by calling these doors in its own transaction: scheduled, opened, suspended, resumed, ended. They only move the lot.
 * What may be refused or take long follows in a transaction of its own (`settling.ts`), so that a notice which cannot be published holds no hammer, and the
 * deposits of a hundred losers no bid. Reported twice, a step changes nothing.
 */
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { LOT, RESUME_EVENT } from './core/lifecycle.ts'
import { listingFacts } from './facts.ts'
import { followUp } from './settling.ts'
import { move, told } from './steps.ts'
import { sellSubject } from './subject.ts'
import { keepRunnersUp, type Ranked } from './runners-up.ts'
import { lockLot, updateLot, type LotRow } from './store.ts'
import { sellUnits, type UnitSale } from './units.ts'

/** A sale as its procedure reports it. */
export interface Sale {
  readonly buyerOrganisationId: string
  readonly priceMinor: bigint
  /** Of a lot of several units, who took those after the first. */
  readonly others?: readonly UnitSale[]
  /** Everybody's last price, asked for where the notice announced what happens if the winner does not keep its word. */
  readonly behind?: () => Promise<Ranked>
}
export type End = { readonly sale: Sale } | { readonly reason: string }

/** `procedureId`: what runs the procedure, for the pages to lead to. */
export const lotScheduled = async (act: Act, lotId: string, procedureId: string, opensAt: Instant): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || lot.procedureId !== null) return
  await updateLot(act.tx, lot.id, act.now, { procedureId })
  await told(act, lot, listingFacts.scheduled, { auctionId: procedureId, opensAt: toIso(opensAt) })
}

export const lotOpened = async (act: Act, lotId: string): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || !(await move(act, lot, 'startBidding'))) return
  await told(act, lot, listingFacts.bidding_started, { auctionId: lot.procedureId ?? '' })
  followUp(act, lot.id)
}

export const lotSuspended = async (act: Act, lotId: string, reason: string): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (lot && (lot.state === 'ready' || lot.state === 'bidding')) await move(act, lot, 'suspend', { suspendedFrom: lot.state, stateReason: reason })
}

export const lotResumed = async (act: Act, lotId: string): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (lot?.state === 'suspended' && lot.suspendedFrom !== null)
    await move(act, lot, RESUME_EVENT[lot.suspendedFrom], { suspendedFrom: null, stateReason: null })
}

const sell = async (act: Act, lot: LotRow, { buyerOrganisationId, priceMinor, others = [], behind }: Sale): Promise<void> => {
  if (!(await sellSubject(act, lot, { buyerOrganisationId, priceMinor }))) await move(act, lot, 'sell', { buyerOrganisationId, priceMinor, closedAt: act.now })
  await sellUnits(act, lot, others)
  if (lot.nextBidderDays !== null && behind !== undefined) await keepRunnersUp(act, lot.id, await behind())
}

export const lotEnded = async (act: Act, lotId: string, end: End): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || LOT.next(lot.state, 'sale' in end ? 'sell' : 'fail') === null) return
  if ('sale' in end) await sell(act, lot, end.sale)
  else await move(act, lot, 'fail', { stateReason: end.reason, closedAt: act.now, suspendedFrom: null })
  followUp(act, lot.id)
}
