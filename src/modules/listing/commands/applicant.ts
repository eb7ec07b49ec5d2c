/** What an enterprise does to become a bidder. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { areRelated, isQualified } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { mayApply } from '../core/application.ts'
import { APPLICATION, PUBLIC_STATES } from '../core/lifecycle.ts'
import { isNoticePaused } from '../readiness.ts'
import { stopAsking } from '../deposits.ts'
import { listingFacts } from '../facts.ts'
import { tellApplicant } from '../telling.ts'
import { applicationRow, countApplications, insertApplication, liveApplicationOf, lockApplication, lockLot, updateApplication } from '../store.ts'
import { applicationNotFound, notFound } from './moving.ts'

type Applicant = Commands<typeof listingContract, 'apply' | 'withdrawApplication'>

/** The enterprise meant: the named one, or the only one the person acts for. */
const enterpriseOf = (actor: Actor, named: string | undefined): Result<string> => {
  const own = actor.mandates.filter((mandate) => mandate.role === 'enterprise').map((mandate) => mandate.organisationId)
  const organisationId = named ?? (own.length === 1 ? own[0] : undefined)
  if (organisationId === undefined || !holdsRole(actor, 'enterprise', organisationId)) return refuse('listing.forbidden', {}, { field: 'organisationId' })
  return ok(organisationId)
}

const apply: Applicant['apply'] = async (act, input) => {
  const lot = await lockLot(act.tx, input.id)
  if (!lot || !PUBLIC_STATES.includes(lot.state)) return notFound()
  const enterprise = enterpriseOf(act.actor, input.organisationId)
  if (!enterprise.ok) return enterprise
  const organisationId = enterprise.value
  const seller = lot.seller_organisation_id
  const rules = await rulesAt(act.tx, act.now)
  const counted = await countApplications(act.tx, lot.id, organisationId)
  const verdict = mayApply({
    lotState: lot.state,
    registrationClosesAt: lot.registration_closes_at,
    isNoticePaused: await isNoticePaused(act.tx, lot.id),
    now: act.now,
    isSeller: organisationId === seller || actsFor(act.actor, seller),
    isRelated: await areRelated(act.tx, organisationId, seller),
    isVerified: await isQualified(act.tx, organisationId),
    hasApplied: (await liveApplicationOf(act.tx, lot.id, organisationId)) !== undefined,
    undertakingAccepted: input.undertakingAccepted,
    tried: { used: counted.toLot, allowed: rules.number('listing.applications.perLot') },
    waiting: { used: counted.waiting, allowed: rules.number('listing.applications.perOrganisation') },
  })
  if (!verdict.ok) return verdict
  const applicationId = act.newId('app')
  await insertApplication(act.tx, {
    id: applicationId,
    lotId: lot.id,
    organisationId,
    personId: act.actor.personId ?? 'system',
    statement: input.statement,
    depositMinor: lot.deposit_minor,
    depositDueAt: lot.deposit_due_at,
    now: act.now,
  })
  tellApplicant(act, { id: applicationId, lot_id: lot.id, organisation_id: organisationId }, listingFacts.applied, {
    statement: input.statement,
    undertakingAccepted: true,
  })
  return ok({ applicationId, state: 'applied' })
}

const withdrawApplication: Applicant['withdrawApplication'] = async (act, input) => {
  const seen = await applicationRow(act.tx, input.id)
  if (!seen || !holdsRole(act.actor, 'enterprise', seen.organisation_id)) return applicationNotFound()
  await lockLot(act.tx, seen.lot_id)
  const application = await lockApplication(act.tx, input.id)
  if (!application) return applicationNotFound()
  const next = APPLICATION.next(application.state, 'withdraw')
  if (next === null) return refuse('listing.application_wrong_state', { state: application.state })
  await updateApplication(act.tx, application.id, { state: next })
  await stopAsking(act, application)
  tellApplicant(act, application, listingFacts.application_withdrawn, {})
  return ok({ applicationId: application.id, state: next })
}

export const applicantCommands: Applicant = { apply, withdrawApplication }
