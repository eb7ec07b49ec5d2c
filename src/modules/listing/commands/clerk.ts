/** What the market's clerk does: three checks, the notice, applicants, suspension. */
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { requestPayment } from '#modules/ledger/index.ts'
import { openNotice } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { reserveDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { APPLICATION, RESUME_EVENT, type LotState } from '../core/lifecycle.ts'
import { ASPECTS, type Aspect } from '../core/words.ts'
import { mayCheck } from '../core/permit.ts'
import { scheduleAfter } from '../core/schedule.ts'
import { disposalOf } from '../disposal.ts'
import { listingFacts } from '../facts.ts'
import { methodOf, type Methods } from '../method.ts'
import { scheduleBody, tellAll, tellApplicant, tellSeller } from '../telling.ts'
import { noticeText } from '../notice-text.ts'
import { NOTICE_RULE } from '../rules.ts'
import { applicationRow, checksOf, insertCheck, lockApplication, lockLot, updateApplication, updateLot, type ApplicationRow, type LotRow } from '../store.ts'
import { becomeReady, depositDueOf } from '../readiness.ts'
import { applicationNotFound, changed, nextState, notFound } from './moving.ts'

type Clerk = Commands<typeof listingContract, 'check' | 'openListing' | 'suspendLot' | 'resumeLot' | 'qualify' | 'refuseApplication'>

/** Locks a lot that this clerk may work on. */
const lotForClerk = async (act: Act, id: string): Promise<Result<LotRow>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot || lot.state === 'draft') return notFound()
  return mayCheck(act.actor, { sellerOrganisationId: lot.seller_organisation_id }) ? ok(lot) : refuse('listing.forbidden')
}

const personOf = (act: Act): string => act.actor.personId ?? 'system'

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
  tellSeller(act, await changed(act, lot.id), listingFacts.checked, {})
  return next
}

const check: Clerk['check'] = async (act, input) => {
  const found = await lotForClerk(act, input.id)
  if (!found.ok) return found
  const lot = found.value
  if (lot.state !== 'submitted') return refuse('listing.wrong_state', { state: lot.state })
  if (input.outcome === 'returned' && input.reason === '') return refuse('listing.reason_missing', {}, { field: 'reason' })
  const before = await checksOf(act.tx, lot.id, lot.round)
  if (before.some((row) => row.aspect === input.aspect)) return refuse('listing.already_checked', { aspect: input.aspect })
  const { aspect, outcome, reason } = input
  await insertCheck(act.tx, { lotId: lot.id, round: lot.round, aspect, outcome, reason, checkedBy: personOf(act), checkedAt: act.now })
  tellSeller(act, lot, outcome === 'passed' ? listingFacts.check_passed : listingFacts.check_returned, { aspect, reason, round: lot.round })
  const isLast = before.length + 1 === ASPECTS.length
  const state = outcome === 'returned' ? await returnLot(act, lot, aspect, reason) : isLast ? await passLot(act, lot) : ok(lot.state)
  return state.ok ? ok({ lotId: lot.id, state: state.value }) : state
}

const openListing =
  (methods: Methods): Clerk['openListing'] =>
  async (act, input) => {
    const found = await lotForClerk(act, input.id)
    if (!found.ok) return found
    const lot = found.value
    const next = nextState(lot, 'openNotice')
    if (!next.ok) return next
    const opened = await openNotice(act, {
      kind: 'listing',
      subject: lot.id,
      related: [lot.achievement_id, lot.seller_organisation_id],
      ...noticeText(lot, methodOf(methods, lot).worded(lot.method_terms)),
      ownerOrganisationId: lot.seller_organisation_id,
      ruleKey: NOTICE_RULE,
      minimumDays: lot.notice_days,
    })
    if (!opened.ok) return opened
    const { noticeId, closesAt } = opened.value
    const { calendar } = await rulesAt(act.tx, act.now)
    const schedule = scheduleAfter(calendar, closesAt, lot.planned_opens_at)
    await updateLot(act.tx, lot.id, act.now, { state: next.value, noticeId, noticeClosesAt: closesAt, ...schedule })
    tellAll(act, await changed(act, lot.id), listingFacts.opened, { noticeId, noticeClosesAt: toIso(closesAt), ...scheduleBody(schedule) })
    return ok({ lotId: lot.id, state: next.value, noticeId, noticeClosesAt: toIso(closesAt), opensAt: toIso(schedule.opensAt) })
  }

