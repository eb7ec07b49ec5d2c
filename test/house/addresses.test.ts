/** Pages are addressed by functions: what one file spells, no other can misspell, and a page that moves takes its links along. */
import { readdirSync, readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { matchRoutes, type RouteObject } from 'react-router'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import routes from '../../src/web/routes.ts'

const WEB = new URL('../../src/web/', import.meta.url)
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .toSorted()
const addressFiles = files.filter((file) => /(?:^|\/)addresses\.ts$/.test(file))
/** Where addresses are made: places, languages, routes. */
const MAKERS = /(?:^|\/)(?:addresses|routes)\.ts$|^i18n\//

/** Looks like a page: a path from the root, with a language before it or without. The server's own doors under `/api` are no pages. */
const isAddress = (text: string): boolean => /^(?:\$\{[^}]*\})?\/(?:[a-z]|\$\{)/.test(text) && !text.startsWith('/api/') && !/^\$\{[A-Z]+\}/.test(text)

/** Every string and template of a file, with `${…}` where something is put in; names of modules are none. */
const literalsOf = (file: string): string[] => {
  const source = ts.createSourceFile(file, readFileSync(new URL(file, WEB), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    if (ts.isTemplateExpression(node)) found.push(node.getText(source).slice(1, -1))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const asObjects = (entries: readonly RouteConfigEntry[]): RouteObject[] =>
  entries.map(({ path, index, children, file }) =>
    index ? { index, id: file } : { ...(path === undefined ? {} : { path }), children: asObjects(children ?? []), handle: file },
  )

describe('the address of a page', () => {
  it('is written as a string nowhere but where addresses are made', () => {
    const written = files
      .filter((file) => !MAKERS.test(file))
      .flatMap((file) =>
        literalsOf(file)
          .filter(isAddress)
          .map((text) => `${file}: ${text}`),
      )
    expect(written).toEqual([])
  })
  it('is recognised as one', () => {
    expect(['/lots/x', '/${lang}', '${localPath(lang)}/x', '/desk/lots?state=sold'].map(isAddress)).toEqual([true, true, true, true])
    expect(['/api/v1', 'lots', '//', '/', '${LOG}/tile'].map(isAddress)).toEqual([false, false, false, false, false])
  })
  it('leads to a page, whichever function makes it', async () => {
    const all = asObjects(routes)
    const made = await Promise.all(
      addressFiles.map(async (file) => Object.entries((await import(new URL(file, WEB).href)) as Readonly<Record<string, (...given: unknown[]) => string>>)),
    )
    expect(made.flat().length).toBeGreaterThan(80)
    const lost = made.flat().flatMap(([name, make]) => {
      const { pathname } = new URL(make('a', 'b'), 'http://market')
      const inside = matchRoutes(all, `/zh${pathname === '/' ? '' : pathname}`)
      const outside = matchRoutes(all, pathname)
      return [inside, outside].some((match) => match !== null && !String(match.at(-1)?.route.handle).endsWith('not-found.ts')) ? [] : [`${name}: ${pathname}`]
    })
    expect(lost).toEqual([])
  })
})
