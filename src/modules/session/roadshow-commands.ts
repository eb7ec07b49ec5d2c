/** Roadshow slots of an announced session: the market plans them, the seller of their lots says who speaks and brings slides. */
import type { Lang } from '#kernel/bilingual.ts'
import { actorIdOf } from '#kernel/actor.ts'
import { MINUTE_MS, parseInstant, toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { permitted } from './commands.ts'
import { permitSlot, type SlotAct } from './core/roadshow-acts.ts'
import { spanOf, spanProblem, type Span } from './core/roadshow.ts'
import { sessionFacts } from './facts.ts'
import { handledSlotOf } from './handled.ts'
import { planPapers } from './paperwork.ts'
import { cancelSlots, planSlot } from './roadshow-planning.ts'
import { changeSlot, insertSlot, slotRow, slotsOf, type SlotRow } from './store-roadshow.ts'
import { lockSession, type EntryRow, type SessionRow } from './store.ts'

type Handlers = Commands<typeof sessionContract, 'planSlot' | 'moveSlot' | 'cancelSlot' | 'prepareSlot' | 'putSlides'>

const PDF = 'application/pdf'

const aboutSlot = ({ id, sessionId, sellerOrganisationId, lotIds }: Pick<SlotRow, 'id' | 'sessionId' | 'sellerOrganisationId' | 'lotIds'>) => ({
  subject: id,
  related: [sessionId, sellerOrganisationId, ...lotIds],
})
const slotBody = ({ id, sessionId, sellerOrganisationId }: Pick<SlotRow, 'id' | 'sessionId' | 'sellerOrganisationId'>) => ({
  slotId: id,
  sessionId,
  sellerOrganisationId,
})

interface Found {
  readonly session: SessionRow
  readonly slot: SlotRow
}

/** The slot in its session, which is locked, when the actor may do this with it now. */
export const permittedSlot = async (act: Act, name: SlotAct, id: string): Promise<Result<Found>> => {
  const known = await slotRow(act.tx, id)
  const session = known && (await lockSession(act.tx, known.sessionId))
  // Read again under the lock: what was decided in between counts.
  const slot = session && (await slotRow(act.tx, id))
  if (!slot) return refuse('session.slot.not_found')
  const verdict = permitSlot(name, act.actor, handledSlotOf(slot, session, act.now))
  return verdict.ok ? ok({ session, slot }) : verdict
}

const answer = ({ id, sessionId }: Pick<SlotRow, 'id' | 'sessionId'>) => ok({ sessionId, slotId: id })

/** The span, when it is free: to come, of a length that the rules allow, inside the session, upon no other slot. */
const freeSpan = async (
  act: Act,
  session: SessionRow,
  { span, except }: { readonly span: Span; readonly except: string | null },
): Promise<Result<readonly SlotRow[]>> => {
  const rules = await rulesAt(act.tx, act.now)
  const most = rules.number('session.slots.minutes')
  if (span.endsAt - span.startsAt > most * MINUTE_MS)
    return refuse('session.slot_too_long', { allowed: most }, { field: 'minutes', rule: rules.cite('session.slots.minutes') })
  const planned = (await slotsOf(act.tx, [session.id])).filter(({ id, state }) => state === 'planned' && id !== except)
  const problem = spanProblem(span, { others: planned, endsAt: session.endsAt, now: act.now })
  return problem === null ? ok(planned) : refuse(problem, {}, { field: 'startsAt' })
}

/** The lots are in the session, and of one seller, who speaks about all of them. */
const sellerOf = (admitted: readonly EntryRow[], lotIds: readonly string[]): Result<string> => {
  const sellers = lotIds.map((lotId) => admitted.find((entry) => entry.lotId === lotId)?.sellerOrganisationId)
  const [first] = sellers
  if (first === undefined || sellers.includes(undefined)) return refuse('session.slot_lot_missing', {}, { field: 'lotIds' })
  return sellers.every((seller) => seller === first) ? ok(first) : refuse('session.slot_of_several', {}, { field: 'lotIds' })
}

const plan: Handlers['planSlot'] = async (act, { id, startsAt, minutes, languages, ...input }) => {
  const found = await permitted(act, 'planSlot', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  const lotIds = [...new Set(input.lotIds)]
  const seller = sellerOf(admitted, lotIds)
  if (!seller.ok) return seller
  const span = spanOf(parseInstant(startsAt), minutes)
  const free = await freeSpan(act, row, { span, except: null })
  if (!free.ok) return free
  const room = countWithin(await rulesAt(act.tx, act.now), 'session.slots.perSession', free.value.length, 'session.too_many_slots')
  if (!room.ok) return room
  const slot = { id: act.newId('slt'), sessionId: id, sellerOrganisationId: seller.value, lotIds, languages: [...new Set<Lang>(languages)], ...span }
  await insertSlot(act.tx, { ...slot, by: actorIdOf(act.actor), at: act.now })
  planSlot(act, slot)
  planPapers(act, id)
  act.publish(sessionFacts.slot_planned, {
    ...aboutSlot(slot),
    body: { ...slotBody(slot), lotIds, languages: slot.languages, startsAt: toIso(span.startsAt), endsAt: toIso(span.endsAt) },
  })
  return answer(slot)
}

const move: Handlers['moveSlot'] = async (act, { id, startsAt, minutes }) => {
  const found = await permittedSlot(act, 'move', id)
  if (!found.ok) return found
  const { session, slot } = found.value
  const span = spanOf(parseInstant(startsAt), minutes)
  const free = await freeSpan(act, session, { span, except: id })
  if (!free.ok) return free
  await changeSlot(act.tx, id, span, act.now)
  planSlot(act, { id, ...span })
  planPapers(act, session.id)
  act.publish(sessionFacts.slot_moved, { ...aboutSlot(slot), body: { ...slotBody(slot), startsAt: toIso(span.startsAt), endsAt: toIso(span.endsAt) } })
  return answer(slot)
}

const cancel: Handlers['cancelSlot'] = async (act, { id, reason }) => {
  const found = await permittedSlot(act, 'cancel', id)
  if (!found.ok) return found
  const { slot } = found.value
  await cancelSlots(act, [slot], reason)
  planPapers(act, slot.sessionId)
  return answer(slot)
}

const prepare: Handlers['prepareSlot'] = async (act, { id, speaker, languages }) => {
  const found = await permittedSlot(act, 'prepare', id)
  if (!found.ok) return found
  const { slot } = found.value
  const spoken = [...new Set<Lang>(languages)]
  await changeSlot(act.tx, id, { speaker, languages: spoken }, act.now)
  planPapers(act, slot.sessionId)
  act.publish(sessionFacts.slot_prepared, { ...aboutSlot(slot), body: { ...slotBody(slot), speaker, languages: spoken } })
  return answer(slot)
}

/** Slides are public from the moment they are brought; earlier ones stay where documents are kept. */
const putSlides: Handlers['putSlides'] = async (act, { id, documentId }) => {
  const found = await permittedSlot(act, 'putSlides', id)
  if (!found.ok) return found
  const { slot } = found.value
  const linked = await linkDocuments(act, { documentIds: [documentId], subject: id, visibleTo: 'public', field: 'documentId' })
  if (!linked.ok) return linked
  // Only now: of a stranger's file nobody hears what it is.
  if (linked.value.some(({ mediaType }) => mediaType !== PDF)) return refuse('session.slides_not_pdf', {}, { field: 'documentId' })
  const sha256 = linked.value[0]?.sha256 ?? ''
  await changeSlot(act.tx, id, { slidesDocumentId: documentId, slidesSha256: sha256, slidesAt: act.now }, act.now)
  act.publish(sessionFacts.slides_put, { ...aboutSlot(slot), body: { ...slotBody(slot), documentId, sha256 } })
  return answer(slot)
}

export const roadshowCommands: Handlers = { planSlot: plan, moveSlot: move, cancelSlot: cancel, prepareSlot: prepare, putSlides }
