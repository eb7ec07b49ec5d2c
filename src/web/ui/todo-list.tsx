/** What waits for me, ordered by deadline, each line one act away. */
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from 'react-router'
import { localPath, texts, useForeign, useLang, useSay } from '../i18n/lang.ts'
import { formatDuration, formatEnd, toInstant } from '../i18n/dates.ts'
import type { TodoItem } from '../shell/capability.ts'
import { useVisit } from '../shell/market.ts'
import { Countdown } from './countdown.tsx'
import { EmptyState } from './notices.tsx'
import styles from './todo-list.module.css'
import { unbroken } from './unbroken.tsx'

const text = texts({
  zh: {
    none: '没有待办事项',
    noneAbout: '轮到您办理时，事项会按期限出现在这里。',
    you: '由您办理',
    noDeadline: '由您办理，无期限',
    overdue: '已逾期',
    overdueBy: '已逾期{time}',
  },
  en: {
    none: 'Nothing waits for you',
    noneAbout: 'When it is your turn, the task appears here, the most urgent first.',
    you: 'you act',
    noDeadline: 'you act, no deadline',
    overdue: 'overdue',
    overdueBy: 'overdue by {time}',
  },
})

const SOON_MS = 86_400_000

const byDeadline = (left: TodoItem, right: TodoItem): number => {
  if (left.dueAt && right.dueAt) return toInstant(left.dueAt) - toInstant(right.dueAt)
  return left.dueAt ? -1 : right.dueAt ? 1 : 0
}

export const TodoList = ({ items, emptyAbout }: { readonly items: readonly TodoItem[]; readonly emptyAbout?: string }) => {
  const say = useSay(text)
  const lang = useLang()
  const foreign = useForeign()
  const { now } = useVisit()
  if (items.length === 0) return <EmptyState title={say('none')}>{emptyAbout ?? say('noneAbout')}</EmptyState>
  return (
    <ul className={styles.list}>
      {items.toSorted(byDeadline).map((item) => (
        <li key={item.key}>
          <Link
            to={localPath(lang, item.to)}
            className={styles.item}
            data-soon={item.dueAt && toInstant(item.dueAt) - now < SOON_MS ? '' : undefined}
            data-overdue={item.dueAt && toInstant(item.dueAt) <= now ? '' : undefined}
          >
            <span className={styles.act}>{item.act}</span>
            <span className={styles.subject} lang={foreign(item.subject)}>
              {unbroken(item.subject)}
            </span>
            <span className={styles.due}>
              {item.dueAt ? (
                <>
                  {toInstant(item.dueAt) <= now ? (
                    <strong className={styles.overdue}>{say('overdueBy', { time: formatDuration(now - toInstant(item.dueAt), lang) })}</strong>
                  ) : (
                    <Countdown until={item.dueAt} over={say('overdue')} />
                  )}
                  <span className={styles.moment}>
                    {say('you')} · {formatEnd(item.dueAt, lang)}
                  </span>
                </>
              ) : (
                <span className={styles.moment}>{say('noDeadline')}</span>
              )}
            </span>
            <IconChevronRight size={18} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
