/** Desks: the tasks of the viewer's roles on the left, the page beside them. */
import { useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation } from 'react-router'
import type { Route } from './+types/desk-frame.ts'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { deskPage } from '../pages/desk/addresses.ts'
import { capabilities } from '../capabilities.server.ts'
import { requireViewer } from './calls.ts'
import styles from './desk-frame.module.css'
import { holdsAny } from './market.ts'

const text = texts({ zh: { tasks: '工作台', home: '待办' }, en: { tasks: 'Desk', home: 'Waiting for me' } })

export const loader = ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const tasks = capabilities.flatMap((each) => each.tasks ?? []).filter(({ roles }) => holdsAny(viewer, roles))
  return { tasks: tasks.map(({ page, zh, en }) => ({ page, zh, en })) }
}

const DeskFrame = ({ loaderData: { tasks } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname } = useLocation()
  // One task is open: of `/desk/finance` and `/desk/finance/payouts` the nearer one.
  const [open] = tasks
    .filter(({ page }) => `${pathname}/`.startsWith(`${localPath(lang, page)}/`))
    .toSorted((left, right) => right.page.length - left.page.length)
  // On a phone the tasks are one line that scrolls: the open one is brought into sight.
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const item = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && item) nav.current.scrollLeft = item.offsetLeft - (nav.current.clientWidth - item.clientWidth) / 2
  }, [pathname])
  return (
    <div className={styles.desk}>
      <nav ref={nav} aria-label={say('tasks')} className={styles.nav} data-no-print>
        <NavLink to={localPath(lang, deskPage())} end>
          {say('home')}
        </NavLink>
        {tasks.map((task) => (
          <Link key={task.page} to={localPath(lang, task.page)} aria-current={task === open ? 'page' : undefined}>
            {task[lang]}
          </Link>
        ))}
      </nav>
      <div className={styles.page}>
        <Outlet />
      </div>
    </div>
  )
}
export default DeskFrame
