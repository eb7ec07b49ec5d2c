import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const house = mkdtempSync(path.join(tmpdir(), 'zhepai-house-'))
for (const file of ['.dependency-cruiser.cjs', 'src/app/modules.ts', 'src/modules/contracts.ts']) cpSync(path.join(ROOT, file), path.join(house, file))
afterAll(() => rmSync(house, { recursive: true }))

const make = (...names: readonly string[]) =>
  execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), path.join(ROOT, 'tools/new-module.ts'), ...names], { cwd: house, stdio: 'pipe' })
const linesOf = (file: string) => readFileSync(path.join(house, file), 'utf8').split('\n')

it('a new module is mounted at its level, once, and only with a level', () => {
  make('credit')
  const mounted = linesOf('src/app/modules.ts')
  const at = mounted.indexOf('    creditModule,')
  expect(mounted.slice(at - 1, at + 2)).toEqual(['    complaintModule,', '    creditModule,', '    achievementModule,'])
  expect(linesOf('src/modules/contracts.ts')).toEqual(
    expect.arrayContaining([
      "import { creditContract } from '#modules/credit/api.ts'",
      '  readonly credit: typeof creditContract',
      '  credit: creditContract,',
    ]),
  )
  expect(existsSync(path.join(house, 'src/modules/credit/credit.db.test.ts'))).toBe(true)
  expect(() => make('credit')).toThrow(/exists already/)
  expect(() => make('unheard')).toThrow(/the level is a decision/)
  expect(() => make('Credit')).toThrow(/usage/)
})
