/** Distribution plans of the viewer's institution. */
import type { Route } from './+types/income-list.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { MoneyList } from '../../ui/money-list.tsx'
import { Price } from '../../ui/price.tsx'
import { planPage, plansFile } from './addresses.ts'
import { plansAsked } from './income-list.server.ts'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver', 'regulator'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).income.list({ ...plansAsked(search), limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const IncomeListPage = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <MoneyList
      say={say}
      page={loaderData}
      over={{ value: 'done', label: say('doneTab') }}
      file={plansFile()}
      pageOf={planPage}
      named={{ key: 'plan', header: say('plan') }}
      badge={({ state }) => <PlanStateBadge state={state} />}
      money={{ key: 'gross', header: say('gross'), minorOf: ({ grossMinor }) => grossMinor }}
      after={[
        { key: 'reward', header: say('reward'), align: 'end', cell: (row) => (row.rewardMinor === '0' ? '—' : <Price minor={row.rewardMinor} size="s" />) },
        { key: 'due', header: say('due'), align: 'end', cell: (row) => (row.dueAt === null ? '—' : formatEnd(row.dueAt, lang)) },
      ]}
    />
  )
}
export default IncomeListPage
