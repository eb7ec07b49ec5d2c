/** Which act on a lot and on an application is open to whom, and why not. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { MINUTE_MS, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { mayApply, type ApplyQuestion } from './application.ts'
import { APPLICATION, LOT, RESUME_EVENT, type ApplicationState, type LotEvent, type LotState } from './lifecycle.ts'
import { isSellersOfficer, mayCheck } from './permit.ts'

export const LOT_ACTS = ['revise', 'submit', 'withdraw', 'check', 'openNotice', 'suspend', 'resume', 'apply', 'confirmAgreement'] as const
export type LotAct = (typeof LOT_ACTS)[number]
export type SellerAct = 'revise' | 'submit' | 'withdraw'
export type ClerkAct = 'check' | 'openNotice' | 'suspend' | 'resume'

export interface HandledLot {
  readonly sellerOrganisationId: string
  readonly state: LotState
  readonly suspendedFrom: keyof typeof RESUME_EVENT | null
  readonly opensAt: Instant | null
  readonly registrationClosesAt: Instant | null
  /** An objection holds the notice up, and with it every later date. */
  readonly isNoticePaused: boolean
  readonly depositDueAt: Instant | null
  /** The buyer whom a negotiated price names; null where the lot is sold otherwise. */
  readonly agreement: { readonly buyerOrganisationId: string; readonly isConfirmed: boolean } | null
}

/** Nobody withdraws a lot when bidders are already at the door. */
const WITHDRAW_BEFORE_OPENING_MS = 10 * MINUTE_MS

const wrongState = ({ state }: Pick<HandledLot, 'state'>) => refuse('listing.wrong_state', { state })
const step = (lot: HandledLot, event: LotEvent): Result<LotState> => {
  const next = LOT.next(lot.state, event)
  return next === null ? wrongState(lot) : ok(next)
}
const within = (lot: HandledLot, ...states: readonly LotState[]): Result<LotState> => (states.includes(lot.state) ? ok(lot.state) : wrongState(lot))

const withdrawal = (lot: HandledLot, now: Instant): Result<LotState> => {
  const next = step(lot, 'withdraw')
  if (!next.ok) return next
  const isLate = lot.opensAt !== null && lot.state !== 'notice' && now > lot.opensAt - WITHDRAW_BEFORE_OPENING_MS
  return isLate ? refuse('listing.too_late_to_withdraw') : next
}

/** What the transfer office does; to everybody else in this place the lot does not exist. */
export const permitSeller = (act: SellerAct, actor: Actor, lot: HandledLot, now: Instant): Result<LotState> => {
  if (!isSellersOfficer(actor, lot)) return refuse('listing.not_found')
  if (act === 'revise') return within(lot, 'draft', 'returned')
  return act === 'submit' ? step(lot, 'submit') : withdrawal(lot, now)
}

const clerkStep: Readonly<Record<ClerkAct, (lot: HandledLot) => Result<LotState>>> = {
  check: (lot) => within(lot, 'submitted'),
  /** Nobody is named in public as a buyer before having said so. */
  openNotice: (lot) => (lot.agreement?.isConfirmed === false && lot.state === 'checked' ? refuse('listing.agreement_unconfirmed') : step(lot, 'openNotice')),
  /** A clerk suspends during the notice; a lot that is ready or on auction is suspended by its procedure. */
  suspend: (lot) => (lot.state === 'notice' ? step(lot, 'suspend') : wrongState(lot)),
  resume: (lot) => (lot.suspendedFrom === 'notice' ? step(lot, RESUME_EVENT.notice) : wrongState(lot)),
}

/** What a clerk does, never with a lot of a house of his own. */
const permitWork = (actor: Actor, lot: HandledLot): Result<null> => {
  if (lot.state === 'draft') return refuse('listing.not_found')
  return mayCheck(actor, lot) ? ok(null) : refuse('listing.forbidden')
}

export const permitClerk = (act: ClerkAct, actor: Actor, lot: HandledLot): Result<LotState> => {
  const permitted = permitWork(actor, lot)
  return permitted.ok ? clerkStep[act](lot) : permitted
}

