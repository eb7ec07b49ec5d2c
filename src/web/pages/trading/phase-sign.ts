/** Phase of an auction, or how it ended: its word and its tone. */
import type { z } from 'zod'
import type { auctionCardShape } from '#modules/auction/api.ts'
import { en, zh } from '#modules/auction/core/state-messages.ts'
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'

type Phased = Pick<z.output<typeof auctionCardShape>, 'phase' | 'outcome' | 'method'>

const PHASE_TONE: Readonly<Record<Phased['phase'], Tone>> = { scheduled: 'waiting', free: 'live', timed: 'live', suspended: 'waiting', closed: 'neutral' }

/** What the last phase of each way of bidding is called. */
const TIMED = {
  english: 'state.auction.timed',
  listed: 'state.auction.timed',
  dutch: 'enum.auction.dutchTimed',
  sealed_first: 'enum.auction.sealedTimed',
  sealed_second: 'enum.auction.sealedTimed',
  scored: 'enum.auction.scoredTimed',
} as const satisfies Record<Phased['method'], string>

export const phaseSign = ({ phase, outcome, method }: Phased, lang: Lang): { readonly tone: Tone; readonly word: string } => {
  const word = codeText({ zh, en }, lang)
  if (outcome !== null) return { tone: outcome === 'sold' ? 'done' : 'failed', word: word(`enum.auction.outcome.${outcome}`) }
  if (phase === 'free' && method === 'scored') return { tone: PHASE_TONE[phase], word: word('enum.auction.scoredFree') }
  return { tone: PHASE_TONE[phase], word: word(phase === 'timed' ? TIMED[method] : `state.auction.${phase}`) }
}
