/** Who bought, by its own number and price. */
import type { Won } from './core/close.ts'
import type { AuctionRow } from './store.ts'

/** Everybody who took a unit of a sale that is over, the first unit's first; one where there is one buyer, nobody where there is none. */
export const winnersOf = (row: AuctionRow): readonly (Won & { readonly organisationId: string })[] =>
  row.winnerOrganisationId === null || row.topNumber === null || row.topPriceMinor === null
    ? []
    : [
        { number: row.topNumber, priceMinor: row.topPriceMinor, organisationId: row.winnerOrganisationId },
        ...row.otherWinners.map((one) => ({ ...one, priceMinor: BigInt(one.priceMinor) })),
      ]
