/** A deadline in a list: its end, and where somebody still has to act, that it is past. */
import type { Instant } from '#kernel/instant.ts'
import { formatEnd, toInstant } from '../i18n/dates.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import { useVisit } from '../shell/market.ts'
import { StateBadge } from './badges.tsx'
import styles from './due.module.css'

const text = texts({ zh: { overdue: '已逾期' }, en: { overdue: 'overdue' } })

interface DueProps {
  readonly at: Instant | string | null
  /** Whether it still waits for somebody. */
  readonly isOpen: boolean
}

export const Due = ({ at, isOpen }: DueProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { now } = useVisit()
  if (at === null) return '—'
  return (
    <span className={styles.due}>
      <time dateTime={new Date(toInstant(at)).toISOString()}>{formatEnd(at, lang)}</time>
      {isOpen && toInstant(at) <= now ? <StateBadge tone="failed">{say('overdue')}</StateBadge> : null}
    </span>
  )
}
