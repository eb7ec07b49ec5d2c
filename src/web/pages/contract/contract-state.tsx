/** The state of a contract as a badge. */
import type { ContractState } from '#modules/contract/core/lifecycle.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { codeText, useCodeText, type Lang } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'

const TONES = {
  sale_pending: 'waiting',
  drafted: 'waiting',
  effective: 'active',
  overdue: 'failed',
  paid: 'active',
  handed_over: 'active',
  settled: 'done',
  defaulted: 'failed',
  withdrawn: 'failed',
  terminated: 'failed',
} as const satisfies Record<ContractState, string>

/** A state of a contract in a word, where no badge is drawn yet. */
export const contractSign = (state: ContractState, lang: Lang) => ({ tone: TONES[state], word: codeText({ zh, en }, lang)(`state.contract.${state}`) })

export const ContractStateBadge = ({ state }: { readonly state: ContractState }) => {
  const word = useCodeText({ zh, en })
  return <StateBadge tone={TONES[state]}>{word(`state.contract.${state}`)}</StateBadge>
}
