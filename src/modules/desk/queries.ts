/** Every module is asked once. */
import { ok } from '#kernel/result.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { Module, Queries } from '#platform/command/module.ts'
import type { deskContract } from './api.ts'

/** The soonest due first, then what has waited longest; the id breaks ties. */
const orderOf = ({ until, since, id }: Waiting): string => `${until ?? '9999'}|${since}|${id}`

/** As many of one kind as are told at all: there may be more. */
const isFull = (items: readonly Waiting[]): boolean => {
  const counts = new Map<string, number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts.values()].some((count) => count >= MOST_WAITING)
}

export const queriesOver = (modules: readonly Module[]): Queries<typeof deskContract, 'waiting'> => ({
  waiting: async (view) => {
    const lists = await Promise.all(
      modules.map(async ({ waiting }) => {
        if (!waiting) return []
        const { zh, en } = waiting.words
        return (await waiting.read(view)).map((item) => {
          const key = `waiting.${item.kind}.${item.act}`
          return { ...item, text: { zh: zh[key] ?? key, en: en[key] ?? key } }
        })
      }),
    )
    return ok({ items: lists.flat().toSorted((one, other) => orderOf(one).localeCompare(orderOf(other))), hasMore: lists.some(isFull) })
  },
})
