/** First screen of every role: what waits for me. */
import type { Route } from './+types/home.ts'
import { langOfPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, requireViewer } from '../../shell/calls.ts'
import { deskTasks, roleNames } from '../../shell/desks.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { TodoList } from '../../ui/todo-list.tsx'
import styles from './home.module.css'
import { todoSources } from './todo-sources.ts'

const text = texts({
  zh: { title: '工作台', waiting: '待我办理', tasks: '业务', hello: '{name}，您好' },
  en: { title: 'Desk', waiting: 'Waiting for me', tasks: 'Tasks', hello: 'Good day, {name}' },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const lang = langOfPath(new URL(request.url).pathname)
  const sources = todoSources.filter(({ roles }) => holdsAny(viewer, roles))
  const found = await Promise.all(sources.map(({ load }) => ifAllowed(load({ api: apiOf(context), viewer, lang }))))
  return { items: found.flatMap((items) => items ?? []) }
}

const DeskHome = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const tasks = deskTasks.filter(({ roles }) => holdsAny(viewer, roles))
  const roles = [...new Set(viewer?.mandates.map(({ role }) => role))]
  return (
    <Page width="wide">
      <PageHead title={say('hello', { name: viewer?.name ?? '' })} subtitle={roles.map((role) => roleNames[role][lang]).join(' · ')} />
      <Section title={say('waiting')}>
        <TodoList items={loaderData.items} />
      </Section>
      {tasks.length > 0 ? (
        <Section title={say('tasks')}>
          <ul className={styles.tasks}>
            {tasks.map((task) => (
              <li key={task.path}>
                <LocalLink to={task.path}>{task[lang]}</LocalLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}
export default DeskHome
