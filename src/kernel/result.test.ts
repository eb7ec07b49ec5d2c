import { expect, test } from 'vitest'
import { ok, Refused, refuse } from './result.ts'

test('an answer is a value or a refusal that says why', () => {
  const rule = { id: 'rul_1', key: 'auction.step', source: '《拍卖法》' }
  expect(ok(3)).toEqual({ ok: true, value: 3 })
  expect(refuse('auction.ended')).toEqual({ ok: false, refusal: { code: 'auction.ended', params: {} } })
  expect(refuse('auction.ended', { at: 1 }, { field: 'price', rule })).toEqual({
    ok: false,
    refusal: { code: 'auction.ended', params: { at: 1 }, field: 'price', rule },
  })
  const thrown = new Refused({ code: 'calendar.unknown', params: {} })
  expect([thrown.name, thrown.message, thrown.refusal.code]).toEqual(['Refused', 'refused: calendar.unknown', 'calendar.unknown'])
})
