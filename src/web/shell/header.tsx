/** Header: wordmark, search, halls, language, theme, log-in or desk. Works without JavaScript, menus included. */
import { IconBell, IconLanguage, IconLogin2, IconMenu2, IconSearch, IconUserCircle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Form, NavLink, useLocation } from 'react-router'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { inLang, localPath, otherLangPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { accountPage, loginPage, logoutPage } from '../pages/account/addresses.ts'
import { achievementsPage } from '../pages/achievement/addresses.ts'
import { deskPage } from '../pages/desk/addresses.ts'
import { frontPage } from '../pages/front/addresses.ts'
import { inboxPage } from '../pages/notification/addresses.ts'
import type { Viewer } from './context.ts'
import { useVisit } from './market.ts'
import styles from './header.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

const text = texts({
  zh: {
    brand: '浙江拍',
    market: '技术市场',
    home: '首页',
    halls: '大厅导航',
    search: '搜索',
    searchHint: '搜索成果、技术领域、单位',
    otherLang: 'English',
    switchLang: '切换到英文',
    menu: '菜单',
    inbox: '消息',
    unread: '消息，{count}条未读',
    logout: '退出登录',
  },
  en: {
    brand: 'Zhepai',
    market: 'technology market',
    home: 'front page',
    halls: 'Market halls',
    search: 'Search',
    searchHint: 'Technologies, fields, owners',
    otherLang: '中文',
    switchLang: 'Switch to Chinese',
    menu: 'Menu',
    inbox: 'Inbox',
    unread: 'Inbox, {count} unread',
    logout: 'Log out',
  },
})

/** Closes the menu after a choice, on Escape and on a click elsewhere; without JavaScript it is a plain disclosure. */
const useMenu = () => {
  const ref = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    if (ref.current) ref.current.open = false
  }, [key])
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        menu.open = false
        menu.querySelector('summary')?.focus()
      } else if (!menu.contains(event.target as Node)) menu.open = false
    }
    document.addEventListener('click', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('click', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return ref
}

export const Header = ({ viewer }: { readonly viewer: Viewer | null }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <header className={styles.header} data-shell>
      <div className={styles.bar}>
        <NavLink to={localPath(lang, frontPage())} end className={styles.brand ?? ''}>
          <Seal />
          <span className={styles.word}>{say('brand')}</span>
          <span className={styles.market}>{say('market')}</span>
          <span className="visually-hidden">{say('home')}</span>
        </NavLink>
        <nav className={styles.halls} aria-label={say('halls')}>
          <HallLinks />
        </nav>
        <Form action={localPath(lang, achievementsPage())} role="search" className={styles.search}>
          <input type="search" name="q" aria-label={say('searchHint')} placeholder={say('searchHint')} maxLength={100} />
          <button type="submit" aria-label={say('search')}>
            <IconSearch size={18} aria-hidden="true" />
          </button>
        </Form>
        <div className={styles.tools}>
          <span className={viewer ? styles.barLang : undefined}>
            <LangLink />
          </span>
          <span className={styles.barTheme}>
            <ThemeSwitch />
          </span>
          {viewer ? <AccountMenu viewer={viewer} /> : <LoginLink />}
          <PhoneMenu isSignedIn={viewer !== null} />
        </div>
      </div>
    </header>
  )
}

/** The seal of the market, drawn, so that it is the same on machines without Chinese fonts. */
const Seal = () => (
  <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" className={styles.seal}>
    <rect width="32" height="32" rx="5" fill="var(--vermilion-fill)" />
    <g fill="none" stroke="#fff" strokeWidth="2.3" strokeLinecap="round">
      <path d="M6 11h8M10 6v18l-3-1.500M6 18.500l8-2.500" />
      <path d="M17.500 11.500h8.500v13h-8.500zM17.500 18h8.500M22 6l-1.500 5" />
    </g>
  </svg>
)

