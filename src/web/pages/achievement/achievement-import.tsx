/** A transfer office brings registered achievements in a file. */
import { IconDownload } from '@tabler/icons-react'
import type { Route } from './+types/achievement-import.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { fileInput, ImportPage } from '../../ui/import-page.tsx'
import { Row } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { achievementInbox, achievementInboxIn } from './addresses.ts'
import { text } from './achievement.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'importTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'clerk'])
  return null
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => api.achievement.importAchievements(await fileInput(form), call))

const AchievementImportPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  // A clerk brings files of institutions whose records are theirs to look into.
  const next = holdsAny(useViewer(), ['tto']) ? <LocalLink to={achievementInboxIn('assessed')}>{say('importNext')}</LocalLink> : null
  return (
    <ImportPage
      {...{ say, next }}
      outcome={actionData}
      trail={{ label: say('inbox'), to: localPath(lang, achievementInbox()) }}
      accept=".csv,.xlsx"
      fileHelp={say('fileHelp')}
    >
      <Row>
        <DownloadButton href="/api/v1/achievements/template.xlsx" icon={<IconDownload size={16} aria-hidden="true" />}>
          {say('templateXlsx')}
        </DownloadButton>
        <DownloadButton href="/api/v1/achievements/template.csv" icon={<IconDownload size={16} aria-hidden="true" />}>
          {say('templateCsv')}
        </DownloadButton>
      </Row>
    </ImportPage>
  )
}
export default AchievementImportPage
