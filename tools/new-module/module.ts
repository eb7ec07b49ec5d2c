/** What a new room begins with: one record, one act, one fact, told and read back, with its test. Everything in it is meant to be written over. */

export interface NewModule {
  readonly name: string
  /** The same with a capital. */
  readonly Name: string
  readonly level: number
  /** What the ids of its records begin with. */
  readonly prefix: string
}

const readme = ({ name, level }: NewModule): string => `# ${name}

Level ${level}.

**Owns** — say in one sentence which state only this module may change.

**States** — name the lifecycle table in \`core/\` and what each state means.

**Invariants** — what must hold after every commit; each has a line in \`checks.ts\` or a constraint.

**Facts out** — \`${name}.noted\`, readable by everybody. **Reacts to** — foreign facts and what happens then, in \`reactions.ts\`.

**Law** — sources of the rules that decide here, by rulebook key.
`

const index = ({ name }: NewModule): string => `/** The door of \`${name}\`. */
import { declareModule } from '#platform/command/module.ts'
import { ${name}Contract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { ${name}Facts } from './facts.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'

export const ${name}Module = declareModule({
  name: '${name}',
  contract: ${name}Contract,
  commands,
  queries,
  facts: ${name}Facts,
  messages: { zh, en },
  migrations: [initial],
  checks,
})
`

const api = ({ name }: NewModule): string => `/** Operations as data. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { instantOutput, pageInput, pageOf } from '#contract/shapes.ts'

const tag = '${name}'

export const ${name}Contract = {
  list: query({ path: '/${name}', summary: 'What has been noted, newest first', tag, access: 'public' })
    .input(z.object({ ...pageInput }))
    .output(pageOf(z.object({ id: z.string(), title: z.string(), notedAt: instantOutput }))),
  note: command({ path: '/${name}', summary: 'Note something', tag, access: 'signed-in' })
    .input(z.object({ title: z.string().trim().min(1).max(200) }))
    .output(z.object({ id: z.string() })),
}
`

const facts = ({ name }: NewModule): string => `/** What the module tells. */
import { factsOf, text } from '#contract/fact.ts'

export const ${name}Facts = factsOf('${name}', {
  // Whose affair it is, is decided: here nobody's in person. A fact that concerns somebody stands in the notification's reactions instead.
  noted: { readers: 'public', isUntold: true, body: { title: text } },
})
`

const commands = ({ name, prefix }: NewModule): string => `/** Load, decide, save: one function per operation. */
import { ok } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { ${name}Contract } from './api.ts'
import { ${name}Facts } from './facts.ts'
import { insertNote } from './store.ts'

export const commands: Commands<typeof ${name}Contract, 'note'> = {
  note: async (act, { title }) => {
    const id = act.newId('${prefix}')
    await insertNote(act.tx, { id, title, notedAt: act.now })
    act.publish(${name}Facts.noted, { subject: id, body: { title } })
    return ok({ id })
  },
}
`

const store = ({ name }: NewModule): string => `/** The only SQL that writes. */
import type { Instant } from '#kernel/instant.ts'
import { timestamp, writing, type InstantColumn, type Tx } from '#platform/db/transaction.ts'

export interface Tables {
  '${name}.note': { id: string; title: string; notedAt: InstantColumn }
}

export const insertNote = async (tx: Tx, note: { readonly id: string; readonly title: string; readonly notedAt: Instant }): Promise<void> => {
  await writing<Tables>(tx)
    .insertInto('${name}.note')
    .values({ ...note, notedAt: timestamp(note.notedAt) })
    .execute()
}
`

const queries = ({ name }: NewModule): string => `/** Read models. */
import { instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, placeOf } from '#platform/db/page.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import type { ${name}Contract } from './api.ts'
import type { Tables } from './store.ts'

export const queries: Queries<typeof ${name}Contract, 'list'> = {
  list: async ({ reader }, { cursor, limit }) => {
    const after = placeOf(cursor)
    const rows = await reading<Tables>(reader)
      .selectFrom('${name}.note')
      .selectAll()
      .$if(after !== null, (query) =>
        query.where((eb) => eb(eb.refTuple('notedAt', 'id'), '<', eb.tuple(timestamp(instant(Number(after?.rank ?? 0))), after?.id ?? ''))),
      )
      .orderBy('notedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const { items, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.notedAt, row.id))
    return ok({ items: items.map(({ id, title, notedAt }) => ({ id, title, notedAt })), nextCursor, total: null })
  },
}
`

const messages = ({ name }: NewModule): string => `/** Every code, state, field and label in both languages. */
export const zh = {
  'fact.${name}.noted': '记录：{title}',
} as const

export const en = {
  'fact.${name}.noted': 'Noted: {title}',
} satisfies Record<keyof typeof zh, string>
`

const checks = ({ name }: NewModule): string => `import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  bound({
    name: '${name}: notes are what the log says',
    rows: \`select id, jsonb_build_object('title', title) as said from ${name}.note\`,
    facts: { '${name}.noted': {} },
  }),
]
`

const migration = ({ name }: NewModule): string => `import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: \`
create table ${name}.note (
  id text primary key,
  title text not null check (char_length(title) between 1 and 200),
  noted_at timestamptz not null
);
create index note_newest on ${name}.note (noted_at desc, id desc);
\`,
}
`

const test = ({ name }: NewModule): string => `import { expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'

const visitor = { kind: 'visitor', personId: null, mandates: [] } as const

it('what somebody notes is read by everybody and stands in the log', async () => {
  const m = await market()
  const person = await m.person({ name: '记录人', roles: [] })
  const noted = await m.as(person).${name}.note({ title: '第一条' })
  expect(noted).toMatchObject({ ok: true })
  expect(await m.as(visitor).${name}.list({})).toMatchObject({ ok: true, value: { items: [{ title: '第一条' }], nextCursor: null } })
  await m.settle()
  expect(await m.checks()).toEqual([])
})
`

/** By path inside the module's folder. */
export const moduleFiles = (module: NewModule): Readonly<Record<string, string>> => ({
  'README.md': readme(module),
  'index.ts': index(module),
  'api.ts': api(module),
  'facts.ts': facts(module),
  'commands.ts': commands(module),
  'store.ts': store(module),
  'queries.ts': queries(module),
  'messages.ts': messages(module),
  'checks.ts': checks(module),
  'migrations/0001_initial.ts': migration(module),
  [`${module.name}.db.test.ts`]: test(module),
})
