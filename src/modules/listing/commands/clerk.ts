/** What the market's clerk does: three checks, the notice, applicants, suspension. */
import { actorIdOf } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { markListed } from '#modules/achievement/index.ts'
import { requestPayment } from '#modules/payment/index.ts'
import { openNotice } from '#modules/notice/index.ts'
import { organisationById } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { recordedTitle, reserveDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitClerk, permitOnApplication, type ClerkAct } from '../core/acts.ts'
import type { ApplicationState, LotState } from '../core/lifecycle.ts'
import { agreedOf } from '../core/negotiated.ts'
import { ASPECTS, type Aspect } from '../core/words.ts'
import { scheduleAfter } from '../core/schedule.ts'
import { disposalOf } from '../disposal.ts'
import { listingFacts } from '../facts.ts'
import { handledApplication, handledLot } from '../handled.ts'
import { methodOf, type Methods } from '../method.ts'
import { scheduleBody, tellAll, tellApplicant, tellSeller, tellSides } from '../telling.ts'
import { agreedNoticeText, noticeText, type NoticeSurroundings } from '../notice-text.ts'
import { datesOfAgreement, noticeOf } from '../negotiated.ts'
import { noticeRuleOf } from '../term-rules.ts'
import { applicationRow, checksOf, insertCheck, lockApplication, lockLot, updateApplication, updateLot, type ApplicationRow, type LotRow } from '../store.ts'
import { becomeReady, depositDueOf } from '../readiness.ts'
import { applicationNotFound, changed, nextState, notFound } from './moving.ts'

type Clerk = Commands<typeof listingContract, 'check' | 'openListing' | 'suspendLot' | 'resumeLot' | 'qualify' | 'refuseApplication'>

/** The lot, locked, with the state it comes to, when this clerk may do this with it now. */
const lotForClerk = async (act: Act, name: ClerkAct, id: string): Promise<Result<{ readonly lot: LotRow; readonly state: LotState }>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const verdict = permitClerk(name, act.actor, handledLot(lot))
  return verdict.ok ? ok({ lot, state: verdict.value }) : verdict
}

const returnLot = async (act: Act, lot: LotRow, aspect: Aspect, reason: string): Promise<Result<LotState>> => {
  const next = nextState(lot, 'return')
  if (!next.ok) return next
  await updateLot(act.tx, lot.id, act.now, { state: next.value, stateReason: reason })
  tellSeller(act, await changed(act, lot.id), listingFacts.returned, { aspect, reason })
  return next
}

/** The third pass reserves the right, so that nobody else can dispose of it while the lot is in the market. */
const passLot = async (act: Act, lot: LotRow): Promise<Result<LotState>> => {
  const next = nextState(lot, 'check')
  if (!next.ok) return next
  const reserved = await reserveDisposal(act, disposalOf(lot, act.now))
  if (!reserved.ok) return reserved
  await updateLot(act.tx, lot.id, act.now, { state: next.value, checkedAt: act.now })
  const checked = await changed(act, lot.id)
  tellSeller(act, checked, listingFacts.checked, {})
  const agreed = agreedOf(lot)
  if (agreed) tellSides(act, checked, listingFacts.agreement_offered, { buyerOrganisationId: agreed.buyerOrganisationId })
  return next
}

const check: Clerk['check'] = async (act, input) => {
  const found = await lotForClerk(act, 'check', input.id)
  if (!found.ok) return found
  const { lot } = found.value
  if (input.outcome === 'returned' && input.reason === '') return refuse('listing.reason_missing', {}, { field: 'reason' })
  const before = await checksOf(act.tx, lot.id, lot.round)
  if (before.some((row) => row.aspect === input.aspect)) return refuse('listing.already_checked', { aspect: input.aspect })
  const { aspect, outcome, reason } = input
  await insertCheck(act.tx, { lotId: lot.id, round: lot.round, aspect, outcome, reason, checkedBy: actorIdOf(act.actor), checkedAt: act.now })
  tellSeller(act, lot, outcome === 'passed' ? listingFacts.check_passed : listingFacts.check_returned, { aspect, reason, round: lot.round })
  const isLast = before.length + 1 === ASPECTS.length
  const state = outcome === 'returned' ? await returnLot(act, lot, aspect, reason) : isLast ? await passLot(act, lot) : ok(lot.state)
  return state.ok ? ok({ lotId: lot.id, state: state.value }) : state
}

const surroundingsOf = async (act: Act, lot: LotRow, methodTerms: Bilingual): Promise<NoticeSurroundings> => {
  const seller = await organisationById(act.tx, lot.sellerOrganisationId)
  const { burdens } = await recordedTitle(act.tx, lot.achievementId, act.now)
  const rules = await rulesAt(act.tx, act.now)
  return {
    methodTerms,
    sellerName: seller?.name ?? { zh: '', en: '' },
    burdens,
    paymentWorkingDays: rules.number('payment.full'),
    signingWorkingDays: rules.number('sale.signing'),
  }
}

