/** How much waits behind each line of the desks' navigation. */
import { capabilities } from '../capabilities.server.ts'
import type { Place } from '../i18n/place.ts'
import type { DeskGroup } from './capability.ts'
import type { waitingFor } from './waiting.server.ts'

type Waiting = Awaited<ReturnType<typeof waitingFor>>

export const sumOf = (waiting: Waiting): number => waiting.reduce((sum, { count }) => sum + count, 0)

const pathOf = (page: Place): string => `${page.replace(/[?#].*$/, '')}/`

const groupOf = new Map(capabilities.map(({ name, group = 'market' }) => [name, group] as const))

/** A line is counted where it is worked off: at the task whose page is nearest, else at the first of its capability; and in the group of that. */
export const deskCounts = <Task extends { readonly page: Place; readonly of: string }>(waiting: Waiting, tasks: readonly Task[]) => {
  const nearest = ({ item, of }: Waiting[number]): Task | undefined =>
    tasks.filter(({ page }) => pathOf(item.to).startsWith(pathOf(page))).toSorted((one, other) => other.page.length - one.page.length)[0] ??
    tasks.find((task) => task.of === of)
  const groups: Partial<Record<DeskGroup, number>> = {}
  const counts = new Map<Task, number>()
  for (const line of waiting) {
    const group = groupOf.get(line.of) ?? 'market'
    groups[group] = (groups[group] ?? 0) + line.count
    const task = nearest(line)
    if (task) counts.set(task, (counts.get(task) ?? 0) + line.count)
  }
  return { groups, tasks: tasks.map((task) => ({ ...task, count: counts.get(task) ?? 0 })) }
}
