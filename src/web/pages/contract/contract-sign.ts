/** State of a contract: its word and its tone. */
import type { ContractState } from '#modules/contract/core/lifecycle.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'

const TONES = {
  sale_pending: 'waiting',
  drafted: 'waiting',
  effective: 'active',
  overdue: 'failed',
  paid: 'active',
  handed_over: 'active',
  registering: 'waiting',
  rescinded: 'failed',
  disputed: 'failed',
  settled: 'done',
  defaulted: 'failed',
  withdrawn: 'failed',
  terminated: 'failed',
} as const satisfies Record<ContractState, Tone>

export const contractSign = (state: ContractState, lang: Lang): { readonly tone: Tone; readonly word: string } => ({
  tone: TONES[state],
  word: codeText({ zh, en }, lang)(`state.contract.${state}`),
})