/** A clerk suspends during the notice; a lot that is ready or on auction is suspended by its auctioneer. */
const suspendLot: Clerk['suspendLot'] = async (act, input) => {
  const found = await lotForClerk(act, input.id)
  if (!found.ok) return found
  const lot = found.value
  const next = nextState(lot, 'suspend')
  if (!next.ok) return next
  if (lot.state !== 'notice') return refuse('listing.wrong_state', { state: lot.state })
  await updateLot(act.tx, lot.id, act.now, { state: next.value, suspendedFrom: lot.state, stateReason: input.reason })
  tellAll(act, await changed(act, lot.id), listingFacts.suspended, { reason: input.reason })
  return ok({ lotId: lot.id, state: next.value })
}

const resumeLot: Clerk['resumeLot'] = async (act, input) => {
  const found = await lotForClerk(act, input.id)
  if (!found.ok) return found
  const lot = found.value
  if (lot.state !== 'suspended' || lot.suspended_from !== 'notice') return refuse('listing.wrong_state', { state: lot.state })
  const next = nextState(lot, RESUME_EVENT[lot.suspended_from])
  if (!next.ok) return next
  await updateLot(act.tx, lot.id, act.now, { state: next.value, suspendedFrom: null, stateReason: null })
  const resumed = await changed(act, lot.id)
  tellAll(act, resumed, listingFacts.resumed, {})
  const state = await becomeReady(act, resumed)
  return ok({ lotId: lot.id, state })
}

/** Locks lot and application, in this order, for a clerk. */
const applicationForClerk = async (act: Act, id: string): Promise<Result<{ readonly lot: LotRow; readonly application: ApplicationRow }>> => {
  const seen = await applicationRow(act.tx, id)
  if (!seen) return applicationNotFound()
  const lot = await lotForClerk(act, seen.lot_id)
  if (!lot.ok) return lot
  const application = await lockApplication(act.tx, id)
  return application ? ok({ lot: lot.value, application }) : applicationNotFound()
}

const qualify: Clerk['qualify'] = async (act, input) => {
  const found = await applicationForClerk(act, input.id)
  if (!found.ok) return found
  const { lot, application } = found.value
  const next = APPLICATION.next(application.state, 'qualify')
  const dueAt = lot.state === 'notice' || lot.state === 'ready' ? await depositDueOf(act, lot) : null
  if (next === null || dueAt === null || act.now >= dueAt) return refuse('listing.application_wrong_state', { state: application.state })
  const requested = await requestPayment(act, {
    payerOrganisationId: application.organisation_id,
    amountMinor: lot.deposit_minor,
    currency: 'CNY',
    purpose: 'deposit',
    subject: lot.id,
    dueAt,
  })
  if (!requested.ok) return requested
  const { requestId, reference } = requested.value
  await updateApplication(act.tx, application.id, {
    state: next,
    depositState: 'requested',
    depositDueAt: dueAt,
    requestId,
    reference,
    decidedBy: personOf(act),
    decidedAt: act.now,
  })
  tellApplicant(act, application, listingFacts.qualified, {
    depositMinor: String(lot.deposit_minor),
    depositDueAt: toIso(dueAt),
    requestId,
    reference,
  })
  return ok({ applicationId: application.id, state: next })
}

const refuseApplication: Clerk['refuseApplication'] = async (act, input) => {
  const found = await applicationForClerk(act, input.id)
  if (!found.ok) return found
  const { application } = found.value
  const next = APPLICATION.next(application.state, 'refuse')
  if (next === null) return refuse('listing.application_wrong_state', { state: application.state })
  await updateApplication(act.tx, application.id, { state: next, reason: input.reason, decidedBy: personOf(act), decidedAt: act.now })
  tellApplicant(act, application, listingFacts.refused, { reason: input.reason })
  return ok({ applicationId: application.id, state: next })
}

export const clerkCommands = (methods: Methods): Clerk => ({ check, openListing: openListing(methods), suspendLot, resumeLot, qualify, refuseApplication })
