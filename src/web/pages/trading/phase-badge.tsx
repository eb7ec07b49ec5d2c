/** The phase of an auction, or how it ended, as a badge. */
import { useLang } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { phaseSign } from './phase-sign.ts'

export const PhaseBadge = ({ auction }: { readonly auction: Parameters<typeof phaseSign>[0] }) => {
  const { tone, word } = phaseSign(auction, useLang())
  return <StateBadge tone={tone}>{word}</StateBadge>
}
