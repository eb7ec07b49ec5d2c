/** State of a lot or an application as a word with a tone. */
import { en, zh } from '#modules/listing/messages.ts'
import { codeText, useCodeText, type Lang } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'

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
}
const APPLICATION_TONE: Readonly<Record<string, Tone>> = {
  applied: 'waiting',
  qualified: 'active',
  refused: 'failed',
  confirmed: 'done',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

/** A state of a lot in a word, where no badge is drawn yet. */
export const lotSign = (state: string, lang: Lang) => ({ tone: LOT_TONE[state] ?? 'neutral', word: codeText({ zh, en }, lang)(`state.listing.${state}`) })

export const LotStateBadge = ({ state }: { readonly state: string }) => {
  const word = useCodeText({ zh, en })
  return <StateBadge tone={LOT_TONE[state] ?? 'neutral'}>{word(`state.listing.${state}`)}</StateBadge>
}

export const ApplicationStateBadge = ({ state }: { readonly state: string }) => {
  const word = useCodeText({ zh, en })
  return <StateBadge tone={APPLICATION_TONE[state] ?? 'neutral'}>{word(`state.listing.application.${state}`)}</StateBadge>
}
