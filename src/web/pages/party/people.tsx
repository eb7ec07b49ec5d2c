/** Everybody known to the market, with the roles they hold; the way to an organisation's roles. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Route } from './+types/people.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Row, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { UnverifiedMark } from '../../ui/name-mark.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { partiesPage, partyPage } from './addresses.ts'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '人员与身份',
    lead: '登录过本市场的人员及其身份。授予或收回身份，请打开所在单位。',
    none: '无身份',
    empty: '没有符合条件的人员',
    emptyHint: '人员首次登录后会出现在这里；还没有账户的同事，请在所在单位页面发送邀请。',
    organisations: '打开单位',
  },
  en: {
    title: 'People and roles',
    lead: 'Everybody who has signed in, and the roles they hold. To give or end a role, open the organisation.',
    none: 'no role',
    empty: 'Nobody fits',
    emptyHint: 'People appear here when they first sign in; whoever has no account is invited on the page of the organisation.',
    organisations: 'Open organisations',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const asked = new URL(request.url).searchParams
  const q = asked.get('q')?.trim().slice(0, 80)
  const cursor = asked.get('cursor')
  return orNotFound(apiOf(context).party.persons.list({ limit: 30, ...(q ? { q } : {}), ...(cursor === null ? {} : { cursor }) }))
}

const PeoplePage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} actions={<LinkButton to={partiesPage()}>{say('organisations')}</LinkButton>} />
      <FilteredPage filters={<FilterPanel groups={[]} searchParam="q" searchLabel={say('name')} />}>
        <DataTable
          caption={say('title')}
          rows={items}
          rowKey={(row) => row.id}
          empty={<EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>}
          columns={[
            {
              key: 'name',
              header: say('name'),
              cell: (row) => (
                <Row gap={8}>
                  <span>{both(row.name)}</span>
                  {row.isNameVerified ? null : <UnverifiedMark />}
                </Row>
              ),
            },
            { key: 'title', header: say('position'), cell: (row) => both(row.title), isWideOnly: true },
            {
              key: 'roles',
              header: say('roles'),
              cell: (row) =>
                row.organisations.length === 0 ? (
                  say('none')
                ) : (
                  <Stack gap={4}>
                    {row.organisations.map((held) => (
                      <Row key={`${held.id}:${held.role}`} gap={8}>
                        <LocalLink to={partyPage(held.id)}>{both(held.name)}</LocalLink>
                        <Tag>{ROLE_NAMES[held.role][lang]}</Tag>
                      </Row>
                    ))}
                  </Stack>
                ),
            },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default PeoplePage
