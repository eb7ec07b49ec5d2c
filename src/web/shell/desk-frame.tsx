/** Desks: the tasks of the viewer's roles on the left, the page beside them. */
import { Outlet } from 'react-router'
import type { Route } from './+types/desk-frame.ts'
import { NavLink } from 'react-router'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
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
  return (
    <div className={styles.desk}>
      <nav aria-label={say('tasks')} className={styles.nav} data-no-print>
        <NavLink to={localPath(lang, '/desk')} end>
          {say('home')}
        </NavLink>
        {deskTasks
          .filter(({ roles }) => holdsAny(viewer, roles))
          .map((task) => (
            <NavLink key={task.path} to={localPath(lang, task.path)}>
              {task[lang]}
            </NavLink>
          ))}
      </nav>
      <div className={styles.page}>
        <Outlet />
      </div>
    </div>
  )
}
export default DeskFrame
