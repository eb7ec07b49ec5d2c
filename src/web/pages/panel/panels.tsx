/** Panels of experts, for everybody. */
import type { Route } from './+types/panels.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { panelPage } from './addresses.ts'
import { PanelTable } from './panel-tables.tsx'
import { text } from './panel.text.ts'

const PAGE = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const cursor = new URL(request.url).searchParams.get('cursor')
  return { panels: await orNotFound(apiOf(context).panel.list({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })) }
}

const Panels = ({ loaderData: { panels } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={say('lead')} />
      <PanelTable panels={panels.items} nextCursor={panels.nextCursor} href={({ id }) => localPath(lang, panelPage(id))} />
      <Pager nextCursor={panels.nextCursor} />
    </Page>
  )
}
export default Panels
