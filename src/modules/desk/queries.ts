/** Every module is asked once. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok } from '#kernel/result.ts'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { Messages, Module, Queries } from '#platform/command/module.ts'
import type { deskContract } from './api.ts'

/** The soonest due first, then what has waited longest; the id breaks ties. */
const orderOf = ({ until, since, id }: Waiting): string => `${until ?? '9999'}|${since}|${id}`

/** As many of one kind as are told at all: there may be more. */
const isFull = (items: readonly Waiting[]): boolean => {
  const counts = new Map<string, number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts.values()].some((count) => count >= MOST_WAITING)
}

/** What to do, as a verb. */
const worded = (words: Messages | undefined, kind: string, act: string): Bilingual => {
  const key = `waiting.${kind}.${act}`
  return { zh: words?.zh[key] ?? key, en: words?.en[key] ?? key }
}

export const queriesOver = (modules: readonly Module[]): Queries<typeof deskContract, 'waiting' | 'turns'> => ({
  turns: {
    list: async (_view, { kind, state }) => {
      const source = modules.find(({ waiting }) => waiting?.tables[kind])?.waiting
      const lines = source?.tables[kind]?.[state] ?? []
      return ok({ items: lines.map(({ act, of, roles }) => ({ act, of, roles: [...roles], text: worded(source?.words, kind, act) })) })
    },
  },
  waiting: async (view) => {
    const lists = await Promise.all(
      modules.map(async ({ waiting }) => {
        // Whom no line of its tables can concern has nothing to ask it.
        if (!waiting || Object.values(waiting.tables).every((table) => claimsOf(table, view.actor).length === 0)) return []
        return (await waiting.read(view)).map((item) => ({ ...item, text: worded(waiting.words, item.kind, item.act) }))
      }),
    )
    return ok({ items: lists.flat().toSorted((one, other) => orderOf(one).localeCompare(orderOf(other))), hasMore: lists.some(isFull) })
  },
})
