/** The repository tests itself: what every module promises by being a module. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { handlerOf } from '#platform/http/gateway.ts'
import { platformMessages } from '#platform/http/refusals.ts'
import { marketContract } from '../../src/modules/contracts.ts'
import { moduleList } from '../../src/app/modules.ts'
import { isExercised } from './exercised.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const filesUnder = (directory: string): string[] =>
  readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-house-'))
const { modules } = moduleList({
  demo: true,
  files: openDiskStore(directory),
  dataDirectory: directory,
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})
const names = readdirSync(path.join(root, 'src/modules'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
const operations = modules.flatMap((module) =>
  operationsOf(module.contract).map(([operation, procedure]) => ({
    module,
    operation,
    procedure,
    meta: procedure['~orpc'].meta as unknown as OperationMeta,
  })),
)
const texts = {
  zh: Object.assign({}, platformMessages.zh, ...modules.map((module) => module.messages.zh)) as Record<string, string>,
  en: Object.assign({}, platformMessages.en, ...modules.map((module) => module.messages.en)) as Record<string, string>,
}

describe('modules', () => {
  it('are all mounted, and all in the contract', () => {
    expect(modules.map((module) => module.name).toSorted()).toEqual(names.toSorted())
    expect(Object.keys(marketContract).toSorted()).toEqual(names.toSorted())
  })
  it.each(names)('%s has a README that says what it owns', (name) => {
    const text = read(`src/modules/${name}/README.md`)
    expect(text.length).toBeGreaterThan(400)
    expect(text.split('\n').length).toBeLessThan(160)
  })
  it.each(modules.map((module) => [module.name, module] as const))('%s speaks both languages with the same parameters', (_name, module) => {
    expect(Object.keys(module.messages.en).toSorted()).toEqual(Object.keys(module.messages.zh).toSorted())
    for (const [key, zh] of Object.entries(module.messages.zh)) {
      // A fact's body may carry a text in both languages, as `titleZh` and `titleEn`.
      const parameters = (text: string) => [...new Set((text.match(/\{\w+/g) ?? []).map((name) => name.replace(/(?:Zh|En)$/, '')))].toSorted()
      expect(parameters(module.messages.en[key] ?? ''), key).toEqual(parameters(zh))
      // A unit may be nameless, but then in both languages.
      expect(zh.trim() === '', key).toBe(module.messages.en[key]?.trim() === '')
      expect(module.messages.en[key], `${key} is not translated`).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('operations', () => {
  it.each(operations.map((operation) => [`${operation.module.name}.${operation.operation}`, operation] as const))(
    '%s has a handler, an access rule, a summary and bounded input',
    (_name, { module, operation, procedure, meta }) => {
      expect(() => handlerOf(module, operation)).not.toThrow()
      expect(module.commands?.[operation] === undefined).toBe(meta.kind === 'query')
      if (typeof meta.access !== 'string') expect(meta.access.length).toBeGreaterThan(0)
      expect(procedure['~orpc'].route.summary).toBeTruthy()
      for (const code of meta.refusals) {
        expect(texts.zh[code], `${code} has no Chinese text`).toBeTruthy()
        expect(texts.en[code], `${code} has no English text`).toBeTruthy()
      }
    },
  )
  it('are each exercised by a test', () => {
    const tests = [...filesUnder('src'), ...filesUnder('test')].filter((file) => /\.(?:test|story)\.ts$/.test(file) || file.startsWith('test/'))
    const sources = {
      tests: tests
        .filter((file) => !file.startsWith('test/house/'))
        .map(read)
        .join('\n'),
      pages: filesUnder('src/web').map(read).join('\n'),
    }
    const silent = operations
      .filter(({ module, operation: name, procedure, meta }) => {
        const { path: address = '' } = procedure['~orpc'].route
        return !isExercised({ module: module.name, name, kind: meta.kind, path: address }, sources)
      })
      .map(({ module, operation }) => `${module.name}.${operation}`)
    expect(silent.toSorted()).toEqual([])
  })
  it('have paths of their own', () => {
    const routes = operations.map(({ procedure }) => `${procedure['~orpc'].route.method} ${procedure['~orpc'].route.path}`)
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([])
  })
})

describe('refusals in the code', () => {
  const sources = filesUnder('src').filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !file.includes('/web/'))
  it('have text in both languages', () => {
    const codes = new Set(sources.flatMap((file) => [...read(file).matchAll(/refuse\(\s*'([a-z_.]+)'/g)].map((match) => match[1] ?? '')))
    expect([...codes].filter((code) => !texts.zh[code] || !texts.en[code])).toEqual([])
  })
  it('say what they are where they are more than a rule that says no: each once, as its name tells', () => {
    const declared = [platformMessages, ...modules.map(({ messages }) => messages)].flatMap(({ refusals = {} }) =>
      Object.entries(refusals).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)),
    )
    expect(declared.map(([code]) => code).filter((code, index, all) => all.indexOf(code) !== index || !texts.zh[code])).toEqual([])
    const kinds = new Map(declared)
    const told: readonly (readonly [string, RegExp])[] = [
      ['notFound', /\.not_found$/],
      ['unauthorized', /\.unauthorized$/],
      ['forbidden', /\.forbidden$/],
      ['conflict', /\.(?:conflict|stale|already_\w+)$/],
      ['tooMany', /\.too_many_\w+$/],
    ]
    const codes = [
      ...Object.keys(texts.zh),
      ...sources.flatMap((file) => [...read(file).matchAll(/'([a-z_]+(?:\.[a-z_]+)+)'/g)].map((match) => match[1] ?? '')),
    ]
    const refused = new Set(codes.filter((code) => names.includes(code.split('.')[0] ?? '') || code.startsWith('request.')))
    expect([...refused].filter((code) => told.some(([kind, name]) => name.test(code) && kinds.get(code) !== kind))).toEqual([])
  })
  it('are declared by no operation in vain', () => {
    const all = sources
      .filter((file) => !/\/(?:messages|api)\.ts$/.test(file))
      .map(read)
      .join('\n')
    const declared = new Set(operations.flatMap(({ meta }) => meta.refusals))
    expect([...declared].filter((code) => !all.includes(`'${code}'`))).toEqual([])
  })
})

describe('rules of the hand', () => {
  const sources = filesUnder('src').filter((file) => /\.tsx?$/.test(file))
  it('never round money with floats', () => {
    const suspects = sources.filter((file) => /(?:Math\.(?:round|floor|ceil)|toFixed|parseFloat)\([^)]*[mM]inor/.test(read(file)))
    expect(suspects).toEqual([])
  })
  it('have no junk rooms', () => {
    expect(sources.filter((file) => /(?:^|\/)(?:utils?|common|helpers?|misc|lib)(?:\/|\.)/.test(file))).toEqual([])
  })
  it('name no place of the machine they were written on', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((file) => /\.(?:tsx?|md|json|mjs|cjs)$/.test(file) && file !== 'package-lock.json')
    expect(
      tracked.filter(
        (file) => existsSync(path.join(root, file)) && /(?<![\w#])\/(?:work|root|home\/[a-z]+)\//.test(read(file)) && !file.startsWith('test/house'),
      ),
    ).toEqual([])
  })
})

describe('dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
  const all = { ...manifest.dependencies, ...manifest.devDependencies }
  it('are pinned exactly', () => {
    expect(Object.entries(all).filter(([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })
  it('each have a line that says why', () => {
    const text = read('docs/dependencies.md')
    expect(Object.keys(all).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
  it('are locked for every platform', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> }
    const locked = new Set(Object.keys(lock.packages).map((place) => place.split('node_modules/').at(-1)))
    const optional = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    expect(
      optional.filter((name) => !locked.has(name)),
      'run npm run complete-lock',
    ).toEqual([])
  })
  it('hold one version of what must be one', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> }
    for (const name of ['@orpc/client', '@orpc/contract', 'react', 'react-router', 'kysely', 'zod']) {
      const versions = new Set(
        Object.entries(lock.packages)
          .filter(([place]) => place.endsWith(`node_modules/${name}`))
          .map(([, { version }]) => version),
      )
      expect([...versions], name).toHaveLength(1)
    }
  })
})
