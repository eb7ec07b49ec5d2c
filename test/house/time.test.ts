/** No test reads the machine's clock: one that does passes on the days on which it was written. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

const sources = (directory: string): string[] =>
  readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

/** What tests are made of, and what they share with the program: its people, scenes and stories. */
const tests = [...sources('test'), ...sources('src').filter((file) => /\.(?:test|story|samples)\.tsx?$/.test(file)), ...sources('src/app/demo')]

/** Benches and drills measure how long something takes, on a server of their own; they are no tests. This file names what it looks for, another is the door to the account service's time. */
const EXCEPTIONS = /^test\/(?:bench|drill)\/(?!.*\.test\.ts$)|^test\/house\/time\.test\.ts$|^test\/kit\/machine-time\.ts$/

const WALL_CLOCK = /Date\.now\(|new Date\(\s*\)|\bsystemClock\b|\bTemporal\.Now\b|Date\(\s*\)(?!\.)/

it.each(tests.filter((file) => !EXCEPTIONS.test(file)))('%s does not ask what time it is', (file) => {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
  expect(lines.flatMap((line, index) => (WALL_CLOCK.test(line) ? [`${index + 1}: ${line.trim()}`] : []))).toEqual([])
})

it('finds a reading of the clock', () => {
  for (const line of ['const now = Date.now()', 'new Date()', 'new Date( )', 'systemClock.now()']) expect(line).toMatch(WALL_CLOCK)
  for (const line of ['new Date(at)', 'Date.parse(text)', 'm.clock.now()', 'performance.now()']) expect(line).not.toMatch(WALL_CLOCK)
})

it('starts every server at a fixed moment', () => {
  const kit = readFileSync(path.join(root, 'test/kit/server.ts'), 'utf8')
  expect(kit).toContain('clock: { now: () => start }')
  const openers = tests.filter(
    (file) => file !== 'test/kit/server.ts' && !EXCEPTIONS.test(file) && /\bopenMarket\(\{/.test(readFileSync(path.join(root, file), 'utf8')),
  )
  expect(openers, 'open a market through the kit').toEqual([])
})
