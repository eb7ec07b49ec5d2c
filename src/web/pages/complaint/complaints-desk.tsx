/** Complaints of everybody, for the officers who answer them. */
import type { Route } from './+types/complaints-desk.ts'
import { COMPLAINT_STATES } from '#modules/complaint/core/lifecycle.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { complaintsFile } from './addresses.ts'
import { complaintsAsked } from './lists.server.ts'
import { ComplaintTable } from './complaints-table.tsx'
import { complaintStateWord } from './complaints-words.ts'
import { text } from './complaints.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'deskTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'admin'])
  const { searchParams } = new URL(request.url)
  const cursor = searchParams.get('cursor')
  return orNotFound(
    apiOf(context).complaint.list({ ...complaintsAsked(searchParams), limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }),
  )
}

const ComplaintsDesk = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('deskTitle')} subtitle={say('deskLead')} />
      <Tabs label={say('state')} tabs={COMPLAINT_STATES.map((value) => ({ value, label: complaintStateWord(value, lang) }))} />
      <ListTools file={complaintsFile()} />
      <ComplaintTable
        caption={say('deskTitle')}
        rows={items}
        nextCursor={nextCursor}
        empty={<EmptyState title={say('deskNone')}>{say('deskNoneAbout')}</EmptyState>}
      />
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default ComplaintsDesk
