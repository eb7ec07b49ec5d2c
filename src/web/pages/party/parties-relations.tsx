/** Related parties of an organisation: what stands, what waits for whom, and the form that declares one. */
import type { RelationAct } from '#modules/party/core/acts.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { RadioField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom, type FileUsage } from '../../ui/file-room.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import type { OrganisationPage } from './parties-acts.server.ts'
import { Finder } from './parties-parts.tsx'
import { partyStateWord, partyWord } from './parties-words.ts'
import { text } from './parties-relations.text.ts'

type Relation = OrganisationPage['file']['relations'][number]
type Act = RelationAct
type Outcome = CommandOutcome<unknown> | undefined

const TONES: Readonly<Record<Relation['state'], Tone>> = {
  declared: 'waiting',
  objected: 'waiting',
  confirmed: 'active',
  rejected: 'failed',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  ended: 'neutral',
}

const DIRECTIONS = ['isParent', 'isDaughter', 'same', 'associate'] as const

interface RelationsProps {
  readonly page: OrganisationPage
  readonly outcome: Outcome
  /** An officer declares with evidence, for others. */
  readonly isOfficer: boolean
}

export const Relations = ({ page, outcome, isOfficer }: RelationsProps) => {
  const say = useSay(text)
  const { relations } = page.file
  return (
    <Section title={say('relations')} about={say('about')} id="relations">
      {relations.length === 0 ? <EmptyState title={say('noRelations')}>{say('noRelationsHint')}</EmptyState> : null}
      <Stack>
        {relations.map((relation) => (
          <RelationSheet key={relation.id} relation={relation} ownId={page.file.organisation.id} usage={page.usage} outcome={outcome} />
        ))}
      </Stack>
      <Declare page={page} outcome={outcome} isOfficer={isOfficer} />
    </Section>
  )
}

const RelationSheet = ({ relation, ownId, usage, outcome }: Pick<RelationActProps, 'relation' | 'ownId' | 'usage' | 'outcome'>) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const other = relation.from.id === ownId ? relation.to : relation.from
  const wordOf = (): string => {
    if (relation.kind !== 'parent') return partyWord('relation', relation.kind, lang)
    return say('controls', { owner: both(relation.from.name), name: both(relation.to.name) })
  }
  const byWhom = relation.declaredFor === null ? say('byOfficer') : both(relation.declaredFor === relation.from.id ? relation.from.name : relation.to.name)
  return (
    <Section
      title={both(other.name)}
      aside={<StateBadge tone={TONES[relation.state]}>{partyStateWord(relation.state, lang, 'relation')}</StateBadge>}
      isSheet
      id={relation.id}
    >
      <Stack>
        <FactsTable
          rows={[
            { label: say('relation'), value: wordOf() },
            { label: say('declaredBy'), value: byWhom, hint: formatInstant(relation.since, lang) },
            { label: say('answerBy'), value: relation.answerBy === null ? null : formatEnd(relation.answerBy, lang) },
            { label: say('note'), value: relation.note },
            { label: say('objection'), value: relation.objection },
            { label: say('answerReason'), value: relation.answerReason },
            { label: say('endAsked'), value: relation.endAsked === null ? null : relation.endAsked.reason },
          ].filter(({ value }) => value !== null && value !== '')}
        />
        {relation.evidenceDocumentId === null ? null : (
          <DownloadButton href={`/api/v1/documents/${relation.evidenceDocumentId}/content`}>{say('document')}</DownloadButton>
        )}
        {relation.state === 'confirmed' ? null : <p>{say('bindsDeclarer', { name: byWhom })}</p>}
        <ActRows
          acts={actItems(relation.acts, {
            label: (act) => say(act),
            control: (act) => <RelationActForm act={act} relation={relation} ownId={ownId} word={wordOf()} usage={usage} outcome={outcome} />,
          })}
        />
      </Stack>
    </Section>
  )
}

/** Acts that carry no words, only a yes. */
const WITHOUT_REASON: readonly Act[] = ['confirm', 'withdraw']

interface RelationActProps {
  readonly act: Act
  readonly relation: Relation
  readonly ownId: string
  readonly word: string
  readonly usage: FileUsage
  readonly outcome: Outcome
}

const RelationActForm = ({ act, relation, ownId, word, usage, outcome }: RelationActProps) => {
  const say = useSay(text)
  return (
    <ConfirmAct
      intent={`relation:${act}:${relation.id}`}
      tone={act === 'confirm' || act === 'confirmByEvidence' ? 'main' : 'quiet'}
      outcome={outcome}
      label={say(act)}
      about={say(`${act}About`)}
      consequences={[{ label: say('relation'), value: word }]}
      confirmLabel={say(`${act}Button`)}
      hidden={{ organisationId: ownId }}
      isMultipart={act === 'confirmByEvidence'}
    >
      {act === 'confirmByEvidence' ? (
        <>
          <FileField name="evidence" label={say('evidenceFile')} isRequired />
          <FileRoom usage={usage} />
        </>
      ) : null}
      {WITHOUT_REASON.includes(act) ? null : <TextAreaField name="reason" label={say('reason')} isRequired maxLength={1000} />}
    </ConfirmAct>
  )
}

const Declare = ({ page, outcome, isOfficer }: RelationsProps) => {
  const say = useSay(text)
  const both = useInLang()
  const { file, organisations, other } = page
  return (
    <Section title={say('declare')} about={say(isOfficer ? 'declareAboutOfficer' : 'declareAbout')} isSheet id="declare">
      <Stack>
        <Finder name="with" label={say('other')} value={other} button={say('findButton')} />
        {organisations === null || organisations.length === 0 ? (
          <p>{say('searchOther')}</p>
        ) : (
          <ActionForm intent="declare" outcome={outcome} hidden={{ organisationId: file.organisation.id }} isMultipart={isOfficer}>
            <Draft form={`relation:${file.organisation.id}`}>
              <RadioField
                name="other"
                label={say('other')}
                isRequired
                options={organisations.map((found) => ({ value: found.id, label: both(found.name), about: found.creditCode }))}
              />
              <SelectField name="direction" label={say('direction')} isRequired options={DIRECTIONS.map((value) => ({ value, label: say(value) }))} />
              <TextField name="note" label={say('note')} maxLength={500} />
              {isOfficer ? (
                <>
                  <FileField name="evidence" label={say('evidenceFile')} isRequired />
                  <FileRoom usage={page.usage} />
                  <TextAreaField name="reason" label={say('reason')} isRequired maxLength={1000} />
                </>
              ) : null}
              <FormActions>
                <Submit>{say('declareButton')}</Submit>
              </FormActions>
            </Draft>
          </ActionForm>
        )}
      </Stack>
    </Section>
  )
}
