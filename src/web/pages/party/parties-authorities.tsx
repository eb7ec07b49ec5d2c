/** Who may confirm electronically for an organisation, and what it agreed on. */
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { CheckField, DateField, SelectField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom } from '../../ui/file-room.tsx'
import { FieldGroup } from '../../ui/form.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import type { OrganisationPage } from './parties-acts.server.ts'
import { FiledActs } from './parties-filed-acts.tsx'
import { text } from './parties-authorities.text.ts'
import { partyOptions, partyStateWord, partyWord } from './parties-words.ts'

type Authority = OrganisationPage['authorities']['items'][number]
interface AuthoritiesProps {
  readonly page: OrganisationPage
  readonly outcome: CommandOutcome<unknown> | undefined
}

const TONES: Readonly<Record<Authority['state'], Tone>> = { filed: 'waiting', confirmed: 'done', refused: 'failed', revoked: 'neutral' }
const MATTERS = ['agreement', 'sale', 'contract'] as const

export const Authorities = ({ page, outcome }: AuthoritiesProps) => {
  const say = useSay(text)
  const { items, acts } = page.authorities
  return (
    <Section title={say('title')} about={say('about')} id="authorities">
      {items.length === 0 ? <EmptyState title={say('none')}>{say('noneHint')}</EmptyState> : null}
      <Stack>
        {items.map((authority) => (
          <AuthoritySheet key={authority.id} authority={authority} ownId={page.file.organisation.id} outcome={outcome} />
        ))}
        <Agreement page={page} outcome={outcome} />
        <ActRows
          acts={actItems(acts, {
            label: (act) => say(act),
            control: (act) => (act === 'file' ? <File page={page} outcome={outcome} /> : <Agree page={page} outcome={outcome} />),
          }).filter(({ key }) => key === 'file' || page.authorities.agreement.agreedAt === null)}
        />
      </Stack>
    </Section>
  )
}

const AuthoritySheet = ({ authority, ownId, outcome }: { readonly authority: Authority; readonly ownId: string } & Pick<AuthoritiesProps, 'outcome'>) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const matters = authority.matters.map((matter) => partyWord('matter', matter, lang)).join(lang === 'zh' ? '、' : ', ')
  const time = `${formatInstant(authority.validFrom, lang)} – ${authority.validUntil === null ? say('noEnd') : formatInstant(authority.validUntil, lang)}`
  const consequences = [
    { label: say('person'), value: both(authority.personName) },
    { label: say('matters'), value: matters },
    { label: say('time'), value: time },
  ]
  return (
    <Section
      title={both(authority.personName)}
      aside={<StateBadge tone={TONES[authority.state]}>{partyStateWord(authority.state, lang, 'authority')}</StateBadge>}
      isSheet
      id={authority.id}
    >
      <Stack>
        <FactsTable
          rows={[
            { label: say('basis'), value: partyWord('basis', authority.basis, lang) },
            { label: say('matters'), value: matters },
            { label: say('time'), value: time, ...(authority.state === 'confirmed' && !authority.isInForce ? { hint: say('notInForce') } : {}) },
            ...(authority.reason === '' ? [] : [{ label: say('reason'), value: authority.reason }]),
          ]}
        />
        {authority.letterDocumentId === null ? null : (
          <DownloadButton href={`/api/v1/documents/${authority.letterDocumentId}/content`}>{say('letter')}</DownloadButton>
        )}
        <FiledActs kind="authority" record={authority} ownId={ownId} outcome={outcome} consequences={consequences} say={say} />
      </Stack>
    </Section>
  )
}

const Terms = ({ terms }: { readonly terms: OrganisationPage['authorities']['agreement']['terms'] }) => {
  const both = useInLang()
  return (
    <ol>
      {terms.map((term) => (
        <li key={term.en}>{both(term)}</li>
      ))}
    </ol>
  )
}

const Agreement = ({ page }: AuthoritiesProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { edition, terms, agreedAt, agreedByName } = page.authorities.agreement
  return (
    <Section title={say('agreement', { edition })} isSheet id="agreement">
      <Terms terms={terms} />
      <p>{agreedAt === null || agreedByName === null ? say('notAgreed') : say('agreed', { name: both(agreedByName), time: formatInstant(agreedAt, lang) })}</p>
    </Section>
  )
}

const Agree = ({ page, outcome }: AuthoritiesProps) => {
  const say = useSay(text)
  const { edition } = page.authorities.agreement
  return (
    <ConfirmAct
      intent="authority:agree"
      tone="final"
      outcome={outcome}
      label={say('agree')}
      about={say('agreeAbout')}
      consequences={[{ label: say('edition'), value: edition }]}
      confirmLabel={say('agreeButton')}
      hidden={{ organisationId: page.file.organisation.id, edition }}
    >
      <CheckField name="accepts" label={say('accepts')} isRequired />
    </ConfirmAct>
  )
}

const File = ({ page, outcome }: AuthoritiesProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <ConfirmAct
      intent="authority:file"
      tone="quiet"
      outcome={outcome}
      label={say('file')}
      about={say('fileAbout')}
      consequences={[]}
      confirmLabel={say('fileButton')}
      hidden={{ organisationId: page.file.organisation.id }}
      isMultipart
    >
      <Draft form={`authority:${page.file.organisation.id}`}>
        <SelectField
          name="personId"
          label={say('person')}
          isRequired
          options={page.authorities.signatories.map(({ id, name }) => ({ value: id, label: both(name) }))}
        />
        <SelectField
          name="basis"
          label={say('basis')}
          isRequired
          defaultValue="delegated"
          options={partyOptions('basis', ['delegated', 'representative'], lang)}
        />
        <FieldGroup legend={say('matters')}>
          {MATTERS.map((matter) => (
            <CheckField key={matter} name="matters" value={matter} label={partyWord('matter', matter, lang)} isChecked />
          ))}
        </FieldGroup>
        <DateField name="validFrom" label={say('from')} help={say('fromHelp')} />
        <DateField name="validUntil" label={say('until')} help={say('untilHelp')} />
        <FileField name="letter" label={say('letterFile')} help={say('letterHelp')} />
        <FileRoom usage={page.usage} />
      </Draft>
    </ConfirmAct>
  )
}
