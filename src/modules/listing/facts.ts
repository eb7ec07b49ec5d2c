/** What the module tells. No body of a lot's fact ever carries the reserve. */
import type { Json } from '#kernel/canonical-json.ts'
import { type Instant, isoOrNull } from '#kernel/instant.ts'
import type { Act, NewFact } from '#platform/command/act.ts'
import type { ApplicationRow, LotRow } from './store.ts'

type Body = Readonly<Record<string, Json>>

/** The part of a lot that its notice publishes. */
export const lotBody = (lot: LotRow): Body => ({
  lotId: lot.id,
  number: lot.number,
  sellerOrganisationId: lot.seller_organisation_id,
  achievementId: lot.achievement_id,
  title: { ...lot.title },
  method: lot.method,
  right: lot.right_kind === 'assignment' ? 'assignment' : lot.exclusivity,
  termMonths: lot.term_months,
  territory: lot.territory === null ? null : { ...lot.territory },
  field: lot.field === null ? null : { ...lot.field },
  startingPriceMinor: String(lot.starting_price_minor),
  incrementMinor: String(lot.increment_minor),
  depositMinor: String(lot.deposit_minor),
  hasReserve: lot.has_reserve,
  reserveCommitment: lot.reserve_commitment,
})

const related = (lot: LotRow): readonly string[] => [lot.achievement_id, lot.seller_organisation_id]

/** A step that concerns the seller and the market only. */
export const tellSeller = (act: Act, lot: LotRow, type: string, body: Body = {}): void =>
  act.publish({ type, subject: lot.id, related: related(lot), body: { ...lotBody(lot), ...body }, visibleTo: [lot.seller_organisation_id] })

/** A step that everybody may read. */
export const tellAll = (act: Act, lot: LotRow, type: string, body: Body = {}): void =>
  act.publish({ type, subject: lot.id, related: related(lot), body: { ...lotBody(lot), ...body }, visibleTo: 'public' })

export const scheduleBody = (schedule: { readonly registrationClosesAt: Instant; readonly depositDueAt: Instant; readonly opensAt: Instant }): Body => ({
  registrationClosesAt: isoOrNull(schedule.registrationClosesAt),
  depositDueAt: isoOrNull(schedule.depositDueAt),
  opensAt: isoOrNull(schedule.opensAt),
})

/** A step of one applicant: only the applicant and the market's clerks read it, never the seller or other bidders. */
export const tellApplicant = (act: Act, application: Pick<ApplicationRow, 'id' | 'lot_id' | 'organisation_id'>, type: string, body: Body = {}): void => {
  const fact: NewFact = {
    type,
    subject: application.id,
    related: [application.organisation_id],
    body: { applicationId: application.id, lotId: application.lot_id, organisationId: application.organisation_id, ...body },
    visibleTo: [application.organisation_id],
  }
  act.publish(fact)
}
