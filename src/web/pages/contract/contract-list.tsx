/** Contracts of the viewer's organisations; all of them for officers. */
import type { Route } from './+types/contract-list.ts'
import { useInLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Due } from '../../ui/due.tsx'
import { MoneyList } from '../../ui/money-list.tsx'
import { contractPage, contractsFile } from './addresses.ts'
import { CONTRACT_READERS, contractsAsked } from './contract-list.server.ts'
import { ContractStateBadge } from './contract-state.tsx'
import { text } from './contract.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, CONTRACT_READERS)
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).contract.list({ ...contractsAsked(search), limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const ContractListPage = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <MoneyList
      say={say}
      page={loaderData}
      over={{ value: 'ended', label: say('ended') }}
      file={contractsFile()}
      searchLabel={say('search')}
      pageOf={contractPage}
      named={{ key: 'contract', header: say('contract') }}
      badge={({ state }) => <ContractStateBadge state={state} />}
      money={{ key: 'price', header: say('price'), minorOf: ({ priceMinor }) => priceMinor }}
      between={[{ key: 'parties', header: say('parties'), cell: (row) => `${inLang(row.seller.name)} / ${inLang(row.buyer.name)}`, isWideOnly: true }]}
      after={[{ key: 'due', header: say('due'), align: 'end', cell: (row) => <Due at={row.dueAt} isOpen />, sort: (row) => row.dueAt }]}
    />
  )
}
export default ContractListPage
