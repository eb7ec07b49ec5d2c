/** All payment requests and whether they have been paid. */
import type { Route } from './+types/finance-requests.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { Pager } from '../../ui/pager.tsx'
import { requestsFile } from './addresses.ts'
import { REQUEST_STATES } from './finance-states.ts'
import { requestsAsked } from './lists.server.ts'
import { READERS, RequestsTable, useLedgerText, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'requests')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const params = new URL(request.url).searchParams
  const cursor = params.get('cursor')
  const api = apiOf(context)
  const page = await orNotFound(api.payment.requests.list({ ...requestsAsked(params), limit: PAGE, ...(cursor ? { cursor } : {}) }))
  return { ...page, subjects: await subjectsOf(api, page.items) }
}

const Requests = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const code = useLedgerText()
  return (
    <Page width="wide">
      <PageHead title={say('requests')} trail={useTrail()} />
      <Tabs label={say('state')} param="state" tabs={REQUEST_STATES.map((state) => ({ value: state, label: code(`state.request.${state}`) }))} />
      <ListTools searchLabel={say('searchReference')} file={requestsFile()} />
      <RequestsTable requests={loaderData.items} subjects={loaderData.subjects} nextCursor={loaderData.nextCursor} />
      <Pager nextCursor={loaderData.nextCursor} total={loaderData.total} />
    </Page>
  )
}
export default Requests
