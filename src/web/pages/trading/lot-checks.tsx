/** The three checks of a lot, as everyone who works on it sees them. */
import type { z } from 'zod'
import type { lotShape } from '#modules/listing/api.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { useCodeText } from '../../i18n/lang.ts'
import { Timeline } from '../../ui/timeline.tsx'

const STATE = { pending: 'next', passed: 'done', returned: 'failed' } as const

export const LotChecks = ({ checks }: { readonly checks: z.output<typeof lotShape>['checks'] }) => {
  const word = useCodeText({ zh, en })
  return (
    <Timeline
      label={checks.map(({ aspect }) => word(`enum.listing.aspect.${aspect}`)).join(' · ')}
      steps={checks.map(({ aspect, outcome, reason, checkedAt }) => ({
        key: aspect,
        label: `${word(`enum.listing.aspect.${aspect}`)} · ${word(`enum.listing.check.${outcome}`)}`,
        state: STATE[outcome],
        at: checkedAt,
        ...(reason ? { note: reason } : {}),
      }))}
    />
  )
}
