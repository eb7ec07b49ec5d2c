/** The anatomy of every page: head, sections, columns, tabs by address. */
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { Instant } from '#kernel/instant.ts'
import { texts, useForeign, useSay } from '../i18n/lang.ts'
import type { Address } from '../i18n/place.ts'
import type { CommandOutcome } from '../shell/calls.ts'
import { useVisit } from '../shell/market.ts'
import { Countdown } from './countdown.tsx'
import styles from './layout.module.css'
import { Banner } from './notices.tsx'
import { unbroken } from './unbroken.tsx'

const text = texts({
  zh: { trail: '所在位置', stands: '目前状态：' },
  en: { trail: 'You are here', stands: 'It stands now as: ' },
})

interface PageProps {
  readonly children: ReactNode
  /** `wide` for tables and desks, `narrow` for forms and reading. */
  readonly width?: 'normal' | 'wide' | 'narrow'
}

export const Page = ({ children, width = 'normal' }: PageProps) => (
  <div className={width === 'normal' ? styles.page : `${styles.page} ${styles[width]}`}>{children}</div>
)

interface PageHeadProps {
  readonly title: ReactNode
  /** The name in the other language, or one sentence about the page. */
  readonly subtitle?: ReactNode
  /** Catalogue, lot or contract number. */
  readonly number?: string | null | undefined
  /** A StateBadge. */
  readonly state?: ReactNode
  /** What ends when: shown with a countdown. */
  readonly deadline?: { readonly label: string; readonly at: Instant | string } | null | undefined
  readonly trail?: readonly { readonly label: string; readonly to: Address }[]
  /** Buttons on the right. */
  readonly actions?: ReactNode
  /** Of an act on the page's record: once done, the page stands at its top and says so. */
  readonly outcome?: CommandOutcome<unknown> | undefined
}

export const PageHead = ({ title, subtitle, number, state, deadline, trail, actions, outcome }: PageHeadProps) => {
  const say = useSay(text)
  const foreign = useForeign()
  const { formKey } = useVisit()
  return (
    <div className={styles.head}>
      {trail && trail.length > 0 ? (
        <nav aria-label={say('trail')}>
          <ol className={styles.trail}>
            {trail.map(({ label, to }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className={styles.headRow}>
        <div className={styles.headText}>
          <h1 lang={foreign(title)}>{unbroken(title)}</h1>
          {subtitle ? (
            <p className={styles.subtitle} lang={foreign(subtitle)}>
              {unbroken(subtitle)}
            </p>
          ) : null}
          {number || state || deadline ? (
            <div className={styles.headFacts}>
              {state}
              {number ? <span className={styles.number}>{number}</span> : null}
              {deadline ? (
                <span className={styles.deadline}>
                  {deadline.label} <Countdown until={deadline.at} />
                </span>
              ) : null}
            </div>
          ) : null}
        </div>
        {actions ? <div className={styles.headActions}>{actions}</div> : null}
      </div>
      {outcome?.ok ? (
        <Banner key={formKey} tone="success" isResult>
          {say('done')} {state ? say('stands') : null}
          {state}
        </Banner>
      ) : null}
    </div>
  )
}

interface SectionProps {
  readonly title?: ReactNode
  /** Small link or figure on the right of the title. */
  readonly aside?: ReactNode
  readonly about?: ReactNode
  readonly children: ReactNode
  /** On its own white sheet with a hairline. */
  readonly isSheet?: boolean
  readonly id?: string
}

export const Section = ({ title, aside, about, children, isSheet = false, id }: SectionProps) => (
  <section className={isSheet ? `${styles.section} ${styles.sheet}` : styles.section} {...(id ? { id } : {})}>
    {title || aside ? (
      <div className={styles.sectionHead}>
        {title ? <h2>{title}</h2> : null}
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </div>
    ) : null}
    {about ? <p className={styles.about}>{unbroken(about)}</p> : null}
    {children}
  </section>
)

/** What is there for those who want to know: closed until somebody opens it. */
export const Fold = ({ title, isOpen = false, children }: { readonly title: string; readonly isOpen?: boolean; readonly children: ReactNode }) => (
  <details className={styles.fold} open={isOpen}>
    <summary>{title}</summary>
    <div className={styles.foldBody}>{children}</div>
  </details>
)

/** Main column and a side column (360 px); the side comes below on narrow screens, or first with `sideFirst`. */
export const Columns = ({ main, side, sideFirst = false }: { readonly main: ReactNode; readonly side: ReactNode; readonly sideFirst?: boolean }) => (
  <div className={sideFirst ? `${styles.columns} ${styles.sideFirst}` : styles.columns}>
    <div className={styles.mainColumn}>{main}</div>
    <div className={styles.sideColumn}>{side}</div>
  </div>
)

export const Stack = ({ children, gap = 16 }: { readonly children: ReactNode; readonly gap?: 4 | 8 | 12 | 16 | 24 | 32 }) => (
  <div className={styles.stack} style={{ gap }}>
    {children}
  </div>
)

export const Row = ({ children, gap = 12 }: { readonly children: ReactNode; readonly gap?: 4 | 8 | 12 | 16 | 24 }) => (
  <div className={styles.row} style={{ gap }}>
    {children}
  </div>
)

interface TabsProps {
  readonly label: string
  /** Search parameter that holds the open tab. */
  readonly param?: string
  readonly tabs: readonly { readonly value: string; readonly label: string; readonly count?: number }[]
}

/** Tabs are links: the open one is in the address. The first is the default. */
export const Tabs = ({ label, param = 'tab', tabs }: TabsProps) => {
  const { pathname, search } = useLocation()
  const open = new URLSearchParams(search).get(param) ?? tabs[0]?.value
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ value, label: name, count }, index) => {
        const next = new URLSearchParams(search)
        next.delete('cursor')
        if (index === 0) next.delete(param)
        else next.set(param, value)
        return (
          <Link key={value} to={`${pathname}${next.size > 0 ? `?${next}` : ''}`} aria-current={value === open ? 'page' : undefined} preventScrollReset>
            {name}
            {count === undefined ? null : <span className={styles.tabCount}>{count}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
