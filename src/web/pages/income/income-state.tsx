/** The state of a plan as a badge. */
import type { PlanState } from '#modules/income/core/lifecycle.ts'
import { en, zh } from '#modules/income/messages.ts'
import { useCodeText } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'

const TONES = {
  awaited: 'waiting',
  draft: 'neutral',
  noticed: 'active',
  cleared: 'waiting',
  approving: 'waiting',
  approved: 'waiting',
  paying: 'active',
  paid: 'done',
} as const satisfies Record<PlanState, string>

export const PlanStateBadge = ({ state }: { readonly state: PlanState }) => {
  const word = useCodeText({ zh, en })
  return <StateBadge tone={TONES[state]}>{word(`state.income.${state}`)}</StateBadge>
}
