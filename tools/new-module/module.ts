/** What a new room begins with: one record, one act, one fact, one rule, told and read back, with its test. Everything in it is meant to be written over. */

export interface NewModule {
  readonly name: string
  /** The same with a capital. */
  readonly Name: string
  readonly level: number
  /** What the ids of its records begin with. */
  readonly prefix: string
  /** Of its rule in the table of rules. */
  readonly ruleNo: number
}

const readme = ({ name, level }: NewModule): string => `# ${name}

Level ${level}.

**Owns** — say in one sentence which state only this module may change.

**States** — name the lifecycle table in \`core/\` and what each state means.

**Invariants** — what must hold after every commit; each has a line in \`checks.ts\` or a constraint.

**Facts out** — \`${name}.noted\`, readable by everybody. **Reacts to** — foreign facts and what happens then, in \`reactions.ts\`.

**Law** — \`${name}.perPerson\` is the market's own. Sources of the rules that decide here, by rulebook key.
`

const index = ({ name }: NewModule): string => `/** The door of \`${name}\`. */
import { declareModule } from '#platform/command/module.ts'
import { ${name}Contract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { ${name}Facts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { ${name}Rules } from './rules.ts'

export const ${name}Module = declareModule({
  name: '${name}',
  contract: ${name}Contract,
  commands,
  queries,
  facts: ${name}Facts,
  messages: { zh, en, refusals },
  rules: ${name}Rules,
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
  note: command({ path: '/${name}', summary: 'Note something', tag, access: 'signed-in', refusals: ['${name}.too_many_notes'] })
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
import { actorIdOf } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { ${name}Contract } from './api.ts'
import { ${name}Facts } from './facts.ts'
import { countNotes, insertNote } from './store.ts'

export const commands: Commands<typeof ${name}Contract, 'note'> = {
  note: async (act, { title }) => {
    const notedBy = actorIdOf(act.actor)
    await holdNamedLock(act.tx, \`${name}.note:\${notedBy}\`)
    const room = countWithin(await rulesAt(act.tx, act.now), '${name}.perPerson', await countNotes(act.tx, notedBy), '${name}.too_many_notes')
    if (!room.ok) return room
    const id = act.newId('${prefix}')
    await insertNote(act.tx, { id, title, notedBy, notedAt: act.now })
    act.publish(${name}Facts.noted, { subject: id, body: { title } })
    return ok({ id })
  },
}
`

const store = ({ name }: NewModule): string => `/** The only SQL that writes. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'

export interface Tables {
  '${name}.note': { id: string; title: string; notedBy: string; notedAt: InstantColumn }
}

interface Note {
  readonly id: string
  readonly title: string
  readonly notedBy: string
  readonly notedAt: Instant
}

export const countNotes = async (reader: Reader, notedBy: string): Promise<number> => {
  const { count } = await reading<Tables>(reader)
    .selectFrom('${name}.note')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('notedBy', '=', notedBy)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const insertNote = async (tx: Tx, note: Note): Promise<void> => {
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

/** Set by the market itself, for the market: the one kind of rule that needs no law to be found first. */
const rules = ({ name, Name, ruleNo }: NewModule): string => `/** What the code of this room decides by. After a change: \`npm run gen-law\`. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const ${name}Rules: readonly RuleDeclaration[] = [
  {
    no: ${ruleNo},
    key: '${name}.perPerson',
    group: 'platform',
    value: 20,
    unit: 'count',
    min: 1,
    max: 1000,
    title: { zh: '每人记录数上限（${Name}）', en: 'Most notes of one person (${Name})' },
    bound: { zh: '防止滥用', en: 'Against abuse' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
`

const messages = ({ name }: NewModule): string => `/** Every code, state, field and label in both languages. */
import type { RefusalKinds } from '#kernel/result.ts'

export const zh = {
  '${name}.too_many_notes': '您已有 {used} 条记录，最多 {allowed} 条。',
  'fact.${name}.noted': '记录：{title}',
} as const

export const en = {
  '${name}.too_many_notes': 'You have {used} notes; at most {allowed} are kept.',
  'fact.${name}.noted': 'Noted: {title}',
} satisfies Record<keyof typeof zh, string>

/** What a refusal is where it is more than a rule that says no. */
export const refusals = {
  tooMany: ['${name}.too_many_notes'],
} satisfies RefusalKinds<keyof typeof zh>
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
  noted_by text not null,
  noted_at timestamptz not null
);
create index note_newest on ${name}.note (noted_at desc, id desc);
create index note_of_person on ${name}.note (noted_by);
\`,
}
`

const test = ({ name }: NewModule): string => `import { expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'
import { ${name}Rules } from './rules.ts'

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

it('nobody notes more than the rule allows', async () => {
  const m = await market()
  const person = await m.person({ name: '记录人', roles: [] })
  const allowed = Number(${name}Rules[0]?.value)
  for (let each = 0; each < allowed; each += 1) await m.as(person).${name}.note({ title: '一条' })
  expect(await m.as(person).${name}.note({ title: '多一条' })).toMatchObject({ ok: false, refusal: { code: '${name}.too_many_notes', params: { allowed } } })
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
  'rules.ts': rules(module),
  'messages.ts': messages(module),
  'checks.ts': checks(module),
  'migrations/0001_initial.ts': migration(module),
  [`${module.name}.db.test.ts`]: test(module),
})
