/** One spelling from the input schema to the row: what TypeScript reads has no underscore. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const SPELLED_BY_OTHERS = [/\/migrations\//, /\.test\.ts$/, /^src\/platform\/db\//, /^src\/platform\/auth\//]

const files = ['src/modules', 'src/platform']
  .flatMap((directory) => readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' }).map((file) => `${directory}/${file}`))
  .filter((file) => file.endsWith('.ts') && !SPELLED_BY_OTHERS.some((pattern) => pattern.test(file)))

const UNDERSCORED = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/

/** Members of interfaces and type literals that are spelled as in SQL. */
const spelledAsSql = (name: string, text: string): readonly string[] => {
  const found: string[] = []
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const walk = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) {
      const member = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : ''
      if (member.split('.').some((part) => UNDERSCORED.test(part))) found.push(`${name}: ${member}`)
    }
    ts.forEachChild(node, walk)
  }
  walk(source)
  return found
}

it('no row and no table has a name with an underscore', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap((file) => spelledAsSql(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})

it('would be seen', () => {
  const row = "interface T { 'auction.bid_batch': { lot_id: string } }"
  expect(spelledAsSql('t.ts', row)).toEqual(['t.ts: auction.bid_batch', 't.ts: lot_id'])
})
