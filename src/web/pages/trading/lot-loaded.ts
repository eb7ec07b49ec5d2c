/** What the pages of one lot hand to their parts. */
import type { SessionAct } from '#modules/auction/core/acts.ts'
import type { ApplicationAct, LotAct } from '#modules/listing/core/acts.ts'
import type { Api } from '../../contract.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { Paused } from './lot-paused.tsx'

type Answer<Call extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>

/** As the market answers. */
export type Lot = Answer<Api['listing']['get']>
type GotApplication = Answer<Api['listing']['applications']['list']>['items'][number]
/** What it announced, in the language of the page. */
export interface LotSaid {
  readonly reserve: string
  /** How it stands where it was sold subject to first refusal; null where it was not. */
  readonly subject: { readonly words: string; readonly highest: string | null } | null
  /** Cases that may come, and what then. */
  readonly cases: readonly { readonly label: string; readonly value: string | null }[]
}
export type SaidLot = Lot & { readonly said: LotSaid }
/** With what stands against each act in words. */
export type WordedLot = Omit<SaidLot, 'acts'> & { readonly acts: WordedAct<LotAct>[] }
export type NamedRule = Lot['rules'][number] & { readonly name: string }
export type WordedApplication = Omit<GotApplication, 'acts'> & { readonly acts: WordedAct<ApplicationAct>[] }
export type Auction = Answer<Api['auction']['get']>
type Bids = Answer<Api['auction']['bids']['list']>['items']

/** The room. */
export interface LotPageData {
  readonly lot: WordedLot
  /** Of the lot and of its auction, by their names. */
  readonly rules: NamedRule[]
  readonly auction: Auction | null
  readonly bids: Bids
  /** How many steps the rules offer. */
  readonly quickBids: number
  readonly standing: Answer<Api['auction']['standing']['mine']> | null
  readonly application: Answer<Api['listing']['applications']['mine']>['items'][number] | null
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
  readonly hosts: Answer<Api['auction']['sessions']['get']>['hosts']
  /** Who may be named to sit beside the host. */
  readonly attendants: Answer<Api['auction']['sessions']['get']>['attendants']
}
