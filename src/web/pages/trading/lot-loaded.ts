/** What the pages of one lot hand to their parts. */
import type { Api } from '../../contract.ts'
import type { Paused } from './lot-paused.tsx'

type Answer<Call extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>

type Lot = Answer<Api['listing']['lotById']>
type Auction = Answer<Api['auction']['auctionById']>
type Bids = Answer<Api['auction']['bidRecord']>['items']

/** The room. */
export interface LotPageData {
  readonly lot: Lot
  readonly auction: Auction | null
  readonly bids: Bids
  /** How many steps the rules offer. */
  readonly quickBids: number
  readonly standing: Answer<Api['auction']['myStanding']> | null
  readonly application: Answer<Api['listing']['myApplications']>['items'][number] | null
  readonly resultNoticeClosesAt: string | null
  readonly paused: Paused | null
  /** What the sale led to; for its sides only. */
  readonly contract: Answer<Api['contract']['ofLot']> | null
}

/** The clerk's desk. */
export interface ClerkLotData {
  readonly lot: Lot
  readonly applicants: Answer<Api['listing']['applicantsOf']>['items']
  readonly unverified: readonly string[]
}

/** The auctioneer's console. */
export interface SessionData {
  readonly auction: Auction
  readonly bids: Bids
  readonly isMine: boolean
  readonly isAuctioneer: boolean
}
