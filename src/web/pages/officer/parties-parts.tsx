/** Parts of an organisation's file: registration, people with their roles. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { Button } from '@mantine/core'
import { Form } from 'react-router'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { SealLink, Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { RadioField, SelectField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import styles from '../market/rules.module.css'
import type { OrganisationPage } from './parties-acts.server.ts'
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
          { label: say('kind'), value: partyWord(`enum.party.kind.${organisation.kind}`, lang) },
          { label: say('region'), value: both(organisation.regionName), hint: organisation.region },
          { label: say('nature'), value: partyWord(`enum.party.nature.${organisation.legalNature}`, lang), hint: organisation.legalNature },
          { label: say('registered'), value: formatInstant(organisation.registeredAt, lang) },
          { label: say('decided'), value: organisation.decidedAt === null ? null : formatInstant(organisation.decidedAt, lang) },
          { label: say('reason'), value: organisation.stateReason },
        ]}
      />
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
    <Button type="submit" variant="default">
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
          { key: 'person', header: say('person'), cell: (row) => both(row.personName) },
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
                      outcome={outcome}
                      label={say('end')}
                      about={say('endAbout')}
                      consequences={[
                        { label: say('person'), value: both(row.personName) },
                        { label: say('role'), value: ROLE_NAMES[row.role][lang] },
                      ]}
                      confirmLabel={say('endConfirm')}
                      tone="main"
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

const Grant = ({ page, outcome }: { readonly page: OrganisationPage; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { file, persons, who } = page
  return (
    <Section title={say('grant')} about={say('grantAbout')} isSheet id="grant">
      <Finder name="who" label={say('findLabel')} value={who} button={say('findButton')} />
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
