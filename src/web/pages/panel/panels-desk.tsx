/** Panels, for those who have a part in them. */
import type { Route } from './+types/panels-desk.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { panelDesk } from './addresses.ts'
import { PanelTable } from './panel-tables.tsx'
import { text } from './panel.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['expert', 'clerk', 'tto', 'enterprise', 'regulator'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return { panels: await orNotFound(apiOf(context).panel.list({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })) }
}

const PanelsDesk = ({ loaderData: { panels } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('deskLead')} />
      <PanelTable panels={panels.items} nextCursor={panels.nextCursor} href={({ id }) => localPath(lang, panelDesk(id))} />
      <Pager nextCursor={panels.nextCursor} />
    </Page>
  )
}
export default PanelsDesk
