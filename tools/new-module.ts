/** Makes the files of a new module that pass the guards: `npm run new-module -- <name> <level>`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [name, level] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '..')

if (!name || !/^[a-z]{3,20}$/.test(name) || !/^[0-9]$/.test(level ?? '')) {
  console.error('usage: npm run new-module -- <name: 3-20 lower-case letters> <level: 0-9>')
  process.exit(2)
}
const directory = path.join(root, 'src/modules', name)
if (existsSync(directory)) {
  console.error(`src/modules/${name} exists already`)
  process.exit(2)
}
const table = readFileSync(path.join(root, '.dependency-cruiser.cjs'), 'utf8')
if (!new RegExp(`\\b${name}: ${level}\\b`).test(table)) {
  console.error(`add "${name}: ${level}" to LEVELS in .dependency-cruiser.cjs first: the level is a decision, not a default`)
  process.exit(2)
}

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
import { ${name}Api } from './api.ts'
import { en, zh } from './messages.ts'
import { queries } from './queries.ts'

export const ${name}Module: Module = {
  name: '${name}',
  contract: ${name}Api,
  queries,
  messages: { zh, en },
}
`,
  'api.ts': `import { z } from 'zod'
import { query } from '#contract/operation.ts'

export const ${name}Api = {
  describe${name[0]?.toUpperCase()}${name.slice(1)}: query({ path: '/${name}', summary: 'What this module is for', tag: '${name}', access: 'public' })
    .input(z.object({}))
    .output(z.object({ name: z.string() })),
}
`,
  'queries.ts': `import type { Queries } from '#platform/command/module.ts'
import { ok } from '#kernel/result.ts'
import type { ${name}Api } from './api.ts'

export const queries: Queries<typeof ${name}Api, keyof typeof ${name}Api> = {
  describe${name[0]?.toUpperCase()}${name.slice(1)}: async () => ok({ name: '${name}' }),
}
`,
  'messages.ts': `export const zh = {
  'label.${name}': '${name}',
} as const

export const en = {
  'label.${name}': '${name}',
} satisfies Record<keyof typeof zh, string>
`,
}

mkdirSync(directory, { recursive: true })
for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, file), text)
console.info(`src/modules/${name} made. Next: mount it in src/app/modules.ts and src/app/contract.ts, and give its operation a test.`)
