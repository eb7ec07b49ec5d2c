/** Co-listings as pages show them. */
import type { Api } from '../../contract.ts'
import type { Tone } from '../../ui/badges.tsx'
import { lotPage } from '../trading/addresses.ts'
import { auctionSessionPage } from './addresses.ts'

export type CoListing = Awaited<ReturnType<Api['session']['coListings']['list']>>['items'][number]

export const CO_LISTING_TONES: Readonly<Record<CoListing['state'], Tone>> = { invited: 'waiting', confirmed: 'done', declined: 'failed', withdrawn: 'neutral' }

const PAGES = { session: auctionSessionPage, lot: lotPage } as const
export const coListedPage = ({ kind, subject }: Pick<CoListing, 'kind' | 'subject'>) => PAGES[kind](subject)
