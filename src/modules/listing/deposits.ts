/** What happens to applicants and their deposits when a lot is decided, withdrawn or fails. */
import { cancelPaymentRequest, refundHold } from '#modules/payment/index.ts'
import type { Act } from '#platform/command/act.ts'
import { freeCoverOf } from './cover.ts'
import { APPLICATION } from './core/lifecycle.ts'
import { listingFacts } from './facts.ts'
import { tellApplicant } from './telling.ts'
import { unitsOfLots } from './unit-store.ts'
import { liveApplications, updateApplication, type ApplicationRow, type LotRow } from './store.ts'

/** Gives a held deposit back at once, or frees what stood for it: the law allows 24 hours, the market needs none. */
export const giveBack = async (act: Act, application: ApplicationRow): Promise<void> => {
  const { lotId: subject, organisationId } = application
  if (application.instrumentId !== null) {
    await freeCoverOf(act, application)
    await updateApplication(act.tx, application.id, { depositState: 'released' })
    tellApplicant(act, application, listingFacts.deposit_released, { depositMinor: String(application.depositMinor) })
    return
  }
  const released = await refundHold(act, { subject, organisationId, purpose: 'deposit' })
  if (!released.ok) throw new Error(`listing: deposit of ${application.id} could not be released: ${released.refusal.code}`)
  await updateApplication(act.tx, application.id, { depositState: 'released' })
  tellApplicant(act, application, listingFacts.deposit_released, { depositMinor: String(application.depositMinor) })
}

/** A deposit that was asked for and has not come is not asked for any more. */
export const stopAsking = async (act: Act, application: ApplicationRow): Promise<void> => {
  if (application.depositState !== 'requested') return
  await freeCoverOf(act, application)
  const { lotId: subject, organisationId } = application
  await cancelPaymentRequest(act, { subject, organisationId, purpose: 'deposit' })
}

const lapse = async (act: Act, application: ApplicationRow): Promise<void> => {
  const state = APPLICATION.next(application.state, 'lapse')
  if (state === null) return
  await updateApplication(act.tx, application.id, { state })
  await stopAsking(act, application)
  tellApplicant(act, application, listingFacts.application_lapsed, {})
}

/** Ends all live applications: the winner's deposit stays, of several units each winner's (it is set off against the price), all others go back. */
export const endApplications = async (act: Act, lot: LotRow, { winnerOrganisationId }: { readonly winnerOrganisationId: string | null }): Promise<void> => {
  const others = (lot.units === null ? [] : await unitsOfLots(act.tx, [lot.id])).map((unit) => unit.buyerOrganisationId)
  const winners = winnerOrganisationId === null ? [] : [winnerOrganisationId, ...others]
  for (const application of await liveApplications(act.tx, lot.id)) {
    if (winners.includes(application.organisationId)) {
      await updateApplication(act.tx, application.id, { depositState: 'kept' })
      tellApplicant(act, application, listingFacts.deposit_kept, { depositMinor: String(application.depositMinor) })
    } else if (application.depositState === 'held') await giveBack(act, application)
    await lapse(act, application)
  }
}

/** Who was outbid is free at the hammer (Auction Law art. 36), also where the sale waits for first refusal; the deposit of who brought the price stays. */
export const freeLosers = async (act: Act, lot: LotRow): Promise<void> => {
  for (const application of await liveApplications(act.tx, lot.id))
    if (application.organisationId !== lot.subjectOrganisationId && application.depositState === 'held') await giveBack(act, application)
}

/** Applicants whose deposit was not in when the time for it was over. */
export const lapseUnpaid = async (act: Act, lot: LotRow): Promise<void> => {
  for (const application of await liveApplications(act.tx, lot.id)) if (application.state !== 'confirmed') await lapse(act, application)
}
