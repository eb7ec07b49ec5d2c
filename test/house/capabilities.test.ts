/** Pages by capability: what stands in a folder is declared there, and the one list knows every folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { capabilities } from '../../src/web/capabilities.server.ts'
import routes from '../../src/web/routes.ts'

const PAGES = new URL('../../src/web/pages/', import.meta.url)
/** Pages of the house itself, which no capability owns. */
const FRAMES = ['desk', 'front']
const folders = readdirSync(PAGES).filter((folder) => !FRAMES.includes(folder))

const declared = capabilities.map(({ name, routes: { market, desk, bare } }) => ({
  name,
  files: [market, desk, bare].flatMap((part) => Object.values(part ?? {})),
}))

describe('a capability', () => {
  it('is its folder, listed once', () => expect(capabilities.map(({ name }) => name).toSorted()).toEqual(folders))
  it.each(declared)('$name declares pages that stand in its folder', ({ name, files }) => {
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => !existsSync(new URL(`${name}/${file}`, PAGES)))).toEqual([])
  })
  it.each(declared)('$name leaves no page of its folder undeclared', ({ name, files }) => {
    const pages = readdirSync(new URL(`${name}/`, PAGES)).filter(
      (file) => file.endsWith('.tsx') && /^export default /m.test(readFileSync(new URL(`${name}/${file}`, PAGES), 'utf8')),
    )
    expect(pages.filter((file) => !files.includes(file))).toEqual([])
  })
  it('answers addresses that no other answers', () => {
    for (const part of ['market', 'desk', 'bare'] as const) {
      const paths = capabilities.flatMap((each) => Object.keys(each.routes[part] ?? {}))
      expect(paths.filter((path, nth) => paths.indexOf(path) !== nth)).toEqual([])
    }
  })
  it('is asked in no other place for its routes', () => {
    const files = JSON.stringify(routes).match(/pages\/[^"]+\.tsx?(?=")/g) ?? []
    expect(files.filter((file) => !FRAMES.includes(file.split('/')[1] ?? '')).length).toBe(declared.flatMap((each) => each.files).length)
  })
})
