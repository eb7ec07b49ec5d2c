/** Drafts of forms: kept for their owner alone, bounded, gone when they are not needed. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, later, MINUTE_MS } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market } from '../../../test/kit/market.ts'
import { DRAFT_DAYS, dropOldDrafts } from './index.ts'
import { MOST_DRAFT_BYTES, MOST_DRAFTS, MOST_SAVES_PER_MINUTE } from './core/draft.ts'

const m = await market()
const company = await m.organisation({ kind: 'enterprise', name: '示范水泵公司' })
const system: Actor = { kind: 'system', personId: null, mandates: [] }
const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const someone = (name: string) => m.person({ name, roles: [{ role: 'enterprise', organisationId: company }] })

const FORM = { place: '/desk/demands/new', form: 'demand' }
const words = (zh: string) => ({ 'title.zh': zh, modes: ['licence', 'transfer'] })
const keep = (actor: Actor, typed: Record<string, string | string[]>, over: { readonly seen?: number; readonly form?: string; readonly basis?: string } = {}) =>
  m.as(actor).account.keepDraft({ ...FORM, typed, seen: 0, ...over })
const kept = async (actor: Actor) => {
  const found = await m.as(actor).account.drafts.mine({ place: FORM.place })
  if (!found.ok) throw new Error(found.refusal.code)
  return found.value.items
}
const facts = async () => (await m.database.pool.query<{ n: string }>('select count(*) n from platform.fact')).rows[0]?.n

describe('a draft of a form', () => {
  it('is there again for its owner, for nobody else, and says nothing to the log', async () => {
    const [author, colleague] = [await someone('甲某'), await someone('乙某')]
    const before = await facts()
    expect(await keep(author, words('叶轮'), { basis: 'abc' })).toMatchObject({ ok: true, value: { version: 1, wasElsewhere: false } })
    expect(await kept(author)).toMatchObject([{ form: 'demand', typed: words('叶轮'), basis: 'abc', version: 1 }])
    expect(await kept(colleague)).toEqual([])
    expect(await m.as(visitor).account.drafts.mine({ place: FORM.place })).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
    expect(await keep(visitor, words('叶轮'))).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
    expect(await m.as(colleague).account.dropDraft(FORM)).toMatchObject({ ok: true, value: { wasKept: false } })
    expect(await kept(author)).toHaveLength(1)
    expect(await facts()).toBe(before)
  })

  it('takes what was typed last, and tells the window that did not see it', async () => {
    const author = await someone('丙某')
    await keep(author, words('一'))
    expect(await keep(author, words('二'), { seen: 1 })).toMatchObject({ value: { version: 2, wasElsewhere: false } })
    expect(await keep(author, words('三'), { seen: 1 })).toMatchObject({ value: { version: 3, wasElsewhere: true } })
    expect(await kept(author)).toMatchObject([{ typed: words('三'), version: 3 }])
  })

  it('never holds what must stay secret, whatever is sent', async () => {
    const author = await someone('丁某')
    await keep(author, { ...words('叶轮'), newPassword: 'correct horse', code: '123456', accountNumber: '6222 0000', amountMinor: '900', reserveMinor: '100' })
    expect(await kept(author)).toMatchObject([{ typed: words('叶轮') }])
    const { rows } = await m.database.pool.query<{ body: string }>('select body::text from account.draft')
    expect(rows.map(({ body }) => body).join()).not.toMatch(/horse|123456|6222|900|100/)
  })

  it('is bounded in size, in number and in pace', async () => {
    const author = await someone('戊某')
    const much = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`text.${index}`, '字'.repeat(Math.ceil(MOST_DRAFT_BYTES / 15))]))
    expect(await keep(author, much)).toMatchObject({ ok: false, refusal: { code: 'account.draft_too_large' } })
    for (let index = 0; index <= MOST_DRAFTS; index += 1) {
      m.clock.advance(MINUTE_MS / 10)
      await keep(author, words(String(index)), { form: `demand.${index}` })
    }
    const forms = (await kept(author)).map(({ form }) => form)
    expect(forms).toHaveLength(MOST_DRAFTS)
    expect(forms).not.toContain('demand.0')
    m.clock.advance(2 * MINUTE_MS)
    for (let index = 0; index < MOST_SAVES_PER_MINUTE; index += 1) await keep(author, words('快'), { form: 'demand.9', seen: index + 1 })
    expect(await keep(author, words('快'))).toMatchObject({ ok: false, refusal: { code: 'account.too_many_saves' } })
    m.clock.advance(2 * MINUTE_MS)
    expect(await keep(author, words('慢'))).toMatchObject({ ok: true })
  })

  it('is erased by its owner, after ninety days, and with the person', async () => {
    const [author, other] = [await someone('己某'), await someone('庚某')]
    await keep(author, words('一'))
    expect(await m.as(author).account.dropDraft(FORM)).toMatchObject({ ok: true, value: { wasKept: true } })
    expect(await kept(author)).toEqual([])
    await keep(author, words('二'))
    m.clock.advance(DAY_MS)
    await keep(other, words('三'))
    await m.act(system, async (act) => ok(await dropOldDrafts(act.tx, later(m.clock.now(), -MINUTE_MS))))
    expect(await kept(author)).toEqual([])
    expect(await kept(other)).toHaveLength(1)
    expect(DRAFT_DAYS).toBe(90)
  })
})
