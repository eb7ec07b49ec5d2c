/** How far an achievement has come, as a badge. */
import { useLang } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { stageSign } from './stage.ts'

export const StageBadge = ({ of }: { readonly of: Parameters<typeof stageSign>[0] }) => {
  const { tone, word } = stageSign(of, useLang())
  return <StateBadge tone={tone}>{word}</StateBadge>
}
