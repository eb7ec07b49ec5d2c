import { expect, it } from 'vitest'
import { CONSENT, NOTICE_VERSION, PROCESSING } from './processing-notice.ts'

it('tells of each kind of data what, why, on what basis, how long and to whom, in both languages', () => {
  expect(NOTICE_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  for (const line of PROCESSING) {
    expect(Object.keys(line).toSorted()).toEqual(['basis', 'until', 'what', 'whom', 'why'])
    for (const { zh, en } of Object.values(line)) expect([/\p{Script=Han}/u.test(zh), /^[\x20-\x7e’–]+$/.test(en)]).toEqual([true, true])
  }
})

it('names for each an item of article 13 other than consent', () => {
  for (const { basis } of PROCESSING) expect(basis.zh).toMatch(/第十三条第(?:二|三|二、三)项/)
  expect(CONSENT.zh).toContain('第二十五条')
})
