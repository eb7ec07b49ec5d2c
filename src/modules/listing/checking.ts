/** The three checks of a lot: put on record one by one; the third pass opens the way to the notice. */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { reserveDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import { changed, nextState } from './commands/moving.ts'
import type { LotState } from './core/lifecycle.ts'
import { agreedOf } from './core/negotiated.ts'
import { firstRefusalVerdict } from './negotiated.ts'
import { ASPECTS, type Aspect } from './core/words.ts'
import { disposalOf } from './disposal.ts'
import { listingFacts } from './facts.ts'
import { checksOf, insertCheck, updateLot, type LotRow } from './store.ts'
import { tellSeller, tellSides } from './telling.ts'

const returnLot = async (act: Act, lot: LotRow, aspect: Aspect, reason: string): Promise<Result<LotState>> => {
  const next = nextState(lot, 'return')
  if (!next.ok) return next
  await updateLot(act.tx, lot.id, act.now, { state: next.value, stateReason: reason })
  tellSeller(act, await changed(act, lot.id), listingFacts.returned, { aspect, reason })
  return next
}

/** The third pass reserves the right, so that nobody else can dispose of it while the lot is in the market; a waiver may have been called off since. */
const passLot = async (act: Act, lot: LotRow): Promise<Result<LotState>> => {
  const next = nextState(lot, 'check')
  if (!next.ok) return next
  const refusal = await firstRefusalVerdict(act, lot)
  if (!refusal.ok) return refusal
  const reserved = await reserveDisposal(act, disposalOf(lot, act.now))
  if (!reserved.ok) return reserved
  await updateLot(act.tx, lot.id, act.now, { state: next.value, checkedAt: act.now })
  const checked = await changed(act, lot.id)
  tellSeller(act, checked, listingFacts.checked, {})
  const agreed = agreedOf(lot)
  if (agreed) tellSides(act, checked, listingFacts.agreement_offered, { buyerOrganisationId: agreed.buyerOrganisationId })
  return next
}

interface Checked {
  readonly aspect: Aspect
  readonly outcome: 'passed' | 'returned'
  readonly reason: string
}

/** Once for each aspect and round. */
export const recordCheck = async (act: Act, lot: LotRow, { aspect, outcome, reason }: Checked): Promise<Result<LotState>> => {
  const before = await checksOf(act.tx, lot.id, lot.round)
  if (before.some((row) => row.aspect === aspect)) return refuse('listing.already_checked', { aspect })
  await insertCheck(act.tx, { lotId: lot.id, round: lot.round, aspect, outcome, reason, checkedBy: actorIdOf(act.actor), checkedAt: act.now })
  tellSeller(act, lot, outcome === 'passed' ? listingFacts.check_passed : listingFacts.check_returned, { aspect, reason, round: lot.round })
  if (outcome === 'returned') return returnLot(act, lot, aspect, reason)
  return before.length + 1 === ASPECTS.length ? passLot(act, lot) : ok(lot.state)
}
