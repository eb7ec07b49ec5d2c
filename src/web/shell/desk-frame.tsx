/** Desks: the tasks of the viewer's roles on the left, the page beside them. */
import { useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation } from 'react-router'
import type { Route } from './+types/desk-frame.ts'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { deskPage } from '../pages/desk/addresses.ts'
import { requireViewer } from './calls.ts'
import styles from './desk-frame.module.css'
import { deskTasks } from './desks.ts'
import { holdsAny, useViewer } from './market.ts'

const text = texts({ zh: { tasks: '工作台', home: '待办' }, en: { tasks: 'Desk', home: 'Waiting for me' } })

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  return null
}

const DeskFrame = () => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const { pathname } = useLocation()
  const tasks = deskTasks.filter(({ roles }) => holdsAny(viewer, roles))
  // One task is open: of `/desk/finance` and `/desk/finance/payouts` the nearer one.
  const [open] = tasks
    .filter(({ path }) => `${pathname}/`.startsWith(`${localPath(lang, path)}/`))
    .toSorted((left, right) => right.path.length - left.path.length)
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
          <Link key={task.path} to={localPath(lang, task.path)} aria-current={task === open ? 'page' : undefined}>
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
