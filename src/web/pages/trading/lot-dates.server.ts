/** The dates of a lot with their reasons; of the bidding, by when it is to go on after a stop. */
import type { Api } from '../../contract.ts'
import { ifAllowed } from '../../shell/calls.ts'
import type { Lot } from './lot-loaded.ts'

const RESUMPTION_RULE = 'resume.afterSuspension'

export const datesOfLot = async (api: Api, { id, auctionId, regime }: Pick<Lot, 'id' | 'auctionId' | 'regime'>) => {
  const [found, auction] = await Promise.all([api.listing.dates.get({ id }), auctionId === null ? null : ifAllowed(api.auction.get({ id: auctionId }))])
  const isStopped = auction?.phase === 'suspended'
  const rule = auction?.rules.find(({ key }) => key === RESUMPTION_RULE) ?? null
  return { ...found, isAuction: regime === 'licensed', resumption: isStopped ? { resumeBy: auction.resumeBy, rule } : null }
}
