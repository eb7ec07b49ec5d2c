/** The disclosure in steps. */
import { FIELDS } from '#kernel/field.ts'
import { maturityOf } from '#modules/achievement/core/maturity.ts'
import { CHAINS, FORMS, FUNDING_SOURCES, IP_KINDS, MODES, SECRECIES } from '#modules/achievement/core/words.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, DateField, SelectField, TextAreaField, TextField, type Option } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, Submit } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Steps } from '../../ui/steps.tsx'
import { achievementWord, wordOptions } from './achievements-words.ts'
import { typedList, typedText, type Typed } from './disclosure-input.ts'
import { CompletersEditor } from './disclosure-shares.tsx'
import styles from './disclosure.module.css'
import { text } from './disclosure.text.ts'

interface DisclosureFormProps {
  readonly people: readonly Option[]
  readonly typed: Typed
  readonly outcome: CommandOutcome<unknown> | undefined
}

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export const DisclosureForm = ({ people, typed, outcome }: DisclosureFormProps) => {
  const say = useSay(text)
  const steps = [
    { key: 'what', label: say('name'), pane: <WhatStep typed={typed} /> },
    { key: 'people', label: say('step.people'), pane: <PeopleStep typed={typed} people={people} /> },
    { key: 'rights', label: say('step.rights'), pane: <RightsStep typed={typed} /> },
    { key: 'market', label: say('step.market'), pane: <MarketStep typed={typed} /> },
  ]
  return (
    <ActionForm intent="save" outcome={outcome} label={say('newTitle')}>
      <Draft form="disclosure" basis={Object.keys(typed).length > 0 ? typed : null}>
        <Steps
          steps={steps}
          submits={(isLast) => (
            <>
              {isLast ? (
                <Submit name="act" value="disclose">
                  {say('disclose')}
                </Submit>
              ) : null}
              <Submit tone="quiet" name="act" value="draft">
                {say('saveDraft')}
              </Submit>
            </>
          )}
        />
      </Draft>
    </ActionForm>
  )
}

const pair = (typed: Typed, name: string) => ({ zh: typedText(typed, `${name}.zh`), en: typedText(typed, `${name}.en`) })

/** Check boxes that share one name. */
const Checks = ({
  name,
  legend,
  options,
  typed,
}: {
  readonly name: string
  readonly legend: string
  readonly options: readonly Option[]
  readonly typed: Typed
}) => {
  const chosen = typedList(typed, name)
  return (
    <FieldGroup legend={legend}>
      <div className={styles.checks}>
        {options.map(({ value, label }) => (
          <CheckField key={value} name={name} value={value} label={label} isChecked={chosen.includes(value)} />
        ))}
      </div>
    </FieldGroup>
  )
}

const WhatStep = ({ typed }: { readonly typed: Typed }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FieldGroup legend={say('name')}>
      <BilingualField name="title" label={say('title')} maxLength={200} defaults={pair(typed, 'title')} />
      <BilingualField name="use" label={say('use')} help={say('useHelp')} maxLength={200} defaults={pair(typed, 'use')} />
      <BilingualField name="abstract" label={say('abstract')} help={say('abstractHelp')} rows={7} maxLength={2000} defaults={pair(typed, 'abstract')} />
      <TextField name="keywords" label={say('keywords')} help={say('keywordsHelp')} maxLength={100} defaultValue={typedText(typed, 'keywords')} />
      <SelectField name="field" label={say('field')} options={wordOptions('field', FIELDS, lang)} defaultValue={typedText(typed, 'field')} />
      <SelectField name="form" label={say('form')} options={wordOptions('form', FORMS, lang)} defaultValue={typedText(typed, 'form')} />
      <Checks name="chains" legend={say('chains')} options={wordOptions('chain', CHAINS, lang)} typed={typed} />
      <TextField name="industryCode" label={say('industry')} help={say('industryHelp')} maxLength={5} defaultValue={typedText(typed, 'industryCode')} />
      <TextField name="ipc" label={say('ipc')} help={say('ipcHelp')} maxLength={200} defaultValue={typedText(typed, 'ipc')} />
    </FieldGroup>
  )
}

