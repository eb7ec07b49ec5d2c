/** The form of a session: new or changed. */
import { FIELDS } from '#kernel/field.ts'
import { REGION_CODES, regionName } from '#modules/party/core/region.ts'
import type { Api } from '../../contract.ts'
import { inLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, DateTimeField, SelectField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { localInput } from '../../ui/local-input.ts'
import { demandOptions } from '../demand/demands-words.ts'
import type { Organiser } from './organisers.server.ts'
import type { Session } from './session-words.ts'
import { text } from './sessions-desk.text.ts'

type Content = Parameters<Api['session']['draft']>[0]
export const sessionFrom = (form: FormReader): Content => ({
  title: form.bilingual('title'),
  summary: form.bilingual('summary'),
  organiserId: form.text('organiserId'),
  region: form.text('region'),
  field: (form.optional('field') ?? null) as Content['field'],
  isOnline: form.flag('isOnline'),
  place: form.bilingual('place'),
  startsAt: form.instant('startsAt'),
  endsAt: form.instant('endsAt'),
  partnerIds: form.all('partnerIds'),
})

interface FormProps {
  readonly session: Session | null
  readonly organisers: readonly Organiser[]
}

export const SessionForm = ({ session, organisers, outcome }: FormProps & { readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  return (
    <ActionForm intent="save" outcome={outcome} label={say(session === null ? 'newTitle' : 'editTitle')}>
      <Draft form="session" basis={session}>
        <WhatFields session={session} organisers={organisers} />
        <WhenFields session={session} />
        <PartnerFields session={session} organisers={organisers} />
        <FormActions>
          <Submit>{say('save')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}

const WhatFields = ({ session, organisers }: FormProps) => {
  const say = useSay(text)
  const lang = useLang()
  const own = session?.region
  const codes = own === undefined || REGION_CODES.includes(own) ? REGION_CODES : [own, ...REGION_CODES]
  return (
    <FieldGroup legend={say('what')}>
      <BilingualField name="title" label={say('sessionTitle')} isRequired maxLength={120} defaults={session?.title} />
      <BilingualField name="summary" label={say('summary')} isRequired rows={6} maxLength={4000} defaults={session?.summary} />
      <SelectField
        name="organiserId"
        label={say('organiser')}
        isRequired
        options={organisers.map(({ id, name }) => ({ value: id, label: inLang(name, lang) }))}
        defaultValue={session?.organiser.id}
      />
      <SelectField
        name="region"
        label={say('region')}
        isRequired
        options={codes.map((value) => ({ value, label: inLang(regionName(value), lang) }))}
        defaultValue={own ?? '330000'}
      />
      <SelectField
        name="field"
        label={say('field')}
        help={say('fieldHelp')}
        options={demandOptions('field', FIELDS, lang)}
        defaultValue={session?.field ?? undefined}
      />
    </FieldGroup>
  )
}

const WhenFields = ({ session }: Pick<FormProps, 'session'>) => {
  const say = useSay(text)
  return (
    <FieldGroup legend={`${say('when')} · ${say('where')}`} about={say('windowHelp')}>
      <DateTimeField name="startsAt" label={say('startsAt')} isRequired defaultValue={localInput(session?.startsAt)} />
      <DateTimeField name="endsAt" label={say('endsAt')} isRequired defaultValue={localInput(session?.endsAt)} />
      <CheckField name="isOnline" label={say('isOnline')} isChecked={session?.isOnline ?? true} />
      <BilingualField name="place" label={say('place')} help={say('placeHelp')} maxLength={200} defaults={session?.place} />
    </FieldGroup>
  )
}

const PartnerFields = ({ session, organisers }: FormProps) => {
  const say = useSay(text)
  const lang = useLang()
  const markets = organisers.filter(({ kind, id }) => kind === 'market' && id !== session?.organiser.id)
  if (markets.length === 0) return null
  return (
    <FieldGroup legend={say('partners')} about={say('partnersAbout')}>
      {markets.map(({ id, name }) => (
        <CheckField
          key={id}
          name="partnerIds"
          value={id}
          label={inLang(name, lang)}
          isChecked={session?.partners.some((partner) => partner.id === id) ?? false}
        />
      ))}
    </FieldGroup>
  )
}
