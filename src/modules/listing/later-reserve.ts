/**
 * The reserve that the notice left open: one person of the seller types an amount, a second types it again without being shown it. The same amount fixes the
 * reserve and publishes its commitment; another one strikes what was entered, so that nobody finds an amount by trying, and both begin anew.
 */
import { actorIdOf } from '#kernel/actor.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import type { listingContract } from './api.ts'
import { changed } from './commands/moving.ts'
import { checkReserveAmount, permitReserve, reserveDueAt } from './core/later-reserve.ts'
import type { ReserveAct } from './core/words.ts'
import { listingFacts } from './facts.ts'
import { handledWithPrice } from './handled.ts'
import { methodOf, type Methods } from './method.ts'
import { sealReserve } from './sealing-reserve.ts'
import { lockLot, putReserve, putReserveEntry, reserveEntry, updateLot, type LotRow } from './store.ts'
import { tellAll, tellSeller } from './telling.ts'

export const RESERVE_TASK = 'listing.reserve_due'
const plan = (act: Act, lotId: string, dueAt: Instant): void =>
  act.schedule({ key: `${RESERVE_TASK}:${lotId}`, task: RESERVE_TASK, payload: { id: lotId }, dueAt })

/** When nothing is entered any more, as the free phase ends; told by the procedure whenever that moves. */
export const moveReserveDue = async (act: Act, lotId: string, freeEndsAt: Instant): Promise<void> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || lot.reserveMinutes === null) return
  const dueAt = reserveDueAt(freeEndsAt, lot.reserveMinutes)
  await updateLot(act.tx, lot.id, act.now, { reserveDueAt: dueAt })
  plan(act, lot.id, dueAt)
}

/** The last moment has come: what one person typed is forgotten, and everybody is told that there is no reserve. */
export const reserveDue: Task = async (act, payload): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, String(payload['id']))
  if (!lot || lot.reserveDueAt === null || lot.reserveFixedAt !== null) return ok(null)
  if (lot.state !== 'ready' && lot.state !== 'bidding') return ok(null)
  if (act.now < lot.reserveDueAt) return ok(plan(act, lot.id, lot.reserveDueAt))
  await putReserveEntry(act.tx, lot.id, null)
  tellAll(act, lot, listingFacts.reserve_not_fixed, { reserveDueAt: toIso(lot.reserveDueAt) })
  return ok(null)
}

const permitted = async (act: Act, name: ReserveAct, id: string): Promise<Result<LotRow>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return refuse('listing.not_found')
  const verdict = permitReserve(name, act.actor, await handledWithPrice(act.tx, lot, act.now), act.now)
  return verdict.ok ? ok(lot) : verdict
}

type Two = Commands<typeof listingContract, 'enterReserve' | 'confirmReserve'>

const enterReserve =
  (methods: Methods): Two['enterReserve'] =>
  async (act, { id, reserveMinor }) => {
    const found = await permitted(act, 'enterReserve', id)
    if (!found.ok) return found
    const lot = found.value
    const highestMinor = methodOf(methods, lot).highestMinor(lot.methodTerms)
    const amount = checkReserveAmount(reserveMinor, { startingPriceMinor: lot.startingPriceMinor, highestMinor })
    if (!amount.ok) return amount
    await putReserveEntry(act.tx, lot.id, { lotId: lot.id, reserveMinor, enteredBy: actorIdOf(act.actor), enteredAt: act.now })
    tellSeller(act, lot, listingFacts.reserve_entered, { personId: actorIdOf(act.actor) })
    return ok({ lotId: lot.id, outcome: 'entered' as const })
  }

const confirmReserve: Two['confirmReserve'] = async (act, { id, reserveMinor }) => {
  const found = await permitted(act, 'confirmReserve', id)
  if (!found.ok) return found
  const lot = found.value
  const entry = await reserveEntry(act.tx, lot.id)
  if (!entry) return refuse('listing.reserve_nothing_entered')
  // Tried without being kept, every amount is the same: else one could be found by trying.
  if (act.isDryRun) return ok({ lotId: lot.id, outcome: 'fixed' as const })
  await putReserveEntry(act.tx, lot.id, null)
  if (entry.reserveMinor !== reserveMinor) {
    tellSeller(act, lot, listingFacts.reserve_struck, { personId: actorIdOf(act.actor) })
    return ok({ lotId: lot.id, outcome: 'differs' as const })
  }
  const { reserve, commitment } = sealReserve(act, lot.id, entry.reserveMinor, { setBy: entry.enteredBy, confirmedBy: actorIdOf(act.actor) })
  await putReserve(act.tx, lot.id, reserve)
  await updateLot(act.tx, lot.id, act.now, { hasReserve: true, reserveCommitment: commitment, reserveFixedAt: act.now })
  const fixed = await changed(act, lot.id)
  tellAll(act, fixed, listingFacts.reserve_fixed, { reserveFixedAt: toIso(act.now), reserveDueAt: toIso(fixed.reserveDueAt ?? act.now) })
  return ok({ lotId: lot.id, outcome: 'fixed' as const })
}

export const reserveCommands = (methods: Methods): Two => ({ enterReserve: enterReserve(methods), confirmReserve })