const PeopleStep = ({ typed, people }: { readonly typed: Typed; readonly people: readonly Option[] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FieldGroup legend={say('step.people')}>
      <CompletersEditor people={people} typed={typed} />
      <SelectField
        name="fundingSource"
        label={say('funding')}
        options={wordOptions('funding', FUNDING_SOURCES, lang)}
        defaultValue={typedText(typed, 'fundingSource') || 'own'}
      />
      <TextField name="projectNumber" label={say('project')} maxLength={60} defaultValue={typedText(typed, 'projectNumber')} />
      <CheckField name="isServiceAchievement" label={say('service')} help={say('serviceHelp')} isChecked={typedText(typed, 'isServiceAchievement') !== 'off'} />
    </FieldGroup>
  )
}

const RightsStep = ({ typed }: { readonly typed: Typed }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FieldGroup legend={say('step.rights')}>
      <SelectField name="ipKind" label={say('ipKind')} options={wordOptions('ip', IP_KINDS, lang)} defaultValue={typedText(typed, 'ipKind')} />
      <TextAreaField
        name="patentNumbers"
        label={say('patents')}
        help={say('patentsHelp')}
        rows={3}
        maxLength={600}
        defaultValue={typedText(typed, 'patentNumbers')}
      />
      <TextAreaField
        name="priorDisclosures"
        label={say('prior')}
        help={say('priorHelp')}
        rows={3}
        maxLength={2000}
        defaultValue={typedText(typed, 'priorDisclosures')}
      />
      <TextAreaField
        name="thirdPartyRights"
        label={say('thirdParty')}
        help={say('thirdPartyHelp')}
        rows={2}
        maxLength={500}
        defaultValue={typedText(typed, 'thirdPartyRights')}
      />
      <SelectField
        name="secrecy"
        label={say('secrecy')}
        help={say('secrecyHelp')}
        options={wordOptions('secrecy', SECRECIES, lang)}
        defaultValue={typedText(typed, 'secrecy') || 'public'}
      />
      <TextAreaField
        name="confidentialNote"
        label={say('confidential')}
        help={say('confidentialHelp')}
        rows={5}
        maxLength={4000}
        defaultValue={typedText(typed, 'confidentialNote')}
      />
    </FieldGroup>
  )
}

const MarketStep = ({ typed }: { readonly typed: Typed }) => {
  const say = useSay(text)
  const lang = useLang()
  const levels = LEVELS.map((level) => ({
    value: String(level),
    label: say('trlLevel', { level, maturity: achievementWord('maturity', maturityOf(level), lang) }),
  }))
  return (
    <FieldGroup legend={say('step.market')}>
      <SelectField name="trl" label={say('trl')} help={say('trlHelp')} options={levels} defaultValue={typedText(typed, 'trl')} />
      <Checks name="modes" legend={say('modes')} options={wordOptions('mode', MODES, lang)} typed={typed} />
      <MoneyField name="priceMinMinor" label={say('priceMin')} help={say('priceHelp')} defaultMinor={typedText(typed, 'priceMinMinor.minor') || null} />
      <MoneyField name="priceMaxMinor" label={say('priceMax')} defaultMinor={typedText(typed, 'priceMaxMinor.minor') || null} />
      <TextAreaField name="marketNote" label={say('marketNote')} rows={4} maxLength={1000} defaultValue={typedText(typed, 'marketNote')} />
      <FieldGroup legend={say('registration')}>
        <TextField name="registration.number" label={say('number')} maxLength={40} defaultValue={typedText(typed, 'registration.number')} />
        <DateField name="registration.registeredOn" label={say('registeredOn')} defaultValue={typedText(typed, 'registration.registeredOn')} />
        <TextField
          name="registration.startedOn"
          label={say('startedOn')}
          help={say('monthHelp')}
          maxLength={7}
          defaultValue={typedText(typed, 'registration.startedOn')}
        />
        <TextField
          name="registration.endedOn"
          label={say('endedOn')}
          help={say('monthHelp')}
          maxLength={7}
          defaultValue={typedText(typed, 'registration.endedOn')}
        />
      </FieldGroup>
    </FieldGroup>
  )
}
