import { expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { market } from '../../../test/kit/market.ts'

const m = await market()
const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }

it('says of a state who has the next word, in the words of the desks', async () => {
  expect(await m.as(visitor).desk.turns.list({ kind: 'lot', state: 'submitted' })).toMatchObject({
    ok: true,
    value: { items: expect.arrayContaining([{ act: 'check', of: 'market', roles: ['clerk'], text: { zh: '审核标的', en: 'Check a lot' } }]) as unknown },
  })
})

it('names nobody where the record is at its end, or is not known', async () => {
  expect(await m.as(visitor).desk.turns.list({ kind: 'contract', state: 'settled' })).toEqual({ ok: true, value: { items: [] } })
  expect(await m.as(visitor).desk.turns.list({ kind: 'nothing', state: 'at_all' })).toEqual({ ok: true, value: { items: [] } })
})
