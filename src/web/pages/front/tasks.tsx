/** The six tasks of the province's plan, and what can be done for each of them here. */
import { Row, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { frontBlock } from './block.ts'
import type { frontWords } from './words.server.ts'
import styles from './tasks.module.css'

type Said = ReturnType<typeof frontWords>['tasks']

const Tasks = ({ data: { title, about, tasks } }: { readonly data: Said }) => (
  <Section title={title} about={about}>
    <ol className={styles.tasks}>
      {tasks.map(({ key, title: name, what, doors }) => (
        <li key={key}>
          <h3>
            {key} {name}
          </h3>
          <p>{what}</p>
          <Row gap={16}>
            {doors.map(({ to, label }) => (
              <LocalLink key={to} to={to}>
                {label}
              </LocalLink>
            ))}
          </Row>
        </li>
      ))}
    </ol>
  </Section>
)

/** The page's loader hands over the words. */
export const policyTasks = frontBlock<Said>({ name: 'tasks', Shown: Tasks })
