/** What the market's clerk does: three checks, the notice, applicants, suspension. */
import { actorIdOf } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { markListed } from '#modules/achievement/index.ts'
import { requestPayment } from '#modules/payment/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitClerk, permitOnApplication, permitPass, type ClerkAct } from '../core/acts.ts'
import type { ApplicationState, LotState } from '../core/lifecycle.ts'
import { agreedOf } from '../core/negotiated.ts'
import { listingFacts } from '../facts.ts'
import { handledApplication, handledLot, handledWithPrice, papersLackOf } from '../handled.ts'
import { methodOf, type Methods } from '../method.ts'
import { cutOf } from '../core/reoffer.ts'
import { scheduleBody, tellAgain, tellAll, tellApplicant } from '../telling.ts'
import { datesOfAgreement } from '../negotiated.ts'
import { announce, settleDates, viewingFrom } from '../announcing.ts'
import { recordCheck } from '../checking.ts'
import { applicationRow, lockApplication, lockLot, lotRow, updateApplication, updateLot, type ApplicationRow, type LotRow } from '../store.ts'
import { becomeReady, depositDueOf } from '../readiness.ts'
import { applicationNotFound, changed, notFound } from './moving.ts'

type Clerk = Commands<typeof listingContract, 'check' | 'openListing' | 'suspendLot' | 'resumeLot' | 'qualify' | 'refuseApplication'>

/** The lot, locked, with the state it comes to, when this clerk may do this with it now. */
const lotForClerk = async (act: Act, name: ClerkAct, id: string): Promise<Result<{ readonly lot: LotRow; readonly state: LotState }>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const verdict = permitClerk(name, act.actor, { ...handledLot(lot), papersLack: await papersLackOf(act.tx, lot, act.now) })
  return verdict.ok ? ok({ lot, state: verdict.value }) : verdict
}

const check: Clerk['check'] = async (act, input) => {
  const found = await lotForClerk(act, 'check', input.id)
  if (!found.ok) return found
  const { lot } = found.value
  if (input.outcome === 'returned' && input.reason === '') return refuse('listing.reason_missing', {}, { field: 'reason' })
  const { aspect, outcome, reason } = input
  const permitted = outcome === 'passed' ? permitPass(aspect, await handledWithPrice(act.tx, lot, act.now)) : ok(null)
  if (!permitted.ok) return permitted
  const state = await recordCheck(act, lot, { aspect, outcome, reason })
  return state.ok ? ok({ lotId: lot.id, state: state.value }) : state
}

const openListing =
  (methods: Methods): Clerk['openListing'] =>
  async (act, input) => {
    const found = await lotForClerk(act, 'openNotice', input.id)
    if (!found.ok) return found
    const { lot, state } = found.value
    const viewing = await viewingFrom(act, lot)
    if (!viewing.ok) return viewing
    const earlier = lot.predecessorId === null ? null : ((await lotRow(act.tx, lot.predecessorId)) ?? null)
    const opened = await announce(act, lot, { method: methodOf(methods, lot), earlier, viewing: viewing.value })
    if (!opened.ok) return opened
    const { noticeId, closesAt } = opened.value
    const noticeClosesAt = toIso(closesAt)
    if (agreedOf(lot)) {
      await updateLot(act.tx, lot.id, act.now, { state, noticeId, noticeClosesAt: closesAt })
      tellAll(act, await changed(act, lot.id), listingFacts.opened, { noticeId, noticeClosesAt, ...datesOfAgreement(closesAt) })
      return ok({ lotId: lot.id, state, noticeId, noticeClosesAt, opensAt: noticeClosesAt })
    }
    const schedule = await settleDates(act, lot, { viewing: viewing.value, closesAt })
    await updateLot(act.tx, lot.id, act.now, { state, noticeId, noticeClosesAt: closesAt })
    tellAll(act, await changed(act, lot.id), listingFacts.opened, { noticeId, noticeClosesAt, ...scheduleBody(schedule) })
    if (earlier) {
      const cutBasisPoints = cutOf(earlier.startingPriceMinor, lot.startingPriceMinor)
      tellAgain(act, await changed(act, lot.id), { predecessorId: earlier.id, predecessorNumber: earlier.number, cutBasisPoints })
    }
    const listed = await markListed(act, lot.achievementId, lot.id)
    return listed.ok ? ok({ lotId: lot.id, state, noticeId, noticeClosesAt, opensAt: toIso(schedule.opensAt) }) : listed
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
