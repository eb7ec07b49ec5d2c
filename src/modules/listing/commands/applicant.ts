/** What an enterprise does to become a bidder. */
import { actorIdOf, holdsRole, organisationMeant } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { fileInstrument, instrumentById, lastInstantOf } from '#modules/payment/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitOnApplication } from '../core/acts.ts'
import { mayApply } from '../core/application.ts'
import { PUBLIC_STATES } from '../core/lifecycle.ts'
import { admitByCover, checkCover, stopAskingFor } from '../cover.ts'
import { stopAsking } from '../deposits.ts'
import { listingFacts } from '../facts.ts'
import { applyQuestion, handledApplication } from '../handled.ts'
import { tellApplicant } from '../telling.ts'
import { applicationRow, insertApplication, lockApplication, lockLot, updateApplication, type ApplicationRow, type LotRow } from '../store.ts'
import { applicationNotFound, notFound } from './moving.ts'

type Applicant = Commands<typeof listingContract, 'apply' | 'withdrawApplication' | 'secureDeposit' | 'useInstrument'>

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

const securable = async (act: Act, id: string): Promise<Result<{ readonly lot: LotRow; readonly application: ApplicationRow }>> => {
  const seen = await applicationRow(act.tx, id)
  if (!seen || !holdsRole(act.actor, 'enterprise', seen.organisationId)) return applicationNotFound()
  const lot = await lockLot(act.tx, seen.lotId)
  const application = await lockApplication(act.tx, id)
  if (!lot || !application) return applicationNotFound()
  const permitted = permitOnApplication('secure', act.actor, handledApplication(application, lot), act.now)
  if (!permitted.ok) return permitted
  return application.instrumentId === null ? ok({ lot, application }) : refuse('listing.deposit_secured_already')
}

/** The sum of a waiver is the deposit itself: nobody promises more or less. */
const secureDeposit: Applicant['secureDeposit'] = async (act, { id, kind, validUntil, documentId, ...paper }) => {
  const found = await securable(act, id)
  if (!found.ok) return found
  const { lot, application } = found.value
  const isWaiver = kind === 'waiver'
  const amountMinor = isWaiver ? application.depositMinor : (paper.amountMinor ?? application.depositMinor)
  if (amountMinor < application.depositMinor) return refuse('listing.cover_too_low', {}, { field: 'amountMinor' })
  if (isWaiver && paper.statement === '') return refuse('listing.reason_missing', {}, { field: 'statement' })
  const ends = isWaiver ? null : validUntil
  const taken = await checkCover(act, lot, { kind, validUntil: ends === null ? null : lastInstantOf(ends) })
  if (!taken.ok) return taken
  const { organisationId } = application
  const said = { ...paper, amountMinor, kind, validUntil: ends, documentId, organisationId, subject: lot.id }
  const filed = await fileInstrument(act, isWaiver ? { ...said, issuerName: '', number: '' } : said)
  if (!filed.ok) return filed
  const stopped = await stopAskingFor(act, application)
  if (!stopped.ok) return stopped
  const { instrumentId } = filed.value
  await updateApplication(act.tx, id, { instrumentId, depositKind: kind })
  tellApplicant(act, application, listingFacts.deposit_secured, { kind, instrumentId })
  return ok({ applicationId: id, state: application.state, instrumentId })
}

/** A part of a frame that two officers have confirmed before: the bidder has its number at once. */
const useInstrument: Applicant['useInstrument'] = async (act, { id, instrumentId }) => {
  const found = await securable(act, id)
  if (!found.ok) return found
  const { lot, application } = found.value
  const instrument = await instrumentById(act, instrumentId)
  if (instrument === null || instrument.organisationId !== application.organisationId || instrument.subject !== null)
    return refuse('payment.instrument.not_found', {}, { field: 'instrumentId' })
  const taken = await checkCover(act, lot, instrument)
  if (!taken.ok) return taken
  const admitted = await admitByCover(act, lot, application, instrument)
  return admitted.ok ? ok({ applicationId: id, state: 'confirmed' as const, instrumentId }) : admitted
}

export const applicantCommands: Applicant = { apply, withdrawApplication, secureDeposit, useInstrument }
