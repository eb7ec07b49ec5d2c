/** The licence of an auction house and the certificates of its auctioneers. */
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { DateField, SelectField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom } from '../../ui/file-room.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import type { OrganisationPage } from './parties-acts.server.ts'
import { FiledActs } from './parties-filed-acts.tsx'
import { text } from './parties-credentials.text.ts'
import { LICENCE_FILES, partyOptions, partyStateWord, partyWord } from './parties-words.ts'

type Credential = OrganisationPage['credentials']['items'][number]
interface CredentialsProps {
  readonly page: OrganisationPage
  readonly outcome: CommandOutcome<unknown> | undefined
}

const TONES: Readonly<Record<Credential['state'], Tone>> = { filed: 'waiting', confirmed: 'done', refused: 'failed', revoked: 'neutral' }

/** Nothing where no such organisation can be an auction house, or has nothing to do with it. */
export const Credentials = ({ page, outcome }: CredentialsProps) => {
  const say = useSay(text)
  const { items, acts, isHouseKind } = page.credentials
  if (!isHouseKind || (items.length === 0 && acts.length === 0)) return null
  return (
    <Section title={say('title')} about={say('about')} id="credentials">
      {items.length === 0 ? <EmptyState title={say('none')}>{say('noneHint')}</EmptyState> : null}
      <Stack>
        {items.map((credential) => (
          <CredentialSheet key={credential.id} credential={credential} ownId={page.file.organisation.id} outcome={outcome} />
        ))}
        <ActRows acts={actItems(acts, { label: (act) => say(act), control: () => <File page={page} outcome={outcome} /> })} />
      </Stack>
    </Section>
  )
}

const CredentialSheet = ({ credential, ownId, outcome }: { readonly credential: Credential; readonly ownId: string } & Pick<CredentialsProps, 'outcome'>) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const time = `${formatInstant(credential.validFrom, lang)} – ${formatInstant(credential.validUntil, lang)}`
  const rows = [
    ...(credential.personName === null ? [] : [{ label: say('person'), value: both(credential.personName) }]),
    { label: say('number'), value: credential.number },
    { label: say('issuer'), value: credential.issuer },
    { label: say('time'), value: time },
  ]
  return (
    <Section
      title={partyWord('credential', credential.kind, lang)}
      aside={<StateBadge tone={TONES[credential.state]}>{partyStateWord(credential.state, lang, 'credential')}</StateBadge>}
      isSheet
      id={credential.id}
    >
      <Stack>
        <FactsTable
          rows={[
            ...rows,
            ...(credential.state === 'confirmed' && !credential.isInForce ? [{ label: say('time'), value: say('notInForce') }] : []),
            ...(credential.reason === '' ? [] : [{ label: say('reason'), value: credential.reason }]),
          ]}
        />
        <DownloadButton href={`/api/v1/documents/${credential.paperDocumentId}/content`}>{say('paper')}</DownloadButton>
        <FiledActs kind="credential" record={credential} ownId={ownId} outcome={outcome} consequences={rows} say={say} />
      </Stack>
    </Section>
  )
}

const File = ({ page, outcome }: CredentialsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const people = page.credentials.auctioneers.map(({ id, name }) => ({ value: id, label: both(name) }))
  return (
    <ConfirmAct
      intent="credential:file"
      tone="quiet"
      outcome={outcome}
      label={say('file')}
      about={say('fileAbout')}
      consequences={[]}
      confirmLabel={say('fileButton')}
      hidden={{ organisationId: page.file.organisation.id }}
      isMultipart
    >
      <Draft form={`credential:${page.file.organisation.id}`}>
        <SelectField
          name="kind"
          label={say('kind')}
          isRequired
          defaultValue="auction_licence"
          options={partyOptions('credential', ['auction_licence', 'auctioneer_certificate'], lang)}
        />
        <SelectField name="personId" label={say('person')} options={[{ value: '', label: say('noPerson') }, ...people]} />
        <TextField name="number" label={say('number')} isRequired maxLength={60} />
        <TextField name="issuer" label={say('issuer')} isRequired maxLength={120} />
        <DateField name="validFrom" label={say('from')} isRequired />
        <DateField name="validUntil" label={say('until')} isRequired />
        <FileField name="paper" label={say('paperFile')} accept={LICENCE_FILES} isRequired />
        <FileRoom usage={page.usage} />
      </Draft>
    </ConfirmAct>
  )
}
