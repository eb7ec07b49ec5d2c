import { expect, it } from 'vitest'
import { DAY_MS } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { NOTICE_VERSION } from './core/processing-notice.ts'

const m = await market()
const house = await m.organisation({ kind: 'enterprise', name: '示范水泵公司' })
const reader = await m.person({ name: '阅读者', roles: [{ role: 'enterprise', organisationId: house }] })
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const

it('keeps which edition of the notice was read, and when it was read first', async () => {
  const readAt = m.clock.now()
  expect(await m.as(reader).account.readNotice({ version: '2020-01-01' })).toMatchObject({
    ok: false,
    refusal: { code: 'account.notice_outdated', params: { version: NOTICE_VERSION } },
  })
  const first = await m.as(reader).account.readNotice({ version: NOTICE_VERSION })
  m.clock.advance(DAY_MS)
  const again = await m.as(reader).account.readNotice({ version: NOTICE_VERSION })
  expect(first).toEqual({ ok: true, value: { readAt: new Date(readAt).toISOString() } })
  expect(again).toEqual(first)
  expect(await m.as(visitor).account.readNotice({ version: NOTICE_VERSION })).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
})
