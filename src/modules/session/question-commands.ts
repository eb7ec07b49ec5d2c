/** Questions in a roadshow slot: asked by enterprises that are verified, answered to everybody, or declined with a reason. */
import { createHash } from 'node:crypto'
import { actorIdOf, organisationMeant } from '#kernel/actor.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { isQualified } from '#modules/party/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { permitQuestion, type QuestionAct } from './core/roadshow-acts.ts'
import { askerNumber } from './core/roadshow.ts'
import { sessionFacts } from './facts.ts'
import { handledSlotOf } from './handled.ts'
import { permittedSlot } from './roadshow-commands.ts'
import { askersOf, endQuestion, insertQuestion, questionRow, slotRow, type QuestionRow, type SlotRow } from './store-roadshow.ts'
import { lockSession } from './store.ts'

type Handlers = Commands<typeof sessionContract, 'askQuestion' | 'answerQuestion' | 'declineQuestion'>

/** The organisation that asks: one of the actor's, verified, and not the seller's own. */
const askerOf = async (act: Act, slot: SlotRow, named: string | undefined): Promise<Result<string>> => {
  const organisationId = organisationMeant(act.actor, 'enterprise', named)
  if (organisationId === null) return refuse('session.asker_unnamed', {}, { field: 'organisationId' })
  if (organisationId === slot.sellerOrganisationId) return refuse('session.own_slot')
  return (await isQualified(act.tx, organisationId)) ? ok(organisationId) : refuse('session.organisation_not_verified')
}

const ask: Handlers['askQuestion'] = async (act, { id, question, shownAs, organisationId: named }) => {
  const found = await permittedSlot(act, 'ask', id)
  if (!found.ok) return found
  const { slot } = found.value
  const asker = await askerOf(act, slot, named)
  if (!asker.ok) return asker
  const organisationId = asker.value
  const known = await askersOf(act.tx, slot.sessionId)
  const used = known.filter((each) => each.organisationId === organisationId && each.slotId === id).length
  const room = countWithin(await rulesAt(act.tx, act.now), 'session.questions.perOrganisation', used, 'session.too_many_questions')
  if (!room.ok) return room
  const asked = {
    id: act.newId('qst'),
    slotId: id,
    sessionId: slot.sessionId,
    organisationId,
    askerNumber: askerNumber(known, organisationId),
    shownAs,
    question,
  }
  await insertQuestion(act.tx, { ...asked, askedByPersonId: actorIdOf(act.actor), at: act.now })
  const { id: questionId, ...body } = asked
  act.publish(sessionFacts.question_asked, { subject: id, related: [organisationId], body: { ...body, questionId }, visibleTo: [organisationId] })
  return ok({ slotId: id, questionId, state: 'open' as const, askerNumber: asked.askerNumber })
}

interface Found {
  readonly slot: SlotRow
  readonly question: QuestionRow
}

const permittedQuestion = async (act: Act, name: QuestionAct, id: string): Promise<Result<Found>> => {
  const known = await questionRow(act.tx, id)
  const session = known && (await lockSession(act.tx, known.sessionId))
  const question = session && (await questionRow(act.tx, id))
  const slot = question && (await slotRow(act.tx, question.slotId))
  if (!slot) return refuse('session.question.not_found')
  const verdict = permitQuestion(name, act.actor, { slot: handledSlotOf(slot, session, act.now), state: question.state })
  return verdict.ok ? ok({ slot, question }) : verdict
}

/** What everybody was told, and when: anybody can make the digest again from the fact. */
export const answerDigest = (said: { readonly questionId: string; readonly question: string; readonly answer: string; readonly answeredAt: string }): string =>
  createHash('sha256')
    .update(canonicalJson({ ...said }))
    .digest('hex')

const reply: Handlers['answerQuestion'] = async (act, { id, answer }) => {
  const found = await permittedQuestion(act, 'answer', id)
  if (!found.ok) return found
  const { slot, question } = found.value
  const { slotId, sessionId, organisationId, shownAs } = question
  const answeredAt = toIso(act.now)
  const digest = answerDigest({ questionId: id, question: question.question, answer, answeredAt })
  await endQuestion(act.tx, id, { state: 'answered', answer, digest }, act.now)
  act.publish(sessionFacts.question_answered, {
    subject: slotId,
    related: [sessionId, slot.sellerOrganisationId, ...slot.lotIds],
    body: {
      questionId: id,
      slotId,
      sessionId,
      sellerOrganisationId: slot.sellerOrganisationId,
      askerNumber: question.askerNumber,
      askerOrganisationId: shownAs === 'name' ? organisationId : null,
      question: question.question,
      answer,
      answeredAt,
      digest,
    },
  })
  act.publish(sessionFacts.answer_received, {
    subject: slotId,
    related: [organisationId],
    body: { questionId: id, slotId, sessionId, organisationId },
    visibleTo: [organisationId],
  })
  return ok({ slotId, questionId: id, state: 'answered' as const })
}

const decline: Handlers['declineQuestion'] = async (act, { id, reason }) => {
  const found = await permittedQuestion(act, 'decline', id)
  if (!found.ok) return found
  const { slotId, sessionId, organisationId } = found.value.question
  await endQuestion(act.tx, id, { state: 'declined', reason }, act.now)
  act.publish(sessionFacts.question_declined, {
    subject: slotId,
    related: [organisationId],
    body: { questionId: id, slotId, sessionId, organisationId, reason },
    visibleTo: [organisationId],
  })
  return ok({ slotId, questionId: id, state: 'declined' as const })
}

export const questionCommands: Handlers = { askQuestion: ask, answerQuestion: reply, declineQuestion: decline }
