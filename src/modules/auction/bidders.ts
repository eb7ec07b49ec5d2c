/** Takes over who may bid from listing; complete at the latest when the auction opens. */
import { confirmedBidders } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import { addBidders, type AuctionRow } from './store.ts'

export const syncBidders = async (act: Act, row: Pick<AuctionRow, 'id' | 'lotId'>): Promise<number> =>
  addBidders(act.tx, row.id, await confirmedBidders(act.tx, row.lotId))
