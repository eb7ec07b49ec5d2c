import { describe, expect, it } from 'vitest'
import { DRAFT_DAYS, isKeepable, keepable, MOST_DRAFT_BYTES, MOST_DRAFTS, MOST_SAVES_PER_MINUTE } from './draft.ts'

describe('what is never kept of a form', () => {
  it.each([
    'password',
    'newPassword',
    'currentPassword',
    'proofSecret',
    'foundingCode.secret',
    'totp',
    'code',
    'accountNumber',
    'number',
    'reserveMinor',
    'reserveMinor.unit',
    'amountMinor',
    'amountMinor.unit',
    'terms.amountMinor',
    'sealedOffer',
    'idempotencyKey',
    'intent',
    'draft.form',
  ])('%s', (name) => expect(isKeepable(name)).toBe(false))

  it.each([
    'title.zh',
    'industryCode',
    'creditCode',
    'startingPriceMinor',
    'startingPriceMinor.unit',
    'registration.number',
    'patentNumbers',
    'completers.0.name',
  ])('but %s is', (name) => expect(isKeepable(name)).toBe(true))

  it('leaves the rest as it was typed', () => {
    expect(keepable({ 'title.zh': ' 叶轮 ', modes: ['licence', 'transfer'], reserveMinor: '900' })).toEqual({
      'title.zh': ' 叶轮 ',
      modes: ['licence', 'transfer'],
    })
  })
})

it('what people are told of it: 60 KiB each, 40 of a person, 120 times a minute, for 90 days', () =>
  expect([MOST_DRAFT_BYTES, MOST_DRAFTS, MOST_SAVES_PER_MINUTE, DRAFT_DAYS]).toEqual([61_440, 40, 120, 90]))
