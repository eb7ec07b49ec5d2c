/**
 * After a default the seller offers the lot to the next bidder, where the notice said so. The offer is a lot of its own, joined to the first as one that is offered
 * again, so that its deposit, notice of the result and contract are new ones; it has no bidding, because its price stands in the signed record of the first.
 */
import { deadline } from '#kernel/business-calendar.ts'
import { actorIdOf } from '#kernel/actor.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { isQualified } from '#modules/party/index.ts'
import { requestPayment } from '#modules/payment/index.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import { releaseDisposal, reserveDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import type { listingContract } from './api.ts'
import { changed, notFound } from './commands/moving.ts'
import { permitAnswer, permitOffer, type NextInLine, type OfferEnd } from './core/next-bidder.ts'
import { endApplications } from './deposits.ts'
import { disposalOf, termsOf } from './disposal.ts'
import { listingFacts } from './facts.ts'
import { handledLot, handledWithPrice } from './handled.ts'
import { firstRefusalVerdict } from './negotiated.ts'
import { insertRunnersUp, runnersUpOf, setRunnerUp } from './next-store.ts'
import { lotEnded } from './procedure.ts'
import { move } from './steps.ts'
import { checksOf, insertApplication, insertCheck, insertLot, lockLot, updateApplication, updateLot, type LotRow } from './store.ts'
import { tellApplicant, tellNext, tellSeller } from './telling.ts'
import { NEXT_ANSWER_RULE } from './term-rules.ts'

export const NEXT_TASK = 'listing.next_due'
const plan = (act: Act, lotId: string, dueAt: Instant): void => act.schedule({ key: `${NEXT_TASK}:${lotId}`, task: NEXT_TASK, payload: { id: lotId }, dueAt })

type Next = Commands<typeof listingContract, 'offerNext' | 'acceptNext' | 'declineNext'>

const term = async (act: Act): Promise<Result<Instant>> => {
  const rules = await rulesAt(act.tx, act.now)
  return withinCalendar(() => deadline(rules.calendar, act.now, rules.number(NEXT_ANSWER_RULE), 'wd'))
}

/** The offer as a lot: what the first one said, the checks that it passed, and nothing that the bidding is needed for. */
const insertOffer = async (act: Act, lot: LotRow, next: NextInLine & { readonly organisationId: string; readonly answerBy: Instant }): Promise<string> => {
  const lotId = act.newId('lot')
  const { title, summary, terms, qualifications, noticeUnit, method, methodTerms, rules, consignment, sellerOrganisationId, achievementId } = lot
  await insertLot(act.tx, {
    id: lotId,
    sellerOrganisationId,
    achievementId,
    content: {
      ...termsOf(lot, null),
      title,
      summary,
      terms,
      qualifications,
      noticeUnit,
      method,
      methodTerms,
      consignment,
      rules: [...rules],
      // It is sold or it is not: nobody else is waited for, and what is taken beside a transfer was for the bidding.
      reserveMinutes: null,
      extension: null,
      depositAlternatives: [],
      waiverBasis: null,
      plannedOpensAt: null,
    },
    commitment: null,
    predecessorId: lot.id,
    reofferDecisionId: null,
    createdBy: actorIdOf(act.actor),
    now: act.now,
  })
  for (const { aspect, outcome, reason, checkedBy, checkedAt } of await checksOf(act.tx, lot.id, lot.round))
    await insertCheck(act.tx, { lotId, round: 1, aspect, outcome, reason, checkedBy, checkedAt })
  const { organisationId, number, priceMinor, answerBy } = next
  await updateLot(act.tx, lotId, act.now, {
    state: 'offered',
    round: 1,
    // The record that proves the price.
    ...(lot.procedureId === null ? {} : { procedureId: lot.procedureId }),
    // The notice that announced it.
    ...(lot.noticeId === null || lot.noticeClosesAt === null ? {} : { noticeId: lot.noticeId, noticeClosesAt: lot.noticeClosesAt }),
    nextOrganisationId: organisationId,
    nextNumber: number,
    nextPriceMinor: priceMinor,
    nextAnswerBy: answerBy,
  })
  return lotId
}

const offerNext: Next['offerNext'] = async (act, { id, priceMinor }) => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const handled = await handledWithPrice(act.tx, lot, act.now)
  const permitted = permitOffer(act.actor, handled, act.now)
  if (!permitted.ok || handled.next === null) return permitted.ok ? refuse('listing.next_nobody') : permitted
  const { next } = handled
  if (next.priceMinor !== priceMinor) return refuse('listing.agreed_price_differs', {}, { field: 'priceMinor' })
  const behind = (await runnersUpOf(act.tx, lot.id)).filter(({ state }) => state === 'open')
  const [first, ...others] = behind
  if (first === undefined) return refuse('listing.next_nobody')
  const refusal = await firstRefusalVerdict(act, lot, priceMinor)
  if (!refusal.ok) return refusal
  const answerBy = await term(act)
  if (!answerBy.ok) return answerBy
  const lotId = await insertOffer(act, lot, { ...next, organisationId: first.organisationId, answerBy: answerBy.value })
  await insertRunnersUp(act.tx, lotId, others)
  await setRunnerUp(act.tx, first, { state: 'offered', endedAt: null })
  const offered = await changed(act, lotId)
  const reserved = await reserveDisposal(act, disposalOf(offered, act.now))
  if (!reserved.ok) return reserved
  tellSeller(act, offered, listingFacts.drafted, {})
  tellNext(act, offered, { answerBy: toIso(answerBy.value) })
  plan(act, lotId, answerBy.value)
  return ok({ lotId, state: offered.state })
}

