/** The process of a record: what is done, what runs now and until when by which rule, what comes next. */
import { IconCheck, IconCircle, IconClock, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatEnd, formatInstant } from '../i18n/dates.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import { RuleLink, SealLink } from './badges.tsx'
import { Countdown } from './countdown.tsx'
import styles from './timeline.module.css'
import { unbroken } from './unbroken.tsx'

const text = texts({
  zh: { done: '已完成', now: '进行中', next: '待进行', failed: '未通过', until: '截止', colon: '：' },
  en: { done: 'done', now: 'now', next: 'next', failed: 'failed', until: 'Until', colon: ': ' },
})

export interface TimelineStep {
  readonly key: string
  readonly label: ReactNode
  readonly state: 'done' | 'now' | 'next' | 'failed'
  /** When it happened. */
  readonly at?: string | null
  readonly note?: ReactNode
  /** The statutory clock of a step that runs. */
  readonly deadline?: { readonly at: string; readonly rule?: { readonly id?: string; readonly key: string; readonly source: string } } | null
  /** The fact that proves the step. */
  readonly factId?: string | null
}

const ICONS = { done: IconCheck, now: IconClock, next: IconCircle, failed: IconX }

export const Timeline = ({ steps, label }: { readonly steps: readonly TimelineStep[]; readonly label: string }) => (
  <ol className={styles.timeline} aria-label={label}>
    {steps.map((step) => (
      <Step key={step.key} step={step} />
    ))}
  </ol>
)

const Step = ({ step }: { readonly step: TimelineStep }) => {
  const say = useSay(text)
  const lang = useLang()
  const Icon = ICONS[step.state]
  return (
    <li className={`${styles.step} ${styles[step.state]}`} aria-current={step.state === 'now' ? 'step' : undefined}>
      <span className={styles.mark}>
        <Icon size={14} aria-hidden="true" />
        <span className="visually-hidden">
          {say(step.state)}
          {say('colon')}
        </span>
      </span>
      <div className={styles.body}>
        <p className={styles.label}>{step.label}</p>
        {step.at ? (
          <p className={styles.meta}>
            <time dateTime={step.at}>{formatInstant(step.at, lang)}</time>
            {step.factId ? <SealLink factId={step.factId} /> : null}
          </p>
        ) : null}
        {step.deadline ? (
          <p className={styles.meta}>
            <span>{unbroken(`${say('until')} ${formatEnd(step.deadline.at, lang)}`)}</span>
            {step.state === 'now' ? <Countdown until={step.deadline.at} /> : null}
            {step.deadline.rule ? <RuleLink rule={step.deadline.rule} /> : null}
          </p>
        ) : null}
        {step.note ? <div className={styles.note}>{step.note}</div> : null}
      </div>
    </li>
  )
}
