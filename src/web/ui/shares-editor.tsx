/** Who made it and with what share: rows that must add up to 100 %. Works without JavaScript with three empty rows. */
import { TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import { Button } from './button.tsx'
import { useField, useFormState } from './form.tsx'
import styles from './form.module.css'

const text = texts({
  zh: { add: '增加一行', remove: '删除第{row}行', sum: '合计 {sum}%', wrong: '合计须为 100%', share: '份额' },
  en: { add: 'Add a row', remove: 'Remove row {row}', sum: 'Sum {sum} %', wrong: 'Must be 100 %', share: 'Share' },
})

export interface ShareRow {
  readonly [field: string]: string
}

interface SharesEditorProps {
  /** Rows are sent as `name.0.<column>`; read with `form.rows(name, [...])`. */
  readonly name: string
  readonly label: string
  readonly help?: string
  /** Text columns before the share, e.g. `[{ key: 'name', label: '姓名' }, { key: 'work', label: '贡献' }]`. At most two fit a line. */
  readonly columns: readonly { readonly key: string; readonly label: string }[]
  /** Key of the share in percent. */
  readonly shareKey?: string
  readonly defaultRows?: readonly ShareRow[]
  readonly maxRows?: number
}

const HUNDREDTHS = 100
const FULL = 100 * HUNDREDTHS
const FIRST_ROWS = 3

const hundredths = (typed: string): number => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed.trim())
  return match ? Number(match[1]) * HUNDREDTHS + Number((match[2] ?? '').padEnd(2, '0')) : 0
}

/** Rows that were sent before, from names like `completers.0.name`. */
const sentRows = (name: string, values: Readonly<Record<string, string | readonly string[]>>): ShareRow[] => {
  const rows: Record<string, string>[] = []
  for (const [key, value] of Object.entries(values)) {
    const [, index, column] = new RegExp(`^${name}\\.(\\d{1,3})\\.(\\w+)$`).exec(key) ?? []
    if (index === undefined || column === undefined || typeof value !== 'string') continue
    rows[Number(index)] = { ...rows[Number(index)], [column]: value }
  }
  return rows.filter(Boolean)
}

export const SharesEditor = ({ name, label, help, columns, shareKey = 'share', defaultRows = [], maxRows = 30 }: SharesEditorProps) => {
  const say = useSay(text)
  const { values } = useFormState()
  const list = useField(name)
  const [rows, setRows] = useState(() => {
    const sent = sentRows(name, values)
    const first = sent.length > 0 ? sent : defaultRows
    return (first.length > 0 ? first : Array.from({ length: FIRST_ROWS }, (): ShareRow => ({}))).map((row, index) => ({ id: index, row }))
  })
  const sum = rows.reduce((total, { row }) => total + hundredths(row[shareKey] ?? ''), 0)
  const setShare = (id: number, value: string) => setRows((before) => before.map((entry) => (entry.id === id ? { id, row: { ...entry.row, [shareKey]: value } } : entry)))
  const add = () => setRows((before) => [...before, { id: Math.max(-1, ...before.map(({ id }) => id)) + 1, row: {} }])
  return (
    <fieldset className={`${styles.group} ${styles.shares}`} id={list.id} tabIndex={-1}>
      <legend>{label}</legend>
      {help ? <p className={styles.about}>{help}</p> : null}
      {list.error ? <p className={styles.error}>{list.error}</p> : null}
      {rows.map(({ id, row }, index) => (
        <div key={id} className={styles.shareRow}>
          {columns.map(({ key, label: column }) => (
            <RowField key={key} path={`${name}.${index}.${key}`} label={column} value={row[key] ?? ''} />
          ))}
          <RowField path={`${name}.${index}.${shareKey}`} label={say('share')} value={row[shareKey] ?? ''} unit="%" onValue={(value) => setShare(id, value)} />
          <Button tone="quiet" aria-label={say('remove', { row: index + 1 })} onClick={() => setRows((before) => before.filter((entry) => entry.id !== id))} disabled={rows.length === 1}>
            <IconTrash size={18} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div className={styles.actions}>
        <Button tone="quiet" icon={<IconPlus size={16} aria-hidden="true" />} onClick={add} disabled={rows.length >= maxRows}>
          {say('add')}
        </Button>
        <output className={styles.shareSum} data-wrong={sum === FULL ? undefined : ''}>
          {say('sum', { sum: sum / HUNDREDTHS })}
          {sum === FULL ? '' : ` · ${say('wrong')}`}
        </output>
      </div>
    </fieldset>
  )
}

interface RowFieldProps {
  readonly path: string
  readonly label: string
  readonly value: string
  readonly unit?: string
  readonly onValue?: (value: string) => void
}

const RowField = ({ path, label, value, unit, onValue }: RowFieldProps) => {
  const field = useField(path)
  return (
    <TextInput
      id={field.id}
      name={path}
      label={label}
      error={field.error}
      defaultValue={value}
      {...(unit ? { inputMode: 'decimal' as const, rightSection: <span className={styles.help}>{unit}</span> } : {})}
      {...(onValue ? { onChange: (event) => onValue(event.currentTarget.value) } : {})}
    />
  )
}
