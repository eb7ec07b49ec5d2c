/** ECharts with the market's look; loaded only when somebody points at a chart. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { niceTop, type DrawingData } from './static-chart.tsx'

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

const SERIES_TOKENS = ['--celadon', '--amber', '--vermilion', '--ink-3']

/** Resolves a token to the colour it has here and now: `light-dark()` is not a colour for a canvas or an attribute. */
const tokenReader =
  (element: HTMLElement) =>
  (token: string): string => {
    const probe = document.createElement('span')
    probe.style.color = `var(${token})`
    element.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }

export const draw = (element: HTMLElement, { kind, categories, series, format }: DrawingData): (() => void) => {
  const token = tokenReader(element)
  const chart = init(element, null, { renderer: 'svg' })
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const fontFamily = getComputedStyle(element).fontFamily
  chart.setOption({
    animation: !isStill,
    animationDuration: 200,
    textStyle: { fontFamily, color: token('--ink-2') },
    color: SERIES_TOKENS.map(token),
    grid: { left: 64, right: 12, top: 16, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      renderMode: 'richText',
      backgroundColor: token('--surface'),
      borderColor: token('--line-strong'),
      textStyle: { color: token('--ink'), fontFamily },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisLine: { lineStyle: { color: token('--line-strong') } },
      axisTick: { show: false },
      axisLabel: { color: token('--ink-2'), fontSize: 13 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: niceTop(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))),
      splitNumber: 4,
      splitLine: { lineStyle: { color: token('--line') } },
      axisLabel: { color: token('--ink-2'), fontSize: 13, formatter: (value: number) => format(value) },
    },
    series: series.map(({ name, values }) => ({ name, type: kind, data: [...values], barMaxWidth: 40, symbolSize: 6, lineStyle: { width: 2 } })),
  })
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(element)
  return () => {
    watcher.disconnect()
    chart.dispose()
  }
}
