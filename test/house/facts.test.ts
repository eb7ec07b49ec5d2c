/** What is promised of facts: every one has a teller, words in both languages and labels; every subscription hears a fact that somebody tells. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openDiskStore } from '#platform/files/disk.ts'
import { moduleList } from '../../src/app/modules.ts'

const root = path.resolve(import.meta.dirname, '../..')
const filesUnder = (directory: string): readonly string[] =>
  readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const { modules } = moduleList({
  demo: true,
  files: openDiskStore(tmpdir()),
  dataDirectory: tmpdir(),
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})
const facts = modules.flatMap((module) => Object.entries(module.facts ?? {}).map(([name, fact]) => ({ module, name, fact })))
const texts = {
  zh: Object.assign({}, ...modules.map((module) => module.messages.zh)) as Record<string, string>,
  en: Object.assign({}, ...modules.map((module) => module.messages.en)) as Record<string, string>,
}
const shapeOf = (body: z.ZodType): Readonly<Record<string, z.ZodType>> => (body as z.ZodObject<Record<string, z.ZodType>>).shape

/** Told inside the database, by SQL. */
const TOLD_BY_SQL: readonly string[] = ['party.account_changed']

/** Rooms that were part of another: what was told before the division keeps its name in the log. The list may only shrink. */
const BORN_IN: Readonly<Record<string, string>> = { payment: 'ledger' }

describe('facts', () => {
  it('are declared once, by the module whose name they carry or that was divided from it', () => {
    expect(facts.length).toBeGreaterThan(100)
    expect(facts.filter(({ module, name, fact }) => ![module.name, BORN_IN[module.name]].some((room) => fact.type === `${room}.${name}`))).toEqual([])
    const types = facts.map(({ fact }) => fact.type)
    expect(types.filter((type, nth) => types.indexOf(type) !== nth)).toEqual([])
  })
  it('are each told somewhere, by their own module', () => {
    const silent = facts.filter(({ module, name, fact }) => {
      const sources = filesUnder(`src/modules/${module.name}`).filter((file) => file.endsWith('.ts') && !/(?:\.test|\/facts|\/messages)\.ts$/.test(file))
      const told = new RegExp(`Facts\\.${name}\\b|Facts\\[\`invitation_|'${name}'`)
      return !TOLD_BY_SQL.includes(fact.type) && !sources.some((file) => told.test(read(file)))
    })
    expect(silent.map(({ fact }) => fact.type)).toEqual([])
  })
  it('are published by their declaration only', () => {
    const bare = filesUnder('src/modules').filter((file) => /act\.publish\(\{/.test(read(file)))
    expect(bare).toEqual([])
  })
  it('have words in both languages, which name only what the body says', () => {
    const wordless = facts.filter(({ fact }) => !texts.zh[`fact.${fact.type}`] || !texts.en[`fact.${fact.type}`])
    expect(wordless.map(({ fact }) => fact.type)).toEqual([])
    const unsaid = facts.flatMap(({ fact }) =>
      [texts.zh, texts.en].flatMap((words) =>
        [...(words[`fact.${fact.type}`] ?? '').matchAll(/\{(\w+)\}/g)]
          .filter(([, key = '']) => !(key in shapeOf(fact.body)))
          .map(([hole]) => `${fact.type} ${hole}`),
      ),
    )
    expect(unsaid).toEqual([])
  })
  it('have words only while they are declared', () => {
    const declared = new Set(facts.map(({ fact }) => `fact.${fact.type}`))
    expect(Object.keys(texts.zh).filter((key) => key.startsWith('fact.') && !declared.has(key))).toEqual([])
  })
})

describe('bodies that anybody may read', () => {
  /** Ids, digests, codes and the addresses of other records: the original text beside shows them; a group is shown by what is in it. */
  const isReference = (key: string) => /(?:Id|Ids|Sha256|Commitment|Key|Ref)$|^(?:rule|rules|key|region|vkey|previous|replaces|subject|methodTerms)$/.test(key)
  it('have a label in both languages for every word', async () => {
    const place = filesUnder('src/web').find((file) => file.endsWith('/evidence-fields.ts'))
    const { fieldNames } = (await import(path.join(root, place ?? ''))) as { fieldNames: Record<'zh' | 'en', Record<string, string | undefined>> }
    const keys = new Set(facts.flatMap(({ fact }) => (fact.readers === 'named' ? [] : Object.keys(shapeOf(fact.body)))))
    const labelled = (lang: 'zh' | 'en', key: string) => fieldNames[lang][key] ?? fieldNames[lang][key.replace(/(?:Zh|En)$/, lang === 'zh' ? 'Zh' : 'En')]
    expect([...keys].filter((key) => !isReference(key) && !(labelled('zh', key) && labelled('en', key))).toSorted()).toEqual([])
  })
})

describe('subscriptions', () => {
  const subscriptions = modules.flatMap((module) => (module.reactions ?? []).map((reaction) => ({ module, reaction })))
  it('hear facts that a module declares', () => {
    const declared = new Set(facts.map(({ fact }) => fact))
    expect(subscriptions.length).toBeGreaterThan(20)
    expect(subscriptions.filter(({ reaction }) => !declared.has(reaction.on)).map(({ reaction }) => reaction.name)).toEqual([])
  })
  it('carry the name of their module, unless they only finish what waits under an older one', () => {
    expect(
      subscriptions.filter(({ module, reaction }) => !reaction.isRetired && !reaction.name.startsWith(`${module.name}.`)).map(({ reaction }) => reaction.name),
    ).toEqual([])
  })
  it('never read a body by hand', () => {
    const suspects = filesUnder('src/modules').filter((file) => file.endsWith('reactions.ts') && /body\[['"`]/.test(read(file)))
    expect(suspects).toEqual([])
  })
})

describe('walls', () => {
  interface Side {
    readonly path?: string | readonly string[]
    readonly pathNot?: string | readonly string[]
  }
  const { forbidden } = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
    readonly forbidden: readonly { readonly name: string; readonly from: Side; readonly to: Side }[]
  }
  const files = filesUnder('src')
  const patterns = (side: Side) => [side.path ?? [], side.pathNot ?? []].flat()

  it('name no file that does not exist', () => {
    const named = forbidden.flatMap(({ name, from, to }) =>
      [...patterns(from), ...patterns(to)].flatMap((pattern) =>
        [...pattern.matchAll(/\/(?:\(([a-z|-]+)\)|([a-z-]+))\[[.]\]ts/g)].flatMap(([, many, one]) =>
          (many ?? one ?? '').split('|').map((file) => ({ name, file: `/${file}.ts` })),
        ),
      ),
    )
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter(({ file }) => !files.some((each) => each.endsWith(file)))).toEqual([])
  })
  it('stand around files that exist', () => {
    // A level may wait for its module.
    const built = forbidden.filter(({ name }) => !name.startsWith('no-upward-from-') || modules.some((module) => name === `no-upward-from-${module.name}`))
    const empty = built.filter(
      ({ from }) => from.path !== undefined && ![from.path].flat().some((pattern) => files.some((file) => new RegExp(pattern).test(file))),
    )
    expect(empty.map(({ name }) => name)).toEqual([])
    const walled = files.filter((file) => /^src\/modules\/[^/]+\/facts\.ts$/.test(file))
    expect(walled.length).toBe(modules.filter((module) => module.facts !== undefined).length)
  })
})
