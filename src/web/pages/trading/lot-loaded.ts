/** What the pages of one lot hand to their parts. */
import type { SessionAct } from '#modules/auction/core/acts.ts'
import type { ApplicationAct, LotAct } from '#modules/listing/core/acts.ts'
import type { Api } from '../../contract.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { Paused } from './lot-paused.tsx'

type Answer<Call extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>

/** As the market answers. */
export type Lot = Answer<Api['listing']['lotById']>
type GotApplication = Answer<Api['listing']['applicantsOf']>['items'][number]
/** With what stands against each act in words. */
export type WordedLot = Omit<Lot, 'acts'> & { readonly acts: WordedAct<LotAct>[] }
export type WordedApplication = Omit<GotApplication, 'acts'> & { readonly acts: WordedAct<ApplicationAct>[] }
export type Auction = Answer<Api['auction']['auctionById']>
type Bids = Answer<Api['auction']['bidRecord']>['items']

/** The room. */
export interface LotPageData {
  readonly lot: WordedLot
  readonly auction: Auction | null
  readonly bids: Bids
  /** How many steps the rules offer. */
  readonly quickBids: number
  readonly standing: Answer<Api['auction']['myStanding']> | null
  readonly application: Answer<Api['listing']['myApplications']>['items'][number] | null
  readonly resultNoticeClosesAt: string | null
  readonly paused: Paused | null
}

/** The clerk's desk. */
export interface ClerkLotData {
  readonly lot: WordedLot
  readonly applicants: readonly WordedApplication[]
  readonly unverified: readonly string[]
}

/** The auctioneer's console. */
export interface SessionData {
  readonly auction: Auction
  readonly bids: Bids
  readonly acts: WordedAct<SessionAct>[]
  /** Who may be named to preside; for a clerk. */
  readonly hosts: Answer<Api['auction']['session']>['hosts']
}
