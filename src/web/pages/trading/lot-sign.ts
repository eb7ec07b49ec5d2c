/** State of a lot: its word and its tone. */
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'

const LOT_TONE: Readonly<Record<string, Tone>> = {
  draft: 'neutral',
  submitted: 'waiting',
  returned: 'failed',
  checked: 'active',
  notice: 'active',
  ready: 'waiting',
  bidding: 'live',
  sold: 'done',
  failed: 'failed',
  withdrawn: 'neutral',
  suspended: 'waiting',
  offered: 'waiting',
  subject: 'waiting',
}

export const lotSign = (state: string, lang: Lang, isAgreed = false): { readonly tone: Tone; readonly word: string } => ({
  tone: LOT_TONE[state] ?? 'neutral',
  word: codeText({ zh, en }, lang)(isAgreed && state === 'notice' ? 'state.listing.negotiated.notice' : `state.listing.${state}`),
})
