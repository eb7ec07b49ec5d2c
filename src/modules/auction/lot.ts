/** What the lot is told of its auction, in the auction's own transaction. Locks go from the auction to its lot, never back. */
import { lotOpened, type Sale } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Step } from './core/clock.ts'
import type { AuctionState } from './core/state.ts'
import { tellSteps } from './telling.ts'
import type { AuctionRow } from './store.ts'

interface Ended {
  readonly winnerOrganisationId: string | null
  readonly priceMinor: bigint | null
  readonly reason: string | null
  readonly others?: NonNullable<Sale['others']>
  readonly behind?: NonNullable<Sale['behind']>
}

export const endOf = ({ winnerOrganisationId, priceMinor, reason, others = [], behind }: Ended) =>
  winnerOrganisationId !== null && priceMinor !== null
    ? { sale: { buyerOrganisationId: winnerOrganisationId, priceMinor, others, ...(behind === undefined ? {} : { behind }) } }
    : { reason: reason ?? '' }

/** Tells everybody of the phases that began, and the lot of its opening. */
export const reportSteps = async (
  act: Act,
  row: AuctionRow,
  steps: readonly Step[],
  now: { readonly state: AuctionState; readonly bidderCount: number },
): Promise<void> => {
  tellSteps(act, row, steps, now)
  if (steps.includes('opened')) await lotOpened(act, row.lotId)
}
