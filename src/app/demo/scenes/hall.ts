/** A bid from the hall in a lot that is on auction in the session that runs: with its clerk, its recorder and the bidder's authority. */
import { isAllowed } from '#kernel/acts.ts'
import type { Stage } from '../../stage/stage.ts'
import { demoPeople } from '../cast.ts'

const FLOOR_CLERK = 'auctioneer2'

/** An enterprise with a number in the auction that does not lead, so that its bid is a bid. */
const inTheHall = async (stage: Stage, id: string): Promise<string | null> => {
  for (const { key, roles } of demoPeople) {
    if (!roles.includes('enterprise')) continue
    const { number, isTop } = await stage.as(key).auction.standing.mine({ id })
    if (number !== null && !isTop) return key
  }
  return null
}

/** Played again, what is done stays as it is. */
const bidIn = async (stage: Stage, id: string): Promise<void> => {
  const clerk = stage.as('clerk').auction
  const bidder = await inTheHall(stage, id)
  if (bidder === null) return
  const personId = stage.personId(FLOOR_CLERK)
  const { floorClerkName, recorderName } = await clerk.get({ id })
  if (floorClerkName === null) await clerk.fillSeat({ id, seat: 'floorClerk', personId })
  if (recorderName === null) await clerk.fillSeat({ id, seat: 'recorder', personId })
  const own = stage.as(bidder).auction
  const { number, acts } = await own.floor.mine({ id })
  if (isAllowed(acts, 'authoriseFloor')) await own.authoriseFloor({ id })
  const { nextMinimumMinor } = await clerk.get({ id })
  await stage.as(FLOOR_CLERK).auction.placeBid({ id, number, priceMinor: nextMinimumMinor })
}

const BIDS_LOOKED_AT = 100

/** Nothing where no session runs, or none of its lots is on auction by rising prices. */
export const hallBid = async (stage: Stage): Promise<void> => {
  const { session, auction } = stage.as('clerk')
  const running = (await session.list({ limit: 100 })).items.find(({ state }) => state === 'running')
  if (running === undefined) return
  const { entries } = await session.get({ id: running.id })
  const open = entries.filter(({ auction: on, method }) => on !== null && (on.phase === 'free' || on.phase === 'timed') && method === 'english')
  for (const { auction: on } of open) {
    if (on === null) continue
    const { items } = await auction.bids.list({ id: on.id, limit: BIDS_LOOKED_AT })
    if (items.some(({ channel }) => channel === 'floor')) return
  }
  const [first] = open
  if (first?.auction) await bidIn(stage, first.auction.id)
}
