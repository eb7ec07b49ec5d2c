/** What a lot does to the session that it is in, and to who watches it. */
import type { Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { planPapers } from './paperwork.ts'
import { endIfOver } from './planning.ts'
import { cancelSlots } from './roadshow-planning.ts'
import { slotRow, slotsOfLot } from './store-roadshow.ts'
import { entriesOfLots, lockSession } from './store.ts'
import { planWatchers } from './watching.ts'

type LotHeard = Fact<{ readonly lotId: string }>

/** The last lot to be decided ends the session whose window is over. */
const onDecided = async (act: Act, { body }: LotHeard): Promise<Result<unknown>> => {
  const [entry] = await entriesOfLots(act.tx, [body.lotId])
  const row = entry && (await lockSession(act.tx, entry.sessionId))
  if (row?.state === 'running') await endIfOver(act, row)
  // One that was not waited for changes the results that are printed already.
  if (row?.state === 'held') planPapers(act, row.id)
  return ok(null)
}

/** A slot in which nothing is left to be shown does not take place. */
const onWithdrawn = async (act: Act, fact: LotHeard): Promise<Result<unknown>> => {
  const { lotId } = fact.body
  for (const { id, sessionId } of await slotsOfLot(act.tx, lotId)) {
    await lockSession(act.tx, sessionId)
    const slot = await slotRow(act.tx, id)
    if (slot?.state !== 'planned') continue
    const lots = await lotsByIds(act.tx, slot.lotIds)
    if ([...lots.values()].some(({ state }) => state !== 'withdrawn')) continue
    await cancelSlots(act, [slot], lots.get(lotId)?.stateReason ?? '')
    planPapers(act, sessionId)
  }
  return onDecided(act, fact)
}

const onMoved = async (act: Act, { body }: Fact<{ readonly lotId: string; readonly opensAt: Instant }>): Promise<Result<unknown>> => {
  await planWatchers(act, body.lotId, body.opensAt)
  const [entry] = await entriesOfLots(act.tx, [body.lotId])
  if (entry) planPapers(act, entry.sessionId)
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.sold, 'session.lot_sold', onDecided),
  reaction(listingFacts.failed, 'session.lot_failed', onDecided),
  reaction(listingFacts.withdrawn, 'session.lot_withdrawn', onWithdrawn),
  reaction(listingFacts.suspended, 'session.lot_suspended', onDecided),
  reaction(listingFacts.rescheduled, 'session.lot_rescheduled', onMoved),
  reaction(listingFacts.extended, 'session.lot_extended', onMoved),
]
