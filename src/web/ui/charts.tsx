/**
 * Charts: drawn on the server as plain SVG, so that nothing jumps and nothing is missing without JavaScript; ECharts takes over when the
 * chart is looked at, for exact values under the pointer. The same data can always be read as a table.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/dates.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import styles from './charts.module.css'
import { unbroken } from './unbroken.tsx'
import { staticChart, type ChartSeries, type DrawingData } from './static-chart.tsx'

export type { ChartSeries } from './static-chart.tsx'

const text = texts({
  zh: { table: '看表格', chart: '看图', unit: '单位：{unit}', source: '来源：{source}', asOf: '截至{time}', category: '项目' },
  en: { table: 'As a table', chart: 'As a chart', unit: 'Unit: {unit}', source: 'Source: {source}', asOf: 'As of {time}', category: 'Item' },
})

export interface ChartProps {
  readonly title: string
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly unit: string
  readonly source: string
  readonly asOf: string
  readonly height?: number
  /** Writes a value; default: the number with thousands separators. */
  readonly format?: (value: number) => string
}

const plain = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

export const BarChart = (props: ChartProps) => <Chart kind="bar" {...props} />
export const LineChart = (props: ChartProps) => <Chart kind="line" {...props} />

const DEFAULT_HEIGHT = 260

const Chart = ({
  kind,
  title,
  categories,
  series,
  unit,
  source,
  asOf,
  height = DEFAULT_HEIGHT,
  format = plain,
}: ChartProps & { readonly kind: 'bar' | 'line' }) => {
  const say = useSay(text)
  const lang = useLang()
  const [isTable, setTable] = useState(false)
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <span className={styles.title}>{title}</span>
        <button type="button" className={styles.toggle} aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {say(isTable ? 'chart' : 'table')}
        </button>
      </figcaption>
      {isTable ? (
        <ChartTable categories={categories} series={series} format={format} label={title} />
      ) : (
        <Drawing kind={kind} categories={categories} series={series} height={height} format={format} label={title}>
          {staticChart({ kind, categories, series, height, format })}
        </Drawing>
      )}
      {series.length > 1 && !isTable ? (
        <ul className={styles.legend}>
          {series.map(({ name }, index) => (
            <li key={name} data-series={index}>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.foot}>{unbroken(`${say('unit', { unit })} · ${say('source', { source })} · ${say('asOf', { time: formatInstant(asOf, lang) })}`)}</p>
    </figure>
  )
}

/** Shows the server's drawing until ECharts has drawn the same in the same box. */
const Drawing = ({ children, label, ...drawing }: DrawingData & { readonly label: string; readonly children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  const [isTaken, setTaken] = useState(false)
  const key = JSON.stringify([drawing.kind, drawing.categories, drawing.series, drawing.height])
  const latest = useRef(drawing)
  useEffect(() => {
    latest.current = drawing
  })
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    let close: (() => void) | undefined
    let isGone = false
    const start = () => {
      void import('./chart-engine.ts').then(({ draw }) => {
        if (isGone) return
        close = draw(element, latest.current)
        setTaken(true)
      })
    }
    const wanted = ['pointerenter', 'touchstart', 'focus'] as const
    const once = () => {
      for (const name of wanted) element.parentElement?.removeEventListener(name, once)
      start()
    }
    for (const name of wanted) element.parentElement?.addEventListener(name, once, { passive: true })
    return () => {
      isGone = true
      for (const name of wanted) element.parentElement?.removeEventListener(name, once)
      close?.()
      setTaken(false)
    }
  }, [key])
  return (
    <div className={styles.drawing} style={{ height: drawing.height }} role="img" aria-label={label}>
      <div className={styles.still} hidden={isTaken}>
        {children}
      </div>
      <div ref={box} className={styles.canvas} aria-hidden="true" />
    </div>
  )
}

const ChartTable = ({ categories, series, format, label }: Pick<DrawingData, 'categories' | 'series' | 'format'> & { readonly label: string }) => {
  const say = useSay(text)
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say('category')}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{values[index] === null || values[index] === undefined ? '–' : format(values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