/** To everybody but the named buyer there is nothing to confirm. */
export const permitBuyer = (actor: Actor, lot: HandledLot): Result<LotState> => {
  const { agreement } = lot
  if (agreement === null || lot.state === 'draft' || !holdsRole(actor, 'enterprise', agreement.buyerOrganisationId)) return refuse('listing.not_found')
  const isOpen = within(lot, 'checked')
  return isOpen.ok && agreement.isConfirmed ? refuse('listing.agreement_confirmed_already') : isOpen
}

/** Null: the question of an enterprise is not asked (a visitor, or somebody who acts for none or for several). The door refuses visitors and others by the same words. */
const applying = (actor: Actor, lot: HandledLot, now: Instant, question: ApplyQuestion | null): Result<null> | undefined => {
  if (actor.kind === 'system' || lot.agreement !== null) return undefined
  if (question !== null) return mayApply(question)
  if (lot.state !== 'notice' || lot.registrationClosesAt === null) return refuse('listing.registration_not_open')
  if (!lot.isNoticePaused && now >= lot.registrationClosesAt) return refuse('listing.registration_closed')
  if (actor.kind === 'visitor') return refuse('request.unauthorized')
  return holdsRole(actor, 'enterprise') ? ok(null) : refuse('request.forbidden')
}

interface Asked {
  readonly lot: HandledLot
  readonly now: Instant
  readonly question: ApplyQuestion | null
}

export const lotActs = (actor: Actor, { lot, now, question }: Asked): Verdict<LotAct>[] => {
  const isSeller = isSellersOfficer(actor, lot)
  const isClerk = holdsRole(actor, 'clerk') && lot.state !== 'draft'
  const asSeller = (act: SellerAct) => (isSeller ? permitSeller(act, actor, lot, now) : undefined)
  const asClerk = (act: ClerkAct) => (isClerk ? permitClerk(act, actor, lot) : undefined)
  return verdictsOf<LotAct>({
    revise: asSeller('revise'),
    submit: asSeller('submit'),
    withdraw: asSeller('withdraw'),
    check: asClerk('check'),
    openNotice: asClerk('openNotice'),
    suspend: asClerk('suspend'),
    resume: asClerk('resume'),
    apply: applying(actor, lot, now, question),
    confirmAgreement: lot.agreement !== null && holdsRole(actor, 'enterprise', lot.agreement.buyerOrganisationId) ? permitBuyer(actor, lot) : undefined,
  })
}

export const APPLICATION_ACTS = ['qualify', 'refuse', 'withdraw'] as const
export type ApplicationAct = (typeof APPLICATION_ACTS)[number]

export interface HandledApplication {
  readonly organisationId: string
  readonly state: ApplicationState
  readonly lot: HandledLot
}

const applicationStep = ({ state }: HandledApplication, event: 'qualify' | 'refuse' | 'withdraw'): Result<ApplicationState> => {
  const next = APPLICATION.next(state, event)
  return next === null ? refuse('listing.application_wrong_state', { state }) : ok(next)
}

/** While the deposit can still be paid. */
const qualification = (application: HandledApplication, now: Instant): Result<ApplicationState> => {
  const { lot, state } = application
  const isBefore = lot.isNoticePaused || (lot.depositDueAt !== null && now < lot.depositDueAt)
  const isInTime = isBefore && (lot.state === 'notice' || lot.state === 'ready')
  return isInTime ? applicationStep(application, 'qualify') : refuse('listing.application_wrong_state', { state })
}

export const permitOnApplication = (act: ApplicationAct, actor: Actor, application: HandledApplication, now: Instant): Result<ApplicationState> => {
  if (act === 'withdraw')
    return holdsRole(actor, 'enterprise', application.organisationId) ? applicationStep(application, 'withdraw') : refuse('listing.application.not_found')
  const permitted = permitWork(actor, application.lot)
  if (!permitted.ok) return permitted
  return act === 'qualify' ? qualification(application, now) : applicationStep(application, 'refuse')
}

export const applicationActs = (actor: Actor, application: HandledApplication, now: Instant): Verdict<ApplicationAct>[] => {
  const isClerk = holdsRole(actor, 'clerk')
  const isApplicant = holdsRole(actor, 'enterprise', application.organisationId)
  return verdictsOf<ApplicationAct>({
    qualify: isClerk ? permitOnApplication('qualify', actor, application, now) : undefined,
    refuse: isClerk ? permitOnApplication('refuse', actor, application, now) : undefined,
    withdraw: isApplicant ? permitOnApplication('withdraw', actor, application, now) : undefined,
  })
}
