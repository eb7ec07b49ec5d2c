import { expect, it } from 'vitest'
import { safeNext } from './accounts.server.ts'

it.each(['/zh', '/en/desk', '/zh/lots/lot_1?tab=bids', '/en?x=/\u002f'])('goes on to %s, which is an address of this site', (next) =>
  expect(safeNext(next, '/zh/desk')).toBe(next),
)

it.each([
  null,
  '',
  'https://elsewhere.test',
  '//elsewhere.test',
  '/\\elsewhere.test',
  '/zh/\\elsewhere.test',
  '/zhelsewhere.test',
  '/zh@elsewhere.test',
  'javascript:alert(1)',
  ' /zh',
])('never goes to %s', (next) => expect(safeNext(next, '/zh/desk')).toBe('/zh/desk'))
