/** A deposit that is secured otherwise than by money here: bound to its application, freed, lost, called. */
import { deadline } from '#kernel/business-calendar.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import {
  bindInstrument,
  callInstrument,
  cancelPaymentRequest,
  freeInstrument,
  instrumentById,
  requestPayment,
  type Instrument,
} from '#modules/payment/index.ts'
import { rulesAt, withinCalendar, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { confirmBidder } from './bidders.ts'
import { isAlternative } from './core/words.ts'
import { APPLICATION } from './core/lifecycle.ts'
import { listingFacts } from './facts.ts'
import { tellApplicant } from './telling.ts'
import { applicationsSecuredBy, lockApplication, lockLot, updateApplication, type ApplicationRow, type LotRow } from './store.ts'

/** Until when a paper has to stand: the opening, the notice of the result, both terms to sign, and a margin. Null while nobody knows the opening. */
export const coverNeededUntil = (rules: RuleSet, opensAt: Instant | null): Instant | null => {
  if (opensAt === null) return null
  const workingDays = rules.number('result.publicity') + 2 * rules.number('sale.signing')
  const ends = withinCalendar(() =>
    deadline(rules.calendar, deadline(rules.calendar, opensAt, workingDays, 'wd'), rules.number('deposit.instrument.margin'), 'cd'),
  )
  return ends.ok ? ends.value : null
}

/** Whether this paper can stand for this lot: a kind that its notice takes, valid for long enough. */
export const checkCover = async (act: Act, lot: LotRow, paper: Pick<Instrument, 'kind' | 'validUntil'>): Promise<Result<null>> => {
  if (!isAlternative(lot.depositAlternatives, paper.kind)) return refuse('listing.deposit_kind_not_taken', {}, { field: 'kind' })
  const rules = await rulesAt(act.tx, act.now)
  const needed = coverNeededUntil(rules, lot.opensAt)
  const isShort = paper.validUntil !== null && needed !== null && paper.validUntil < needed
  return isShort ? refuse('listing.cover_too_short', {}, { field: 'validUntil', rule: rules.cite('deposit.instrument.margin') }) : ok(null)
}

/** A paper is to stand for it: the transfer is asked for no longer. */
export const stopAskingFor = (act: Act, { lotId: subject, organisationId }: ApplicationRow): Promise<Result<boolean>> =>
  cancelPaymentRequest(act, { subject, organisationId, purpose: 'deposit' })

/** Two officers have confirmed the paper: it is bound, and the bidder has its number. */
export const admitByCover = async (act: Act, lot: LotRow, application: ApplicationRow, instrument: Instrument): Promise<Result<unknown>> => {
  const bound = await bindInstrument(act, instrument.id, lot.id, application.depositMinor)
  if (!bound.ok) return bound
  const stopped = await stopAskingFor(act, application)
  if (!stopped.ok) return stopped
  await updateApplication(act.tx, application.id, { instrumentId: instrument.id, depositKind: instrument.kind })
  return ok(await confirmBidder(act, lot, application, instrument.kind))
}

const IN_TIME = ['notice', 'ready', 'suspended'] as const
const isBeforeBidding = ({ state }: LotRow): boolean => IN_TIME.some((open) => open === state)

/** The officers may be later than the bidder was: a paper filed in time counts until the bidding opens. */
export const onInstrumentStanding = async (act: Act, instrumentId: string): Promise<Result<unknown>> => {
  const instrument = await instrumentById(act, instrumentId)
  if (instrument?.state !== 'standing' || instrument.subject === null) return ok(null)
  for (const seen of await applicationsSecuredBy(act.tx, instrumentId)) {
    const lot = await lockLot(act.tx, seen.lotId)
    const application = await lockApplication(act.tx, seen.id)
    if (lot && application && isBeforeBidding(lot) && APPLICATION.next(application.state, 'confirm') !== null)
      return admitByCover(act, lot, application, instrument)
  }
  // Paid meanwhile, withdrawn, or too late: what was for this lot alone goes back.
  await freeInstrument(act, instrumentId, instrument.subject)
  return ok(null)
}

/** A paper that was returned, taken back or has lapsed secures nothing: before the bidding its bidder is asked for the transfer again. */
export const onInstrumentLost = async (act: Act, instrumentId: string): Promise<Result<unknown>> => {
  for (const seen of await applicationsSecuredBy(act.tx, instrumentId)) {
    const lot = await lockLot(act.tx, seen.lotId)
    const application = await lockApplication(act.tx, seen.id)
    if (!lot || !application || !isBeforeBidding(lot)) continue
    const { id, organisationId, depositMinor, state } = application
    const dueAt = application.depositDueAt ?? act.now
    const asked = await requestPayment(act, { payerOrganisationId: organisationId, amountMinor: depositMinor, purpose: 'deposit', subject: lot.id, dueAt })
    if (!asked.ok) return asked
    await updateApplication(act.tx, id, { instrumentId: null, depositKind: 'cash', ...asked.value })
    const next = APPLICATION.next(state, 'revoke')
    if (next === null) continue
    await updateApplication(act.tx, id, { state: next, depositState: 'requested', bidderNumber: null, confirmedAt: null })
    tellApplicant(act, application, listingFacts.deposit_reversed, { depositMinor: String(depositMinor) })
  }
  return ok(null)
}

/** The paper of an application is needed no longer. */
export const freeCoverOf = async (act: Act, { instrumentId, lotId }: ApplicationRow): Promise<void> => {
  if (instrumentId !== null) await freeInstrument(act, instrumentId, lotId)
}

/** The winner did not keep its word: whoever vouched for it is asked for the deposit. */
export const callCoverOf = async (act: Act, { instrumentId, lotId, depositMinor }: ApplicationRow): Promise<Result<unknown>> =>
  instrumentId === null ? ok(null) : callInstrument(act, instrumentId, { subject: lotId, amountMinor: depositMinor })
