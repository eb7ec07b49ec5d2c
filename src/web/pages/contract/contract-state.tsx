/** The state of a contract as a badge. */
import type { ContractState } from '#modules/contract/core/lifecycle.ts'
import { useLang } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { contractSign } from './contract-sign.ts'

export const ContractStateBadge = ({ state }: { readonly state: ContractState }) => {
  const { tone, word } = contractSign(state, useLang())
  return <StateBadge tone={tone}>{word}</StateBadge>
}
