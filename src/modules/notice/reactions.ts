/** An arrangement of holidays has been entered: periods of objection that were told on provisional days are counted again. */
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { rulebookFacts } from '#modules/rulebook/facts.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { correctClock } from './core/clock.ts'
import { noticeFacts } from './facts.ts'
import { planClose, tell } from './steps.ts'
import { lockRunning, saveClock } from './store.ts'

/** A notice never ends earlier than was told: only later ends are written. */
const onCalendarLaid = async (act: Act): Promise<Result<unknown>> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  for (const notice of await lockRunning(act.tx, act.now)) {
    const { clock } = notice
    if (!clock.isRunning) continue
    const counted = withinCalendar(() => correctClock(calendar, clock, clock.since > notice.opensAt))
    if (!counted.ok) return counted
    const corrected = counted.value
    if (corrected.closesAt === clock.closesAt) continue
    await saveClock(act.tx, notice, { state: notice.state, clock: corrected })
    planClose(act, notice.id, corrected.closesAt)
    tell(act, noticeFacts.corrected, notice, { closesAt: toIso(corrected.closesAt), toldClosesAt: toIso(clock.closesAt) })
  }
  return ok(null)
}

export const reactions: readonly Reaction[] = [reaction(rulebookFacts.calendar_laid, 'notice.calendar_laid', onCalendarLaid)]
