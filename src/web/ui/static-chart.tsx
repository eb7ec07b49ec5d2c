/** The server's drawing of a chart: bars or lines from a real zero, direct labels, four grid lines. */

export interface ChartSeries {
  readonly name: string
  /** One value per category; null where there is none. */
  readonly values: readonly (number | null)[]
}

export interface DrawingData {
  readonly kind: 'bar' | 'line'
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly height: number
  readonly format: (value: number) => string
}

const WIDTH = 640
const LEFT = 64
const RIGHT = 12
const TOP = 16
const BOTTOM = 28
const GRID = 4
const MAX_LABELS = 8

const colour = (index: number): string => `var(--series-${index % 4})`

/** The next 1, 2 or 5 × 10ⁿ: a top that people can read. */
export const niceTop = (value: number): number => {
  if (value <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 4, 5, 8, 10].find((factor) => factor * unit >= value) ?? 10
  return step * unit
}

export const staticChart = ({ kind, categories, series, height, format }: DrawingData) => {
  const top = niceTop(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const plotWidth = WIDTH - LEFT - RIGHT
  const plotHeight = height - TOP - BOTTOM
  const slot = plotWidth / Math.max(1, categories.length)
  const x = (index: number) => LEFT + slot * (index + 0.5)
  const y = (value: number) => TOP + plotHeight * (1 - value / top)
  const every = Math.ceil(categories.length / MAX_LABELS)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" preserveAspectRatio="xMidYMid meet" fontSize="13" fill="var(--ink-2)">
      {Array.from({ length: GRID + 1 }, (_, line) => {
        const value = (top / GRID) * line
        return (
          <g key={line}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} stroke={line === 0 ? 'var(--line-strong)' : 'var(--line)'} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        )
      })}
      {categories.map((category, index) =>
        index % every === 0 ? (
          <text key={category} x={x(index)} y={height - 8} textAnchor="middle">
            {category}
          </text>
        ) : null,
      )}
      {kind === 'bar' ? bars({ series, slot, x, y }) : lines({ series, x, y })}
    </svg>
  )
}

type Place = (value: number) => number

const bars = ({ series, slot, x, y }: { readonly series: DrawingData['series']; readonly slot: number; readonly x: Place; readonly y: Place }) => {
  const width = Math.min(40, (slot * 0.7) / series.length)
  return series.flatMap(({ name, values }, which) =>
    values.map((value, index) =>
      value === null ? null : (
        <rect
          key={`${name}-${index}`}
          x={x(index) - (width * series.length) / 2 + width * which}
          y={y(value)}
          width={Math.max(1, width - 2)}
          height={Math.max(0, y(0) - y(value))}
          fill={colour(which)}
        />
      ),
    ),
  )
}

const lines = ({ series, x, y }: { readonly series: DrawingData['series']; readonly x: Place; readonly y: Place }) =>
  series.map(({ name, values }, which) => (
    <g key={name}>
      <polyline
        points={values.flatMap((value, index) => (value === null ? [] : [`${x(index)},${y(value)}`])).join(' ')}
        fill="none"
        stroke={colour(which)}
        strokeWidth="2"
        strokeLinejoin="round"
      />
      {values.map((value, index) => (value === null ? null : <circle key={index} cx={x(index)} cy={y(value)} r="3" fill={colour(which)} />))}
    </g>
  ))
