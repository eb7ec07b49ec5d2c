/** Who holds the right, at the office's desk: co-owners and their shares. */
import { useInLang, useSay } from '../../i18n/lang.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import type { HandledLoaded, HandledOutcome } from '../achievement/achievement-loaded.ts'
import { text } from './title-holders.text.ts'

type Right = NonNullable<HandledLoaded['right']>

export const Holders = ({ right, outcome }: { readonly right: Right; readonly outcome: HandledOutcome }) => {
  const say = useSay(text)
  const both = useInLang()
  const lines = right.holders.map(({ name, shareBasisPoints }) => `${both(name)} ${shareBasisPoints / 100}`)
  const form = (
    <ConfirmAct intent="holders" tone="quiet" outcome={outcome} label={say('declare')} about={say('about')} consequences={[]} confirmLabel={say('confirm')}>
      <Draft form={`holders:${right.achievementId}`}>
        <TextAreaField name="holders" label={say('holders')} help={say('help')} isRequired rows={4} maxLength={2000} defaultValue={lines.join('\n')} />
      </Draft>
    </ConfirmAct>
  )
  const rows = right.holders.map(({ organisationId, name, shareBasisPoints, hasConsented }) => ({
    label: both(name),
    value: `${shareBasisPoints / 100}%${organisationId === right.institutionId ? '' : ` · ${say(hasConsented ? 'consented' : 'open')}`}`,
  }))
  return (
    <Section title={say('title')} isSheet id="holders">
      <Stack gap={16}>
        <FactsTable rows={rows} />
        <ActRows
          acts={actItems(
            right.acts.filter(({ act }) => act === 'declareHolders'),
            { label: () => say('declare'), control: () => form },
          )}
        />
      </Stack>
    </Section>
  )
}
