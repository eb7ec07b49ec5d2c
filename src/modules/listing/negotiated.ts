/** The negotiated price as a way of sale: who is named, what is asked of it before it is published, and how its notice ends in a sale. */
import { z } from 'zod'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { completersOf } from '#modules/achievement/index.ts'
import { areRelated, holdersOf, isForeign, isQualified } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { exercisedRight, firstRefusalState, firstRefusalTerms } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import { agreedOf, checkAgreed, checkBuyer, checkExercised, checkWaivedFrom, checkWaivedPrice, NEGOTIATED, RELATIONS } from './core/negotiated.ts'
import { en, zh } from './messages.ts'
import { method } from './method.ts'
import { listingNotices } from './notices.ts'
import { NEGOTIATED_RULE } from './term-rules.ts'
import type { LotRow } from './store.ts'

const MAX_NOTE = 500

const shape = z.object({
  buyerOrganisationId: z.string().min(1).max(60),
  relation: z.enum(RELATIONS),
  relationNote: z.string().trim().max(MAX_NOTE).default(''),
})

export const negotiated = method({
  name: NEGOTIATED,
  shape,
  refusals: ['listing.relation_note_missing'],
  cites: [NEGOTIATED_RULE],
  check: checkAgreed,
  propose: () => ({ terms: { buyerOrganisationId: '', relation: 'none', relationNote: '' }, bounds: {} }),
  worded: ({ relation, relationNote }) => ({
    zh: `受让方与成果完成人的关系：${zh[`enum.listing.relation.${relation}`]}${relationNote === '' ? '' : `（${relationNote}）`}`,
    en: `Relation of the transferee to the completers: ${en[`enum.listing.relation.${relation}`]}${relationNote === '' ? '' : ` (${relationNote})`}`,
  }),
})

/** By which kind of notice a lot is published. */
export const noticeOf = (lot: Pick<LotRow, 'method'>) => (lot.method === NEGOTIATED ? listingNotices.negotiated : listingNotices.listing)
const LOT_NOTICES: readonly string[] = [listingNotices.listing.name, listingNotices.negotiated.name]
export const isLotNotice = (kind: string): boolean => LOT_NOTICES.includes(kind)

/** Nobody registers, pays a deposit or bids: every date of the announcement is the end of the notice. */
export const datesOfAgreement = (closesAt: Instant) => ({ registrationClosesAt: toIso(closesAt), depositDueAt: toIso(closesAt), opensAt: toIso(closesAt) })

const actsThrough = async (act: Act, lot: LotRow, buyerOrganisationId: string): Promise<boolean> => {
  const completers = new Set((await completersOf(act.tx, lot.achievementId)).flatMap(({ personId }) => personId ?? []))
  return (await holdersOf(act.tx, [buyerOrganisationId], act.now)).some(({ personId }) => completers.has(personId))
}

/**
 * Civil Code art. 847, 859, 860: on assignment first refusal comes before any notice; who exercised it is the buyer. `lowestMinor`: the least for which the lot
 * can be sold by its terms.
 */
export const firstRefusalVerdict = async (act: Act, lot: LotRow, lowestMinor: bigint = lot.startingPriceMinor): Promise<Result<null>> => {
  if (lot.rightKind !== 'assignment') return ok(null)
  const exercised = await exercisedRight(act.tx, lot.achievementId)
  const { startingPriceMinor: priceMinor, shareBasisPoints } = lot
  if (exercised) return checkExercised({ priceMinor, shareBasisPoints, agreedWith: agreedOf(lot)?.buyerOrganisationId ?? null }, exercised)
  const state = await firstRefusalState(act.tx, lot.achievementId, shareBasisPoints)
  if (state !== 'waived' && (lot.refusalAfter === null || state === 'open')) return refuse('listing.first_refusal_open', { state })
  // Who did not waive is asked at the price that the bidding brings.
  if (lot.refusalAfter !== null) return ok(null)
  return agreedOf(lot) === null ? checkWaivedFrom(lowestMinor, await firstRefusalTerms(act.tx, lot.achievementId, shareBasisPoints)) : ok(null)
}

/** What the agreement has to stand at the day it is submitted, and again when the buyer confirms it. */
export const agreementVerdict = async (act: Act, lot: LotRow): Promise<Result<null>> => {
  const agreed = agreedOf(lot)
  if (agreed === null) return ok(null)
  const { buyerOrganisationId, relation } = agreed
  if (await isForeign(act.tx, buyerOrganisationId))
    return refuse(
      'listing.foreign_party',
      {},
      { field: 'methodTerms.buyerOrganisationId', rule: (await rulesAt(act.tx, act.now)).cite('listing.foreignParties') },
    )
  const isRelated = (await areRelated(act.tx, buyerOrganisationId, lot.sellerOrganisationId)) || (await actsThrough(act, lot, buyerOrganisationId))
  const isVerified = await isQualified(act.tx, buyerOrganisationId)
  const buyer = checkBuyer({ isSeller: buyerOrganisationId === lot.sellerOrganisationId, isVerified, isRelated, relation })
  if (!buyer.ok || lot.rightKind !== 'assignment' || (await exercisedRight(act.tx, lot.achievementId)) !== null) return buyer
  return checkWaivedPrice(lot.startingPriceMinor, await firstRefusalTerms(act.tx, lot.achievementId, lot.shareBasisPoints))
}
