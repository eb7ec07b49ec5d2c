/** The disclosure in steps. Before JavaScript all steps stand below each other and are sent together. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { maturityOf } from '#modules/achievement/core/maturity.ts'
import { CHAINS, FIELDS, FORMS, FUNDING_SOURCES, IP_KINDS, MODES, SECRECIES } from '#modules/achievement/core/words.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Button } from '../../ui/button.tsx'
import { BilingualField, CheckField, DateField, SelectField, TextAreaField, TextField, type Option } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit, useFormState } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Stepper } from '../../ui/progress.tsx'
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

const STEPS = ['what', 'people', 'rights', 'market'] as const
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Which step holds a field, so that a refused one is opened. */
const STEP_OF: readonly (readonly [RegExp, number])[] = [
  [/^(title|abstract|use|keywords|field|chains|form|industryCode|ipc)/, 0],
  [/^(completers|fundingSource|projectNumber|isService)/, 1],
  [/^(ipKind|patentNumbers|priorDisclosures|thirdPartyRights|secrecy|confidentialNote)/, 2],
]
const stepOfField = (field: string | undefined): number => STEP_OF.find(([pattern]) => pattern.test(field ?? ''))?.[1] ?? 3

export const DisclosureForm = ({ people, typed, outcome }: DisclosureFormProps) => {
  const say = useSay(text)
  const container = useRef<HTMLDivElement>(null)
  const [step, setStep] = useState<number | null>(null)
  const refused = outcome && !outcome.ok ? outcome.refusal : null
  useEffect(() => setStep(refused ? stepOfField(refused.issues[0]?.field ?? refused.field) : 0), [refused])
  const go = (to: number) => {
    setStep(to)
    container.current?.scrollIntoView({ block: 'start' })
  }
  const panes: readonly ReactNode[] = [
    <WhatStep key="what" typed={typed} />,
    <PeopleStep key="people" typed={typed} people={people} />,
    <RightsStep key="rights" typed={typed} />,
    <MarketStep key="market" typed={typed} />,
  ]
  return (
    <div ref={container} className={styles.form}>
      {step === null ? null : <Stepper steps={STEPS.map((key) => ({ label: say(`step.${key}`) }))} at={step} />}
      <ActionForm intent="save" outcome={outcome} label={say('newTitle')}>
        {panes.map((pane, index) => (
          <div key={STEPS[index]} hidden={step !== null && step !== index}>
            {pane}
          </div>
        ))}
        <FormActions>
          {step !== null && step > 0 ? (
            <Button tone="quiet" onClick={() => go(step - 1)}>
              {say('back')}
            </Button>
          ) : null}
          {step !== null && step < STEPS.length - 1 ? <Button onClick={() => go(step + 1)}>{say('next')}</Button> : null}
          {step === null || step === STEPS.length - 1 ? (
            <Submit name="act" value="disclose">
              {say('disclose')}
            </Submit>
          ) : null}
          <Submit tone="quiet" name="act" value="draft">
            {say('saveDraft')}
          </Submit>
        </FormActions>
      </ActionForm>
    </div>
  )
}

const pair = (typed: Typed, name: string) => ({ zh: typedText(typed, `${name}.zh`), en: typedText(typed, `${name}.en`) })

/** Check boxes that share one name; what was sent comes before what was kept. */
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
  const { values } = useFormState()
  const chosen = values[name] === undefined ? typedList(typed, name) : []
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
    <FieldGroup legend={say('step.what')}>
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
