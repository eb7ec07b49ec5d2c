/** The end of a sale, however it was decided: the outcome is written, the winner named, the lot told. */
import { toIso } from '#kernel/instant.ts'
import { lotEnded } from '#modules/listing/index.ts'
import { cancelBox } from '#modules/sealing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Outcome, Won } from './core/close.ts'
import { lastPrices } from './core/last-prices.ts'
import { drawIn } from './drawing.ts'
import { auctionFacts } from './facts.ts'
import { endOf } from './lot.ts'
import { endScored } from './scored-panel.ts'
import { allBids, biddersOf, saveClosed, type AuctionRow } from './store.ts'
import { tell } from './telling.ts'

/** The organisations behind the numbers, the first unit's first. */
const namedWinners = async (act: Act, row: AuctionRow, outcome: Outcome): Promise<readonly (Won & { readonly organisationId: string })[]> => {
  if (outcome.kind === 'failed') return []
  const bidders = await biddersOf(act.tx, [row.id])
  return [outcome, ...(outcome.others ?? [])].map(({ number, priceMinor }) => {
    const winner = bidders.find((bidder) => bidder.number === number)
    if (!winner) throw new Error(`auction ${row.id}: number ${number} belongs to nobody`)
    return { number, priceMinor, organisationId: winner.organisationId }
  })
}

/** Everybody's last price, as the record says it. */
const rankedIn = async (act: Act, row: AuctionRow, outcome: Outcome) => {
  const bids = (await allBids(act.tx, row.id)).flatMap(({ seq, number, priceMinor }) => (seq === null || number === null ? [] : [{ seq, number, priceMinor }]))
  const ranked = lastPrices(bids, row.willing.length > 1 ? drawIn(row)(row.willing) : [])
  return { winner: outcome.kind === 'sold' ? outcome.number : 0, ranked }
}

/** Writes the outcome and names the winner: from here on the identity behind the winning number is public. */
export const close = async (act: Act, row: AuctionRow, end: { readonly outcome: Outcome; readonly reserveMet: boolean | null }): Promise<void> => {
  const { outcome, reserveMet } = end
  const [winner, ...others] = await namedWinners(act, row, outcome)
  const winnerOrganisationId = winner?.organisationId ?? null
  const otherWinners = others.map((one) => ({ ...one, priceMinor: String(one.priceMinor) }))
  await saveClosed(act.tx, row.id, { outcome, reserveMet, winnerOrganisationId, others: otherWinners, closedAt: act.now })
  const priceMinor = outcome.kind === 'sold' ? outcome.priceMinor : null
  const reason = outcome.kind === 'failed' ? outcome.reason : null
  tell(act, row, auctionFacts.closed, {
    outcome: outcome.kind,
    reason,
    winnerOrganisationId,
    winnerNumber: outcome.kind === 'sold' ? outcome.number : null,
    priceMinor: priceMinor === null ? null : String(priceMinor),
    startingPriceMinor: String(row.startingPriceMinor),
    reserveMet,
    bidCount: row.acceptedCount,
    bidderCount: row.bidderCount,
    extensionCount: row.extensionCount,
    endsAt: toIso(row.endsAt),
    ...(row.units === 1 ? {} : { units: row.units, otherWinners }),
    ...(row.willing.length > 0 ? { willing: [...row.willing] } : {}),
    ...(row.drawSecret === null ? {} : { drawSecret: row.drawSecret }),
  })
  // Whatever ends the sale before the opening leaves its envelopes sealed; an opened or failed box says so itself and is left alone.
  if (row.boxId !== null) await cancelBox(act, { boxId: row.boxId, reason: reason ?? '' })
  await endScored(act, row, reason)
  await lotEnded(act, row.lotId, endOf({ winnerOrganisationId, priceMinor, reason, others, behind: () => rankedIn(act, row, outcome) }))
}
