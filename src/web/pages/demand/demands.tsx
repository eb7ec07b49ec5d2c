/** Technology that enterprises look for. */
import { FIELDS } from '#kernel/field.ts'
import type { Route } from './+types/demands.ts'
import { MODES, SOURCES } from '#modules/demand/core/words.ts'
import { formatDate } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { catalogueAsked, oneOf } from '../../shell/asked.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Catalogue, facetOptions } from '../../ui/catalogue.tsx'
import type { Column } from '../../ui/data-table.tsx'
import type { FilterGroup } from '../../ui/filter-panel.tsx'
import { Tabs } from '../../ui/layout.tsx'
import { priceText } from '../trading/price-text.ts'
import styles from '../achievement/achievements.module.css'
import { demandPage, demandsPage } from './addresses.ts'
import { demandWord } from './demands-words.ts'
import { PublishDemand } from './publish-demand.tsx'
import { text } from './demands.text.ts'

const SORTS = ['newest', 'budget', 'deadline'] as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const sort = oneOf(SORTS, search.get('sort')) ?? 'newest'
  const page = await orNotFound(
    apiOf(context).demand.list({
      sort,
      state: search.get('state') === 'closed' ? 'closed' : 'published',
      ...catalogueAsked(search, { field: FIELDS, mode: MODES, source: SOURCES }),
    }),
  )
  return { page, sort }
}

type Item = Route.ComponentProps['loaderData']['page']['items'][number]

const ORDERS = { field: FIELDS, mode: MODES, region: undefined, source: SOURCES }

const DemandsPage = ({ loaderData: { page, sort } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const group = (name: keyof typeof page.facets): FilterGroup => ({
    name,
    label: say(name),
    kind: 'one',
    options: facetOptions(page.facets[name], lang, { order: ORDERS[name], word: (value) => demandWord(name, value, lang) }),
  })
  return (
    <Catalogue
      {...{ say, page, sort }}
      sorts={SORTS}
      groups={[group('field'), group('mode'), group('region'), group('source')]}
      columns={useColumns()}
      pageOf={demandPage}
      whole={demandsPage()}
      actions={<PublishDemand />}
      tabs={{
        param: 'state',
        bar: (
          <Tabs
            label={say('state')}
            param="state"
            tabs={[
              { value: 'published', label: say('open') },
              { value: 'closed', label: say('closed') },
            ]}
          />
        ),
      }}
    />
  )
}
export default DemandsPage

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
          <span className={styles.name}>{both(item.title)}</span>
          <span className={styles.meta}>
            {item.organisationName === null ? say('unknownOwner') : both(item.organisationName)}
            {item.field === null ? '' : ` · ${demandWord('field', item.field, lang)}`}
          </span>
        </span>
      ),
    },
    {
      key: 'mode',
      header: say('mode'),
      cell: (item) => item.modes.map((mode) => demandWord('mode', mode, lang)).join(lang === 'zh' ? '、' : ', ') || '—',
      isWideOnly: true,
    },
    { key: 'budget', header: say('budget'), align: 'end', cell: (item) => priceText(item.budgetMinMinor, item.budgetMaxMinor, lang) || say('negotiable') },
    { key: 'deadline', header: say('deadlineShort'), cell: (item) => (item.deadline === null ? say('noDeadline') : formatDate(item.deadline, lang)) },
    { key: 'responses', header: say('responses'), align: 'end', cell: (item) => say('answers', { count: item.responses }) },
  ]
}
