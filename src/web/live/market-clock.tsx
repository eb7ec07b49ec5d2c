/** The market's time in the browser: the server's, carried on by the browser's clock. One tick a second for the whole page. */
import { createContext, use, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { Instant } from '#kernel/instant.ts'

interface Clock {
  readonly subscribe: (listener: () => void) => () => void
  readonly second: () => number
  readonly atServer: () => number
  readonly correct: (now: number, at: number) => void
}

const TICK_MS = 250

const openClock = (first: number): Clock => {
  const listeners = new Set<() => void>()
  let offset: number | null = null
  let second = first
  let timer: ReturnType<typeof setInterval> | undefined
  const look = () => {
    if (offset === null) return
    const next = Math.floor((Date.now() + offset) / 1_000) * 1_000
    if (next === second) return
    second = next
    for (const listener of listeners) listener()
  }
  return {
    second: () => second,
    atServer: () => first,
    correct: (now, at) => {
      offset = now - at
      look()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      timer ??= setInterval(look, TICK_MS)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

const ClockContext = createContext<Clock>(openClock(0))

/** When the first document left the server, as well as the browser knows; later data is taken as of now. */
let firstDocument = true
const arrivedAt = (): number => {
  if (!firstDocument) return Date.now()
  firstDocument = false
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation ? performance.timeOrigin + navigation.responseStart : Date.now()
}

interface MarketClockProps {
  /** What the page was drawn with: the browser's first drawing must be the same. */
  readonly now: Instant
  /** The market's time when the page was answered, in milliseconds. */
  readonly answeredAt: string
  readonly children: ReactNode
}

export const MarketClock = ({ now, answeredAt, children }: MarketClockProps) => {
  const first = Math.floor(now / 1_000) * 1_000
  // The first value stays: corrections go through `correct`, so that the page does not mount again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const clock = useMemo(() => openClock(first), [])
  useEffect(() => clock.correct(Number(answeredAt), arrivedAt()), [clock, answeredAt])
  return <ClockContext value={clock}>{children}</ClockContext>
}

/** The market's time, cut to the second; renders again every second. */
export const useMarketSecond = (): Instant => {
  const clock = use(ClockContext)
  return useSyncExternalStore(clock.subscribe, clock.second, clock.atServer) as Instant
}
