import { expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, parseInstant } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'

const both = (text: string) => ({ zh: text, en: text })

it('drafts hold the terms that their method knows, and are bounded for each institution by the rule as the market has set it', async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const maker = await m.person({ name: '受理员甲', roles: [{ role: 'clerk', organisationId: house }] })
  const checker = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const researcher = await m.person({ name: '沈知行', roles: [{ role: 'researcher', organisationId: university }] })
  const head = await m.person({ name: '周院长', roles: [{ role: 'approver', organisationId: university }] })
  const tto = await m.person({ name: '钱思齐', roles: [{ role: 'tto', organisationId: university }] })
  const proposed = await m.as(maker).rulebook.proposeRule({ key: 'listing.drafts.perOrganisation', value: 10, validFrom: '2026-05-01', reason: '清理草稿' })
  if (!proposed.ok) throw new Error(proposed.refusal.code)
  // Published for comment first.
  m.clock.advance(8 * DAY_MS)
  expect(await m.as(checker).rulebook.adoptRule({ id: proposed.value.proposalId })).toMatchObject({ ok: true })
  m.clock.set(parseInstant('2026-05-06T02:00:00Z'))
  await m.settle()

  const made = await m.as(researcher).achievement.saveDraft({ values: { 'title.zh': '石墨烯复合膜' } })
  if (!made.ok) throw new Error(made.refusal.code)
  const startingPriceMinor = '200000000'
  const terms = await m.as(tto).listing.previewTerms({ startingPriceMinor })
  if (!terms.ok) throw new Error(terms.refusal.code)
  const offer = {
    achievementId: made.value.achievementId,
    title: both('石墨烯复合膜'),
    summary: both('全部权利转让。'),
    right: { kind: 'assignment' },
    startingPriceMinor,
    depositMinor: '20000000',
    noticeDays: terms.value.noticeDays,
    methodTerms: { ...terms.value.methodTerms, incrementMinor: '5000000' },
    priceBasis: { kind: 'negotiation', text: both('会议纪要') },
    terms: both('价款一次付清。'),
    qualifications: both('具有法人资格。'),
  } as const
  // Terms are the method's: what it does not know is refused at its field, what it did not ask for is not kept.
  const withTerms = (methodTerms: object, method?: string) =>
    m.as(tto).listing.draft({ ...offer, methodTerms: methodTerms as typeof offer.methodTerms, ...(method === undefined ? {} : { method }) })
  expect(await withTerms(offer.methodTerms, 'tender')).toMatchObject({ refusal: { code: 'listing.method_unknown', field: 'method' } })
  expect(await withTerms(offer.methodTerms, 'constructor')).toMatchObject({ refusal: { code: 'listing.method_unknown' } })
  expect(await withTerms({})).toMatchObject({ refusal: { code: 'listing.method_terms_unreadable', field: 'methodTerms.incrementMinor' } })
  expect(await withTerms({ ...offer.methodTerms, incrementMinor: '-1' })).toMatchObject({ refusal: { code: 'listing.method_terms_unreadable' } })
  expect(await withTerms({ ...offer.methodTerms, freeMinutes: 1 })).toMatchObject({
    refusal: { code: 'auction.free_phase_out_of_bounds', field: 'methodTerms.freeMinutes', rule: { key: 'time.freePhase' } },
  })
  const extra = await withTerms({ ...offer.methodTerms, reserveMinor: '1' })
  if (!extra.ok) throw new Error(extra.refusal.code)
  const kept = await m.as(tto).listing.get({ id: extra.value.lotId })
  expect(kept).toMatchObject({ value: { method: 'english', methodTerms: offer.methodTerms } })
  expect(kept.ok && kept.value.methodTerms).not.toHaveProperty('reserveMinor')
  await m.as(tto).listing.withdrawLot({ id: extra.value.lotId, reason: '试填' })

  const draft = () => m.as(tto).listing.draft(offer)
  const answers = []
  for (let n = 0; n < 8; n += 1) answers.push(await draft())
  answers.push(...(await Promise.all([draft(), draft(), draft(), draft()])))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(10)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({
    refusal: { code: 'listing.too_many_drafts', params: { used: 10, allowed: 10 }, rule: { key: 'listing.drafts.perOrganisation' } },
  })
  const [first] = answers
  if (!first?.ok) throw new Error('no lot was drafted')
  expect(await m.as(tto).listing.revise({ ...offer, id: first.value.lotId, title: both('石墨烯膜') })).toMatchObject({ ok: true })
  expect(await m.as(tto).listing.get({ id: first.value.lotId })).toMatchObject({ value: { title: both('石墨烯膜') } })
  expect(new Set(await waitingFor(m, tto))).toEqual(new Set(['lot.submit']))
  const open = async (actor: Actor) => {
    const lot = await m.as(actor).listing.get({ id: first.value.lotId })
    return lot.ok ? lot.value.acts.flatMap(({ act, refusal }) => (refusal === null ? [act] : [])) : lot.refusal.code
  }
  // The head of the house reads the draft and is offered nothing that the office alone may do.
  // What is not catalogued yet has no record of rights: it is not handed in.
  expect([await open(tto), await open(head)]).toEqual([['revise', 'withdraw'], []])
  expect(await m.as(head).listing.submit({ id: first.value.lotId })).toMatchObject({ refusal: { code: 'request.forbidden' } })
  expect((await m.as(tto).listing.withdrawLot({ id: first.value.lotId, reason: '不再挂牌' })).ok).toBe(true)
  expect(await m.as(tto).listing.revise({ ...offer, id: first.value.lotId })).toMatchObject({ refusal: { code: 'listing.wrong_state' } })
  expect((await draft()).ok).toBe(true)
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
