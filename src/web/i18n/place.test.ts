import { describe, expect, it } from 'vitest'
import { localPath, ownAddress, place, placeOf } from './place.ts'

describe('a place', () => {
  it('escapes what is put in', () => expect(place`/rules/${'a/b ?#'}?q=${'甲&b'}`).toBe('/rules/a%2Fb%20%3F%23?q=%E7%94%B2%26b'))
  it('gets its language at the link, the front page without a slash behind it', () =>
    expect([localPath('en', place`/lots/${'lot_1'}`), localPath('zh', place`/`)]).toEqual(['/en/lots/lot_1', '/zh']))
  it('is found again in its address', () => expect([placeOf(localPath('zh', place`/data`)), placeOf(localPath('en', place`/`))]).toEqual(['/data', '/']))
})

describe('an address that was sent along', () => {
  it.each(['/zh', '/en/desk', '/zh?x=1', '/zh/lots/lot_1?tab=bids', '/en?x=/\u002f'])('may lead to %s, which is on this site', (sent) =>
    expect(ownAddress(sent)).toBe(sent),
  )
  it.each([
    null,
    undefined,
    '',
    '/fr',
    '//elsewhere.test',
    '/\\elsewhere.test',
    '/zh\\elsewhere.test',
    '/zh/\\elsewhere.test',
    '/zhelsewhere.test',
    '/zh@elsewhere.test',
    'https://elsewhere.test/zh',
    'javascript:alert(1)',
    ' /zh',
  ])('never leads to %s', (sent) => expect(ownAddress(sent)).toBeNull())
})