const openListing =
  (methods: Methods): Clerk['openListing'] =>
  async (act, input) => {
    const found = await lotForClerk(act, 'openNotice', input.id)
    if (!found.ok) return found
    const { lot, state } = found.value
    const around = await surroundingsOf(act, lot, methodOf(methods, lot).worded(lot.methodTerms))
    const agreed = agreedOf(lot)
    const buyer = agreed && (await organisationById(act.tx, agreed.buyerOrganisationId))
    const opened = await openNotice(act, {
      kind: noticeOf(lot),
      subject: lot.id,
      related: [lot.achievementId, lot.sellerOrganisationId, ...(buyer ? [buyer.id] : [])],
      ...(agreed ? agreedNoticeText(lot, { ...around, buyerName: buyer?.name ?? { zh: '', en: '' } }) : noticeText(lot, around)),
      ownerOrganisationId: lot.sellerOrganisationId,
      ruleKey: noticeRuleOf(lot.method),
      minimumDays: lot.noticeDays,
    })
    if (!opened.ok) return opened
    const { noticeId, closesAt } = opened.value
    if (agreed) {
      await updateLot(act.tx, lot.id, act.now, { state, noticeId, noticeClosesAt: closesAt })
      tellAll(act, await changed(act, lot.id), listingFacts.opened, { noticeId, noticeClosesAt: toIso(closesAt), ...datesOfAgreement(closesAt) })
      return ok({ lotId: lot.id, state, noticeId, noticeClosesAt: toIso(closesAt), opensAt: toIso(closesAt) })
    }
    const { calendar } = await rulesAt(act.tx, act.now)
    const schedule = scheduleAfter(calendar, closesAt, lot.plannedOpensAt)
    await updateLot(act.tx, lot.id, act.now, { state, noticeId, noticeClosesAt: closesAt, ...schedule })
    tellAll(act, await changed(act, lot.id), listingFacts.opened, { noticeId, noticeClosesAt: toIso(closesAt), ...scheduleBody(schedule) })
    const listed = await markListed(act, lot.achievementId, lot.id)
    return listed.ok ? ok({ lotId: lot.id, state, noticeId, noticeClosesAt: toIso(closesAt), opensAt: toIso(schedule.opensAt) }) : listed
  }

const suspendLot: Clerk['suspendLot'] = async (act, input) => {
  const found = await lotForClerk(act, 'suspend', input.id)
  if (!found.ok) return found
  const { lot, state } = found.value
  await updateLot(act.tx, lot.id, act.now, { state, suspendedFrom: 'notice', stateReason: input.reason })
  tellAll(act, await changed(act, lot.id), listingFacts.suspended, { reason: input.reason })
  return ok({ lotId: lot.id, state })
}

const resumeLot: Clerk['resumeLot'] = async (act, input) => {
  const found = await lotForClerk(act, 'resume', input.id)
  if (!found.ok) return found
  const { lot } = found.value
  await updateLot(act.tx, lot.id, act.now, { state: found.value.state, suspendedFrom: null, stateReason: null })
  const resumed = await changed(act, lot.id)
  tellAll(act, resumed, listingFacts.resumed, {})
  const state = await becomeReady(act, resumed)
  return ok({ lotId: lot.id, state })
}

interface Decided {
  readonly lot: LotRow
  readonly application: ApplicationRow
  readonly state: ApplicationState
}

/** Lot and application, locked in this order, with the state it comes to, when this clerk may decide so now. */
const applicationForClerk = async (act: Act, name: 'qualify' | 'refuse', id: string): Promise<Result<Decided>> => {
  const seen = await applicationRow(act.tx, id)
  const lot = seen ? await lockLot(act.tx, seen.lotId) : undefined
  if (!seen || !lot) return applicationNotFound()
  const application = (await lockApplication(act.tx, id)) ?? seen
  const verdict = permitOnApplication(name, act.actor, handledApplication(application, lot), act.now)
  return verdict.ok ? ok({ lot, application, state: verdict.value }) : verdict
}

const qualify: Clerk['qualify'] = async (act, input) => {
  const found = await applicationForClerk(act, 'qualify', input.id)
  if (!found.ok) return found
  const { lot, application, state } = found.value
  const dueAt = await depositDueOf(act, lot)
  if (dueAt === null) return refuse('listing.application_wrong_state', { state: application.state })
  const requested = await requestPayment(act, {
    payerOrganisationId: application.organisationId,
    amountMinor: lot.depositMinor,
    currency: 'CNY',
    purpose: 'deposit',
    subject: lot.id,
    dueAt,
  })
  if (!requested.ok) return requested
  const { requestId, reference } = requested.value
  await updateApplication(act.tx, application.id, {
    state,
    depositState: 'requested',
    depositDueAt: dueAt,
    requestId,
    reference,
    decidedBy: actorIdOf(act.actor),
    decidedAt: act.now,
  })
  tellApplicant(act, application, listingFacts.qualified, {
    depositMinor: String(lot.depositMinor),
    depositDueAt: toIso(dueAt),
    requestId,
    reference,
  })
  return ok({ applicationId: application.id, state })
}

const refuseApplication: Clerk['refuseApplication'] = async (act, input) => {
  const found = await applicationForClerk(act, 'refuse', input.id)
  if (!found.ok) return found
  const { application, state } = found.value
  await updateApplication(act.tx, application.id, { state, reason: input.reason, decidedBy: actorIdOf(act.actor), decidedAt: act.now })
  tellApplicant(act, application, listingFacts.refused, { reason: input.reason })
  return ok({ applicationId: application.id, state })
}

export const clerkCommands = (methods: Methods): Clerk => ({ check, openListing: openListing(methods), suspendLot, resumeLot, qualify, refuseApplication })
