/** The form of a need: new or revised. */
import { FIELDS } from '#kernel/field.ts'
import { MODES } from '#modules/demand/core/words.ts'
import { REGION_CODES, regionName } from '#modules/party/core/region.ts'
import { inLang, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import type { Api } from '../../contract.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, DateField, SelectField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { demandOptions } from './demands-words.ts'
import { text } from './demand.text.ts'

/** None, the choices, and a district that was once written by its code. */
const regionOptions = (own: string | null, lang: Lang) => {
  const codes = own === null || REGION_CODES.includes(own) ? REGION_CODES : [own, ...REGION_CODES]
  return codes.map((value) => ({ value, label: inLang(regionName(value), lang) }))
}

type OwnDemand = Omit<Parameters<Api['demand']['revise']>[0], 'id'>
type Shown = Awaited<ReturnType<Api['demand']['get']>>

export const demandFrom = (form: FormReader): OwnDemand => ({
  title: form.bilingual('title'),
  text: form.bilingual('text'),
  field: form.text('field') as OwnDemand['field'],
  industryCode: form.optional('industryCode') ?? null,
  modes: form.all('modes') as OwnDemand['modes'],
  budgetMinMinor: form.optionalAmount('budgetMinMinor') ?? null,
  budgetMaxMinor: form.optionalAmount('budgetMaxMinor') ?? null,
  deadline: form.optional('deadline') ?? null,
  region: form.optional('region') ?? null,
  contact: { name: form.text('contact.name'), phone: form.text('contact.phone'), email: form.text('contact.email') },
})

interface FormProps {
  readonly demand: Shown | null
}

export const DemandForm = ({ demand, outcome }: FormProps & { readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  return (
    <ActionForm intent="save" outcome={outcome} label={say(demand === null ? 'newTitle' : 'editTitle')}>
      <Draft form="demand" basis={demand}>
        <NeedFields demand={demand} />
        <TermFields demand={demand} />
        <ContactFields contact={demand?.contact ?? null} />
        <FormActions>
          <Submit>{say(demand === null ? 'publish' : 'save')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}

const NeedFields = ({ demand }: FormProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FieldGroup legend={say('what')}>
      <BilingualField name="title" label={say('title')} isRequired maxLength={200} defaults={demand?.title} />
      <BilingualField name="text" label={say('text')} help={say('textHelp')} isRequired rows={8} maxLength={5000} defaults={demand?.text} />
      <SelectField name="field" label={say('field')} isRequired options={demandOptions('field', FIELDS, lang)} defaultValue={demand?.field ?? undefined} />
      <TextField name="industryCode" label={say('industry')} help={say('industryHelp')} maxLength={5} defaultValue={demand?.industryCode ?? undefined} />
    </FieldGroup>
  )
}

const TermFields = ({ demand }: FormProps) => {
  const say = useSay(text)
  const lang = useLang()
  const chosen: readonly string[] = demand?.modes ?? []
  return (
    <FieldGroup legend={say('terms')} about={say('modes')}>
      {demandOptions('mode', MODES, lang).map(({ value, label }) => (
        <CheckField key={value} name="modes" value={value} label={label} isChecked={chosen.includes(value)} />
      ))}
      <MoneyField name="budgetMinMinor" label={say('budgetMin')} defaultMinor={demand?.budgetMinMinor} />
      <MoneyField name="budgetMaxMinor" label={say('budgetMax')} defaultMinor={demand?.budgetMaxMinor} />
      <DateField name="deadline" label={say('deadline')} help={say('deadlineHelp')} defaultValue={demand?.deadline ?? undefined} />
      <SelectField
        name="region"
        label={say('region')}
        help={say('regionHelp')}
        options={regionOptions(demand?.region ?? null, lang)}
        defaultValue={demand?.region ?? ''}
      />
    </FieldGroup>
  )
}

const ContactFields = ({ contact }: { readonly contact: Shown['contact'] }) => {
  const say = useSay(text)
  return (
    <FieldGroup legend={say('contact')} about={say('contactAbout')}>
      <TextField name="contact.name" label={say('name')} isRequired maxLength={60} defaultValue={contact?.name} />
      <TextField name="contact.phone" label={say('phone')} isRequired type="tel" maxLength={30} defaultValue={contact?.phone} />
      <TextField name="contact.email" label={say('email')} type="email" maxLength={120} defaultValue={contact?.email} />
    </FieldGroup>
  )
}
