/** How rows of lots and applications become facts. */
import { whole, type FactWith, type Readers, type Told } from '#contract/fact.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { listingFacts } from './facts.ts'
import type { ApplicationRow, LotRow } from './store.ts'

type KnownLot = Told<(typeof listingFacts)['drafted']>

const lotBody = (lot: LotRow): KnownLot => ({
  lotId: lot.id,
  number: lot.number,
  sellerOrganisationId: lot.seller_organisation_id,
  achievementId: lot.achievement_id,
  title: { ...lot.title },
  method: lot.method,
  methodTerms: { ...lot.method_terms },
  right: lot.right_kind === 'assignment' ? 'assignment' : lot.exclusivity,
  termMonths: lot.term_months,
  territory: lot.territory === null ? null : { ...lot.territory },
  field: lot.field === null ? null : { ...lot.field },
  startingPriceMinor: String(lot.starting_price_minor),
  depositMinor: String(lot.deposit_minor),
  hasReserve: lot.has_reserve,
  reserveCommitment: lot.reserve_commitment,
})
export type LotFact<Who extends Readers> = FactWith<KnownLot, Who>
export type RestOfLot<Kind extends LotFact<Readers>> = Omit<Told<Kind>, keyof KnownLot>

const about = (lot: LotRow) => ({ subject: lot.id, related: [lot.achievement_id, lot.seller_organisation_id] })

/** A step that concerns the seller and the market only. */
export const tellSeller = <Kind extends LotFact<'named'>>(act: Act, lot: LotRow, fact: Kind, rest: RestOfLot<Kind>): void =>
  act.publish(fact, { ...about(lot), body: whole(fact, lotBody(lot), rest), visibleTo: [lot.seller_organisation_id] })

/** A step that everybody may read. */
export const tellAll = <Kind extends LotFact<'public'>>(act: Act, lot: LotRow, fact: Kind, rest: RestOfLot<Kind>): void =>
  act.publish(fact, { ...about(lot), body: whole(fact, lotBody(lot), rest) })

/** Public when the lot had been announced. */
export const tellWithdrawn = (act: Act, lot: LotRow, { reason, wasPublic }: { readonly reason: string; readonly wasPublic: boolean }): void =>
  act.publish(listingFacts.withdrawn, { ...about(lot), body: { ...lotBody(lot), reason }, visibleTo: wasPublic ? 'public' : [lot.seller_organisation_id] })

export const scheduleBody = (schedule: { readonly registrationClosesAt: Instant; readonly depositDueAt: Instant; readonly opensAt: Instant }) => ({
  registrationClosesAt: toIso(schedule.registrationClosesAt),
  depositDueAt: toIso(schedule.depositDueAt),
  opensAt: toIso(schedule.opensAt),
})

interface KnownApplication {
  readonly applicationId: string
  readonly lotId: string
  readonly organisationId: string
}

export const tellApplicant = <Kind extends FactWith<KnownApplication, 'named'>>(
  act: Act,
  application: Pick<ApplicationRow, 'id' | 'lot_id' | 'organisation_id'>,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownApplication>,
): void => {
  const { id: applicationId, lot_id: lotId, organisation_id: organisationId } = application
  act.publish(fact, {
    subject: applicationId,
    related: [organisationId],
    body: whole(fact, { applicationId, lotId, organisationId }, rest),
    visibleTo: [organisationId],
  })
}
