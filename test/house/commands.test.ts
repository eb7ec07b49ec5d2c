/** Whoever follows our words must not meet a command that does not exist. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectDirectory } from '#platform/config/project.ts'
import { commands } from '../../src/app/cli/main.ts'

const root = projectDirectory()

const filesBelow = (directory: string, wanted: RegExp): readonly string[] =>
  readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => wanted.test(file) && !file.includes('node_modules'))
    .map((file) => path.join(directory, file))

const READ = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...filesBelow('docs', /\.md$/),
  ...filesBelow('deploy', /^(?!.*\.png$)/),
  ...filesBelow('src/web', /\.(?:tsx|text\.ts)$/),
]
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

const named = (pattern: RegExp) =>
  READ.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(pattern)].map((match) => ({ file, word: match[1] ?? '' })))

test('every npm script that we name exists', () => {
  const words = named(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)
  expect(words.length).toBeGreaterThan(5)
  expect(words.filter(({ word }) => !(word in scripts))).toEqual([])
})

test('every command of zhepai that we name exists', () => {
  const words = named(/(?:npx zhepai|npm run zhepai --|bin\/zhepai\.mjs|`zhepai)[ ]+([a-z][a-z-]*)/g)
  expect(words.length).toBeGreaterThan(5)
  expect(words.filter(({ word }) => !commands.has(word))).toEqual([])
})
