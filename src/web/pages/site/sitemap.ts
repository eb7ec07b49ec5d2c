/** Every public page in both languages, for machines that search: halls, and the newest lots, technologies, demands and notices. */
import type { Route } from './+types/sitemap.ts'
import type { Instant } from '#kernel/instant.ts'
import { htmlLang } from '../../i18n/lang.ts'
import { localPath, type Place } from '../../i18n/place.ts'
import type { Api } from '../../contract.ts'
import { apiOf, nowOf } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { achievementPage, achievementsPage } from '../achievement/addresses.ts'
import { demandPage, demandsPage } from '../demand/addresses.ts'
import { frontPage } from '../front/addresses.ts'
import { dataPage } from '../indicator/addresses.ts'
import { noticePage, noticesPage } from '../notice/addresses.ts'
import { rulesPage } from '../rulebook/addresses.ts'
import { lotPage, tradingPage } from '../trading/addresses.ts'
import { verifyPage } from '../evidence/addresses.ts'
import { aboutPage, helpPage, privacyPage, termsPage } from './addresses.ts'

const PAGE = 100
/** Of each kind at most: a reader of maps comes again. */
const MOST = 1_000
const KEEP_MS = 600_000

const HALLS = [
  frontPage(),
  achievementsPage(),
  demandsPage(),
  tradingPage(),
  noticesPage(),
  dataPage(),
  rulesPage(),
  verifyPage(),
  helpPage(),
  aboutPage(),
  privacyPage(),
  termsPage(),
]

interface Listed {
  readonly items: readonly { readonly id: string }[]
  readonly nextCursor: string | null
}

const all = async (
  list: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Listed>,
  at: (id: string) => Place,
): Promise<readonly Place[]> => {
  const found: Place[] = []
  let cursor: string | null = null
  do {
    // One page after the other: the next cursor stands in the answer.
    // eslint-disable-next-line no-await-in-loop
    const { items, nextCursor }: Listed = await list({ limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    found.push(...items.map(({ id }) => at(id)))
    cursor = nextCursor
  } while (cursor !== null && found.length < MOST)
  return found
}

const placesOf = async (api: Api): Promise<readonly Place[]> => {
  const lists = await Promise.all([
    all((page) => api.listing.list(page), lotPage),
    all((page) => api.achievement.list(page), achievementPage),
    all((page) => api.demand.list(page), demandPage),
    all((page) => api.notice.list(page), noticePage),
  ])
  return [...HALLS, ...lists.flat()]
}

const LANGS = ['zh', 'en'] as const
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const entry = (origin: string, place: Place): string => {
  const address = (lang: (typeof LANGS)[number]) => escaped(`${origin}${localPath(lang, place)}`)
  const others = LANGS.map((lang) => `<xhtml:link rel="alternate" hreflang="${htmlLang(lang)}" href="${address(lang)}"/>`).join('')
  return LANGS.map((lang) => `<url><loc>${address(lang)}</loc>${others}</url>`).join('\n')
}

let kept: { readonly at: Instant; readonly origin: string; readonly text: string } | null = null

export const loader = async ({ context }: Route.LoaderArgs) => {
  const now = nowOf(context)
  const { origin } = context.get(appContext).site
  if (kept === null || kept.origin !== origin || now < kept.at || now - kept.at > KEEP_MS) {
    const urls = (await placesOf(apiOf(context))).map((place) => entry(origin, place))
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
    kept = { at: now, origin, text }
  }
  return new Response(kept.text, { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' } })
}
