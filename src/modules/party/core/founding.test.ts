import { describe, expect, it } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { withCheckSign } from './credit-code.ts'
import { decideFounding, foundingCodeRefusal, usualBranches, type FoundingBody, type FoundingDraft } from './founding.ts'

const CODE = '91330100799655058B'
const body = (more: Partial<FoundingBody> = {}): FoundingBody => ({
  name: { zh: '示例市场', en: 'Example Market' },
  creditCode: CODE,
  region: '330000',
  ...more,
})
const officer = (address: string, ...roles: Role[]) => ({ address, roles, lang: 'zh' as const })
const branch = (region: string) => ({ region, name: { zh: '分市场', en: '' } })
const DRAFT: FoundingDraft = { market: body(), branches: [], officers: [] }
const found = (more: Partial<FoundingDraft>) => decideFounding({ ...DRAFT, ...more }, 'head@market.example')

describe('a market', () => {
  it.each<[string, Partial<FoundingDraft>]>([
    ['by itself', {}],
    ['with branches', { branches: [branch('330100'), branch('330200')] }],
    ['with officers of its own', { officers: [officer('a@market.example', 'clerk', 'finance'), officer('b@market.example', 'auctioneer')] }],
    ['with an authority and its regulator', { authority: body(), officers: [officer('a@office.example', 'regulator')] }],
    ['with an authority that has nobody yet', { authority: body() }],
  ])('is founded %s', (_, more) => expect(found(more)).toEqual({ ok: true, value: null }))

  it.each<[string, Partial<FoundingDraft>, string, string]>([
    ['a code of another length', { market: body({ creditCode: '1' }) }, 'party.credit_code_length', 'market.creditCode'],
    ['a region that does not exist', { market: body({ region: '990000' }) }, 'party.region_unknown', 'market.region'],
    ['a branch where there is no region', { branches: [branch('330100'), branch('000000')] }, 'party.region_unknown', 'branches'],
    ['two branches of one region', { branches: [branch('330100'), branch('330200'), branch('330100')] }, 'party.branch_twice', 'branches'],
    ['a branch of its own region', { branches: [branch('330000')] }, 'party.branch_twice', 'branches'],
    ['an authority with a wrong region', { authority: body({ region: '990000' }) }, 'party.region_unknown', 'authority.region'],
    ['an officer twice', { officers: [officer('a@market.example', 'clerk'), officer('a@market.example', 'finance')] }, 'party.officer_twice', 'officers'],
    ['who founds it as an officer', { officers: [officer('head@market.example', 'clerk')] }, 'party.officer_twice', 'officers'],
    ['a regulator without an authority', { officers: [officer('a@office.example', 'regulator')] }, 'party.authority_missing', 'authority'],
    ['a researcher', { officers: [officer('a@market.example', 'clerk'), officer('b@market.example', 'researcher')] }, 'party.role_not_of_kind', 'officers'],
    [
      'a regulator who is a clerk as well',
      { authority: body(), officers: [officer('a@office.example', 'regulator', 'clerk')] },
      'party.role_not_of_kind',
      'officers',
    ],
  ])('is not founded with %s', (_, more, code, field) => expect(found(more)).toMatchObject({ ok: false, refusal: { code, field } }))
})

describe('the code of a market', () => {
  it.each([
    [CODE, null],
    [CODE.toLowerCase(), null],
    ['91330100799655058C', 'party.founding_code_check'],
    [withCheckSign('99330100MA2DEM001'), 'party.founding_code_category'],
    ['9133', 'party.credit_code_length'],
  ])('%s: %s', (typed, code) => {
    const refusal = foundingCodeRefusal(typed)
    expect(refusal?.code ?? null).toBe(code)
    expect(refusal?.field ?? 'creditCode').toBe('creditCode')
  })
})

describe('branches', () => {
  const name = { zh: '浙江拍', en: 'Zhepai' }
  it('stand in every city of the province whose cities are known', () => {
    const branches = usualBranches({ name, region: ' ３３００００ ' })
    expect(branches).toHaveLength(11)
    expect(branches[0]).toEqual({ region: '330100', name: { zh: '浙江拍杭州分市场', en: 'Zhepai, Hangzhou Branch' } })
    expect(usualBranches({ name: { zh: '浙江拍', en: '' }, region: '330000' })[1]).toEqual({ region: '330200', name: { zh: '浙江拍宁波分市场', en: '' } })
  })
  it('stand nowhere else', () => expect(['330100', '320000', ''].map((region) => usualBranches({ name, region }))).toEqual([[], [], []]))
})
