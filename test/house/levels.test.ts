/**
 * A lower room never names a higher one: not in a string, a CHECK, a table or a template. Imports are guarded by the table of levels itself; here are the
 * names that no import shows.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
/** The table of levels, read from the wall that stands on it: a room, and what it may call. */
const { forbidden } = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
  readonly forbidden: readonly { readonly name: string; readonly to: { readonly pathNot?: readonly string[] } }[]
}
const UPWARD = 'no-upward-from-'
const lower = new Map(
  forbidden
    .filter(({ name }) => name.startsWith(UPWARD))
    .map(({ name, to }) => [
      name.slice(UPWARD.length),
      new Set((to.pathNot ?? []).flatMap((pattern) => /^\^src\/modules\/([a-z]+)\/$/.exec(pattern)?.[1] ?? [])),
    ]),
)

const sources = readdirSync(path.join(root, 'src/modules'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.(?:test|story|samples)\.ts$/.test(file))
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.includes('/'))

/** Alone, these words mean other things as well: the title of a record, income as a kind of account. */
const COMMON = new Set([
  'title',
  'document',
  'credit',
  'contract',
  'demand',
  'finance',
  'service',
  'session',
  'notice',
  'evidence',
  'income',
  'equity',
  'negotiation',
])
/** An account is first of all one in the books. */
const NO_NAME = 'account'

/** A fact, a table or a rule of the room, its import, an id of its things, or its bare name. */
const names = (literal: string, module: string): boolean =>
  new RegExp(`(?<![\\w.-])${module}(?:\\.(?!zh|en)[a-z]|_id\\b|Id\\b)|^#modules/${module}/`).test(literal) ||
  (!COMMON.has(module) && new RegExp(`(?:^|')${module}(?:$|')`).test(literal))

const literalsOf = (file: string): readonly string[] => {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, 'src/modules', file), 'utf8'), ts.ScriptTarget.ES2023, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** What is left from before this test, by file and the higher rooms named in it. May only shrink. */
const LEFT: Readonly<Record<string, string>> = {
  // The ids by which the wire names what an achievement became and whose escrow is empty: under another name they would be the same.
  'achievement/store.ts': 'contract',
  'ledger/messages.ts': 'contract',
  // Migrations are never edited. The rules are laid by the rulebook for the rooms that use them.
  'achievement/migrations/0001_initial.ts': 'contract',
  'demand/migrations/0001_initial.ts': 'achievement',
  'listing/migrations/0001_initial.ts': 'auction',
  'listing/migrations/0002_methods.ts': 'auction',
  'notice/migrations/0001_initial.ts': 'listing',
  'title/migrations/0001_initial.ts': 'contract',
  'rulebook/migrations/0002_party_terms.ts': 'party',
  'rulebook/migrations/founding-rules-conversion.ts': 'achievement',
  'rulebook/migrations/founding-rules-procedure.ts': 'payment',
  'rulebook/migrations/founding-rules-records.ts': 'evidence credit achievement valuation challenge contract',
  'rulebook/migrations/founding-rules-terms.ts': 'auction',
  'rulebook/migrations/house-rules-creation.ts': 'achievement demand',
  'rulebook/migrations/house-rules-fair-play.ts': 'listing',
}

it('no room names a higher one', () => {
  expect(lower.size).toBeGreaterThan(14)
  const named = sources.flatMap((file) => {
    const [own = ''] = file.split('/')
    const higher = [...lower.keys()].filter((module) => module !== own && module !== NO_NAME && !lower.get(own)?.has(module))
    const literals = literalsOf(file)
    const found = higher.filter((module) => literals.some((literal) => names(literal, module)))
    return found.length === 0 ? [] : [[file, found.join(' ')] as const]
  })
  expect(Object.fromEntries(named)).toEqual(LEFT)
})
