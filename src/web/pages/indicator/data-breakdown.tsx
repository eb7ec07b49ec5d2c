/** The figures by field, institution, region or right: one table, its leading column drawn. */
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { achievementsIn } from '../achievement/addresses.ts'
import type { Breakdown, BreakdownRow, By } from './data-load.ts'
import styles from './data.module.css'
import { text } from './data.text.ts'
import { Wan } from './data-wan.tsx'
import { wan } from './wan.ts'
import { formatPremium } from './premium.ts'

/** What a row is called; the server has put the words of fields and rights there. */
export const useRowName = () => {
  const inLang = useInLang()
  return ({ label, key }: BreakdownRow): string => (label === null ? key : inLang(label))
}

/** A bar from zero; the number stands beside it. */
export const Bar = ({ value, top }: { readonly value: number; readonly top: number }) => (
  <span className={styles.track} aria-hidden="true">
    <span className={styles.bar} style={{ inlineSize: `${top > 0 ? (value / top) * 100 : 0}%` }} />
  </span>
)

/** Rights belong to lots, institutions have no demands, and a demand need not name a region: a column that cannot be whole is left out. */
const columnsFor = (by: By): readonly ('catalogued' | 'demands')[] => (by === 'right' ? [] : by === 'field' ? ['catalogued', 'demands'] : ['catalogued'])

export const BreakdownTable = ({ breakdown, by }: { readonly breakdown: Breakdown; readonly by: By }) => {
  const say = useSay(text)
  const lang = useLang()
  const nameOf = useRowName()
  const { rows } = breakdown
  const top = Math.max(0, ...rows.map((row) => wan(row.hammerMinor)))
  const count = (key: 'catalogued' | 'listed' | 'demands'): Column<BreakdownRow> => ({
    key,
    header: say(`short_${key}`),
    align: 'end',
    cell: (row) => row[key],
    isWideOnly: true,
  })
  const columns: readonly Column<BreakdownRow>[] = [
    { key: 'name', header: say(`by_${by}`), cell: nameOf },
    {
      key: 'hammer',
      header: say('hammerAmount'),
      align: 'end',
      cell: (row) => (
        <span className={styles.drawn}>
          <Bar value={wan(row.hammerMinor)} top={top} />
          <Wan minor={row.hammerMinor} />
        </span>
      ),
    },
    { key: 'sold', header: say('soldFailed'), align: 'end', cell: (row) => `${row.hammers} / ${row.failed}` },
    { key: 'premium', header: say('premium'), align: 'end', cell: (row) => (row.premiumBasisPoints === null ? '–' : formatPremium(row.premiumBasisPoints)) },
    { key: 'turnover', header: say('turnover'), align: 'end', cell: (row) => <Wan minor={row.turnoverMinor} />, isWideOnly: true },
    { key: 'income', header: say('income'), align: 'end', cell: (row) => <Wan minor={row.researcherIncomeMinor} />, isWideOnly: true },
    count('listed'),
    ...columnsFor(by).map((key) => count(key)),
  ]
  return (
    <>
      <DataTable<BreakdownRow>
        caption={say('breakdownBy', { by: say(`by_${by}`) })}
        rows={rows}
        rowKey={({ key }) => key}
        columns={columns}
        {...(by === 'field' ? { rowHref: ({ key }: BreakdownRow) => localPath(lang, achievementsIn(key)) } : {})}
        empty={<EmptyState title={say('nothingYet')}>{say('nothingYetAbout')}</EmptyState>}
      />
      <p className={styles.foot}>{say('foot', { source: say('source'), time: formatInstant(breakdown.asOf, lang) })}</p>
    </>
  )
}
