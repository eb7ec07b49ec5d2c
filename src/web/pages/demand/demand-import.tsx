/** A clerk takes a published list of demands; what was not taken is told line by line. */
import type { Route } from './+types/demand-import.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FileField } from '../../ui/file-field.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { AchievementImportReport, fileInput } from '../achievement/achievement-import-report.tsx'
import { demandsPage } from './addresses.ts'
import { text } from './demand.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'importTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  return null
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => api.demand.importDemands(await fileInput(form, 'file'), call))

const DemandImportPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width={actionData?.ok && actionData.value.rejected !== null ? 'normal' : 'narrow'}>
      <PageHead title={say('importTitle')} subtitle={say('importLead')} trail={[{ label: say('hall'), to: localPath(lang, demandsPage()) }]} />
      <Stack gap={24}>
        {actionData?.ok ? <AchievementImportReport report={actionData.value} next={<LocalLink to={demandsPage()}>{say('importNext')}</LocalLink>} /> : null}
        <ActionForm intent="import" outcome={actionData} isMultipart label={say('importTitle')}>
          <FileField name="file" label={say('file')} accept=".csv,.txt" isRequired />
          <FormActions>
            <Submit>{say('import')}</Submit>
          </FormActions>
        </ActionForm>
      </Stack>
    </Page>
  )
}
export default DemandImportPage
