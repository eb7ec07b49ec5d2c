/** What decides on the acts of a lot and of an application, from their rows. */
import { actsFor, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { areRelated, isForeign, isQualified } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { HandledApplication, HandledLot } from './core/acts.ts'
import { agreedOf } from './core/negotiated.ts'
import type { ApplyQuestion } from './core/application.ts'
import { countApplications, liveApplicationOf, type ApplicationRow, type LotRow } from './store.ts'

export const handledLot = (lot: LotRow): HandledLot => ({
  sellerOrganisationId: lot.sellerOrganisationId,
  state: lot.state,
  suspendedFrom: lot.suspendedFrom,
  opensAt: lot.opensAt,
  registrationClosesAt: lot.registrationClosesAt,
  isNoticePaused: lot.isNoticePaused,
  depositDueAt: lot.depositDueAt,
  agreement: agreementOf(lot),
})

const agreementOf = (lot: LotRow): HandledLot['agreement'] => {
  const agreed = agreedOf(lot)
  return agreed && { buyerOrganisationId: agreed.buyerOrganisationId, isConfirmed: lot.buyerConfirmedAt !== null }
}

export const handledApplication = (row: Pick<ApplicationRow, 'organisationId' | 'state'>, lot: LotRow): HandledApplication => ({
  organisationId: row.organisationId,
  state: row.state,
  lot: handledLot(lot),
})

interface Applying {
  readonly lot: LotRow
  readonly organisationId: string
  readonly actor: Actor
  readonly now: Instant
}

/** Everything that is asked of an enterprise, its word for the undertaking given. */
export const applyQuestion = async (reader: Reader, { lot, organisationId, actor, now }: Applying): Promise<ApplyQuestion> => {
  const seller = lot.sellerOrganisationId
  const rules = await rulesAt(reader, now)
  const counted = await countApplications(reader, lot.id, organisationId)
  return {
    lotState: lot.state,
    registrationClosesAt: lot.registrationClosesAt,
    isNoticePaused: lot.isNoticePaused,
    now,
    isSeller: organisationId === seller || actsFor(actor, seller),
    isRelated: await areRelated(reader, organisationId, seller),
    isVerified: await isQualified(reader, organisationId),
    foreignBar: (await isForeign(reader, organisationId)) && !rules.flag('listing.foreignParties') ? rules.cite('listing.foreignParties') : null,
    hasApplied: (await liveApplicationOf(reader, lot.id, organisationId)) !== undefined,
    undertakingAccepted: true,
    tried: { used: counted.toLot, allowed: rules.number('listing.applications.perLot') },
    waiting: { used: counted.waiting, allowed: rules.number('listing.applications.perOrganisation') },
  }
}
