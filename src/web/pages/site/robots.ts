/** What machines may read. */
import type { Route } from './+types/robots.ts'
import { localPath } from '../../i18n/place.ts'
import { appContext } from '../../shell/context.ts'
import { demoClockPage } from '../../shell/addresses.ts'
import { accountPage, joinPage, loginPage, outboxPage, recoverPage } from '../account/addresses.ts'
import { deskPage } from '../desk/addresses.ts'
import { sitemapFile } from './addresses.ts'

const CLOSED = [deskPage(), accountPage(), loginPage(), recoverPage(), joinPage(''), outboxPage(), demoClockPage()].map(
  (page) => page.replace(/\?.*$/, '') as typeof page,
)

export const loader = ({ context }: Route.LoaderArgs) => {
  const closed = (['zh', 'en'] as const).flatMap((lang) => CLOSED.map((page) => `Disallow: ${localPath(lang, page)}`))
  const lines = ['User-agent: *', ...closed, 'Disallow: /api/auth/', '', `Sitemap: ${context.get(appContext).site.origin}${sitemapFile()}`, '']
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' } })
}
