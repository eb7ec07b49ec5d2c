/** What time and their session do to roadshow slots: reminders, moves, ends. */
import { HOUR_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { movedBy, overlaps, slotPhase } from './core/roadshow.ts'
import { sessionFacts } from './facts.ts'
import { changeSlot, endQuestion, questionsOf, slotRow, slotsOf, type SlotRow } from './store-roadshow.ts'
import { watchersOf } from './store.ts'

export const SLOT_TASK = 'session.slot_remind'

const keyOf = (id: string): string => `${SLOT_TASK}:${id}`

/** An hour before it begins; one that is closer is not made up for. */
export const planSlot = (act: Act, { id, startsAt }: Pick<SlotRow, 'id' | 'startsAt'>): void => {
  const dueAt = later(startsAt, -HOUR_MS)
  if (dueAt > act.now) act.schedule({ key: keyOf(id), task: SLOT_TASK, payload: { id }, dueAt })
  else act.unschedule(keyOf(id))
}

/** Whoever watches the session or one of the lots, each once. A task that wakes too early reminds nobody. */
export const remindOfSlot: Task = async (act, payload): Promise<Result<unknown>> => {
  const slot = await slotRow(act.tx, String(payload['id']))
  if (!slot || slotPhase(slot, act.now) !== 'coming' || act.now < later(slot.startsAt, -HOUR_MS)) return ok(null)
  const watchers = (await Promise.all([slot.sessionId, ...slot.lotIds].map((subject) => watchersOf(act.tx, subject)))).flat()
  for (const personId of new Set(watchers.map((watch) => watch.personId)))
    act.publish(sessionFacts.reminded, {
      subject: slot.id,
      body: { watchedId: slot.id, personId, opensAt: toIso(slot.startsAt), before: 'hour' },
      visibleTo: [personId],
    })
  return ok(null)
}

/** Nothing vanishes: who asked is told that no answer came, and why. */
export const lapseQuestions = async (act: Act, slotIds: readonly string[], reason: string | null): Promise<void> => {
  for (const { id, state, slotId, sessionId, organisationId } of await questionsOf(act.tx, slotIds)) {
    if (state !== 'open') continue
    await endQuestion(act.tx, id, { state: 'lapsed', ...(reason === null ? {} : { reason }) }, act.now)
    act.publish(sessionFacts.question_lapsed, {
      subject: slotId,
      related: [organisationId],
      body: { questionId: id, slotId, sessionId, organisationId, reason },
      visibleTo: [organisationId],
    })
  }
}

/** Those of them that have not begun: what was shown was shown. */
export const cancelSlots = async (act: Act, slots: readonly SlotRow[], reason: string): Promise<void> => {
  for (const slot of slots) {
    if (slotPhase(slot, act.now) !== 'coming') continue
    const { id, sessionId, sellerOrganisationId, lotIds } = slot
    await changeSlot(act.tx, id, { state: 'cancelled', reason }, act.now)
    act.unschedule(keyOf(id))
    act.publish(sessionFacts.slot_cancelled, {
      subject: id,
      related: [sessionId, sellerOrganisationId, ...lotIds],
      body: { slotId: id, sessionId, sellerOrganisationId, reason },
    })
  }
  await lapseQuestions(
    act,
    slots.map(({ id }) => id),
    reason,
  )
}

export const cancelRoadshow = async (act: Act, sessionId: string, reason: string): Promise<void> => cancelSlots(act, await slotsOf(act.tx, [sessionId]), reason)

/** A session that is over answers no more. */
export const closeRoadshow = async (act: Act, sessionId: string): Promise<void> => {
  const slots = await slotsOf(act.tx, [sessionId])
  await lapseQuestions(
    act,
    slots.map(({ id }) => id),
    null,
  )
}

interface Shift {
  readonly byMs: number
  readonly endsAt: Instant
}

/** Slots of a session that is moved, as they would stand; null where one would lie in the past, beyond the end, or upon one that took place. */
export const shiftedSlots = async (act: Act, sessionId: string, { byMs, endsAt }: Shift): Promise<readonly SlotRow[] | null> => {
  const planned = (await slotsOf(act.tx, [sessionId])).filter(({ state }) => state === 'planned')
  const shifted = movedBy(planned, byMs, act.now)
  const moved = shifted.filter((slot, index) => slot !== planned[index])
  const isFit = moved.every(
    (slot) => slot.startsAt > act.now && slot.endsAt <= endsAt && !shifted.some((other) => other.id !== slot.id && overlaps(slot, other)),
  )
  return isFit ? moved : null
}

export const saveShifted = async (act: Act, slots: readonly SlotRow[]): Promise<void> => {
  for (const slot of slots) {
    const { id, sessionId, sellerOrganisationId, lotIds, startsAt, endsAt } = slot
    await changeSlot(act.tx, id, { startsAt, endsAt }, act.now)
    planSlot(act, slot)
    act.publish(sessionFacts.slot_moved, {
      subject: id,
      related: [sessionId, sellerOrganisationId, ...lotIds],
      body: { slotId: id, sessionId, sellerOrganisationId, startsAt: toIso(startsAt), endsAt: toIso(endsAt) },
    })
  }
}