/** The offer, locked, while whom it is made to may still answer. */
const answerable = async (act: Act, id: string): Promise<Result<LotRow>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const permitted = permitAnswer(act.actor, handledLot(lot), act.now)
  return permitted.ok ? ok(lot) : permitted
}

/** Its word is given; with its deposit the lot is sold. */
const acceptNext: Next['acceptNext'] = async (act, { id, priceMinor }) => {
  const found = await answerable(act, id)
  if (!found.ok) return found
  const lot = found.value
  const organisationId = lot.nextOrganisationId ?? ''
  if (priceMinor !== lot.nextPriceMinor) return refuse('listing.agreed_price_differs', {}, { field: 'priceMinor' })
  if (!(await isQualified(act.tx, organisationId))) return refuse('listing.organisation_not_verified')
  const due = await term(act)
  if (!due.ok) return due
  const applicationId = act.newId('app')
  const { depositMinor } = lot
  const told = { id: applicationId, lotId: lot.id, organisationId }
  await insertApplication(act.tx, { ...told, personId: actorIdOf(act.actor), statement: '', depositMinor, depositDueAt: due.value, now: act.now })
  const asked = await requestPayment(act, {
    payerOrganisationId: organisationId,
    amountMinor: depositMinor,
    purpose: 'deposit',
    subject: lot.id,
    dueAt: due.value,
  })
  if (!asked.ok) return asked
  await updateApplication(act.tx, applicationId, {
    state: 'qualified',
    depositState: 'requested',
    ...asked.value,
    decidedBy: actorIdOf(act.actor),
    decidedAt: act.now,
  })
  await updateLot(act.tx, lot.id, act.now, { nextAcceptedAt: act.now, depositDueAt: due.value })
  tellApplicant(act, told, listingFacts.applied, { statement: '', undertakingAccepted: true })
  tellApplicant(act, told, listingFacts.qualified, { depositMinor: String(depositMinor), depositDueAt: toIso(due.value), ...asked.value })
  const accepted = await changed(act, lot.id)
  tellSeller(act, accepted, listingFacts.next_accepted, { bidderNumber: accepted.nextNumber ?? 0 })
  plan(act, lot.id, due.value)
  return ok({ lotId: lot.id, state: lot.state })
}

/** The right is free again, and the next one in line, or a notice of its own, comes after it. */
const endOffer = async (act: Act, lot: LotRow, reason: OfferEnd): Promise<Result<null>> => {
  if (!(await move(act, lot, 'endOffer', { stateReason: reason, closedAt: act.now, settledAt: act.now }))) return ok(null)
  await endApplications(act, lot, { winnerOrganisationId: null })
  const freed = await releaseDisposal(act, lot.id)
  if (!freed.ok) return freed
  await setRunnerUp(act.tx, { lotId: lot.predecessorId ?? '', bidderNumber: lot.nextNumber ?? 0 }, { state: reason, endedAt: act.now })
  tellSeller(act, await changed(act, lot.id), listingFacts.next_ended, { bidderNumber: lot.nextNumber ?? 0, reason })
  return ok(null)
}

const declineNext: Next['declineNext'] = async (act, { id }) => {
  const found = await answerable(act, id)
  if (!found.ok) return found
  const ended = await endOffer(act, found.value, 'declined')
  return ended.ok ? ok({ lotId: id, state: 'withdrawn' as const }) : ended
}

/** Its deposit is in the bank: sold, at the price that it had named. */
export const sellToNext = async (act: Act, lot: LotRow): Promise<void> => {
  if (lot.nextOrganisationId === null || lot.nextPriceMinor === null || lot.nextNumber === null) return
  act.unschedule(`${NEXT_TASK}:${lot.id}`)
  await setRunnerUp(act.tx, { lotId: lot.predecessorId ?? '', bidderNumber: lot.nextNumber }, { state: 'bought', endedAt: act.now })
  await lotEnded(act, lot.id, { sale: { buyerOrganisationId: lot.nextOrganisationId, priceMinor: lot.nextPriceMinor } })
}

/** Silence is no, and so is a deposit that did not come. */
export const nextDue: Task = async (act, payload): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, String(payload['id']))
  if (lot?.state !== 'offered' || lot.nextAnswerBy === null) return ok(null)
  const until = lot.nextAcceptedAt === null ? lot.nextAnswerBy : (lot.depositDueAt ?? lot.nextAnswerBy)
  if (act.now < until) return ok(plan(act, lot.id, until))
  return endOffer(act, lot, lot.nextAcceptedAt === null ? 'silent' : 'unpaid')
}

export const nextCommands: Next = { offerNext, acceptNext, declineNext }
