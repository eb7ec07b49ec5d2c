/** The clock of a notice drawn to scale: when it ran, when it stood still, what is ahead. */
import { DAY_MS } from '#kernel/instant.ts'
import { formatDate, formatInstant, toInstant } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { useVisit } from '../../shell/market.ts'
import styles from './notices.module.css'

const text = texts({
  zh: {
    ran: '已公示',
    stood: '异议处理，计时暂停',
    ahead: '尚待公示',
    ended: '提前终止',
    label: '公示计时图：{start}至{end}',
    opened: '{at} 发布',
    now: '现在',
    open: '待异议处理完毕后确定',
  },
  en: {
    ran: 'has run',
    stood: 'stood still for an objection',
    ahead: 'still to run',
    ended: 'ended early',
    label: 'Clock of the notice, {start} to {end}',
    opened: 'Published {at}',
    now: 'now',
    open: 'set once the objection is answered',
  },
})

type Kind = 'ran' | 'stood' | 'ahead' | 'ended'

interface ClockProps {
  readonly opensAt: string
  readonly closesAt: string | null
  readonly lastDay: string | null
  readonly endedAt: string | null
  readonly daysLeft: number
  readonly unit: 'wd' | 'cd'
  readonly state: 'running' | 'paused' | 'closed' | 'upheld' | 'withdrawn'
  readonly pauses: readonly { readonly pausedAt: string; readonly resumedAt: string | null }[]
}

interface Stretch {
  readonly kind: Kind
  readonly from: number
  readonly to: number
}

const stretchesOf = (clock: ClockProps, now: number): readonly Stretch[] => {
  const stop = clock.endedAt === null ? now : toInstant(clock.endedAt)
  const stretches: Stretch[] = []
  let from: number = toInstant(clock.opensAt)
  for (const pause of clock.pauses) {
    const pausedAt = toInstant(pause.pausedAt)
    const resumedAt = pause.resumedAt === null ? stop : toInstant(pause.resumedAt)
    stretches.push({ kind: 'ran', from, to: pausedAt }, { kind: 'stood', from: pausedAt, to: resumedAt })
    from = resumedAt
  }
  // The end is open, but not how much is left: drawn as long as these days usually last.
  if (clock.state === 'paused') {
    const left = clock.daysLeft * DAY_MS * (clock.unit === 'wd' ? 7 / 5 : 1)
    return [...stretches, { kind: 'ahead', from: stop, to: stop + left }]
  }
  const end = clock.closesAt === null ? stop : toInstant(clock.closesAt)
  stretches.push({ kind: 'ran', from, to: Math.min(stop, end) })
  if (end > stop) stretches.push({ kind: clock.endedAt === null ? 'ahead' : 'ended', from: stop, to: end })
  return stretches.filter((stretch) => stretch.to > stretch.from)
}

export const NoticeClock = (clock: ClockProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { now } = useVisit()
  const stretches = stretchesOf(clock, now)
  const start = formatInstant(clock.opensAt, lang)
  const end = clock.lastDay === null ? say('open') : formatDate(clock.lastDay, lang)
  const kinds = [...new Set(stretches.map((stretch) => stretch.kind))]
  return (
    <figure style={{ margin: 0, display: 'grid', gap: 8 }}>
      <div className={styles.bar} role="img" aria-label={say('label', { start, end })}>
        {stretches.map((stretch) => (
          <span key={stretch.from} className={styles.segment} data-kind={stretch.kind} style={{ flexGrow: stretch.to - stretch.from }} />
        ))}
      </div>
      <div className={styles.ends}>
        <span>{say('opened', { at: start })}</span>
        <span>{end}</span>
      </div>
      <ul className={styles.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={`${styles.segment} ${styles.swatch}`} data-kind={kind} aria-hidden="true" /> {say(kind)}
          </li>
        ))}
      </ul>
    </figure>
  )
}
