/** How far something is: steps of a long form, readiness of a technology. */
import { IconCheck } from '@tabler/icons-react'
import { Link } from 'react-router'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './progress.module.css'

const text = texts({
  zh: { steps: '步骤', done: '已完成', of: '第{at}步，共{all}步', ladder: '技术就绪度{level}级' },
  en: { steps: 'Steps', done: 'done', of: 'Step {at} of {all}', ladder: 'Technology readiness level {level}' },
})

interface StepperProps {
  readonly steps: readonly { readonly label: string; readonly to?: string }[]
  /** Index of the step that is open. */
  readonly at: number
}

export const Stepper = ({ steps, at }: StepperProps) => {
  const say = useSay(text)
  return (
    <nav aria-label={say('steps')} className={styles.stepper}>
      <p className={styles.where}>{say('of', { at: at + 1, all: steps.length })}</p>
      <ol className={styles.steps}>
        {steps.map(({ label, to }, index) => (
          <li key={label} aria-current={index === at ? 'step' : undefined} data-done={index < at ? '' : undefined}>
            <span className={styles.mark}>{index < at ? <IconCheck size={14} aria-label={say('done')} /> : index + 1}</span>
            {to && index < at ? <Link to={to}>{label}</Link> : <span>{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface MaturityLadderProps {
  /** 1 to 9, GB/T 22900. */
  readonly level: number
  /** Name of the level. */
  readonly label?: string
}

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export const MaturityLadder = ({ level, label }: MaturityLadderProps) => {
  const say = useSay(text)
  return (
    <div className={styles.maturity}>
      <div className={styles.ladder} role="img" aria-label={say('ladder', { level })}>
        {LEVELS.map((step) => (
          <span key={step} data-reached={step <= level ? '' : undefined} data-now={step === level ? '' : undefined} style={{ height: 8 + step * 3 }}>
            {step}
          </span>
        ))}
      </div>
      <p className={styles.ladderText}>{label ?? say('ladder', { level })}</p>
    </div>
  )
}
