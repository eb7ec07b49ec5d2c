/** Phase of an auction, or how it ended: its word and its tone. */
import type { z } from 'zod'
import type { auctionCardShape } from '#modules/auction/api.ts'
import { en, zh } from '#modules/auction/messages.ts'
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'

type Phased = Pick<z.output<typeof auctionCardShape>, 'phase' | 'outcome'>

const PHASE_TONE: Readonly<Record<Phased['phase'], Tone>> = { scheduled: 'waiting', free: 'live', timed: 'live', suspended: 'waiting', closed: 'neutral' }

export const phaseSign = ({ phase, outcome }: Phased, lang: Lang): { readonly tone: Tone; readonly word: string } => {
  const word = codeText({ zh, en }, lang)
  if (outcome !== null) return { tone: outcome === 'sold' ? 'done' : 'failed', word: word(`enum.auction.outcome.${outcome}`) }
  return { tone: PHASE_TONE[phase], word: word(`state.auction.${phase}`) }
}
