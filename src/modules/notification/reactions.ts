/**
 * Who hears of what. One line for each fact that concerns somebody beside the person who did it; what is not here reaches nobody's inbox, and a house test
 * wants every fact to be in one list or the other. Desks of the market's officers show what waits for them: this is for those whose affair it is.
 */
import type { FactKind, Heard } from '#contract/fact.ts'
import { BUYER_ROLES, type Role } from '#kernel/actor.ts'
import { ok, type Result } from '#kernel/result.ts'
import { achievementFacts as achievement } from '#modules/achievement/facts.ts'
import { auctionFacts as auction } from '#modules/auction/facts.ts'
import { complaintFacts as complaint } from '#modules/complaint/facts.ts'
import { contractFacts as contract } from '#modules/contract/facts.ts'
import { demandFacts as demand } from '#modules/demand/facts.ts'
import { incomeFacts as income } from '#modules/income/facts.ts'
import { instrumentFacts as instrument, paymentFacts as payment } from '#modules/payment/facts.ts'
import { listingFacts as listing } from '#modules/listing/facts.ts'
import { noticeFacts as notice } from '#modules/notice/facts.ts'
import { panelFacts as panel } from '#modules/panel/facts.ts'
import { partyFacts as party } from '#modules/party/facts.ts'
import { sealingFacts as sealing } from '#modules/sealing/facts.ts'
import { sessionFacts as session } from '#modules/session/facts.ts'
import { titleFacts as title } from '#modules/title/facts.ts'
import type { Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import type { Following, Hearer } from './core/hearers.ts'
import { deliver } from './deliver.ts'
import type { Words } from './letters.ts'
import { addFollowers } from './store.ts'
import { learnTitle } from './titles.ts'

interface Line {
  readonly fact: FactKind
  readonly hearers: (body: never) => readonly Hearer[]
  /** Who goes with the record from now on. */
  readonly follows: (body: never) => readonly Following[]
  /** A paper or decision from which a period runs, or by which somebody loses something. */
  readonly isService: boolean
  /** Its own module writes the letter. */
  readonly hasOwnLetter: boolean
}

interface More<Kind extends FactKind> {
  readonly follows?: (body: Heard<Kind>) => readonly Following[]
  readonly isService?: true
  readonly hasOwnLetter?: true
}

const told = <Kind extends FactKind>(fact: Kind, hearers: (body: Heard<Kind>) => readonly Hearer[], more: More<Kind> = {}): Line => ({
  fact,
  hearers,
  follows: more.follows ?? (() => []),
  isService: more.isService ?? false,
  hasOwnLetter: more.hasOwnLetter ?? false,
})

const at = (organisationId: string | null, ...roles: readonly Role[]): readonly Hearer[] => (organisationId === null ? [] : [{ organisationId, roles }])
const personal = (...ids: readonly (string | null)[]): readonly Hearer[] => ids.flatMap((personId) => (personId === null ? [] : [{ personId }]))
const followersOf = (subject: string): readonly Hearer[] => [{ subject }]
const SERVICE = { isService: true } as const
const OWN_LETTER = { hasOwnLetter: true } as const

interface Disclosed {
  readonly achievementId: string
  readonly institutionId: string
  readonly completers: readonly { readonly personId: string | null }[]
}

/** The office goes with an achievement under a name of its own: what is served on the completers is not served on the office that asked. */
const officeName = (achievementId: string): string => `${achievementId}#office`

const completersAndOffice = ({ achievementId, institutionId, completers }: Disclosed): readonly Following[] => [
  ...completers.flatMap(({ personId }) => (personId === null ? [] : [{ subject: achievementId, partyId: personId, role: null }])),
  { subject: officeName(achievementId), partyId: institutionId, role: 'tto' },
]

const ofAchievement = ({ achievementId }: { readonly achievementId: string }) => followersOf(achievementId)
/** Whom a question of first refusal was put to; rounds of old name nobody, and asked the completers. */
const askedOf = (body: { readonly achievementId: string; readonly personIds?: readonly string[]; readonly organisationIds?: readonly string[] }) =>
  body.personIds === undefined
    ? ofAchievement(body)
    : [...personal(...body.personIds), ...(body.organisationIds ?? []).flatMap((id) => at(id, 'tto', 'enterprise'))]
const officeOf = ({ institutionId }: { readonly institutionId: string }) => at(institutionId, 'tto')
const depositor = ({ bidderKey }: { readonly bidderKey: string }) => at(bidderKey, 'enterprise', 'tto')
const sellerOf = ({ sellerOrganisationId }: { readonly sellerOrganisationId: string }) => at(sellerOrganisationId, 'tto')
const applicant = ({ organisationId }: { readonly organisationId: string }) => at(organisationId, 'enterprise')
const buyerOf = ({ buyerOrganisationId }: { readonly buyerOrganisationId: string }) => at(buyerOrganisationId, ...BUYER_ROLES)
const bothSides = (body: { readonly sellerOrganisationId: string; readonly buyerOrganisationId: string }) => [...sellerOf(body), ...buyerOf(body)]
const lotPeople = ({ lotId }: { readonly lotId: string }) => followersOf(lotId)
const payer = ({ payerOrganisationId }: { readonly payerOrganisationId: string }) => at(payerOrganisationId, 'enterprise', 'tto')
const beneficiary = ({ beneficiaryKind, beneficiaryId }: { readonly beneficiaryKind: string; readonly beneficiaryId: string }) =>
  beneficiaryKind === 'person' ? personal(beneficiaryId) : at(beneficiaryId)
const house = ({ organisationId }: { readonly organisationId: string }) => at(organisationId)
const bothHouses = ({ from, to }: { readonly from: string; readonly to: string }) => [...at(from), ...at(to)]

export const AUDIENCE: readonly Line[] = [
  told(achievement.disclosed, (body) => [...officeOf(body), ...personal(...body.completers.map(({ personId }) => personId))], { follows: completersAndOffice }),
  told(achievement.imported, (body) => personal(...body.completers.map(({ personId }) => personId)), { follows: completersAndOffice }),
  told(achievement.completer_linked, ({ personId }) => personal(personId), {
    follows: ({ achievementId, personId }) => [{ subject: achievementId, partyId: personId, role: null }],
  }),
  told(achievement.contribution_contested, (body) => [...officeOf(body), ...ofAchievement(body)]),
  told(achievement.returned, ofAchievement),
  told(achievement.assessed, (body) => [...at(body.institutionId, 'approver'), ...ofAchievement(body)]),
  told(achievement.sent_back, officeOf),
  told(achievement.approved, (body) => [...officeOf(body), ...ofAchievement(body)]),
  told(achievement.kept_secret, ofAchievement),
  told(achievement.released, ofAchievement),
  told(achievement.converted, ofAchievement),

  told(title.origin_declared, ({ developers }) => developers.flatMap((id) => at(id, 'tto', 'enterprise'))),
  told(title.filing_objected, officeOf, SERVICE),
  told(title.filing_objection_withdrawn, officeOf),
  told(title.share_given_up, officeOf, SERVICE),
  told(title.first_refusal_asked, askedOf, SERVICE),
  told(title.first_refusal_corrected, askedOf, SERVICE),
  told(title.first_refusal_cancelled, askedOf),
  told(title.first_refusal_exercised, (body) => [...ofAchievement(body), ...followersOf(officeName(body.achievementId))]),
  told(title.first_refusal_lapsed, ({ personId, organisationId }) => [...personal(personId), ...at(organisationId ?? null, 'tto', 'enterprise')]),
  told(title.first_refusal_closed, ({ achievementId }) => followersOf(officeName(achievementId))),

  told(demand.responded, ({ demandId }) => followersOf(demandId)),
  told(demand.published, () => [], {
    follows: ({ demandId, organisationId }) => (organisationId === null ? [] : [{ subject: demandId, partyId: organisationId, role: 'enterprise' }]),
  }),
  told(demand.taken_down, ({ organisationId }) => at(organisationId, 'enterprise')),
  told(demand.expired, ({ organisationId }) => at(organisationId, 'enterprise')),

  told(listing.drafted, () => [], { follows: ({ lotId, sellerOrganisationId }) => [{ subject: lotId, partyId: sellerOrganisationId, role: 'tto' }] }),
  told(listing.submitted, ({ sellerOrganisationId }) => at(sellerOrganisationId, 'approver')),
  told(listing.returned, sellerOf),
  told(listing.checked, sellerOf),
  told(listing.agreement_offered, buyerOf),
  told(listing.agreement_confirmed, sellerOf),
  told(listing.agreement_declined, sellerOf, SERVICE),
  told(listing.reoffered, (body) => followersOf(body.predecessorId)),
  told(listing.defaulted, (body) => [...sellerOf(body), ...buyerOf(body)], SERVICE),
  told(listing.next_offered, buyerOf, SERVICE),
  told(listing.next_accepted, sellerOf),
  told(listing.next_ended, sellerOf),
  told(listing.costs_stated, (body) => [...sellerOf(body), ...applicant(body)]),
  told(listing.deposit_forfeited, (body) => [...sellerOf(body), ...applicant(body)], SERVICE),
  told(listing.opened, (body) => [...sellerOf(body), ...ofAchievement(body)]),
  told(listing.rescheduled, lotPeople),
  told(listing.extended, (body) => [...sellerOf(body), ...lotPeople(body)]),
  told(listing.scheduled, lotPeople),
  told(listing.bidding_started, lotPeople),
  told(listing.suspended, lotPeople),
  told(listing.resumed, lotPeople),
  told(listing.withdrawn, lotPeople),
  told(listing.price_reached, (body) => [...lotPeople(body), ...at(body.sellerOrganisationId, 'approver')]),
  // Who had won loses it by this.
  told(listing.taken_by_holder, (body) => [...lotPeople(body), ...buyerOf(body)], SERVICE),
  told(listing.sold, (body) => [...lotPeople(body), ...at(body.sellerOrganisationId, 'approver'), ...ofAchievement(body)]),
  // Its sale is told with the notice of its result, to those who stand to it: of a unit after the first its buyer, who applied for the first.
  told(listing.unit_awarded, () => [], {
    follows: ({ lotId, sellerOrganisationId, buyerOrganisationId }) => [
      { subject: lotId, partyId: sellerOrganisationId, role: 'tto' },
      { subject: lotId, partyId: buyerOrganisationId, role: 'enterprise' },
    ],
  }),
  told(listing.failed, (body) => [...lotPeople(body), ...ofAchievement(body)]),
  told(listing.applied, () => [], { follows: ({ lotId, organisationId }) => [{ subject: lotId, partyId: organisationId, role: 'enterprise' }] }),
  told(listing.qualified, applicant),
  told(listing.refused, applicant, SERVICE),
  told(listing.application_lapsed, applicant),
  told(listing.deposit_confirmed, applicant),
  told(listing.deposit_reversed, applicant),
  told(listing.deposit_released, applicant),
  told(listing.deposit_kept, applicant),
  told(listing.deposit_sent_back, applicant),

  told(auction.auctioneer_assigned, ({ auctioneerId }) => personal(auctioneerId)),
  told(auction.floor_clerk_assigned, ({ floorClerkId }) => personal(floorClerkId)),
  told(auction.recorder_assigned, ({ recorderId }) => personal(recorderId)),
  told(auction.suspended, lotPeople),
  told(auction.cause_ended, lotPeople),
  told(auction.resumed, lotPeople),
  told(auction.called_off, lotPeople),
  told(auction.proposals_closed, lotPeople),
  told(auction.marked, lotPeople),
  told(auction.round_closed, lotPeople),

  told(session.announced, ({ sellerOrganisationIds }) => sellerOrganisationIds.flatMap((organisationId) => at(organisationId, 'tto'))),
  told(session.lot_admitted, (body) => (body.isAnnounced ? sellerOf(body) : [])),
  told(session.lot_declined, sellerOf),
  told(session.lot_lapsed, sellerOf),
  told(session.sent_back, ({ draftedBy }) => personal(draftedBy)),
  told(session.cancelled, ({ sellerOrganisationIds }) => sellerOrganisationIds.flatMap((organisationId) => at(organisationId, 'tto'))),
  told(session.rescheduled, ({ sellerOrganisationIds }) => sellerOrganisationIds.flatMap((organisationId) => at(organisationId, 'tto'))),
  told(session.slot_planned, sellerOf),
  told(session.slot_moved, sellerOf),
  told(session.slot_cancelled, sellerOf),
  told(session.answer_received, applicant),
  told(session.question_declined, applicant),
  told(session.question_lapsed, applicant),
  told(session.co_listing_invited, ({ partnerId }) => at(partnerId, 'approver')),
  told(session.reminded, ({ personId }) => personal(personId)),

  told(contract.sale_offered, bothSides),
  told(contract.sale_confirmed, bothSides),
  told(contract.drafted, bothSides),
  told(contract.confirmed, bothSides),
  told(contract.effective, bothSides),
  told(contract.price_paid, sellerOf),
  told(contract.overdue, bothSides, SERVICE),
  told(contract.payment_demanded, bothSides, SERVICE),
  told(contract.handed_over, buyerOf),
  told(contract.accepted, sellerOf),
  told(contract.handover_rejected, sellerOf, SERVICE),
  told(contract.deemed_accepted, bothSides, SERVICE),
  told(contract.part_accepted, sellerOf, SERVICE),
  told(contract.signing_lapsed, bothSides, SERVICE),
  told(contract.performance_demanded, bothSides, SERVICE),
  told(contract.registration_awaited, bothSides),
  told(contract.registration_filed, bothSides),
  told(contract.registration_checked, bothSides),
  told(contract.rescission_notified, bothSides, SERVICE),
  told(contract.dispute_opened, bothSides, SERVICE),
  told(contract.dispute_stated, bothSides),
  told(contract.dispute_closed, bothSides),
  told(contract.gone_on, bothSides, SERVICE),
  told(contract.split_proposed, bothSides, SERVICE),
  told(contract.split_confirmed, bothSides, SERVICE),
  told(contract.settled, bothSides),
  told(contract.defaulted, bothSides, SERVICE),
  told(contract.withdrawn, bothSides),
  told(contract.terminated, bothSides, SERVICE),

  told(income.awaited, officeOf),
  told(income.planned, () => [], {
    follows: ({ planId, payees, contributors }) => {
      const outside = new Set(contributors.filter(({ name }) => name !== null).map(({ personId }) => personId))
      return payees.flatMap(({ personId }) => (outside.has(personId) ? [] : [{ subject: planId, partyId: personId, role: null }]))
    },
  }),
  told(income.notified, ({ planId, institutionId }) => [...followersOf(planId), ...at(institutionId, 'approver')], SERVICE),
  told(income.cleared, officeOf),
  told(income.approved, ({ planId, institutionId }) => [...followersOf(planId), ...at(institutionId, 'tto')]),
  told(income.returned, officeOf),
  told(income.payout_ordered, ({ planId }) => followersOf(planId)),
  told(income.paid, ({ personId, isOutside }) => (isOutside ? [] : personal(personId))),
  told(income.co_owner_told, ({ organisationId }) => at(organisationId, 'tto', 'approver', 'enterprise'), SERVICE),
  told(income.co_owner_paid, ({ organisationId }) => at(organisationId, 'tto', 'approver', 'enterprise')),
  told(income.completed, officeOf),

  told(complaint.answered, ({ personId }) => personal(personId)),

  told(notice.objected, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),
  told(notice.objection_filed, () => [], { follows: ({ objectionId, personId }) => [{ subject: objectionId, partyId: personId, role: null }] }),
  told(notice.objection_dismissed, ({ objectionId, ownerOrganisationId }) => [...followersOf(objectionId), ...at(ownerOrganisationId, 'tto')], SERVICE),
  told(notice.objection_upheld, ({ objectionId, ownerOrganisationId }) => [...followersOf(objectionId), ...at(ownerOrganisationId, 'tto')], SERVICE),
  told(notice.objection_retracted, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),
  told(notice.corrected, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),
  told(notice.closed, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),
  told(notice.objector_barred, ({ personId }) => personal(personId), SERVICE),
  told(notice.bar_lifted, ({ personId }) => personal(personId), SERVICE),
  told(notice.bar_kept, ({ personId }) => personal(personId), SERVICE),

  told(sealing.envelope_deposited, depositor),
  told(sealing.envelope_withdrawn, depositor),
  told(sealing.opened, ({ ownerOrganisationId, envelopes }) => [...at(ownerOrganisationId, 'tto'), ...envelopes.flatMap(depositor)]),
  told(sealing.failed, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto', 'approver'), SERVICE),
  told(sealing.cancelled, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),

  told(panel.expert_drawn, ({ personId }) => personal(personId), SERVICE),
  told(panel.expert_left, ({ personId }) => personal(personId)),
  told(panel.revealed, ({ ownerOrganisationId, experts }) => [...at(ownerOrganisationId, 'tto'), ...personal(...experts)]),
  told(panel.failed, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),
  told(panel.cancelled, ({ ownerOrganisationId }) => at(ownerOrganisationId, 'tto')),

  told(payment.payment_requested, payer),
  told(payment.payment_postponed, payer),
  told(payment.payment_cancelled, payer),
  told(payment.payment_received, payer),
  told(payment.payment_reversed, payer),
  told(instrument.instrument_confirmed, applicant),
  told(instrument.instrument_returned, applicant, SERVICE),
  told(instrument.instrument_expiring, applicant),
  told(instrument.instrument_lapsed, applicant, SERVICE),
  told(instrument.instrument_released, applicant),
  told(instrument.call_made, applicant, SERVICE),
  told(instrument.call_paid, applicant),
  told(instrument.call_refused, applicant, SERVICE),
  told(payment.payout_settled, beneficiary),
  told(payment.payout_cancelled, beneficiary),
  told(payment.payout_account_confirmed, beneficiary),
  told(payment.payout_account_rejected, beneficiary),

  told(party.organisation_verified, house, OWN_LETTER),
  told(party.organisation_refused, house, { ...SERVICE, ...OWN_LETTER }),
  told(party.organisation_suspended, house, SERVICE),
  told(party.organisation_reinstated, house),
  told(party.name_verified, ({ personId }) => personal(personId)),
  told(party.mandate_granted, ({ personId }) => personal(personId), OWN_LETTER),
  told(party.mandate_ended, ({ personId }) => personal(personId), OWN_LETTER),
  told(party.invitation_accepted, house),
  told(party.invitation_expired, house),
  told(party.authority_confirmed, ({ personId }) => personal(personId)),
  told(party.authority_refused, ({ personId }) => personal(personId)),
  told(party.authority_revoked, ({ personId }) => personal(personId), SERVICE),
  told(party.credential_confirmed, house),
  told(party.credential_refused, house, SERVICE),
  told(party.credential_revoked, house, SERVICE),
  told(party.relation_declared, bothHouses, SERVICE),
  told(party.relation_confirmed, bothHouses),
  told(party.relation_objected, bothHouses),
  told(party.relation_rejected, bothHouses),
  told(party.relation_withdrawn, bothHouses),
  told(party.relation_end_asked, bothHouses),
  told(party.relation_ended, bothHouses),
  told(party.relation_kept, bothHouses),
  told(party.relation_lapsed, bothHouses),
]

/** One reaction for each fact that has an audience. */
export const reactionsWith = (words: Words): readonly Reaction[] =>
  AUDIENCE.map(({ fact: kind, hearers, follows, ...line }) =>
    reaction(kind, `notification.${kind.type.replace('.', '_')}`, async (act, fact): Promise<Result<null>> => {
      const heard = fact as Fact
      await learnTitle(act.tx, heard)
      await addFollowers(act.tx, follows(fact.body as never))
      await deliver(act, heard, hearers(fact.body as never), { ...line, words })
      return ok(null)
    }),
  )
