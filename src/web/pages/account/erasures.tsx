/** Erasures that wait, for the administrator: no name, only what is due when. */
import type { Route } from './+types/erasures.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '待删除的账户',
    lead: '本人申请删除，等待期满由系统自动办理；期间出现未了结的事项时逐日顺延。',
    none: '没有等待删除的账户',
    person: '人员编号',
    due: '删除时间',
  },
  en: {
    title: 'Accounts to be erased',
    lead: 'Asked for by their owners; the system does it after the waiting period, later by a day as long as something is open.',
    none: 'No account waits to be erased',
    person: 'Person',
    due: 'Erased on',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).account.erasures.list({ limit: 30, ...(cursor === null ? {} : { cursor }) }))
}

const ErasuresPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <DataTable
        caption={say('title')}
        rows={items}
        rowKey={(row) => row.id}
        empty={<EmptyState title={say('none')} />}
        columns={[
          { key: 'number', header: say('number'), cell: (row) => <code>{row.id}</code> },
          { key: 'person', header: say('person'), cell: (row) => <code>{row.personId}</code> },
          { key: 'asked', header: say('asked'), cell: (row) => formatInstant(row.askedAt, lang) },
          { key: 'due', header: say('due'), cell: (row) => formatInstant(row.dueAt, lang) },
        ]}
      />
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default ErasuresPage
