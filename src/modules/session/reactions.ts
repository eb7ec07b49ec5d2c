/** What a lot does to the session that it is in, and to who watches it. */
import type { Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { planPapers } from './paperwork.ts'
import { endIfOver } from './planning.ts'
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

const onMoved = async (act: Act, { body }: Fact<{ readonly lotId: string; readonly opensAt: Instant }>): Promise<Result<unknown>> => {
  await planWatchers(act, body.lotId, body.opensAt)
  const [entry] = await entriesOfLots(act.tx, [body.lotId])
  if (entry) planPapers(act, entry.sessionId)
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.sold, 'session.lot_sold', onDecided),
  reaction(listingFacts.failed, 'session.lot_failed', onDecided),
  reaction(listingFacts.withdrawn, 'session.lot_withdrawn', onDecided),
  reaction(listingFacts.suspended, 'session.lot_suspended', onDecided),
  reaction(listingFacts.rescheduled, 'session.lot_rescheduled', onMoved),
  reaction(listingFacts.extended, 'session.lot_extended', onMoved),
]