const HallLinks = () => {
  const lang = useLang()
  const { halls } = useVisit()
  return (
    <ul className={styles.list}>
      {halls.map((hall) => (
        <li key={hall.page}>
          <NavLink to={localPath(lang, hall.page)}>{hall[lang]}</NavLink>
        </li>
      ))}
    </ul>
  )
}

const LangLink = () => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  // A whole new document: its `lang` and its texts change together.
  return (
    <a
      className={styles.tool}
      href={otherLangPath(pathname, search)}
      hrefLang={lang === 'zh' ? 'en' : 'zh-CN'}
      lang={lang === 'zh' ? 'en' : 'zh-CN'}
      title={say('switchLang')}
    >
      <IconLanguage size={20} aria-hidden="true" />
      <span className={styles.toolText}>{say('otherLang')}</span>
    </a>
  )
}

const LoginLink = () => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <NavLink className={styles.login ?? ''} to={localPath(lang, loginPage())}>
      <IconLogin2 size={20} aria-hidden="true" />
      <span>{say('login')}</span>
    </NavLink>
  )
}

/** More than this is many. */
const MOST_SHOWN = 99

const Bell = () => {
  const say = useSay(text)
  const lang = useLang()
  const { unread } = useVisit()
  return (
    <NavLink
      className={`${styles.tool} ${styles.bell}`}
      to={localPath(lang, inboxPage())}
      aria-label={unread > 0 ? say('unread', { count: unread }) : say('inbox')}
    >
      <IconBell size={22} aria-hidden="true" />
      {unread > 0 ? (
        <span className={styles.count} aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      ) : null}
    </NavLink>
  )
}

const AccountMenu = ({ viewer }: { readonly viewer: Viewer }) => {
  const say = useSay(text)
  const lang = useLang()
  const menu = useMenu()
  const name = inLang(viewer.name, lang)
  return (
    <>
      <NavLink className={styles.login ?? ''} to={localPath(lang, deskPage())}>
        {say('desk')}
      </NavLink>
      <Bell />
      <details className={styles.menu} ref={menu}>
        <summary className={styles.tool} aria-label={`${say('account')}: ${name}`}>
          <IconUserCircle size={22} aria-hidden="true" />
          <span className={`${styles.toolText} ${styles.accountName}`}>{name}</span>
        </summary>
        <div className={styles.panel}>
          <p className={styles.who}>{name}</p>
          <ul className={styles.mandates}>
            {viewer.mandates.map(({ organisationId, role }) => (
              <li key={`${organisationId}:${role}`}>
                {ROLE_NAMES[role][lang]}
                {viewer.organisationNames[organisationId] ? ` · ${viewer.organisationNames[organisationId][lang]}` : ''}
              </li>
            ))}
          </ul>
          <NavLink to={localPath(lang, accountPage())}>{say('security')}</NavLink>
          <Form method="post" action={localPath(lang, logoutPage())} reloadDocument>
            <button type="submit">{say('logout')}</button>
          </Form>
        </div>
      </details>
    </>
  )
}

/** What has no room beside an account on a phone stands in the menu. */
const PhoneMenu = ({ isSignedIn }: { readonly isSignedIn: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  const menu = useMenu()
  return (
    <details className={`${styles.menu} ${styles.phone}`} ref={menu}>
      <summary className={styles.tool} aria-label={say('menu')}>
        <IconMenu2 size={22} aria-hidden="true" />
      </summary>
      <nav className={styles.panel} aria-label={say('menu')}>
        <Form action={localPath(lang, achievementsPage())} role="search" className={styles.panelSearch}>
          <input type="search" name="q" aria-label={say('searchHint')} placeholder={say('searchHint')} maxLength={100} />
          <button type="submit" aria-label={say('search')}>
            <IconSearch size={18} aria-hidden="true" />
          </button>
        </Form>
        <HallLinks />
        {isSignedIn ? (
          <div className={styles.phoneLang}>
            <LangLink />
          </div>
        ) : null}
        <div className={styles.phoneTheme}>
          <ThemeSwitch />
        </div>
      </nav>
    </details>
  )
}
