/** A transfer office brings registered achievements in a file. */
import { IconDownload } from '@tabler/icons-react'
import type { Route } from './+types/achievement-import.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { FileField } from '../../ui/file-field.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Row, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { achievementInbox, achievementInboxIn } from './addresses.ts'
import { AchievementImportReport, fileInput } from './achievement-import-report.tsx'
import { text } from './achievement.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'importTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'clerk'])
  return null
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => api.achievement.importAchievements(await fileInput(form, 'file'), call))

const ImportPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  // A clerk brings files of institutions whose records are theirs to look into.
  const next = holdsAny(useViewer(), ['tto']) ? <LocalLink to={achievementInboxIn('assessed')}>{say('importNext')}</LocalLink> : null
  return (
    <Page width={actionData?.ok && actionData.value.rejected !== null ? 'normal' : 'narrow'}>
      <PageHead title={say('importTitle')} subtitle={say('importLead')} trail={[{ label: say('inbox'), to: localPath(lang, achievementInbox()) }]} />
      <Stack gap={24}>
        {actionData?.ok ? <AchievementImportReport report={actionData.value} next={next} /> : null}
        <Row>
          <DownloadButton href="/api/v1/achievements/template.xlsx" icon={<IconDownload size={16} aria-hidden="true" />}>
            {say('templateXlsx')}
          </DownloadButton>
          <DownloadButton href="/api/v1/achievements/template.csv" icon={<IconDownload size={16} aria-hidden="true" />}>
            {say('templateCsv')}
          </DownloadButton>
        </Row>
        <ActionForm intent="import" outcome={actionData} isMultipart label={say('importTitle')}>
          <FileField name="file" label={say('file')} help={say('fileHelp')} accept=".csv,.xlsx" isRequired />
          <FormActions>
            <Submit>{say('import')}</Submit>
          </FormActions>
        </ActionForm>
      </Stack>
    </Page>
  )
}
export default ImportPage
