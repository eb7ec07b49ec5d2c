/** Time left by the server's clock. Says the moment itself too, because a date outlives a countdown. */
import { useEffect, useState } from 'react'
import type { Instant } from '#kernel/instant.ts'
import { formatEnd, toInstant } from '../i18n/dates.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import { useMarketSecond } from '../live/market-clock.tsx'
import styles from './countdown.module.css'

const text = texts({
  zh: { over: '已截止', days: '{days}天 ', minutes: '还剩{minutes}分钟', seconds: '还剩{seconds}秒', ended: '时间到' },
  en: { over: 'ended', days: '{days} d ', minutes: '{minutes|minute|minutes} left', seconds: '{seconds} seconds left', ended: 'Time is up' },
})

const DAY = 86_400
const HOUR = 3_600
/** Only these moments are spoken: a screen reader that counts every second helps nobody. */
const SPOKEN_SECONDS: readonly number[] = [3_600, 600, 300, 60, 30, 10, 0]
const URGENT_SECONDS = 300

const pad = (value: number): string => String(value).padStart(2, '0')

interface CountdownProps {
  readonly until: Instant | string
  readonly size?: 's' | 'm' | 'l'
  /** Text after the end; default 已截止 / ended. */
  readonly over?: string
  /** Also writes the moment behind the countdown. */
  readonly withMoment?: boolean
  /** Speaks the last minutes; for the one countdown that matters on a page. */
  readonly isSpoken?: boolean
}

export const Countdown = ({ until, size = 's', over, withMoment = false, isSpoken = false }: CountdownProps) => {
  const say = useSay(text)
  const lang = useLang()
  const now = useMarketSecond()
  const end = toInstant(until)
  const left = Math.max(0, Math.ceil((end - now) / 1_000))
  const days = Math.floor(left / DAY)
  const clock = `${pad(Math.floor(left / HOUR) % 24)}:${pad(Math.floor(left / 60) % 60)}:${pad(left % 60)}`
  const moment = formatEnd(end, lang)
  return (
    <span className={`${styles.countdown} ${styles[size] ?? ''}`} data-urgent={left > 0 && left <= URGENT_SECONDS ? '' : undefined}>
      <time dateTime={new Date(end).toISOString()} title={moment} role="timer" className={styles.clock}>
        {left === 0 ? (over ?? say('over')) : `${days > 0 ? say('days', { days }) : ''}${clock}`}
      </time>
      {withMoment ? <span className={styles.moment}>{moment}</span> : null}
      {isSpoken ? <Spoken left={left} /> : null}
    </span>
  )
}

const Spoken = ({ left }: { readonly left: number }) => {
  const say = useSay(text)
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    if (!SPOKEN_SECONDS.includes(left)) return
    if (left === 0) setSpoken(say('ended'))
    else setSpoken(left >= 60 ? say('minutes', { minutes: left / 60 }) : say('seconds', { seconds: left }))
  }, [left, say])
  return (
    <span className="visually-hidden" role="status">
      {spoken}
    </span>
  )
}
