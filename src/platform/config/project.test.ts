import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultDataDirectory } from './project.ts'

let home = ''
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'zhepai-project-'))
  chmodSync(home, 0o755)
  for (const name of ['open/market', 'closed/market', 'closed/market2']) mkdirSync(path.join(home, name), { recursive: true, mode: 0o755 })
  chmodSync(path.join(home, 'closed'), 0o700)
})
afterAll(() => rmSync(home, { recursive: true }))

const at = (project: string, isRoot: boolean) => defaultDataDirectory({ project: path.join(home, project), workingDirectory: '/srv/here', isRoot })

test('a checkout keeps its data beside it, under root as well', () => {
  for (const isRoot of [false, true]) expect(at('open/market', isRoot)).toBe(path.join(home, 'open/market/.data'))
  expect(at('closed/market', false)).toBe(path.join(home, 'closed/market/.data'))
})

test('an installed package keeps them where it was started, never in node_modules', () => {
  expect(at('open/node_modules/zhepai', false)).toBe('/srv/here/zhepai-data')
})

test('under root, where the account of the database cannot pass, two checkouts get two places', () => {
  const [first, second] = [at('closed/market', true), at('closed/market2', true)]
  expect(first).toMatch(/^\/var\/lib\/zhepai\/market-[\da-f]{8}$/)
  expect(second).toMatch(/^\/var\/lib\/zhepai\/market2-[\da-f]{8}$/)
  expect(at('closed/market', true)).toBe(first)
})
