/** How the achievement came about, at the office's desk: who commissioned or co-developed it has first refusal by it. */
import { isAllowed } from '#kernel/acts.ts'
import { GROUNDS, ORIGINS } from '#modules/title/core/origin.ts'
import { en, zh } from '#modules/title/messages.ts'
import { useCodeText, useInLang, useSay } from '../../i18n/lang.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { text } from '../achievement/achievement.text.ts'
import styles from '../achievement/achievements.module.css'
import type { HandledLoaded, HandledOutcome } from '../achievement/achievement-loaded.ts'

interface OriginProps {
  readonly right: NonNullable<HandledLoaded['right']>
  readonly outcome: HandledOutcome
}

/** What most have to say is one click. */
const OwnWork = ({ outcome }: Pick<OriginProps, 'outcome'>) => {
  const say = useSay(text)
  return (
    <ActionForm intent="originOwn" outcome={outcome}>
      <p className={styles.meta}>{say('originOwnAbout')}</p>
      <FormActions>
        <Submit>{say('originOwn')}</Submit>
      </FormActions>
    </ActionForm>
  )
}

const Stated = ({ origin }: { readonly origin: OriginProps['right']['origin'] }) => {
  const say = useSay(text)
  const both = useInLang()
  const word = useCodeText({ zh, en })
  if (origin === null) return <p className={styles.meta}>{say('originNone')}</p>
  return (
    <FactsTable
      rows={[
        { label: say('originKind'), value: word(`enum.title.origin.${origin.kind}`) },
        { label: say('developers'), value: origin.developers?.map(({ name }) => both(name)).join('、') || null },
        { label: say('ground'), value: origin.ground === null ? null : word(`enum.title.ground.${origin.ground}`) },
        { label: say('contractName'), value: origin.contract || null },
      ]}
    />
  )
}

export const Origin = ({ right, outcome }: OriginProps) => {
  const say = useSay(text)
  const both = useInLang()
  const word = useCodeText({ zh, en })
  const { origin } = right
  const acts = right.acts.filter(({ act }) => act === 'declareOrigin')
  const form = (
    <ConfirmAct
      intent="origin"
      tone="quiet"
      isMultipart
      outcome={outcome}
      label={say(origin === null ? 'declareOthers' : 'declareOrigin')}
      about={say('originAbout')}
      consequences={[]}
      confirmLabel={say('originConfirm')}
    >
      <Draft form={`origin:${right.achievementId}`}>
        <SelectField
          name="kind"
          label={say('originKind')}
          isRequired
          defaultValue={origin?.kind}
          options={ORIGINS.map((value) => ({ value, label: word(`enum.title.origin.${value}`) }))}
        />
        <TextAreaField
          name="developers"
          label={say('developers')}
          help={say('developersHelp')}
          rows={3}
          maxLength={2000}
          defaultValue={origin?.developers?.map(({ name }) => both(name)).join('\n')}
        />
        <SelectField
          name="ground"
          label={say('ground')}
          help={say('groundHelp')}
          defaultValue={origin?.ground ?? 'law'}
          options={GROUNDS.map((value) => ({ value, label: word(`enum.title.ground.${value}`) }))}
        />
        <TextField name="contract" label={say('contractName')} help={say('contractHelp')} maxLength={500} defaultValue={origin?.contract ?? undefined} />
      </Draft>
      <FileField name="contractFile" label={say('contractFile')} help={say('contractFileHelp')} />
    </ConfirmAct>
  )
  return (
    <Section title={say('origin')} isSheet id="origin">
      <Stack gap={16}>
        <Stated origin={origin} />
        {origin?.kind !== 'own' && isAllowed(acts, 'declareOrigin') ? <OwnWork outcome={outcome} /> : null}
        <ActRows acts={actItems(acts, { label: () => say('declareOrigin'), control: () => form })} />
      </Stack>
    </Section>
  )
}
