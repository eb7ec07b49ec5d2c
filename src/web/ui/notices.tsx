/** Words between the facts: empty states that teach, banners, results of an act. */
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconSeedling } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import styles from './notices.module.css'

interface EmptyStateProps {
  /** What will be here. */
  readonly title: string
  /** How it gets here. */
  readonly children?: ReactNode
  /** One button. */
  readonly action?: ReactNode
}

export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    <IconSeedling size={28} aria-hidden="true" />
    <p className={styles.emptyTitle}>{title}</p>
    {children ? <p className={styles.emptyText}>{children}</p> : null}
    {action}
  </div>
)

const ICONS = { info: IconInfoCircle, success: IconCircleCheck, warning: IconAlertTriangle, danger: IconAlertTriangle }

interface BannerProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger'
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** Tells screen readers at once: for the result of an act. Takes the focus when it appears. */
  readonly isResult?: boolean
}

export const Banner = ({ tone, title, children, isResult = false }: BannerProps) => {
  const Icon = ICONS[tone]
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isResult) box.current?.focus()
  }, [isResult])
  return (
    <div ref={box} className={`${styles.banner} ${styles[tone]}`} {...(isResult ? { role: 'status', tabIndex: -1 } : {})}>
      <Icon size={20} aria-hidden="true" />
      <div>
        {title ? <p className={styles.bannerTitle}>{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  )
}
