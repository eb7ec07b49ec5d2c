/** The whole security log, for administrators. */
import { en, zh } from '#modules/account/messages.ts'
import type { Route } from './+types/security-log.ts'
import { useCodeText, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { Pager } from '../../ui/pager.tsx'
import { accountOf, securityLogFile } from './addresses.ts'
import { SecurityEvents } from './security-events.tsx'
import { text } from './accounts.text.ts'
import { logSearchIn } from './security-log-search.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'log')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const asked = new URL(request.url).searchParams
  const cursor = asked.get('cursor')
  return orNotFound(apiOf(context).account.events.list({ ...logSearchIn(asked), limit: 50, ...(cursor === null ? {} : { cursor }) }))
}

const KINDS = Object.keys(zh).flatMap((key) => /^enum\.account\.event\.(\w+)$/.exec(key)?.[1] ?? [])

const SecurityLogPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const kinds = KINDS.map((kind) => ({ value: kind, label: word(`enum.account.event.${kind}`) }))
  return (
    <Page width="wide">
      <PageHead title={say('log')} subtitle={say('logAbout')} />
      <FilteredPage
        filters={
          <FilterPanel
            searchParam="q"
            searchLabel={say('logSearch')}
            keep={['account']}
            groups={[{ name: 'kind', label: say('what'), kind: 'one', options: kinds }]}
          />
        }
      >
        <ListTools file={securityLogFile()} />
        <SecurityEvents
          caption={say('log')}
          events={items}
          more={[
            {
              key: 'who',
              header: say('who'),
              cell: (event) =>
                event.accountId === null ? say('nobody') : <LocalLink to={accountOf(event.accountId)}>{event.email || event.accountId}</LocalLink>,
            },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default SecurityLogPage
