/** The way to publishing a need: for those who may, and through the log-in for visitors. Others are not led before a closed door. */
import { localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { LinkButton } from '../../ui/links.tsx'
import { loginThen } from '../account/addresses.ts'
import { newDemandPage } from './addresses.ts'

const text = texts({
  zh: { publish: '发布需求', login: '登录后发布需求' },
  en: { publish: 'Publish a need', login: 'Log in to publish a need' },
})

export const PublishDemand = () => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const page = newDemandPage()
  if (viewer === null) return <LinkButton to={loginThen(localPath(lang, page))}>{say('login')}</LinkButton>
  return holdsAny(viewer, ['enterprise']) ? <LinkButton to={page}>{say('publish')}</LinkButton> : null
}
