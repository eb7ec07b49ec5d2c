/** Whether what stands in the log is what the modules declare: no undeclared fact, no word missing, none too many, nobody reading more than is declared. */
import type { z } from 'zod'
import type { Module } from '#platform/command/module.ts'
import type { Database } from '#platform/db/database.ts'

interface Row {
  readonly type: string
  readonly body: string
  readonly visible_to: readonly string[] | null
}

export const unfitFacts = async (database: Database, modules: readonly Module[]): Promise<readonly string[]> => {
  const declared = new Map(modules.flatMap((module) => Object.values(module.facts ?? {})).map((fact) => [fact.type, fact]))
  const { rows } = await database.pool.query<Row>('select type, body, visible_to from platform.fact order by seq')
  if (rows.length === 0) throw new Error('there is no fact to look at')
  const problems = rows.flatMap(({ type, body, visible_to: named }) => {
    const fact = declared.get(type)
    if (!fact) return [`${type} is not declared`]
    const read = (fact.body as z.ZodObject).strict().safeParse(JSON.parse(body))
    const isOpen = named === null
    return [
      ...(read.success ? [] : [`${type}: ${read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`]),
      ...(fact.readers === 'either' || (fact.readers === 'public') === isOpen ? [] : [`${type}: read by ${isOpen ? 'everybody' : 'few'}`]),
    ]
  })
  return [...new Set(problems)]
}
