/** Every lifecycle table of the house: no state that cannot be reached, none that cannot be left unless it is an end. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const modules = path.resolve(import.meta.dirname, '../../src/modules')

const tables = (
  await Promise.all(
    readdirSync(modules).flatMap((name) => {
      const core = path.join(modules, name, 'core')
      return existsSync(core)
        ? readdirSync(core)
            .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
            .map(async (file) => ({ name, file, exports: (await import(path.join(core, file))) as Record<string, unknown> }))
        : []
    }),
  )
).flatMap(({ name, file, exports }) =>
  Object.entries(exports)
    .filter((entry): entry is [string, { validate: () => readonly unknown[] }] => typeof (entry[1] as { validate?: unknown } | null)?.validate === 'function')
    .map(([label, table]) => [`${name}/${file} ${label}`, table] as const),
)

describe('lifecycle tables', () => {
  it('exist', () => expect(tables.length).toBeGreaterThan(5))
  it.each(tables)('%s is sound', (_label, table) => expect(table.validate()).toEqual([]))
})
