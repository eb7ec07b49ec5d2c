/** A clerk takes a published list of demands; what was not taken is told line by line. */
import type { Route } from './+types/demand-import.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { fileInput, ImportPage } from '../../ui/import-page.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { demandsPage } from './addresses.ts'
import { text } from './demand.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'importTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  return null
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => api.demand.importDemands(await fileInput(form), call))

const DemandImportPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <ImportPage
      say={say}
      outcome={actionData}
      trail={{ label: say('hall'), to: localPath(lang, demandsPage()) }}
      next={<LocalLink to={demandsPage()}>{say('importNext')}</LocalLink>}
      accept=".csv,.txt"
    />
  )
}
export default DemandImportPage
