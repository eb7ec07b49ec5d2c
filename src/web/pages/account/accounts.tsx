/** Accounts: found by name or address; the way to one's sessions. */
import type { Route } from './+types/accounts.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { accountOf } from './addresses.ts'
import { AccountState, Factors } from './account-parts.tsx'
import { text } from './accounts.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'accounts')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const asked = new URL(request.url).searchParams
  const q = asked.get('q')?.trim().slice(0, 100)
  const state = (['disabled', 'unconfirmed'] as const).find((known) => known === asked.get('state'))
  const cursor = asked.get('cursor')
  return orNotFound(apiOf(context).account.list({ limit: 30, ...(q ? { q } : {}), ...(state ? { state } : {}), ...(cursor === null ? {} : { cursor }) }))
}

const AccountsPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const states = (['disabled', 'unconfirmed'] as const).map((value) => ({ value, label: say(`state_${value}`) }))
  return (
    <Page width="wide">
      <PageHead title={say('accounts')} subtitle={say('accountsAbout')} />
      <FilteredPage
        filters={<FilterPanel searchParam="q" searchLabel={say('search')} groups={[{ name: 'state', label: say('state'), kind: 'one', options: states }]} />}
      >
        <DataTable
          caption={say('accounts')}
          rows={items}
          rowKey={(row) => row.id}
          rowHref={(row) => localPath(lang, accountOf(row.id))}
          empty={<EmptyState title={say('none')} />}
          columns={[
            { key: 'email', header: say('email'), cell: (row) => row.email },
            { key: 'name', header: say('name'), cell: (row) => row.name },
            { key: 'state', header: say('state'), cell: (row) => <AccountState account={row} /> },
            { key: 'factor', header: say('factor'), cell: (row) => <Factors account={row} />, isWideOnly: true },
            { key: 'sessions', header: say('sessions'), cell: (row) => row.sessions, align: 'end' },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default AccountsPage
