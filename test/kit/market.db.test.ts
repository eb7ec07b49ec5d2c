import { describe, expect, it } from 'vitest'
import { market } from './market.ts'

const m = await market()

describe('the test market', () => {
  it('has organisations and people who act through the API', async () => {
    const university = await m.organisation({ kind: 'university', name: '测试大学' })
    const officer = await m.person({ name: '王五', roles: [{ role: 'tto', organisationId: university }] })
    const me = await m.as(officer)['party']?.['me']?.({} as never)
    expect(me).toMatchObject({ ok: true, value: { person: { name: { zh: '王五' } } } })
    await m.settle()
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })
})
