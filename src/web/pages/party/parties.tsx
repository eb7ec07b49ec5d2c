/** Organisations in every state, the waiting ones first in the filter; for clerks, administrators and the regulator. */
import { useActionData } from 'react-router'
import type { Route } from './+types/parties.ts'
import { redirect } from 'react-router'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { toIso } from '#kernel/instant.ts'
import { apiOf, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, SelectField, TextField } from '../../ui/fields.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { partyPage } from './addresses.ts'
import { ALL_KINDS, ALL_STATES, kindOptions, organisationTones, partyWord } from './parties-words.ts'

const text = texts({
  zh: {
    title: '单位',
    lead: '核验新登记的单位，查看全部单位及其状态。',
    search: '名称或统一社会信用代码',
    kind: '类型',
    state: '状态',
    name: '名称',
    code: '统一社会信用代码',
    region: '地区',
    registered: '登记时间',
    empty: '没有符合条件的单位',
    emptyHint: '企业自行登记后，会以“待核验”状态出现在这里。',
    add: '新增单位',
    addAbout: '高校、院所、主管部门等由管理员新增；新增后由受理员核验。',
    create: '新增',
    decideBy: '{time}前',
    overdue: '逾期：{time}',
    byHand: '人工登记统一社会信用代码',
    byHandAbout: '少数2016年前赋予的代码校验位不符。核对证照原件后，可在此登记该代码并写明理由；之后企业即可用它提交登记。',
    byHandReason: '理由',
    byHandReasonHelp: '例如：已核对营业执照原件，登记机关确认代码无误',
    accept: '登记该代码',
    accepted: '已登记代码 {code}，企业现在可以用它提交登记。',
  },
  en: {
    title: 'Organisations',
    lead: 'Verify new registrations; see every organisation and its state.',
    search: 'Name or credit code',
    kind: 'Kind',
    state: 'State',
    name: 'Name',
    code: 'Credit code',
    region: 'Region',
    registered: 'Registered',
    empty: 'No organisation fits',
    emptyHint: 'Enterprises that register appear here and wait for verification.',
    add: 'Add an organisation',
    addAbout: 'Universities, institutes and authorities are added by an administrator; a clerk verifies them.',
    create: 'Add',
    decideBy: 'by {time}',
    overdue: 'overdue since {time}',
    byHand: 'Take a credit code by hand',
    byHandAbout:
      'A few codes given out before 2016 have a check sign that does not fit. Compare with the licence, then record the code and why; the enterprise can register with it afterwards.',
    byHandReason: 'Reason',
    byHandReasonHelp: 'For example: licence seen, the registration authority confirmed the code',
    accept: 'Take this code',
    accepted: 'The code {code} is taken; the enterprise can register with it now.',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'admin', 'regulator'])
  const asked = new URL(request.url).searchParams
  const q = asked.get('q')?.trim().slice(0, 100)
  const cursor = asked.get('cursor')
  const kind = ALL_KINDS.find((value) => value === asked.get('kind'))
  const state = ALL_STATES.find((value) => value === asked.get('state'))
  const found = await orNotFound(
    apiOf(context).party.listOrganisations({
      limit: 30,
      ...(q ? { q } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
      ...(cursor === null ? {} : { cursor }),
    }),
  )
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
                options: ALL_STATES.map((value) => ({ value, label: partyWord(`state.party.${value}`, lang) })),
              },
              { name: 'kind', label: say('kind'), kind: 'one', options: kindOptions(lang, ALL_KINDS) },
            ]}
          />
        }
      >
        <DataTable
          caption={say('title')}
          rows={items}
          rowKey={(row) => row.id}
          rowHref={(row) => localPath(lang, partyPage(row.id))}
          empty={<EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>}
          columns={[
            { key: 'name', header: say('name'), cell: (row) => both(row.name) },
            { key: 'kind', header: say('kind'), cell: (row) => <Tag>{partyWord(`enum.party.kind.${row.kind}`, lang)}</Tag> },
            { key: 'code', header: say('code'), cell: (row) => <code>{row.creditCode}</code> },
            { key: 'region', header: say('region'), cell: (row) => both(row.regionName), isWideOnly: true },
            { key: 'registered', header: say('registered'), cell: (row) => formatInstant(row.registeredAt, lang), isWideOnly: true },
            {
              key: 'state',
              header: say('state'),
              cell: (row) => (
                <Stack gap={4}>
                  <StateBadge tone={organisationTones[row.state]}>{partyWord(`state.party.${row.state}`, lang)}</StateBadge>
                  {row.state === 'registered' && row.decideBy !== null ? (
                    <span>{say(row.decideBy < now ? 'overdue' : 'decideBy', { time: formatEnd(row.decideBy, lang) })}</span>
                  ) : null}
                </Stack>
              ),
            },
          ]}
        />
        <Pager nextCursor={nextCursor} total={total} />
        {holdsAny(viewer, ['admin']) ? (
          <Section title={say('add')} about={say('addAbout')} isSheet id="add">
            <ActionForm intent="create" outcome={outcome}>
              <Draft form="organisation">
                <SelectField name="kind" label={say('kind')} isRequired options={kindOptions(lang, ALL_KINDS)} />
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
              <TextField name="reason" label={say('byHandReason')} help={say('byHandReasonHelp')} isRequired maxLength={1000} />
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
