/** The rulebook: every number the market decides by, grouped and searchable, with its source. */
import { redirect } from 'react-router'
import type { Route } from './+types/rules.ts'
import type { RuleView } from '#modules/rulebook/api.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Fold, Page, PageHead, Section, Stack, Tabs } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { calendarPage, openChangesPage, rulePage, rulesCiting } from './addresses.ts'
import { text as openText } from './rules-open.text.ts'
import { bindsText, boundText, citedText, ruleWord, sourceText, STANDINGS, standingText, valueText } from './rules-words.ts'
import styles from './rules.module.css'
import { text } from './rules.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const { searchParams, pathname } = new URL(request.url)
  const key = searchParams.get('key')
  if (key !== null && /^[\w.]+$/.test(key)) throw redirect(localPath(langOfPath(pathname), rulePage(key)))
  const api = apiOf(context)
  const q = searchParams.get('q')?.trim().slice(0, 100) ?? ''
  const group = searchParams.get('group') ?? ''
  const list = await orNotFound(api.rulebook.list({ ...(q === '' ? {} : { q }), ...(group === '' ? {} : { group }) }))
  const sources = await api.rulebook.sources.list({})
  const { items: changes } = await api.rulebook.openProposals.list({})
  return { ...list, changes: changes.length, sources: sources.items, showsSources: searchParams.get('view') === 'sources' }
}

const byGroup = (rules: readonly RuleView[]): readonly (readonly [string, readonly RuleView[]])[] => {
  const groups = new Map<string, RuleView[]>()
  for (const rule of rules) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule])
  return [...groups]
}

const useColumns = (isInUse: boolean): readonly Column<RuleView>[] => {
  const say = useSay(text)
  const lang = useLang()
  return [
    {
      key: 'rule',
      header: say('rule'),
      cell: (rule) => (
        <span className={styles.name}>
          {rule.title[lang]}
          <code className={styles.key}>{rule.key}</code>
          {rule.use === 'built_in' ? <Tag>{ruleWord('use', 'built_in', lang)}</Tag> : null}
        </span>
      ),
    },
    { key: 'value', header: say('value'), cell: (rule) => <strong className={styles.value}>{valueText(rule.value, rule.unit, lang)}</strong> },
    ...(isInUse ? [] : [{ key: 'standing', header: say('standing'), cell: (rule: RuleView) => standingText(rule.standing, lang) }]),
    { key: 'bound', header: say('bound'), cell: (rule) => boundText(rule, lang), isWideOnly: true },
    { key: 'binds', header: say('binds'), cell: (rule) => bindsText(rule, lang) },
    {
      key: 'source',
      header: say('source'),
      cell: (rule) => rule.sources.map((source) => citedText(source, lang)).join(lang === 'zh' ? '；' : '; '),
      isLong: true,
    },
  ]
}

const RulesPage = ({ loaderData: { items, groups, total, sources, showsSources, changes } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const notYet = items.filter(({ use }) => use === 'not_yet')
  const options = groups.map(({ group, count }) => ({ value: group, label: ruleWord('group', group, lang), count }))
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        actions={
          <LinkButton to={calendarPage()} variant="default">
            {say('calendar')}
          </LinkButton>
        }
      />
      <Stack gap={24}>
        <OpenChanges count={changes} />
        <Tabs
          label={say('view')}
          param="view"
          tabs={[
            { value: 'rules', label: say('rules'), count: total },
            { value: 'sources', label: say('sources'), count: sources.length },
          ]}
        />
        {showsSources ? (
          <Sources sources={sources} />
        ) : (
          <FilteredPage
            filters={<FilterPanel groups={[{ name: 'group', label: say('group'), kind: 'one', options }]} searchParam="q" searchLabel={say('search')} />}
          >
            <Stack gap={32}>
              {items.length === 0 ? <EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState> : null}
              {STANDINGS.map((standing) => (
                <Rules
                  key={standing}
                  id={standing}
                  name={standingText(standing, lang)}
                  about={say(`about_${standing}`)}
                  rules={items.filter((rule) => rule.use !== 'not_yet' && rule.standing === standing)}
                />
              ))}
              {notYet.length === 0 ? null : (
                <Fold title={say('notYetCount', { count: notYet.length })}>
                  <Rules id="notYet" name={say('notYet')} about={say('about_notYet')} rules={notYet} />
                </Fold>
              )}
            </Stack>
          </FilteredPage>
        )}
      </Stack>
    </Page>
  )
}
export default RulesPage

/** Stands where everybody looks for the rules, whether or not there is one (E-Commerce Law art. 34). */
const OpenChanges = ({ count }: { readonly count: number }) => {
  const say = useSay(openText)
  return (
    <Banner tone={count === 0 ? 'info' : 'warning'}>
      {count === 0 ? say('none') : say(count === 1 ? 'open_one' : 'open', { count })}{' '}
      <LocalLink to={openChangesPage()}>{say(count === 0 ? 'title' : 'see')}</LocalLink>
    </Banner>
  )
}

interface RulesProps {
  readonly id: RuleView['standing'] | 'notYet'
  readonly name: string
  readonly about: string
  readonly rules: readonly RuleView[]
}

/** One kind of rules, by subject. */
const Rules = ({ id, name, about, rules }: RulesProps) => {
  const say = useSay(text)
  const lang = useLang()
  const columns = useColumns(id !== 'notYet')
  if (rules.length === 0) return null
  return (
    <Section title={name} about={about} aside={say('total', { count: rules.length })} id={id}>
      <Stack gap={24}>
        {byGroup(rules).map(([group, those]) => {
          const subject = ruleWord('group', group, lang)
          return (
            <section key={group} className={styles.group} aria-label={`${name} · ${subject}`}>
              <h3>{subject}</h3>
              <DataTable
                caption={`${name} · ${subject}`}
                rows={those}
                columns={columns}
                rowKey={(rule) => rule.id}
                rowHref={(rule) => localPath(lang, rulePage(rule.key))}
              />
            </section>
          )
        })}
      </Stack>
    </Section>
  )
}

const Sources = ({ sources }: { readonly sources: Route.ComponentProps['loaderData']['sources'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <ul className={styles.sources} aria-label={say('sources')}>
      {sources.map((source) => (
        <li key={source.code}>
          <code className={styles.key}>{source.code}</code>
          <span>{sourceText(source, lang)}</span>
          {source.rules > 0 ? (
            <LocalLink to={rulesCiting(source.code)}>{say('usedBy', { count: source.rules })}</LocalLink>
          ) : (
            <span className={styles.total}>{say('unused')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
