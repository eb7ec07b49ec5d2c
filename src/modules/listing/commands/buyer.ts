/** What the buyer of a negotiated price does: without its word nobody is named in public. */
import { ok, refuse } from '#kernel/result.ts'
import { releaseDisposal } from '#modules/title/index.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitBuyer } from '../core/acts.ts'
import { agreedOf } from '../core/negotiated.ts'
import { listingFacts } from '../facts.ts'
import { handledLot } from '../handled.ts'
import { agreementVerdict } from '../negotiated.ts'
import { lockLot, updateLot } from '../store.ts'
import { tellSides } from '../telling.ts'
import { changed, nextState, notFound } from './moving.ts'

type Buyer = Commands<typeof listingContract, 'confirmAgreement' | 'declineAgreement'>

const confirmAgreement: Buyer['confirmAgreement'] = async (act, { id, priceMinor }) => {
  const lot = await lockLot(act.tx, id)
  const agreed = lot && agreedOf(lot)
  if (!lot || !agreed) return notFound()
  const permitted = permitBuyer(act.actor, handledLot(lot))
  if (!permitted.ok) return permitted
  if (priceMinor !== lot.startingPriceMinor) return refuse('listing.agreed_price_differs', {}, { field: 'priceMinor' })
  const verdict = await agreementVerdict(act, lot)
  if (!verdict.ok) return verdict
  const personId = act.actor.personId ?? 'system'
  await updateLot(act.tx, lot.id, act.now, { buyerConfirmedBy: personId, buyerConfirmedAt: act.now })
  tellSides(act, await changed(act, lot.id), listingFacts.agreement_confirmed, { buyerOrganisationId: agreed.buyerOrganisationId, personId })
  return ok({ lotId: lot.id, state: lot.state })
}

/** Nobody is bound yet and nothing was published: the lot goes back to the seller, who may offer other terms, and the right is free again. */
const declineAgreement: Buyer['declineAgreement'] = async (act, { id, reason }) => {
  const lot = await lockLot(act.tx, id)
  const agreed = lot && agreedOf(lot)
  if (!lot || !agreed) return notFound()
  const permitted = permitBuyer(act.actor, handledLot(lot))
  if (!permitted.ok) return permitted
  const next = nextState(lot, 'decline')
  if (!next.ok) return next
  await updateLot(act.tx, lot.id, act.now, { state: next.value, stateReason: reason })
  const freed = await releaseDisposal(act, lot.id)
  if (!freed.ok) return freed
  const { buyerOrganisationId } = agreed
  tellSides(act, await changed(act, lot.id), listingFacts.agreement_declined, { buyerOrganisationId, personId: act.actor.personId ?? 'system', reason })
  return ok({ lotId: lot.id, state: next.value })
}

export const buyerCommands: Buyer = { confirmAgreement, declineAgreement }
