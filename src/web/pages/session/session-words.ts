/** Words and signs of sessions and of their lots that several pages share. */
import { en as auctionEn, zh as auctionZh } from '#modules/auction/core/state-messages.ts'
import { en as listingEn, zh as listingZh } from '#modules/listing/core/state-messages.ts'
import { en, zh } from '#modules/session/core/state-messages.ts'
import type { Api } from '../../contract.ts'
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'
import { lotSign } from '../trading/lot-sign.ts'
import { phaseSign } from '../trading/phase-sign.ts'

export type Session = Awaited<ReturnType<Api['session']['get']>>
export type SessionCard = Awaited<ReturnType<Api['session']['list']>>['items'][number]
export type Entry = Session['entries'][number]

export interface Sign {
  readonly tone: Tone
  readonly word: string
}

const TONES: Readonly<Record<Session['state'], Tone>> = {
  draft: 'neutral',
  submitted: 'waiting',
  announced: 'active',
  running: 'live',
  held: 'done',
  cancelled: 'failed',
}
const STANDING_TONES: Readonly<Record<Entry['standing'], Tone>> = {
  asked: 'waiting',
  admitted: 'done',
  declined: 'failed',
  taken_back: 'neutral',
  removed: 'neutral',
  released: 'neutral',
  lapsed: 'neutral',
}
const word = codeText

export const sessionSign = (state: Session['state'], lang: Lang): Sign => ({ tone: TONES[state], word: word({ zh, en }, lang)(`state.session.${state}`) })
export const standingSign = (standing: Entry['standing'], lang: Lang): Sign => ({
  tone: STANDING_TONES[standing],
  word: word({ zh, en }, lang)(`enum.session.standing.${standing}`),
})
export const rightWord = (right: Entry['right'], lang: Lang): string => word({ zh: listingZh, en: listingEn }, lang)(`enum.listing.right.${right}`)

const RUNNING = ['free', 'timed', 'suspended'] as const

/** Where a lot stands: the phase of its bidding while it runs, else the state of the lot. */
export const entrySign = ({ auction, lotState, method }: Entry, lang: Lang): Sign => {
  const phase = RUNNING.find((each) => each === auction?.phase)
  if (phase === undefined || lotState === 'sold' || lotState === 'failed' || lotState === 'withdrawn') return lotSign(lotState, lang)
  return phaseSign({ phase, outcome: null, method: method === 'dutch' ? 'dutch' : 'english' }, lang)
}

/** Why it was not sold, as far as it is known. */
export const unsoldReason = ({ auction, lotState, reason }: Entry, lang: Lang): string | null => {
  if (lotState === 'sold') return null
  const failed = auction?.failReason
  return failed ? word({ zh: auctionZh, en: auctionEn }, lang)(`enum.auction.failReason.${failed}`) : reason
}

export const isOnAuction = ({ auction }: Entry): boolean => auction?.phase === 'free' || auction?.phase === 'timed'

/** What stands for its price now: hammer, highest bid, or where it starts. */
export const priceOf = ({ priceMinor, auction, startingPriceMinor, method }: Entry): string =>
  priceMinor ?? auction?.topPriceMinor ?? (method === 'dutch' && auction?.phase === 'timed' ? auction.nextMinimumMinor : startingPriceMinor)

/** Basis points as a percentage with one digit: 3743 is 37.4 %. */
export const percent = (basisPoints: number): string => `${(Math.trunc(basisPoints / 10) / 10).toFixed(1)}%`

export const placeText = (
  { isOnline, place }: Pick<SessionCard, 'isOnline' | 'place'>,
  { online, shown }: { readonly online: string; readonly shown: string },
) => [isOnline ? online : '', place.zh === '' ? '' : shown].filter(Boolean).join(' · ')
