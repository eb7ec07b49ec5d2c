/** Makes and mounts a new module that passes the guards: `npm run new-module -- <name>`. Its level stands in `.dependency-cruiser.cjs` first. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [name] = process.argv.slice(2)
const root = process.cwd()

const stop = (reason: string): never => {
  console.error(reason)
  process.exit(2)
}

if (!name || !/^[a-z]{3,20}$/.test(name)) throw stop('usage: npm run new-module -- <name: 3-20 lower-case letters>')
const directory = path.join(root, 'src/modules', name)
if (existsSync(directory)) stop(`src/modules/${name} exists already`)

const table = readFileSync(path.join(root, '.dependency-cruiser.cjs'), 'utf8')
const levelOf = (module: string): number => Number(new RegExp(`\\b${module}: (\\d)\\b`).exec(table)?.[1] ?? NaN)
const level = levelOf(name)
if (Number.isNaN(level)) stop(`add "${name}: <level>" to LEVELS in .dependency-cruiser.cjs first: the level is a decision, not a default`)

const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`

const files: Record<string, string> = {
  'README.md': `# ${name}

Level ${level}.

**Owns** — say in one sentence which state only this module may change.

**States** — name the lifecycle table in \`core/\` and what each state means.

**Invariants** — what must hold after every commit; each has a line in \`checks.ts\` or a constraint.

**Facts out** — types and who may read their bodies. **Reacts to** — foreign facts and what happens then.

**Law** — sources of the rules that decide here, by rulebook key.
`,
  'index.ts': `/** The door of \`${name}\`. */
import type { Module } from '#platform/command/module.ts'
import { ${name}Contract } from './api.ts'
import { en, zh } from './messages.ts'
import { queries } from './queries.ts'

export const ${name}Module: Module = {
  name: '${name}',
  contract: ${name}Contract,
  queries,
  messages: { zh, en },
}
`,
  'api.ts': `import { z } from 'zod'
import { query } from '#contract/operation.ts'

export const ${name}Contract = {
  describe${Name}: query({ path: '/${name}', summary: 'What this module is for', tag: '${name}', access: 'public' })
    .input(z.object({}))
    .output(z.object({ name: z.string() })),
}
`,
  'queries.ts': `import type { Queries } from '#platform/command/module.ts'
import { ok } from '#kernel/result.ts'
import type { ${name}Contract } from './api.ts'

export const queries: Queries<typeof ${name}Contract, keyof typeof ${name}Contract> = {
  describe${Name}: async () => ok({ name: '${name}' }),
}
`,
  'messages.ts': `export const zh = {
  'label.${name}': '${name}',
} as const

export const en = {
  'label.${name}': '${name}',
} satisfies Record<keyof typeof zh, string>
`,
  [`${name}.db.test.ts`]: `import { describe, expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'

const visitor = { kind: 'visitor', personId: null, mandates: [] } as const

describe('${name}', () => {
  it('tells a visitor what it is for', async () => {
    const m = await market()
    expect(await m.as(visitor).${name}.describe${Name}({})).toEqual({ ok: true, value: { name: '${name}' } })
  })
})
`,
}

mkdirSync(directory, { recursive: true })
for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, file), text)

/** Puts a line into a list of lines that are alike, before the first that has to come after it, else behind the last. */
const insertLine = (text: string, line: string, { of, isAfter }: { readonly of: RegExp; readonly isAfter: (module: string) => boolean }): string => {
  const lines = text.split('\n')
  const found = lines.flatMap((each, index) => {
    const module = of.exec(each)?.[1]
    return module === undefined ? [] : [{ index, module }]
  })
  const next = found.find(({ module }) => isAfter(module))?.index ?? (found.at(-1)?.index ?? 0) + 1
  return [...lines.slice(0, next), line, ...lines.slice(next)].join('\n')
}

const mount = (file: string, insertions: readonly (readonly [line: string, of: RegExp, isAfter: (module: string) => boolean])[]): void => {
  const at = path.join(root, file)
  writeFileSync(
    at,
    insertions.reduce((text, [line, of, isAfter]) => insertLine(text, line, { of, isAfter }), readFileSync(at, 'utf8')),
  )
}

const byName = (module: string) => module > name
const byLevel = (module: string) => levelOf(module) > level
mount('src/app/modules.ts', [
  [`import { ${name}Module } from '#modules/${name}/index.ts'`, /^import \{ ([a-z]+)Module \} from/, byName],
  [`    ${name}Module,`, /^ {4}([a-z]+)(?:Module|[.]module)\b/, byLevel],
])
mount('src/modules/contracts.ts', [
  [`import { ${name}Contract } from '#modules/${name}/api.ts'`, /^import \{ ([a-z]+)Contract \} from/, byLevel],
  [`  readonly ${name}: typeof ${name}Contract`, /^ {2}readonly ([a-z]+): typeof/, byLevel],
  [`  ${name}: ${name}Contract,`, /^ {2}([a-z]+): [a-z]+Contract,/, byLevel],
])
console.info(`src/modules/${name} made and mounted; its test passes. Next: say in its README what it owns.`)
