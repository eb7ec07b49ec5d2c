/** What the buyer of a negotiated price does: without its word nobody is named in public. */
import { ok, refuse } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { listingContract } from '../api.ts'
import { permitBuyer } from '../core/acts.ts'
import { agreedOf } from '../core/negotiated.ts'
import { listingFacts } from '../facts.ts'
import { handledLot } from '../handled.ts'
import { agreementVerdict } from '../negotiated.ts'
import { lockLot, updateLot } from '../store.ts'
import { tellSides } from '../telling.ts'
import { changed, notFound } from './moving.ts'

const confirmAgreement: Commands<typeof listingContract, 'confirmAgreement'>['confirmAgreement'] = async (act, { id, priceMinor }) => {
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

export const buyerCommands = { confirmAgreement }
