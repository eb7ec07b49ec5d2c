/** Filters on the left, folded away on a phone. A plain GET form: the address is the state; with JavaScript it sends itself. */
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Form, Link, useLocation, useSubmit } from 'react-router'
import { texts, useSay } from '../i18n/lang.ts'
import { Button } from './button.tsx'
import styles from './filter-panel.module.css'

const text = texts({
  zh: { filters: '筛选', active: '已选{count}项', apply: '应用', clear: '清除全部', search: '关键词' },
  en: { filters: 'Filters', active: '{count} chosen', apply: 'Apply', clear: 'Clear all', search: 'Words' },
})

export interface FilterGroup {
  /** Search parameter. */
  readonly name: string
  readonly label: string
  /** one: a choice with "all"; many: check boxes, the parameter repeats. */
  readonly kind: 'one' | 'many'
  readonly options: readonly { readonly value: string; readonly label: string; readonly count?: number | undefined }[]
}

interface FilterPanelProps {
  readonly groups: readonly FilterGroup[]
  /** Adds a field for words with this parameter, e.g. `q`. */
  readonly searchParam?: string
  readonly searchLabel?: string
  /** Parameters kept though they are not filters here (`sort`). */
  readonly keep?: readonly string[]
  /** Further fields of the caller. */
  readonly children?: ReactNode
}

export const FilterPanel = ({ groups, searchParam, searchLabel, keep = ['sort'], children }: FilterPanelProps) => {
  const say = useSay(text)
  const submit = useSubmit()
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  const names = [...groups.map(({ name }) => name), ...(searchParam ? [searchParam] : [])]
  const active = names.reduce((count, name) => count + params.getAll(name).filter(Boolean).length, 0)
  const kept = keep.flatMap((name) => params.getAll(name).map((value) => ({ name, value })))
  const form = (
    <Form
      key={search}
      className={styles.form}
      action={pathname}
      onChange={(event) => void (isTyped(event.target) || submit(event.currentTarget, { replace: true, preventScrollReset: true }))}
      role="search"
      aria-label={say('filters')}
    >
      {kept.map(({ name, value }) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      {searchParam ? (
        <label className={styles.words}>
          <span>{searchLabel ?? say('search')}</span>
          <span className={styles.wordsBox}>
            <input type="search" name={searchParam} defaultValue={params.get(searchParam) ?? ''} maxLength={100} />
            <IconSearch size={18} aria-hidden="true" />
          </span>
        </label>
      ) : null}
      {groups.map((group) => (
        <Group key={group.name} group={group} chosen={params.getAll(group.name)} />
      ))}
      {children}
      <div className={styles.buttons}>
        <Button type="submit">{say('apply')}</Button>
        {active > 0 ? (
          <Link to={pathname} preventScrollReset>
            {say('clear')}
          </Link>
        ) : null}
      </div>
    </Form>
  )
  return (
    <details className={styles.panel} open={active > 0} data-no-print="">
      <summary className={styles.summary}>
        <IconAdjustmentsHorizontal size={18} aria-hidden="true" /> {say('filters')}
        {active > 0 ? <span className={styles.active}>{say('active', { count: active })}</span> : null}
      </summary>
      {form}
    </details>
  )
}

const isTyped = (target: EventTarget): boolean => target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)

const Group = ({ group, chosen }: { readonly group: FilterGroup; readonly chosen: readonly string[] }) => {
  const say = useSay(text)
  const options = group.kind === 'one' ? [{ value: '', label: say('all') }, ...group.options] : group.options
  return (
    <fieldset className={styles.group}>
      <legend>{group.label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type={group.kind === 'one' ? 'radio' : 'checkbox'}
            name={group.name}
            value={option.value}
            defaultChecked={option.value === '' ? chosen.every((value) => value === '') : chosen.includes(option.value)}
          />
          <span>{option.label}</span>
          {'count' in option && option.count !== undefined ? <span className={styles.count}>{option.count}</span> : null}
        </label>
      ))}
    </fieldset>
  )
}

/** Filters beside results; above them on a phone. */
export const FilteredPage = ({ filters, children }: { readonly filters: ReactNode; readonly children: ReactNode }) => (
  <div className={styles.layout}>
    <div>{filters}</div>
    <div className={styles.results}>{children}</div>
  </div>
)
