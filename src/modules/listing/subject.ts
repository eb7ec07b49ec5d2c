/**
 * Sold subject to first refusal: the hammer, the round at its price and the state of the lot commit together; with the end of the round the sale stands, goes to
 * who exercised it, or falls. Nothing suspends it: the round ends by its answers or by its time.
 */
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { askAtPrice, refusalOfLot } from '#modules/title/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import { outcomeOfRefusal, UNANSWERED, type SubjectOutcome } from './core/subject.ts'
import { listingFacts } from './facts.ts'
import { insertFirstInLine, setRunnerUp } from './next-store.ts'
import { followUp } from './settling.ts'
import { move, told } from './steps.ts'
import { defaultersBefore, liveApplicationOf, lockLot, type LotRow } from './store.ts'

interface Reached {
  readonly buyerOrganisationId: string
  readonly priceMinor: bigint
}

/** False: nobody has to be asked, and the lot is sold as ever. */
export const sellSubject = async (act: Act, lot: LotRow, { buyerOrganisationId, priceMinor }: Reached): Promise<boolean> => {
  if (lot.refusalAfter === null) return false
  const round = await askAtPrice(act, {
    achievementId: lot.achievementId,
    lotId: lot.id,
    terms: lot.terms.zh,
    priceMinor,
    shareBasisPoints: lot.shareBasisPoints,
    ...lot.refusalAfter,
    winnerOrganisationId: buyerOrganisationId,
    without: await defaultersBefore(act.tx, lot.id),
  })
  if (round === null) return false
  await move(act, lot, 'ask', { subjectOrganisationId: buyerOrganisationId, subjectPriceMinor: priceMinor, subjectAt: act.now })
  await told(act, lot, listingFacts.price_reached, {
    auctionId: lot.procedureId ?? '',
    winnerOrganisationId: buyerOrganisationId,
    bidderNumber: (await liveApplicationOf(act.tx, lot.id, buyerOrganisationId))?.bidderNumber ?? null,
    priceMinor: String(priceMinor),
    refusalClosesAt: toIso(round.closesAt),
  })
  return true
}

/** Whom it was offered to after a default has not bought it, and its line in the earlier lot says no more that it had. */
const leaveOffer = async (act: Act, { predecessorId, nextNumber }: LotRow): Promise<void> => {
  if (predecessorId !== null && nextNumber !== null)
    await setRunnerUp(act.tx, { lotId: predecessorId, bidderNumber: nextNumber }, { state: 'void', endedAt: act.now })
}

/** A holder bought; if it does not keep its word, who had brought the price is asked before anybody else, where the notice announced a next bidder. */
const take = async (act: Act, lot: LotRow, buyerOrganisationId: string): Promise<void> => {
  const { subjectOrganisationId: winner, subjectPriceMinor: priceMinor } = lot
  if (winner === null || priceMinor === null) throw new Error(`listing: lot ${lot.id} was sold subject to first refusal to nobody`)
  await move(act, lot, 'take', { buyerOrganisationId, priceMinor, closedAt: act.now, subjectOutcome: 'taken' })
  const bidderNumber = lot.nextNumber ?? (await liveApplicationOf(act.tx, lot.id, winner))?.bidderNumber ?? null
  if (lot.nextBidderDays !== null && bidderNumber !== null) await insertFirstInLine(act.tx, { lotId: lot.id, organisationId: winner, bidderNumber, priceMinor })
  await leaveOffer(act, lot)
}

const ENDS: Readonly<Record<SubjectOutcome, (act: Act, lot: LotRow, buyerOrganisationId: string) => Promise<void>>> = {
  stood: async (act, lot) => {
    const { subjectOrganisationId, subjectPriceMinor } = lot
    if (subjectOrganisationId === null || subjectPriceMinor === null) throw new Error(`listing: lot ${lot.id} brought no price`)
    await move(act, lot, 'stand', {
      buyerOrganisationId: subjectOrganisationId,
      priceMinor: subjectPriceMinor,
      closedAt: act.now,
      subjectOutcome: 'stood',
    })
  },
  taken: take,
  unanswered: async (act, lot) => {
    await move(act, lot, 'fall', { stateReason: UNANSWERED, closedAt: act.now, subjectOutcome: 'unanswered' })
    await leaveOffer(act, lot)
  },
}

/** The round at the price of a lot is over. Heard twice, the second time changes nothing. */
export const onRefusalClosed = async (act: Act, { body }: Fact<{ readonly lotId?: string | undefined }>): Promise<Result<unknown>> => {
  const lot = body.lotId === undefined ? undefined : await lockLot(act.tx, body.lotId)
  const round = lot?.state === 'subject' ? await refusalOfLot(act.tx, lot.id) : null
  const outcome = lot && round && outcomeOfRefusal(round, lot.subjectOrganisationId)
  if (!lot || !round || !outcome) return ok(null)
  await ENDS[outcome](act, lot, round.buyerOrganisationId ?? '')
  followUp(act, lot.id)
  return ok(null)
}
