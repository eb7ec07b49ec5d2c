/** What is promised of who waits: every kind and act has words in both languages and a page, and no kind belongs to two modules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDiskStore } from '#platform/files/disk.ts'
import { moduleList } from '../../src/app/modules.ts'
import { capabilities } from '../../src/web/capabilities.server.ts'

const { modules } = moduleList({
  demo: true,
  files: openDiskStore(tmpdir()),
  dataDirectory: tmpdir(),
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})
const tables = modules.flatMap(({ waiting }) =>
  Object.entries(waiting?.tables ?? {}).map(([kind, waits]) => ({ kind, waits, words: waiting?.words ?? { zh: {}, en: {} } })),
)
const kinds = tables.map(({ kind }) => kind)
const pages = capabilities.flatMap(({ waitingAt = {} }) => Object.keys(waitingAt))

describe('who waits', () => {
  it('is told of kinds that one module has', () => {
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((kind, nth) => kinds.indexOf(kind) !== nth)).toEqual([])
  })
  it('is told by every module with a lifecycle of its own', () => {
    const coresOf = (name: string) => path.join(import.meta.dirname, '../../src/modules', name, 'core')
    const hasStates = (name: string) =>
      existsSync(coresOf(name)) &&
      readdirSync(coresOf(name)).some(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && /\blifecycle\(/.test(readFileSync(path.join(coresOf(name), file), 'utf8')),
      )
    const living = modules.filter(({ name }) => hasStates(name))
    expect(living.length).toBeGreaterThan(8)
    // Demands wait for whoever has the technology, which is nobody in particular; holds for what becomes of their lot.
    expect(living.filter(({ waiting }) => waiting === undefined).map(({ name }) => name)).toEqual(['ledger', 'demand'])
  })
  it.each(tables)('$kind has its words in both languages', ({ kind, waits, words }) => {
    const acts = [...new Set(Object.values(waits).flatMap((lines) => lines.map(({ act }) => act)))]
    expect(acts.length).toBeGreaterThan(0)
    const keys = acts.map((act) => `waiting.${kind}.${act}`)
    expect(keys.filter((key) => !words.zh[key] || !words.en[key])).toEqual([])
    const said = Object.keys(words.zh).filter((key) => key.startsWith(`waiting.${kind}.`))
    expect(said.toSorted()).toEqual(keys.toSorted())
  })
  it('is led to the page where it is worked off', () => expect(pages.toSorted()).toEqual(kinds.toSorted()))
})
