/** What the market needs to trade and what of it is missing. Nothing here is ticked off by hand. */
import type { Route } from './+types/checklist.ts'
import { texts, useInLang, useSay } from '../../i18n/lang.ts'
import { requireRole } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'

const text = texts({
  zh: {
    title: '开业检查',
    lead: '每次打开时重新检查。命令行：zhepai checklist。',
    missing: '还缺 {count} 项，市场暂时不能完整运行。',
    complete: '没有缺失。',
    item: '项目',
    state: '状态',
    found: '现状',
    todo: '为什么需要，怎么办',
    state_done: '已具备',
    state_attention: '请留意',
    state_missing: '缺失',
    open: '去办理',
  },
  en: {
    title: 'Check list',
    lead: 'Checked anew each time. On the server: zhepai checklist.',
    missing: '{count} missing: the market cannot work fully yet.',
    complete: 'Nothing is missing.',
    item: 'Item',
    state: 'State',
    found: 'Found',
    todo: 'Why, and what to do',
    state_done: 'in place',
    state_attention: 'look at it',
    state_missing: 'missing',
    open: 'Open',
  },
})

const TONES = { done: 'done', attention: 'waiting', missing: 'failed' } as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const lines = await context.get(appContext).checklist()
  return { lines, missing: lines.filter(({ state }) => state === 'missing').length }
}

const ChecklistPage = ({ loaderData: { lines, missing } }: Route.ComponentProps) => {
  const say = useSay(text)
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Banner tone={missing === 0 ? 'success' : 'warning'}>{missing === 0 ? say('complete') : say('missing', { count: missing })}</Banner>
      <DataTable
        caption={say('title')}
        rows={lines}
        rowKey={(row) => row.key}
        empty={<EmptyState title={say('complete')}>{say('lead')}</EmptyState>}
        columns={[
          { key: 'item', header: say('item'), cell: (row) => <strong>{both(row.title)}</strong> },
          { key: 'state', header: say('state'), cell: (row) => <StateBadge tone={TONES[row.state]}>{say(`state_${row.state}`)}</StateBadge> },
          { key: 'found', header: say('found'), cell: (row) => both(row.found) },
          {
            key: 'todo',
            header: say('todo'),
            cell: (row) => (
              <Stack gap={4}>
                <span>{both(row.why)}</span>
                {row.state === 'done' ? null : <strong>{both(row.todo)}</strong>}
                {row.to ? <LocalLink to={row.to}>{say('open')}</LocalLink> : null}
              </Stack>
            ),
          },
        ]}
      />
    </Page>
  )
}
export default ChecklistPage
