/** Which act on a lot and on an application is open to whom, and why not. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { buysFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { MINUTE_MS, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { mayApply, type ApplyQuestion } from './application.ts'
import { APPLICATION, LOT, RESUME_EVENT, type ApplicationState, type LotEvent, type LotState } from './lifecycle.ts'
import { isForReserve, permitReserve, type LaterReserve } from './later-reserve.ts'
import { isSellersOfficer, mayCheck } from './permit.ts'
import { nextVerdict, type NextInLine, type NextOffer } from './next-bidder.ts'
import { ASPECTS, NEXT_ACTS, RESERVE_ACTS, type Aspect, type ReserveAct } from './words.ts'

export const LOT_ACTS = [
  'revise',
  'submit',
  'withdraw',
  'reoffer',
  'confirmPrice',
  'check',
  'openNotice',
  'suspend',
  'resume',
  'apply',
  'confirmAgreement',
  'declineAgreement',
  ...RESERVE_ACTS,
  ...NEXT_ACTS,
] as const
export type LotAct = (typeof LOT_ACTS)[number]
export type SellerAct = 'revise' | 'submit' | 'withdraw' | 'reoffer'
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
  /** What the record of rights says against offering it; looked at while the lot may be submitted. */
  readonly disposal: Result<null>
  /** It was sold, and the winner did not keep its word. */
  readonly hasDefaulted: boolean
  /** It is offered again by another lot. */
  readonly hasSuccessor: boolean
  /** It takes something beside a transfer. */
  readonly takesPapers: boolean
  /** Of an auction: what house or auctioneer lack now; null where nothing is wanting, or nobody needs it. */
  readonly papersLack: 'listing.auction_unlicensed' | 'listing.auctioneer_uncertified' | null
  /** The buyer whom a negotiated price names; null where the lot is sold otherwise. */
  /** To whom it can be offered after a default; null: to nobody, or there was none. */
  readonly next: NextInLine | null
  /** It is itself such an offer. */
  readonly offer: NextOffer | null
  /** Left open by the notice; null: it is not. */
  readonly reserve: LaterReserve | null
  readonly agreement: { readonly buyerOrganisationId: string; readonly isConfirmed: boolean; readonly price: PriceQuestion | null } | null
}

/** Who says that the price is the one that the seller decided on: its second person; where it has none with the authority, the market's clerk. */
export interface PriceQuestion {
  readonly draftedBy: string
  /** People of the seller who may confirm a sale. */
  readonly empowered: readonly string[]
  /** Of this round. */
  readonly passed: readonly Aspect[]
}

const isOfUnit = (agreement: HandledLot['agreement']): boolean => agreement?.price?.empowered.some((id) => id !== agreement.price?.draftedBy) === true

/** While the seller's second person has the word on the price, the market's clerk passes the rest. */
export const permitPass = (aspect: Aspect, { agreement }: HandledLot): Result<null> =>
  aspect === 'price' && isOfUnit(agreement) ? refuse('listing.price_by_unit') : ok(null)

const awaitsUnitAlone = ({ agreement }: HandledLot): boolean =>
  isOfUnit(agreement) && ASPECTS.every((aspect) => agreement?.price?.passed.includes(aspect) === (aspect !== 'price'))

