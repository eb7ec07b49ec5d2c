/** The catalogue of technologies: filters with counts, rows with the facts people compare. */
import { FIELDS } from '#kernel/field.ts'
import { redirect } from 'react-router'
import type { Route } from './+types/achievements.ts'
import { CHAINS, IP_KINDS, MATURITIES, MODES, OFFERS } from '#modules/achievement/core/words.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { catalogueAsked, oneOf } from '../../shell/asked.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Catalogue, facetOptions } from '../../ui/catalogue.tsx'
import type { Column } from '../../ui/data-table.tsx'
import type { FilterGroup } from '../../ui/filter-panel.tsx'
import { achievementPage, achievementsPage } from './addresses.ts'
import { achievementWord, offerTones } from './achievements-words.ts'
import { lotPage } from '../trading/addresses.ts'
import { priceText } from '../trading/price-text.ts'
import { unbroken } from '../../ui/unbroken.tsx'
import styles from './achievements.module.css'
import { text } from './achievements.text.ts'

const SORTS = ['newest', 'maturity', 'price'] as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

/** The header searches here. Who types the number of a lot wants the lot. */
const LOT_NUMBER = /^[a-z]{2}\d{4}-\d{1,6}$/i

const goToLot = async (context: Route.LoaderArgs['context'], request: Request): Promise<void> => {
  const { searchParams, pathname } = new URL(request.url)
  const asked = searchParams.get('q')?.trim() ?? ''
  if (!LOT_NUMBER.test(asked)) return
  const { items } = await apiOf(context).listing.list({ number: asked.toUpperCase(), limit: 1 })
  if (items[0]) throw redirect(localPath(langOfPath(pathname), lotPage(items[0].id)))
}

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  await goToLot(context, request)
  const sort = oneOf(SORTS, search.get('sort')) ?? 'newest'
  const institution = search.get('institution')?.slice(0, 60)
  const page = await orNotFound(
    apiOf(context).achievement.list({
      sort,
      ...(institution ? { institution } : {}),
      ...catalogueAsked(search, { field: FIELDS, chain: CHAINS, maturity: MATURITIES, mode: MODES, ipKind: IP_KINDS, offer: OFFERS }),
    }),
  )
  return { page, sort }
}

type Item = Route.ComponentProps['loaderData']['page']['items'][number]

const AchievementsPage = ({ loaderData: { page, sort } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  /** Those that would leave nothing stay out, unless chosen. */
  const group = (name: keyof typeof page.facets, label: string, order?: readonly string[]): FilterGroup => ({
    name,
    label,
    kind: 'one',
    options: facetOptions(page.facets[name], lang, order === undefined ? {} : { order }),
  })
  return (
    <Catalogue
      {...{ say, page, sort }}
      sorts={SORTS}
      groups={[
        group('field', say('field'), FIELDS),
        group('maturity', say('maturity'), MATURITIES),
        group('mode', say('mode'), MODES),
        { name: 'offer', label: say('offer'), kind: 'one', options: OFFERS.map((value) => ({ value, label: achievementWord('offer', value, lang) })) },
        group('ipKind', say('ip'), IP_KINDS),
        group('chain', say('chain'), CHAINS),
        group('institution', say('institution')),
        group('region', say('region')),
      ]}
      columns={useColumns()}
      pageOf={achievementPage}
      whole={achievementsPage()}
    />
  )
}
export default AchievementsPage

const MOST_MODES = 3

const useColumns = (): readonly Column<Item>[] => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return [
    {
      key: 'name',
      header: say('name'),
      cell: (item) => (
        <span>
          <span className={styles.name}>{unbroken(both(item.title))}</span>
          <span className={styles.meta}>
            {both(item.institutionName)} · {achievementWord('field', item.field, lang)}
          </span>
        </span>
      ),
    },
    {
      key: 'maturity',
      header: say('maturity'),
      cell: (item) => (
        <span>
          {achievementWord('maturity', item.maturity, lang)}
          <span className={styles.meta}>{item.trl === null ? '' : say('trl', { level: item.trl })}</span>
        </span>
      ),
    },
    { key: 'ip', header: say('ip'), cell: (item) => achievementWord('ip', item.ipKind, lang), isWideOnly: true },
    {
      key: 'modes',
      header: say('modes'),
      cell: (item) =>
        item.modes
          .slice(0, MOST_MODES)
          .map((mode) => achievementWord('mode', mode, lang))
          .join(lang === 'zh' ? '、' : ', '),
      isWideOnly: true,
    },
    { key: 'price', header: say('price'), align: 'end', cell: (item) => priceText(item.priceMinMinor, item.priceMaxMinor, lang) || say('negotiable') },
    {
      key: 'state',
      header: say('state'),
      cell: (item) => <StateBadge tone={offerTones[item.offer]}>{achievementWord('offer', item.offer, lang)}</StateBadge>,
    },
  ]
}
