import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** Where a module may be named outside its own folders. */
const CENTRAL = ['src/app/modules.ts', 'src/modules/contracts.ts', 'src/web/capabilities.server.ts', 'src/app/demo/scenes.ts']
const MOST_CENTRAL_FILES = 4
/** Written by a program, from what the modules bring. */
const GENERATED = ['docs/law.md']

const house = mkdtempSync(path.join(tmpdir(), 'zhepai-house-'))
/** As the house has it, without what only weighs. */
const copied = (file: string) => !/\.(?:woff2?|ttf|png|jpe?g)$/.test(file)
for (const part of ['.dependency-cruiser.cjs', 'package.json', 'src', 'test', 'tools', 'docs'])
  cpSync(path.join(ROOT, part), path.join(house, part), { recursive: true, filter: copied })
symlinkSync(path.join(ROOT, 'node_modules'), path.join(house, 'node_modules'))
const filesOf = (directory: string): readonly string[] =>
  readdirSync(path.join(house, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(house, path.join(entry.parentPath, entry.name)))
const read = (file: string) => readFileSync(path.join(house, file), 'utf8')
const snapshot = () => new Map(['src', 'test', 'tools', 'docs'].flatMap(filesOf).map((file) => [file, read(file)]))
const linesOf = (file: string) => read(file).split('\n')
const make = (...names: readonly string[]) =>
  execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), path.join(ROOT, 'tools/new-module.ts'), ...names], { cwd: house, stdio: 'pipe' })

let before: ReadonlyMap<string, string>
beforeAll(() => {
  before = snapshot()
  make('credit')
})
afterAll(() => rmSync(house, { recursive: true }))

it('changes four central files and none else but what is generated; all that is new stands in folders of its own', () => {
  const after = snapshot()
  const changed = [...before].filter(([file, text]) => after.get(file) !== text).map(([file]) => file)
  expect(changed.toSorted()).toEqual([...CENTRAL, ...GENERATED].toSorted())
  expect(CENTRAL.length).toBeLessThanOrEqual(MOST_CENTRAL_FILES)
  const added = [...after.keys()].filter((file) => !before.has(file))
  expect(added.filter((file) => !/^src\/(?:modules|web\/pages)\/credit\/|^src\/app\/demo\/scenes\/credit\.ts$/.test(file))).toEqual([])
})

it('has a page, a fact, an act, a rule, a scene and a test', () => {
  const added = ['src/modules/credit/facts.ts', 'src/modules/credit/commands.ts', 'src/modules/credit/credit.db.test.ts', 'src/web/pages/credit/credit.tsx']
  expect([...added, 'src/app/demo/scenes/credit.ts'].filter((file) => !existsSync(path.join(house, file)))).toEqual([])
})

it('has its rule in the table of the law, under a number of its own, with the place that decides by it', () => {
  expect(read('docs/law.md')).toMatch(/`credit\.perPerson` \| 20 \| market \| .* \| credit\/commands\.ts \|/)
  const numberOf = (text: string) => [...text.matchAll(/\bno: (\d+),/g)].map(([, no]) => Number(no))
  const [own = 0] = numberOf(read('src/modules/credit/rules.ts'))
  const others = [...before].filter(([file]) => file.startsWith('src/') && !file.endsWith('.test.ts')).flatMap(([, text]) => numberOf(text))
  expect(own).toBe(Math.max(...others) + 1)
})

it('is mounted at its level, once, and only with a level', () => {
  const mounted = linesOf('src/app/modules.ts')
  const at = mounted.indexOf('    creditModule,')
  expect(mounted.slice(0, at).join('\n')).toContain('documentModule({ files }),')
  expect(mounted.slice(at).join('\n')).toContain('    achievementModule,')
  expect(linesOf('src/modules/contracts.ts')).toEqual(
    expect.arrayContaining([
      "import { creditContract } from '#modules/credit/api.ts'",
      '  readonly credit: typeof creditContract',
      '  credit: creditContract,',
    ]),
  )
  expect(linesOf('src/web/capabilities.server.ts')).toEqual(
    expect.arrayContaining(["import { credit } from './pages/credit/capability.server.ts'", '  credit,']),
  )
  expect(linesOf('src/app/demo/scenes.ts')).toEqual(expect.arrayContaining(["import { creditScene } from './scenes/credit.ts'", '  creditScene,']))
  expect(() => make('credit')).toThrow(/exists already/)
  expect(() => make('unheard')).toThrow(/the level is a decision/)
  expect(() => make('Credit')).toThrow(/usage/)
})
