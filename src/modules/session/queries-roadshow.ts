/** Read models of roadshow slots and of their questions. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { holdsRole } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { documentById } from '#modules/document/index.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { maySee } from './core/acts.ts'
import { mayReadQuestion, questionActsOf, slotActsOf } from './core/roadshow-acts.ts'
import { slotPhase } from './core/roadshow.ts'
import { handledSlotOf } from './handled.ts'
import { questionsOf, slotRow, slotsOf, type QuestionRow, type SlotRow } from './store-roadshow.ts'
import { numberOf, sessionRow, type SessionRow } from './store.ts'

type Handlers = Queries<typeof sessionContract, 'slots'>['slots']

/** Questions of one slot that a page shows; bounded by the rule for each organisation, and by this for all of them. */
const MOST_QUESTIONS = 300

const NAMELESS: Bilingual = { zh: '', en: '' }

interface Told {
  readonly slots: readonly SlotRow[]
  readonly session: SessionRow
  readonly questions: readonly QuestionRow[]
}

const slidesOf = async ({ reader }: View, { slidesDocumentId, slidesAt }: SlotRow) => {
  const document = slidesDocumentId === null ? null : await documentById(reader, slidesDocumentId)
  return document === null || slidesAt === null
    ? null
    : { documentId: document.id, name: document.name, sha256: document.sha256, size: document.size, putAt: slidesAt }
}

/** Slots of one session as the wire shows them. */
const slotViews = async (view: View, { slots, session, questions }: Told) => {
  const { reader, actor, now } = view
  const [lots, organisations, slides] = await Promise.all([
    lotsByIds(reader, [...new Set(slots.flatMap(({ lotIds }) => lotIds))]),
    organisationsByIds(reader, [...new Set(slots.map(({ sellerOrganisationId }) => sellerOrganisationId))]),
    Promise.all(slots.map((slot) => slidesOf(view, slot))),
  ])
  return slots.map((slot, index) => {
    const counted = (state: QuestionRow['state']) => questions.filter((question) => question.slotId === slot.id && question.state === state).length
    return {
      id: slot.id,
      sessionId: slot.sessionId,
      phase: slotPhase(slot, now),
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      lots: slot.lotIds.flatMap((id) => {
        const lot = lots.get(id)
        return lot ? [{ id, number: lot.number, title: lot.title, state: lot.state }] : []
      }),
      seller: { id: slot.sellerOrganisationId, name: { ...(organisations.get(slot.sellerOrganisationId)?.name ?? NAMELESS) } },
      languages: slot.languages,
      speaker: slot.speaker,
      slides: slides[index] ?? null,
      reason: slot.reason,
      answeredCount: counted('answered'),
      openCount: counted('open'),
      acts: slotActsOf(actor, handledSlotOf(slot, session, now)),
    }
  })
}

const list: Handlers['list'] = async (view, { id }) => {
  const session = await sessionRow(view.reader, id)
  if (!session || !maySee(view.actor, session)) return refuse('session.not_found')
  const slots = await slotsOf(view.reader, [id])
  const questions = await questionsOf(
    view.reader,
    slots.map((slot) => slot.id),
  )
  return ok({ items: await slotViews(view, { slots, session, questions }) })
}

const questionViews = async ({ reader, actor, now }: View, { slot, session, questions }: Omit<Told, 'slots'> & { readonly slot: SlotRow }) => {
  const askers = await organisationsByIds(reader, [
    ...new Set(questions.flatMap(({ shownAs, organisationId }) => (shownAs === 'name' ? [organisationId] : []))),
  ])
  const handled = handledSlotOf(slot, session, now)
  return questions.map((row) => ({
    id: row.id,
    state: row.state,
    askerNumber: row.askerNumber,
    asker: row.shownAs === 'name' ? { id: row.organisationId, name: { ...(askers.get(row.organisationId)?.name ?? NAMELESS) } } : null,
    isMine: holdsRole(actor, 'enterprise', row.organisationId),
    question: row.question,
    askedAt: row.askedAt,
    answer: row.answer,
    digest: row.digest,
    reason: row.reason,
    decidedAt: row.decidedAt,
    acts: questionActsOf(actor, { slot: handled, state: row.state }),
  }))
}

const get: Handlers['get'] = async (view, { id }) => {
  const slot = await slotRow(view.reader, id)
  const session = slot && (await sessionRow(view.reader, slot.sessionId))
  if (!slot || !session || !maySee(view.actor, session)) return refuse('session.slot.not_found')
  const questions = await questionsOf(view.reader, [id])
  const [shown] = await slotViews(view, { slots: [slot], session, questions })
  if (!shown) return refuse('session.slot.not_found')
  const { sellerOrganisationId } = slot
  const readable = questions.filter((question) => mayReadQuestion(view.actor, { ...question, sellerOrganisationId }))
  return ok({
    ...shown,
    session: { id: session.id, number: numberOf(session), title: session.title },
    questions: await questionViews(view, { slot, session, questions: readable.slice(-MOST_QUESTIONS) }),
    isCut: readable.length > MOST_QUESTIONS,
  })
}

export const slots: Handlers = { list, get }
