/** Desks: the tasks of the viewer's roles on the left, the page beside them. */
import { IconBell, IconBulb, IconChecklist, IconCoins, IconGavel, IconScale, IconUsers } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation, type ShouldRevalidateFunctionArgs } from 'react-router'
import type { Route } from './+types/desk-frame.ts'
import { langOfPath, localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { deskPage } from '../pages/desk/addresses.ts'
import { capabilities } from '../capabilities.server.ts'
import { SearchLink, useSearch } from '../pages/desk/search-opener.tsx'
import { apiOf, requireViewer } from './calls.ts'
import styles from './desk-frame.module.css'
import { inboxPage } from '../pages/notification/addresses.ts'
import { appContext } from './context.ts'
import { deskCounts, sumOf } from './desk-counts.server.ts'
import { waitingFor } from './waiting.server.ts'
import { DESK_GROUPS, type DeskGroup } from './capability.ts'
import { holdsAny, useVisit } from './market.ts'

const text = texts({
  zh: {
    tasks: '工作台',
    waiting: '项待办',
    count: '{count}项待办',
    home: '待办',
    inbox: '消息',
    create: '成果与需求',
    trade: '交易',
    money: '资金与分配',
    house: '单位与账户',
    market: '市场',
  },
  en: {
    tasks: 'Desk',
    waiting: 'waiting for you',
    count: '{count} waiting for you',
    home: 'Waiting for me',
    inbox: 'Inbox',
    create: 'Supply and demand',
    trade: 'Trading',
    money: 'Money',
    house: 'Organisation',
    market: 'The market',
  },
})

const ICONS: Readonly<Record<DeskGroup, typeof IconBulb>> = { create: IconBulb, trade: IconGavel, money: IconCoins, house: IconUsers, market: IconScale }

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const { checklist, keep } = context.get(appContext)
  const tasks = capabilities.flatMap(({ name, group = 'market', tasks: own }) =>
    (own ?? []).filter(({ roles }) => holdsAny(viewer, roles)).map(({ page, zh, en }) => ({ of: name, group, page, zh, en })),
  )
  const waiting = await waitingFor({ api: apiOf(context), viewer, lang: langOfPath(new URL(request.url).pathname), checklist }, keep)
  return { ...deskCounts(waiting, tasks), all: sumOf(waiting) }
}

/** What waits may change with every page that one opens. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  defaultShouldRevalidate || currentUrl.pathname !== nextUrl.pathname

const DeskFrame = ({ loaderData: { tasks, groups, all } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname } = useLocation()
  const { unread } = useVisit()
  const search = useSearch()
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
        <ul>
          <li>
            <SearchLink onOpen={search.open} className={styles.keys} />
          </li>
          <li>
            <NavLink to={localPath(lang, deskPage())} end>
              <IconChecklist size={18} aria-hidden="true" /> {say('home')}
              <Count count={all} />
            </NavLink>
          </li>
          <li>
            <NavLink to={localPath(lang, inboxPage())}>
              <IconBell size={18} aria-hidden="true" /> {say('inbox')}
              {unread > 0 ? <span className={styles.unread}>{unread}</span> : null}
            </NavLink>
          </li>
        </ul>
        {DESK_GROUPS.map((group) => (
          <Group key={group} group={group} name={say(group)} count={groups[group] ?? 0} tasks={tasks.filter((task) => task.group === group)} open={open} />
        ))}
      </nav>
      <div className={styles.page}>
        <Outlet />
      </div>
      {search.dialog}
    </div>
  )
}
export default DeskFrame

type Task = Route.ComponentProps['loaderData']['tasks'][number]

/** What waits for the viewer there; read out with its word. */
const Count = ({ count }: { readonly count: number }) => {
  const say = useSay(text)
  return count === 0 ? null : (
    <span className={styles.count}>
      {count}
      <span className="visually-hidden"> {say('waiting')}</span>
    </span>
  )
}

interface GroupProps {
  readonly group: DeskGroup
  readonly name: string
  readonly count: number
  readonly tasks: readonly Task[]
  readonly open: Task | undefined
}

const Group = ({ group, name, count, tasks, open }: GroupProps) => {
  const say = useSay(text)
  const lang = useLang()
  const Icon = ICONS[group]
  if (tasks.length === 0) return null
  return (
    <div role="group" aria-label={count > 0 ? `${name}, ${say('count', { count })}` : name} className={styles.group}>
      <p className={styles.groupName} aria-hidden="true">
        <Icon size={16} /> {name}
        {count > 0 ? <span className={styles.count}>{count}</span> : null}
      </p>
      <ul>
        {tasks.map((task) => (
          <li key={task.page}>
            <Link to={localPath(lang, task.page)} aria-current={task === open ? 'page' : undefined}>
              {task[lang]}
              {tasks.length > 1 ? <Count count={task.count} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
