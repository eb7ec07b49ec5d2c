/** Bank lines that matched nothing, for a person to look into. */
import type { Route } from './+types/finance-lines.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { Pager } from '../../ui/pager.tsx'
import { linesFile } from './addresses.ts'
import { LINE_STATES } from './finance-states.ts'
import { linesAsked } from './lists.server.ts'
import { LinesTable, READERS, useLedgerText, useTrail } from './finance-parts.tsx'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'lines')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const params = new URL(request.url).searchParams
  const cursor = params.get('cursor')
  return orNotFound(apiOf(context).payment.lines.list({ ...linesAsked(params), ...(cursor ? { cursor } : {}) }))
}

const Lines = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const code = useLedgerText()
  return (
    <Page width="wide">
      <PageHead title={say('lines')} trail={useTrail()} />
      <Tabs
        label={say('state')}
        param="state"
        tabs={LINE_STATES.map((state) => ({ value: state, label: state === 'open' ? say('open') : code(`state.line.${state}`) }))}
      />
      <ListTools file={linesFile()} />
      <LinesTable lines={loaderData.items} isLinked />
      <Pager nextCursor={loaderData.nextCursor} total={loaderData.total} />
    </Page>
  )
}
export default Lines
