/** State of a lot or an application as a word with a tone. */
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { useCodeText, useLang } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { lotSign } from './lot-sign.ts'

const APPLICATION_TONE: Readonly<Record<string, Tone>> = {
  applied: 'waiting',
  qualified: 'active',
  refused: 'failed',
  confirmed: 'done',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

/** `isAgreed`: at a negotiated price nobody registers while the notice runs. */
export const LotStateBadge = ({ state, isAgreed = false }: { readonly state: string; readonly isAgreed?: boolean }) => {
  const { tone, word } = lotSign(state, useLang(), isAgreed)
  return <StateBadge tone={tone}>{word}</StateBadge>
}

export const ApplicationStateBadge = ({ state }: { readonly state: string }) => {
  const word = useCodeText({ zh, en })
  return <StateBadge tone={APPLICATION_TONE[state] ?? 'neutral'}>{word(`state.listing.application.${state}`)}</StateBadge>
}
