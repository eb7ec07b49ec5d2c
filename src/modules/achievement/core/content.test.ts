import { describe, expect, it } from 'vitest'
import { checkContent, NO_REGISTRATION, type Content } from './content.ts'
import { eventOfApproval } from './lifecycle.ts'
import { patentCheckDigit } from './patent-number.ts'
import { checkShares, type Completer } from './shares.ts'

const completer = (name: string, shareBasisPoints: number, more: Partial<Completer> = {}): Completer => ({
  personId: `per_${name}`,
  name,
  shareBasisPoints,
  isMain: false,
  isRepresentative: false,
  ...more,
})
const first = (shareBasisPoints: number): Completer => completer('甲', shareBasisPoints, { isMain: true, isRepresentative: true })
const numbered = (body: string): string => `${body}.${patentCheckDigit(body)}`

const CONTENT: Content = {
  title: { zh: '碳化硅器件', en: '' },
  abstract: { zh: '一种器件。', en: '' },
  use: { zh: '', en: '' },
  keywords: ['器件', '碳化硅'],
  completers: [first(10_000)],
  fundingSource: 'own',
  projectNumber: '',
  priorDisclosures: [],
  trl: 6,
  form: 'product',
  ipKind: 'none',
  patentNumbers: [],
  field: 'new_materials',
  chains: [],
  ipc: [],
  industryCode: null,
  thirdPartyRights: '',
  secrecy: 'internal',
  confidentialNote: '',
  marketNote: '',
  modes: ['assignment'],
  priceMinMinor: null,
  priceMaxMinor: null,
  isServiceAchievement: true,
  registration: NO_REGISTRATION,
}
const RULES = { maxKeywords: 2, keywordsRule: { id: 'rul_1', key: 'achievement.max_keywords', source: '登记办法' }, thisYear: 2026 }
const check = (changed: Partial<Content>) => checkContent({ ...CONTENT, ...changed }, RULES)

describe('a disclosure', () => {
  it.each<[string, Partial<Content>, string, string]>([
    ['a state secret', { secrecy: 'state_secret' }, 'achievement.state_secret', 'secrecy'],
    ['more keywords than the rule allows', { keywords: ['一', '二', '三'] }, 'achievement.too_many_keywords', 'keywords'],
    ['no mode of co-operation', { modes: [] }, 'achievement.modes_missing', 'modes'],
    ['a price range upside down', { priceMinMinor: 2n, priceMaxMinor: 1n }, 'achievement.price_range_reversed', 'priceMaxMinor'],
    ['nobody who completed it', { completers: [] }, 'achievement.completers_missing', 'completers'],
    ['an invention without its number', { ipKind: 'invention' }, 'achievement.patent_number_missing', 'patentNumbers'],
    ['a utility model without its number', { ipKind: 'utility' }, 'achievement.patent_number_missing', 'patentNumbers'],
    ['a design without its number', { ipKind: 'design' }, 'achievement.patent_number_missing', 'patentNumbers'],
    ['an application without its number', { ipKind: 'application' }, 'achievement.patent_number_missing', 'patentNumbers'],
    ['a number that is none', { patentNumbers: ['12'] }, 'achievement.patent_number_malformed', 'patentNumbers.0'],
    ['a number of next year', { patentNumbers: [numbered('202710000001')] }, 'achievement.patent_number_malformed', 'patentNumbers.0'],
    [
      'a number twice, however it is written',
      { patentNumbers: [numbered('201810861934'), `ZL${numbered('201810861934')}`] },
      'achievement.patent_twice',
      'patentNumbers.1',
    ],
  ])('is refused with %s', (_, changed, code, field) => expect(check(changed)).toMatchObject({ ok: false, refusal: { code, field } }))

  it('names the rule about keywords', () =>
    expect(check({ keywords: ['一', '二', '三'] })).toMatchObject({ refusal: { params: { max: 2 }, rule: RULES.keywordsRule } }))
  it.each<[string, Partial<Content>]>([
    ['as many keywords as the rule allows', { keywords: ['一', '二'] }],
    ['one price', { priceMinMinor: 5n, priceMaxMinor: 5n }],
    ['a lowest price only', { priceMinMinor: 5n }],
    ['a highest price only', { priceMaxMinor: 5n }],
    ['know-how, which has no number', { ipKind: 'know_how' }],
  ])('is taken with %s', (_, changed) => expect(check(changed)).toEqual({ ok: true, value: [] }))
  it('answers with its patents', () =>
    expect(check({ ipKind: 'invention', patentNumbers: [numbered('201810861934'), numbered('202610112345')] })).toMatchObject({
      ok: true,
      value: [{ number: '201810861934.2' }, { year: 2026 }],
    }))
})

describe('shares of the completers', () => {
  it.each<[string, readonly Completer[], string]>([
    ['nobody', [], 'achievement.completers_missing'],
    ['one person twice', [first(5_000), completer('甲', 5_000)], 'achievement.completer_twice'],
    [
      'one name without account twice',
      [first(5_000), ...[2_500, 2_500].map((share) => completer('乙', share, { personId: null }))],
      'achievement.completer_twice',
    ],
    ['a share of 0 basis points', [first(10_000), completer('乙', 0)], 'achievement.share_not_positive'],
    ['a share below nothing', [first(10_001), completer('乙', -1)], 'achievement.share_not_positive'],
    ['a broken share', [first(9_999.5), completer('乙', 0.5)], 'achievement.share_not_positive'],
    ['less than the whole', [first(9_999)], 'achievement.shares_do_not_sum'],
    ['more than the whole', [first(10_000), completer('乙', 1)], 'achievement.shares_do_not_sum'],
    ['no representative', [completer('甲', 10_000, { isMain: true })], 'achievement.representative_needed'],
    ['two representatives', [first(5_000), completer('乙', 5_000, { isRepresentative: true })], 'achievement.representative_needed'],
    ['no main contributor', [completer('甲', 10_000, { isRepresentative: true })], 'achievement.main_contributor_needed'],
  ])('are refused with %s', (_, completers, code) => expect(checkShares(completers)).toMatchObject({ ok: false, refusal: { code } }))
  it('tell the sum in percent', () => expect(checkShares([first(9_950)])).toMatchObject({ refusal: { params: { sum: '99.5%' } } }))
  it('are taken where one main contributor has nearly all and another one basis point', () =>
    expect(checkShares([first(9_999), completer('乙', 1)])).toEqual({ ok: true, value: null }))
  it('are taken of two people of one name, of whom one has an account', () =>
    expect(checkShares([first(5_000), completer('甲', 5_000, { personId: null })])).toEqual({ ok: true, value: null }))
})

it('what is to be patented waits for its number, everything else does not', () => {
  expect((['publish', 'file_patent', 'keep_secret', 'release'] as const).map((decision) => [false, true].map((has) => eventOfApproval(decision, has)))).toEqual(
    [
      ['catalogue', 'catalogue'],
      ['awaitFiling', 'catalogue'],
      ['keepSecret', 'keepSecret'],
      ['release', 'release'],
    ],
  )
})
