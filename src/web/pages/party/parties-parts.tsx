/** Parts of an organisation's file: registration, people with their roles. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { Form } from 'react-router'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { useViewer } from '../../shell/market.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { SealLink, Tag } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { BilingualField, RadioField, SelectField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Row, Section, Stack } from '../../ui/layout.tsx'
import { UnverifiedMark } from '../../ui/name-mark.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import styles from '../rulebook/rules.module.css'
import type { OrganisationPage } from './parties-acts.server.ts'
import partStyles from './parties.module.css'
import { DownloadButton } from '../../ui/links.tsx'
import { partyWord } from './parties-words.ts'
import { text } from './parties-party.text.ts'

type File = OrganisationPage['file']
type Outcome = CommandOutcome<unknown> | undefined

export const RegistrationFacts = ({ organisation }: { readonly organisation: File['organisation'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Section title={say('facts')} aside={<SealLink subject={organisation.id} />} isSheet>
      <FactsTable
        rows={[
          { label: say('code'), value: <code>{organisation.creditCode}</code> },
          { label: say('kind'), value: partyWord('kind', organisation.kind, lang) },
          { label: say('region'), value: both(organisation.regionName), hint: organisation.region },
          { label: say('nature'), value: partyWord('nature', organisation.legalNature, lang), hint: organisation.legalNature },
          { label: say('registered'), value: formatInstant(organisation.registeredAt, lang) },
          { label: say('decided'), value: organisation.decidedAt === null ? null : formatInstant(organisation.decidedAt, lang) },
          { label: say('reason'), value: organisation.stateReason },
          ...(organisation.codeReason === null ? [] : [{ label: say('codeByHand'), value: organisation.codeReason }]),
          ...(organisation.decideBy === null ? [] : [{ label: say('decideBy'), value: formatEnd(organisation.decideBy, lang) }]),
        ]}
      />
    </Section>
  )
}

/** The licence beside the decision: a picture is shown, a PDF is opened. */
export const Licences = ({ licences }: { readonly licences: OrganisationPage['licences'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('licence')} isSheet id="licence">
      {licences.length === 0 ? <p>{say('noLicence')}</p> : null}
      {licences.map((licence) => (
        <Stack key={licence.id} gap={8}>
          {licence.mediaType.startsWith('image/') ? (
            <a href={licence.href}>
              <img className={partStyles.licence} src={licence.href} alt={say('licenceAlt', { name: licence.name })} loading="lazy" />
            </a>
          ) : null}
          <DownloadButton href={licence.href}>{licence.name}</DownloadButton>
          <span>{say('licenceFacts', { size: Math.ceil(licence.size / 1024), time: formatInstant(licence.storedAt, lang) })}</span>
        </Stack>
      ))}
    </Section>
  )
}

/** Looks something up and keeps it in the address. */
export const Finder = ({ name, label, value, button }: { readonly name: string; readonly label: string; readonly value: string; readonly button: string }) => (
  <Form className={styles.pick} preventScrollReset>
    <label>
      {label}
      <input type="search" name={name} defaultValue={value} required maxLength={80} />
    </label>
    <Button type="submit" tone="quiet">
      {button}
    </Button>
  </Form>
)

export const People = ({ page, outcome }: { readonly page: OrganisationPage; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { file } = page
  return (
    <Section title={say('roles')} id="roles">
      <DataTable
        caption={say('roles')}
        rows={file.mandates}
        rowKey={(row) => row.id}
        empty={<EmptyState title={say('noRoles')}>{say('noRolesHint')}</EmptyState>}
        columns={[
          {
            key: 'person',
            header: say('name'),
            cell: (row) => <PersonName row={row} mayVerify={file.mayVerifyNames} outcome={outcome} organisationId={file.organisation.id} />,
          },
          { key: 'role', header: say('role'), cell: (row) => <Tag>{ROLE_NAMES[row.role][lang]}</Tag> },
          { key: 'since', header: say('since'), cell: (row) => formatInstant(row.since, lang), isWideOnly: true },
          ...(file.mayGovern
            ? [
                {
                  key: 'end',
                  header: say('end'),
                  cell: (row: File['mandates'][number]) => (
                    <ConfirmAct
                      intent={`end:${row.id}`}
                      tone="quiet"
                      outcome={outcome}
                      label={say('end')}
                      about={say('endAbout')}
                      consequences={[
                        { label: say('name'), value: both(row.personName) },
                        { label: say('role'), value: ROLE_NAMES[row.role][lang] },
                      ]}
                      confirmLabel={say('endConfirm')}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {file.mayGovern ? <Grant page={page} outcome={outcome} /> : null}
    </Section>
  )
}

interface PersonNameProps {
  readonly row: File['mandates'][number]
  readonly mayVerify: boolean
  readonly outcome: Outcome
  readonly organisationId: string
}

/** The name with its mark, and the officer's way to compare it with a paper. */
const PersonName = ({ row, mayVerify, outcome, organisationId }: PersonNameProps) => {
  const say = useSay(text)
  const both = useInLang()
  const viewer = useViewer()
  return (
    <Stack gap={4}>
      <Row gap={8}>
        <span>{both(row.personName)}</span>
        {row.isNameVerified ? null : <UnverifiedMark />}
      </Row>
      {mayVerify && viewer?.personId !== row.personId ? (
        <Row>
          <ConfirmAct
            intent={`verifyName:${row.personId}`}
            tone="quiet"
            outcome={outcome}
            label={say(row.isNameVerified ? 'changeName' : 'verifyName')}
            about={say('verifyNameAbout')}
            consequences={[{ label: say('name'), value: both(row.personName) }]}
            confirmLabel={say('verifyNameConfirm')}
            hidden={{ organisationId }}
          >
            <Draft form={`name:${row.personId}`} basis={row.personName}>
              <BilingualField name="name" label={say('name')} isRequired maxLength={80} defaults={row.personName} />
              <TextField name="reason" label={say('verifyNameReason')} help={say('verifyNameReasonHelp')} isRequired maxLength={500} />
            </Draft>
          </ConfirmAct>
        </Row>
      ) : null}
    </Stack>
  )
}

const Grant = ({ page, outcome }: { readonly page: OrganisationPage; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { file, persons, who } = page
  return (
    <Section title={say('grant')} about={say('grantAbout')} isSheet id="grant">
      <Finder name="who" label={say('name')} value={who} button={say('findButton')} />
      {persons !== null && persons.length === 0 ? <p>{say('noPerson')}</p> : null}
      {persons !== null && persons.length > 0 ? (
        <ActionForm intent="grant" outcome={outcome} hidden={{ organisationId: file.organisation.id }}>
          <RadioField
            name="personId"
            label={say('pick')}
            isRequired
            options={persons.map((person) => ({
              value: person.id,
              label: both(person.name),
              about: [both(person.title), ...person.organisations.map((held) => `${both(held.name)} · ${ROLE_NAMES[held.role][lang]}`)]
                .filter(Boolean)
                .join('；'),
            }))}
          />
          <SelectField
            name="role"
            label={say('role')}
            isRequired
            options={file.possibleRoles.map((role) => ({ value: role, label: ROLE_NAMES[role][lang] }))}
          />
          <FormActions>
            <Submit>{say('give')}</Submit>
          </FormActions>
        </ActionForm>
      ) : null}
    </Section>
  )
}
