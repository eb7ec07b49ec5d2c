/** Rows that are ticked, and what they come to: a column of check boxes and a running sum that is read out. */
import { useState, type ReactNode } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import type { Column } from './data-table.tsx'
import { Price } from './price.tsx'
import styles from './selection.module.css'

const text = texts({
  zh: { choose: '选择', one: '选择{name}', sum: '已选{count}项，{of}合计', none: '勾选若干行，即得合计。', all: '全选', clear: '全不选' },
  en: {
    choose: 'Choose',
    one: 'Choose {name}',
    sum: '{count|row|rows} chosen, {of} together',
    none: 'Tick rows to see their sum.',
    all: 'Choose all',
    clear: 'Choose none',
  },
})

interface SelectionSpec<Row> {
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What a row is called when its box is read out. */
  readonly nameOf: (row: Row) => string
  /** Heading of the column that is summed. */
  readonly of: string
  /** Its minor units. */
  readonly minorOf: (row: Row) => string
  /** The boxes are fields of this name in the form around the table. */
  readonly field?: string
  readonly isAllChosen?: boolean
}

/** `const { boxes, sum } = useSelection({ … })`: the boxes stand first among the columns, the sum below the table. One row alone has no sum. */
export const useSelection = <Row,>(spec: SelectionSpec<Row>): { readonly boxes: readonly Column<Row>[]; readonly sum: ReactNode } => {
  const { rows, rowKey, nameOf, of, minorOf, field, isAllChosen = false } = spec
  const say = useSay(text)
  const all = () => new Set(rows.map(rowKey))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => (isAllChosen ? all() : new Set()))
  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setChosen(next)
  }
  // Rows that a filter took away are not counted.
  const counted = rows.filter((row) => chosen.has(rowKey(row)))
  const column: Column<Row> = {
    key: 'choose',
    header: say('choose'),
    isControl: true,
    cell: (row) => (
      <input
        type="checkbox"
        className={field === undefined ? styles.scripted : undefined}
        {...(field === undefined ? {} : { name: field, value: rowKey(row) })}
        checked={chosen.has(rowKey(row))}
        onChange={() => toggle(rowKey(row))}
        aria-label={say('one', { name: nameOf(row) })}
      />
    ),
  }
  const sum = (
    <div className={styles.bar} data-no-print="">
      <p role="status">
        {counted.length === 0 ? (
          say('none')
        ) : (
          <>
            {say('sum', { count: counted.length, of })} <Price minor={counted.reduce((total, row) => total + BigInt(minorOf(row)), 0n)} isExact />
          </>
        )}
      </p>
      <span className={styles.buttons}>
        <button type="button" onClick={() => setChosen(all())}>
          {say('all')}
        </button>
        <button type="button" onClick={() => setChosen(new Set())}>
          {say('clear')}
        </button>
      </span>
    </div>
  )
  return rows.length < 2 && field === undefined ? { boxes: [], sum: null } : { boxes: [column], sum }
}
