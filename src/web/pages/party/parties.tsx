/** Organisations in every state, the waiting ones first in the filter; for clerks, administrators and the regulator. */
import { useActionData } from 'react-router'
import type { Route } from './+types/parties.ts'
import { redirect } from 'react-router'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { toIso } from '#kernel/instant.ts'
import { apiOf, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { DataTable, Lines } from '../../ui/data-table.tsx'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, SelectField, TextField } from '../../ui/fields.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { partiesFile, partyPage } from './addresses.ts'
import { text } from './parties.text.ts'
import { partiesAsked } from './parties.server.ts'
import { ALL_KINDS, ALL_STATES, partyOptions, organisationTones, partyStateWord, partyWord } from './parties-words.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'admin', 'regulator'])
  const asked = new URL(request.url).searchParams
  const cursor = asked.get('cursor')
  const found = await orNotFound(apiOf(context).party.register.list({ limit: PAGE, ...partiesAsked(asked), ...(cursor === null ? {} : { cursor }) }))
  return { ...found, now: toIso(nowOf(context)) }
}

export const action = ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const creditCode = form.text('creditCode')
    if (form.text('intent') === 'byHand') return api.party.acceptCreditCode({ creditCode, reason: form.text('reason') }, call)
    const kind = ALL_KINDS.find((value) => value === form.text('kind')) ?? 'enterprise'
    const { organisationId } = await api.party.createOrganisation({ kind, name: form.bilingual('name'), creditCode }, call)
    throw redirect(localPath(lang, partyPage(organisationId)))
  })
}

const PartiesPage = ({ loaderData: { items, nextCursor, total, now } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const viewer = useViewer()
  const outcome = useActionData<typeof action>()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say('accepted', { code: outcome.value.creditCode })}
        </Banner>
      ) : null}
      <FilteredPage
        filters={
          <FilterPanel
            searchParam="q"
            searchLabel={say('search')}
            groups={[
              {
                name: 'state',
                label: say('state'),
                kind: 'one',
                options: ALL_STATES.map((value) => ({ value, label: partyStateWord(value, lang) })),
              },
              { name: 'kind', label: say('kind'), kind: 'one', options: partyOptions('kind', ALL_KINDS, lang) },
            ]}
          />
        }
      >
        <ListTools file={partiesFile()} />
        <DataTable
          caption={say('title')}
          rows={items}
          rowKey={(row) => row.id}
          rowHref={(row) => localPath(lang, partyPage(row.id))}
          nextCursor={nextCursor}
          empty={<EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>}
          columns={[
            {
              key: 'name',
              header: say('name'),
              cell: (row) => (
                <Lines>
                  <span>{both(row.name)}</span>
                  <code>{row.creditCode}</code>
                </Lines>
              ),
              sort: (row) => both(row.name),
            },
            { key: 'kind', header: say('kind'), cell: (row) => <Tag>{partyWord('kind', row.kind, lang)}</Tag> },
            { key: 'region', header: say('region'), cell: (row) => both(row.regionName), sort: (row) => both(row.regionName), isWideOnly: true },
            {
              key: 'registered',
              header: say('registered'),
              cell: (row) => formatInstant(row.registeredAt, lang),
              sort: (row) => row.registeredAt,
              isWideOnly: true,
            },
            {
              key: 'state',
              header: say('state'),
              cell: (row) => (
                <Lines>
                  <StateBadge tone={organisationTones[row.state]}>{partyStateWord(row.state, lang)}</StateBadge>
                  {row.state === 'registered' && row.decideBy !== null ? (
                    <span>{say(row.decideBy < now ? 'overdue' : 'decideBy', { time: formatEnd(row.decideBy, lang) })}</span>
                  ) : null}
                </Lines>
              ),
            },
          ]}
        />
        <Pager nextCursor={nextCursor} total={total} />
        {holdsAny(viewer, ['admin']) ? (
          <Section title={say('add')} about={say('addAbout')} isSheet id="add">
            <ActionForm intent="create" outcome={outcome}>
              <Draft form="organisation">
                <SelectField name="kind" label={say('kind')} isRequired options={partyOptions('kind', ALL_KINDS, lang)} />
                <BilingualField name="name" label={say('name')} isRequired maxLength={200} />
                <TextField name="creditCode" label={say('code')} isRequired maxLength={24} />
                <FormActions>
                  <Submit>{say('create')}</Submit>
                </FormActions>
              </Draft>
            </ActionForm>
          </Section>
        ) : null}
        {holdsAny(viewer, ['clerk']) ? (
          <Section title={say('byHand')} about={say('byHandAbout')} isSheet id="by-hand">
            <ActionForm intent="byHand" outcome={outcome}>
              <TextField name="creditCode" label={say('code')} isRequired maxLength={40} />
              <TextField name="reason" label={say('reason')} help={say('byHandReasonHelp')} isRequired maxLength={1000} />
              <FormActions>
                <Submit tone="quiet">{say('accept')}</Submit>
              </FormActions>
            </ActionForm>
          </Section>
        ) : null}
      </FilteredPage>
    </Page>
  )
}
export default PartiesPage
