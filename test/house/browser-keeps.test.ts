/** What a browser keeps of a visit: nothing that was behind a log-in, and no secret in an address. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const WEB = new URL('../../src/web/', import.meta.url)
const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, source: readFileSync(new URL(file, WEB), 'utf8') }))

it('keeps nothing in the storage of the browser', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(sources.filter(({ source }) => /\b(?:localStorage|sessionStorage|indexedDB|serviceWorker|caches\.)/.test(source)).map(({ file }) => file)).toEqual([])
})

it('opens a store of the browser in one place, for bids of the hall that must not be lost with a network', () => {
  expect(sources.filter(({ source }) => /from 'idb'/.test(source)).map(({ file }) => file.replaceAll('\\', '/'))).toEqual(['pages/trading/floor-queue.ts'])
  const kept = sources.find(({ file }) => file.endsWith('floor-queue.ts'))?.source ?? ''
  expect(kept).not.toMatch(/organisation|name:/)
})

it('sends by address what somebody looks for, and nothing else', () => {
  const byAddress = sources.filter(({ source }) => /<(?:Form|form)\b(?![^>]*method="post")[^>]*>/.test(source))
  expect(byAddress.length).toBeGreaterThan(2)
  expect(byAddress.filter(({ source }) => /PasswordField|type="password"|proofSecret|one-time-code/.test(source)).map(({ file }) => file)).toEqual([])
})

it('takes no address that somebody typed: there is no field for one', () => {
  expect(sources.filter(({ source }) => /type="url"/.test(source)).map(({ file }) => file)).toEqual([])
})
