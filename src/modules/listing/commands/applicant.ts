/** What an enterprise does to become a bidder. */
import { actorIdOf, holdsRole, organisationMeant } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitOnApplication } from '../core/acts.ts'
import { mayApply } from '../core/application.ts'
import { PUBLIC_STATES } from '../core/lifecycle.ts'
import { stopAsking } from '../deposits.ts'
import { listingFacts } from '../facts.ts'
import { applyQuestion, handledApplication } from '../handled.ts'
import { tellApplicant } from '../telling.ts'
import { applicationRow, insertApplication, lockApplication, lockLot, updateApplication } from '../store.ts'
import { applicationNotFound, notFound } from './moving.ts'

type Applicant = Commands<typeof listingContract, 'apply' | 'withdrawApplication'>

const apply: Applicant['apply'] = async (act, input) => {
  const lot = await lockLot(act.tx, input.id)
  if (!lot || !PUBLIC_STATES.includes(lot.state)) return notFound()
  const organisationId = organisationMeant(act.actor, 'enterprise', input.organisationId)
  if (organisationId === null) return refuse('listing.forbidden', {}, { field: 'organisationId' })
  const question = await applyQuestion(act.tx, { lot, organisationId, actor: act.actor, now: act.now })
  const verdict = mayApply({ ...question, undertakingAccepted: input.undertakingAccepted })
  if (!verdict.ok) return verdict
  const applicationId = act.newId('app')
  await insertApplication(act.tx, {
    id: applicationId,
    lotId: lot.id,
    organisationId,
    personId: actorIdOf(act.actor),
    statement: input.statement,
    depositMinor: lot.depositMinor,
    depositDueAt: lot.depositDueAt,
    now: act.now,
  })
  tellApplicant(act, { id: applicationId, lotId: lot.id, organisationId }, listingFacts.applied, {
    statement: input.statement,
    undertakingAccepted: true,
  })
  return ok({ applicationId, state: 'applied' })
}

const withdrawApplication: Applicant['withdrawApplication'] = async (act, input) => {
  const seen = await applicationRow(act.tx, input.id)
  if (!seen || !holdsRole(act.actor, 'enterprise', seen.organisationId)) return applicationNotFound()
  const lot = await lockLot(act.tx, seen.lotId)
  const application = await lockApplication(act.tx, input.id)
  if (!lot || !application) return applicationNotFound()
  const next = permitOnApplication('withdraw', act.actor, handledApplication(application, lot), act.now)
  if (!next.ok) return next
  await updateApplication(act.tx, application.id, { state: next.value })
  await stopAsking(act, application)
  tellApplicant(act, application, listingFacts.application_withdrawn, {})
  return ok({ applicationId: application.id, state: next.value })
}

export const applicantCommands: Applicant = { apply, withdrawApplication }
