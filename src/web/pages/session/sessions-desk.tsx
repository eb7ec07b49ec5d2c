/** Sessions in every state, for the clerks who draw them up and announce them. */
import type { Route } from './+types/sessions-desk.ts'
import { SESSION_STATES } from '#modules/session/core/lifecycle.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { newSessionPage, sessionDesk } from './addresses.ts'
import { sessionSign } from './session-words.ts'
import { text } from './sessions-desk.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  const state = SESSION_STATES.find((each) => each === search.get('state'))
  return orNotFound(
    apiOf(context).session.all.list({
      limit: PAGE,
      ...(state === undefined ? {} : { state }),
      ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }),
    }),
  )
}

const SessionsDesk = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const create = <LinkButton to={newSessionPage()}>{say('new')}</LinkButton>
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} actions={create} />
      <FilteredPage
        filters={
          <FilterPanel
            groups={[
              { name: 'state', label: say('state'), kind: 'one', options: SESSION_STATES.map((value) => ({ value, label: sessionSign(value, lang).word })) },
            ]}
          />
        }
      >
        <DataTable
          caption={say('title')}
          rows={items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => localPath(lang, sessionDesk(id))}
          nextCursor={nextCursor}
          empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
          columns={[
            { key: 'name', header: say('name'), cell: ({ number, title }) => `${number} ${both(title)}` },
            {
              key: 'state',
              header: say('state'),
              cell: ({ state }) => <StateBadge tone={sessionSign(state, lang).tone}>{sessionSign(state, lang).word}</StateBadge>,
            },
            { key: 'time', header: say('time'), cell: ({ startsAt }) => formatInstant(startsAt, lang), sort: ({ startsAt }) => startsAt },
            { key: 'lots', header: say('lots'), align: 'end', cell: ({ totals }) => totals.lotCount },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default SessionsDesk
