/** An announced session at another time: its lots are what it is about, so it goes where they open; its roadshow goes along. */
import { parseInstant, toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { Commands } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { permitted, sellersOf } from './commands.ts'
import { windowProblem } from './core/lifecycle.ts'
import { joinProblem } from './core/lots.ts'
import { sessionFacts } from './facts.ts'
import { planPapers } from './paperwork.ts'
import { planSession } from './planning.ts'
import { saveShifted, shiftedSlots } from './roadshow-planning.ts'
import { reopenWindow } from './store.ts'
import { planWatchers } from './watching.ts'

export const reschedule: Commands<typeof sessionContract, 'reschedule'>['reschedule'] = async (act, { id, reason, ...given }) => {
  const found = await permitted(act, 'reschedule', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  const window = { startsAt: parseInstant(given.startsAt), endsAt: parseInstant(given.endsAt) }
  const problem = windowProblem(window, act.now)
  if (problem !== null) return refuse(problem, {}, { field: problem === 'session.window_past' ? 'startsAt' : 'endsAt' })
  const lots = await lotsByIds(
    act.tx,
    admitted.map(({ lotId }) => lotId),
  )
  // One that was withdrawn or decided keeps nobody from moving the others.
  const outside = [...lots.values()].filter((lot) => joinProblem(lot, window) === 'session.lot_outside').map(({ number }) => number)
  if (outside.length > 0) return refuse('session.lots_unfit', { lots: outside.join(' ') }, { field: 'startsAt' })
  const slots = await shiftedSlots(act, id, { byMs: window.startsAt - row.startsAt, endsAt: window.endsAt })
  if (slots === null) return refuse('session.slots_unfit', {}, { field: 'startsAt' })
  await reopenWindow(act.tx, id, { ...window, at: act.now })
  await saveShifted(act, slots)
  planSession(act, { id, ...window })
  planPapers(act, id)
  await planWatchers(act, id, window.startsAt)
  act.publish(sessionFacts.rescheduled, {
    subject: id,
    related: [row.organiserId, ...admitted.map(({ lotId }) => lotId)],
    body: { sessionId: id, startsAt: toIso(window.startsAt), endsAt: toIso(window.endsAt), reason, sellerOrganisationIds: sellersOf(admitted) },
  })
  return ok({ sessionId: id, state: row.state })
}