/** The second person of the seller, not who drafted the lot. */
export const permitPrice = (actor: Actor, lot: HandledLot): Result<LotState> => {
  const price = lot.agreement?.price ?? null
  const isOwn = (['tto', 'approver'] as const).some((role) => holdsRole(actor, role, lot.sellerOrganisationId))
  if (price === null || !isOwn) return refuse('listing.not_found')
  const isOpen = within(lot, 'submitted')
  if (!isOpen.ok) return isOpen
  if (price.passed.includes('price')) return refuse('listing.already_checked', { aspect: 'price' })
  if (actor.personId === price.draftedBy) return refuse('listing.second_person_needed')
  return price.empowered.some((id) => id === actor.personId) ? isOpen : refuse('party.authority_not_on_file')
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

/** Nothing is handed in that the record of rights stands against. */
const submission = (lot: HandledLot): Result<LotState> => {
  const next = step(lot, 'submit')
  return next.ok && !lot.disposal.ok ? lot.disposal : next
}

/** What was not sold, or not paid for; a price that was agreed and failed is agreed anew. */
const reoffering = (lot: HandledLot): Result<LotState> => {
  if (lot.hasSuccessor) return refuse('listing.already_reoffered')
  const isFree = lot.state === 'failed' || (lot.state === 'sold' && lot.hasDefaulted)
  return isFree && lot.agreement === null ? ok(lot.state) : wrongState(lot)
}

/** What the transfer office does; to everybody else in this place the lot does not exist. */
export const permitSeller = (act: SellerAct, actor: Actor, lot: HandledLot, now: Instant): Result<LotState> => {
  if (!isSellersOfficer(actor, lot)) return refuse('listing.not_found')
  if (act === 'revise') return within(lot, 'draft', 'returned')
  if (act === 'reoffer') return reoffering(lot)
  return act === 'submit' ? submission(lot) : withdrawal(lot, now)
}

const clerkStep: Readonly<Record<ClerkAct, (lot: HandledLot) => Result<LotState>>> = {
  check: (lot) => (lot.state === 'submitted' && awaitsUnitAlone(lot) ? refuse('listing.price_by_unit') : within(lot, 'submitted')),
  /** Nobody is named in public as a buyer before having said so. */
  openNotice: (lot) => {
    if (lot.state !== 'checked') return step(lot, 'openNotice')
    if (lot.agreement?.isConfirmed === false) return refuse('listing.agreement_unconfirmed')
    return lot.papersLack === null ? step(lot, 'openNotice') : refuse(lot.papersLack)
  },
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
  if (agreement === null || lot.state === 'draft' || !buysFor(actor, agreement.buyerOrganisationId)) return refuse('listing.not_found')
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
  const isUnit = lot.state === 'submitted' && (isSeller || holdsRole(actor, 'approver', lot.sellerOrganisationId))
  const isClerk = holdsRole(actor, 'clerk') && lot.state !== 'draft'
  const isBuyer = lot.agreement !== null && buysFor(actor, lot.agreement.buyerOrganisationId)
  const asSeller = (act: SellerAct) => (isSeller ? permitSeller(act, actor, lot, now) : undefined)
  const asClerk = (act: ClerkAct) => (isClerk ? permitClerk(act, actor, lot) : undefined)
  const asTwo = (act: ReserveAct) => (isForReserve(act, actor, lot) ? permitReserve(act, actor, lot, now) : undefined)
  return verdictsOf<LotAct>({
    revise: asSeller('revise'),
    submit: asSeller('submit'),
    withdraw: asSeller('withdraw'),
    offerNext: nextVerdict('offerNext', actor, lot, now),
    reoffer: lot.state === 'failed' || lot.hasDefaulted ? asSeller('reoffer') : undefined,
    confirmPrice: isUnit && lot.agreement !== null && lot.agreement.price !== null ? permitPrice(actor, lot) : undefined,
    check: asClerk('check'),
    openNotice: asClerk('openNotice'),
    suspend: asClerk('suspend'),
    resume: asClerk('resume'),
    apply: applying(actor, lot, now, question),
    confirmAgreement: isBuyer ? permitBuyer(actor, lot) : undefined,
    declineAgreement: isBuyer ? permitBuyer(actor, lot) : undefined,
    enterReserve: asTwo('enterReserve'),
    confirmReserve: asTwo('confirmReserve'),
    acceptNext: nextVerdict('acceptNext', actor, lot, now),
    declineNext: nextVerdict('declineNext', actor, lot, now),
  })
}

export const APPLICATION_ACTS = ['qualify', 'refuse', 'secure', 'withdraw'] as const
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

/** While the deposit can still be paid, on a lot whose notice says that it takes papers. */
const securing = (application: HandledApplication, now: Instant): Result<ApplicationState> => {
  const { lot, state } = application
  if (!lot.takesPapers) return refuse('listing.deposit_kind_not_taken')
  const isInTime = lot.isNoticePaused || (lot.depositDueAt !== null && now < lot.depositDueAt)
  const isOpen = isInTime && state === 'qualified' && (lot.state === 'notice' || lot.state === 'ready')
  return isOpen ? ok(state) : refuse('listing.application_wrong_state', { state })
}

export const permitOnApplication = (act: ApplicationAct, actor: Actor, application: HandledApplication, now: Instant): Result<ApplicationState> => {
  if (act === 'withdraw')
    return holdsRole(actor, 'enterprise', application.organisationId) ? applicationStep(application, 'withdraw') : refuse('listing.application.not_found')
  if (act === 'secure') return holdsRole(actor, 'enterprise', application.organisationId) ? securing(application, now) : refuse('listing.application.not_found')
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
    secure:
      isApplicant && application.lot.takesPapers && application.state === 'qualified' ? permitOnApplication('secure', actor, application, now) : undefined,
    withdraw: isApplicant ? permitOnApplication('withdraw', actor, application, now) : undefined,
  })
}
