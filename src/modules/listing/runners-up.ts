/** Who stands behind a winner, kept at the hammer where the notice announced what happens if the winner does not keep its word. */
import type { Act } from '#platform/command/act.ts'
import { runnersUp, type RunnerUp } from './core/next-bidder.ts'
import { confirmedBidders } from './doors.ts'
import { insertRunnersUp } from './next-store.ts'
import { reserveRow } from './store.ts'

export interface Ranked {
  readonly winner: number
  readonly ranked: readonly RunnerUp[]
}

/** Each at the last price of its own; who stayed below the reserve is nobody to sell to. */
export const keepRunnersUp = async (act: Act, lotId: string, { winner, ranked }: Ranked): Promise<void> => {
  const reserve = await reserveRow(act.tx, lotId)
  const bidders = new Map((await confirmedBidders(act.tx, lotId)).map(({ number, organisationId }) => [number, organisationId]))
  const rows = runnersUp(ranked, { winner, reserveMinor: reserve?.reserveMinor ?? null }).flatMap(({ number, priceMinor }) => {
    const organisationId = bidders.get(number)
    return organisationId === undefined ? [] : [{ organisationId, bidderNumber: number, priceMinor }]
  })
  await insertRunnersUp(act.tx, lotId, rows)
}
