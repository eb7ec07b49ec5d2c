import { describe, expect, it } from 'vitest'
import { isKeepable, keepable } from './draft.ts'

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
