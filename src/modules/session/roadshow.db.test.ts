import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { enterprise, gatherCast, openLot, type Cast } from '../../app/stage/auction-story.ts'

const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const must = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const NONE = '0'.repeat(26)

const m = await market()
const stage = stageOf(m)
let cast: Cast
let second: Actor
let rival: Actor
let asker: Actor
let other: Actor
let unverified: Actor
let lots: readonly { readonly lotId: string; readonly opensAt: Instant }[]
let sessionId: string
let startsAt: Instant

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')
const upload = async (actor: Actor, name: string, contentBase64: string) => must(await m.as(actor).document.upload({ name, kind: 'other', contentBase64 })).id
const lotAt = (nth: number) => lots[nth]?.lotId ?? ''
const minute = (minutes: number) => toIso(later(startsAt, minutes * MINUTE_MS))
const plan = (minutes: number, over: Record<string, unknown> = {}, actor: Actor = cast.clerk) =>
  m.as(actor).session.planSlot({ id: sessionId, startsAt: minute(minutes), minutes: 20, lotIds: [lotAt(0)], languages: ['zh'], ...over } as never)
const planned = async (minutes: number, over: Record<string, unknown> = {}) => must(await plan(minutes, over)).slotId
const slotOf = async (id: string, actor: Actor = visitor) => must(await m.as(actor).session.slots.get({ id }))
const ask = (id: string, actor: Actor, over: Record<string, unknown> = {}) =>
  m.as(actor).session.askQuestion({ id, question: '中试运行了多久？', shownAs: 'number', ...over } as never)

const announced = async (lotIds: readonly string[], over: Record<string, unknown> = {}) => {
  const first = lots[0]?.opensAt ?? m.clock.now()
  const { sessionId: id } = must(
    await m.as(cast.clerk).session.draft({
      title: { zh: '路演专场', en: 'Session with a roadshow' },
      summary: { zh: '先路演，后竞价。', en: 'Shown first, then sold.' },
      organiserId: cast.clerk.mandates[0]?.organisationId ?? '',
      region: '330100',
      place: { zh: '', en: '' },
      startsAt: toIso(later(first, -HOUR_MS)),
      endsAt: toIso(later(first, HOUR_MS)),
      ...over,
    }),
  )
  for (const lotId of lotIds) must(await m.as(cast.clerk).session.addLot({ id, lotId }))
  must(await m.as(cast.clerk).session.submit({ id }))
  must(await m.as(second).session.announce({ id }))
  return id
}

beforeAll(async () => {
  cast = await gatherCast(stage)
  second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: cast.clerk.mandates[0]?.organisationId ?? '' }] })
  rival = await m.person({
    name: '另一单位人员',
    roles: [{ role: 'tto', organisationId: await m.organisation({ kind: 'university', name: '另一大学（演示）' }) }],
  })
  asker = (await enterprise(stage, '杭州甲（演示）')).actor
  other = (await enterprise(stage, '宁波乙（演示）')).actor
  unverified = await m.person({
    name: '未核验单位人员',
    roles: [{ role: 'enterprise', organisationId: await m.organisation({ kind: 'enterprise', name: '未核验（演示）', verified: false }) }],
  })
  const opened = []
  for (let each = 0; each < 3; each += 1) opened.push(await openLot(stage, cast))
  lots = opened
  sessionId = await announced([lotAt(0), lotAt(1)])
  startsAt = later(lots[0]?.opensAt ?? m.clock.now(), -HOUR_MS)
})

describe('slots', () => {
  it('are the clerks’ to plan, on an announced session, inside it, upon no other', async () => {
    expect(code(await plan(-600, {}, cast.tto))).toBe('request.forbidden')
    expect(code(await plan(-600, {}, visitor))).toBe('request.unauthorized')
    expect(code(await plan(0, { id: `ses_${NONE}` }))).toBe('session.not_found')
    expect(code(await plan(0, { minutes: 61 }))).toBe('session.slot_too_long')
    expect(code(await plan(0, { minutes: 0 }))).toBe('request.invalid')
    expect(code(await plan(0, { languages: [] }))).toBe('request.invalid')
    expect(code(await plan(0, { startsAt: toIso(later(m.clock.now(), -MINUTE_MS)) }))).toBe('session.slot_past')
    expect(code(await plan(110))).toBe('session.slot_outside')
    expect(code(await plan(0, { lotIds: [lotAt(2)] }))).toBe('session.slot_lot_missing')
    const id = await planned(-600)
    expect(code(await plan(-590))).toBe('session.slot_overlaps')
    // Two at once do not take the same time.
    const both = await Promise.all([plan(-580, { lotIds: [lotAt(1)] }), plan(-570)])
    expect(both.map(code).toSorted()).toEqual(['ok', 'session.slot_overlaps'])
    const items = must(await m.as(visitor).session.slots.list({ id: sessionId })).items
    expect(items.map((slot) => slot.phase)).toEqual(['coming', 'coming'])
    const next = items.find((slot) => slot.id !== id)?.id ?? ''
    expect(code(await m.as(cast.clerk).session.moveSlot({ id: next, startsAt: minute(-590), minutes: 20 }))).toBe('session.slot_overlaps')
    must(await m.as(cast.clerk).session.moveSlot({ id: next, startsAt: minute(-580), minutes: 20 }))
    expect(code(await m.as(cast.tto).session.cancelSlot({ id: next, reason: '不想讲。' }))).toBe('request.forbidden')
    must(await m.as(cast.clerk).session.cancelSlot({ id: next, reason: '主讲人另有安排。' }))
    expect(code(await m.as(second).session.cancelSlot({ id: next, reason: '再取消一次。' }))).toBe('session.slot_begun')
    expect(await slotOf(next)).toMatchObject({ phase: 'cancelled', reason: '主讲人另有安排。' })
    must(await m.as(cast.clerk).session.cancelSlot({ id, reason: '改期。' }))
  })

  it('are prepared by their seller alone: speaker, languages, slides that are a PDF and its own', async () => {
    const id = await planned(-500)
    expect(await waitingFor(m, cast.tto)).toContain('roadshow.putSlides')
    expect(await waitingFor(m, rival)).not.toContain('roadshow.putSlides')
    const speaker = { zh: '林教授', en: 'Prof. Lin' }
    expect(code(await m.as(rival).session.prepareSlot({ id, speaker, languages: ['zh'] }))).toBe('session.slot.not_found')
    expect(code(await m.as(cast.clerk).session.prepareSlot({ id, speaker, languages: ['zh'] }))).toBe('request.forbidden')
    must(await m.as(cast.tto).session.prepareSlot({ id, speaker, languages: ['zh', 'en'] }))
    expect(code(await m.as(cast.tto).session.putSlides({ id, documentId: `doc_${NONE}` }))).toBe('document.not_yours')
    const foreign = await upload(rival, '别人的材料.pdf', pdf)
    expect(code(await m.as(cast.tto).session.putSlides({ id, documentId: foreign }))).toBe('document.not_yours')
    const text = await upload(cast.tto, '说明.txt', Buffer.from('不是幻灯片').toString('base64'))
    expect(code(await m.as(cast.tto).session.putSlides({ id, documentId: text }))).toBe('session.slides_not_pdf')
    const slides = await upload(cast.tto, '路演.pdf', pdf)
    expect(code(await m.as(visitor).document.get({ id: slides }))).toBe('document.not_found')
    must(await m.as(cast.tto).session.putSlides({ id, documentId: slides }))
    expect(await slotOf(id)).toMatchObject({ speaker, languages: ['zh', 'en'], slides: { documentId: slides, name: '路演.pdf' } })
    expect(must(await m.as(visitor).document.get({ id: slides })).isPublic).toBe(true)
    expect(await waitingFor(m, cast.tto)).not.toContain('roadshow.putSlides')
    must(await m.as(cast.clerk).session.cancelSlot({ id, reason: '改期。' }))
  })
})

describe('questions', () => {
  it('are asked by enterprises that are verified, under a number or a name, and only so many', async () => {
    const id = await planned(-400)
    expect(code(await ask(id, visitor))).toBe('request.unauthorized')
    expect(code(await ask(id, rival))).toBe('request.forbidden')
    expect(code(await ask(id, unverified))).toBe('session.organisation_not_verified')
    expect(code(await ask(id, asker, { organisationId: other.mandates[0]?.organisationId }))).toBe('session.asker_unnamed')
    expect(code(await ask(id, asker, { question: ' ' }))).toBe('request.invalid')
    expect(code(await ask(`slt_${NONE}`, asker))).toBe('session.slot.not_found')
    const numbers = [
      must(await ask(id, asker)).askerNumber,
      must(await ask(id, other, { shownAs: 'name' })).askerNumber,
      must(await ask(id, asker)).askerNumber,
    ]
    expect(numbers).toEqual([1, 2, 1])
    const many = await Promise.all(Array.from({ length: 9 }, () => ask(id, asker)))
    expect(many.map(code).filter((each) => each !== 'ok')).toEqual(['session.too_many_questions'])
    must(await m.as(cast.clerk).session.cancelSlot({ id, reason: '改期。' }))
    // Nothing vanishes: who asked reads what became of it.
    expect(new Set((await slotOf(id, asker)).questions.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['lapsed 改期。']))
    expect((await slotOf(id)).questions).toEqual([])
  })

  it('are answered to everybody once, with a digest that anybody can make again, and say no more of who asked than it chose', async () => {
    const id = await planned(-300)
    const byNumber = must(await ask(id, asker)).questionId
    const byName = must(await ask(id, other, { shownAs: 'name', question: '是否提供现场调试？' })).questionId
    expect(await waitingFor(m, cast.tto)).toContain('roadshow_question.answer')
    expect(await waitingFor(m, second)).toContain('roadshow_question.decline')
    expect((await slotOf(id)).questions).toEqual([])
    expect((await slotOf(id, rival)).questions).toEqual([])
    expect((await slotOf(id, asker)).questions.map((question) => question.id)).toEqual([byNumber])
    expect(new Set((await slotOf(id, cast.tto)).questions.map(({ asker: who }) => who?.id ?? null))).toEqual(new Set([null, other.mandates[0]?.organisationId]))
    expect(code(await m.as(rival).session.answerQuestion({ id: byNumber, answer: '抢答。' }))).toBe('session.question.not_found')
    expect(code(await m.as(cast.clerk).session.answerQuestion({ id: byNumber, answer: '代答。' }))).toBe('request.forbidden')
    const twice = await Promise.all(['一年。', '两年。'].map((answer) => m.as(cast.tto).session.answerQuestion({ id: byNumber, answer })))
    expect(twice.map(code).toSorted()).toEqual(['ok', 'session.question_decided'])
    must(await m.as(cast.tto).session.answerQuestion({ id: byName, answer: '提供。' }))
    const shown = (await slotOf(id)).questions
    expect(shown).toHaveLength(2)
    for (const { id: questionId, question, answer, digest, decidedAt } of shown) {
      const said = { questionId, question, answer, answeredAt: String(decidedAt) }
      expect(digest).toBe(createHash('sha256').update(canonicalJson(said)).digest('hex'))
    }
    const { rows } = await m.database.pool.query<{ body: string }>(
      `select body::text from platform.fact where visible_to is null and type like 'session.question%'`,
    )
    expect(rows.some(({ body }) => body.includes(asker.mandates[0]?.organisationId ?? '?'))).toBe(false)
    expect(code(await m.as(cast.clerk).session.declineQuestion({ id: byName, reason: '太晚。' }))).toBe('session.question_decided')
  })

  it('are declined with a reason that who asked reads, and nobody else but clerks', async () => {
    const id = await planned(-200)
    const { questionId } = must(await ask(id, asker, { question: '保留价是多少？' }))
    expect(code(await m.as(cast.tto).session.declineQuestion({ id: questionId, reason: '不答。' }))).toBe('request.forbidden')
    expect(code(await m.as(cast.clerk).session.declineQuestion({ id: questionId, reason: '' }))).toBe('request.invalid')
    must(await m.as(cast.clerk).session.declineQuestion({ id: questionId, reason: '保留价不公布。' }))
    expect((await slotOf(id, asker)).questions).toMatchObject([{ state: 'declined', reason: '保留价不公布。' }])
    expect((await slotOf(id, second)).questions).toHaveLength(1)
    for (const actor of [visitor, other, cast.tto]) expect((await slotOf(id, actor)).questions).toEqual([])
    await m.settle()
    expect(must(await m.as(asker).notification.mine({ limit: 20 })).items.map(({ type }) => type)).toContain('session.question_declined')
  })
})

describe('with its session', () => {
  it('a slot is moved, its watchers are reminded at the new time, and it begins without anybody', async () => {
    const watcher = rival
    must(await m.as(watcher).session.watch({ subject: sessionId }))
    must(await m.as(watcher).session.watch({ subject: lotAt(0) }))
    const window = must(await m.as(visitor).session.get({ id: sessionId }))
    const [start, end] = [parseInstant(window.startsAt), parseInstant(window.endsAt)]
    const shift = (byMs: number, over: Record<string, unknown> = {}, actor: Actor = cast.clerk) =>
      m.as(actor).session.reschedule({ id: sessionId, startsAt: toIso(later(start, byMs)), endsAt: toIso(later(end, byMs)), reason: '会场调整。', ...over })
    expect(code(await shift(HOUR_MS, {}, cast.tto))).toBe('request.forbidden')
    expect(code(await shift(3 * HOUR_MS))).toBe('session.lots_unfit')
    expect(code(await shift(0, { endsAt: toIso(start) }))).toBe('session.window_reversed')
    const id = await planned(-100)
    must(await shift(30 * MINUTE_MS))
    expect((await slotOf(id)).startsAt).toBe(minute(-70))
    const file = must(await m.as(visitor).session.calendar.get({ from: toIso(later(startsAt, -DAY_MS)).slice(0, 10), days: 3 }))
    expect(file.items.find((event) => event.id === id)).toMatchObject({ kind: 'slot', state: 'coming', sessionId })
    await stage.until(later(startsAt, -130 * MINUTE_MS))
    await stage.until(later(startsAt, -65 * MINUTE_MS))
    const reminders = must(await m.as(watcher).notification.mine({ limit: 100 })).items.filter(
      ({ type, body }) => type === 'session.reminded' && body?.['watchedId'] === id,
    )
    expect(reminders).toHaveLength(1)
    expect((await slotOf(id)).phase).toBe('on')
    expect(code(await m.as(cast.tto).session.prepareSlot({ id, speaker: { zh: '太晚', en: '' }, languages: ['zh'] }))).toBe('session.slot_begun')
    expect(code(await m.as(cast.clerk).session.cancelSlot({ id, reason: '太晚。' }))).toBe('session.slot_begun')
    must(await ask(id, asker))
    await stage.until(later(startsAt, -49 * MINUTE_MS))
    expect(code(await ask(id, asker))).toBe('session.slot_over')
  })

  it('what nobody answered lapses when the session is over, and every row is what the log says', async () => {
    await stage.until(later(startsAt, DAY_MS))
    await m.settle()
    expect(must(await m.as(visitor).session.get({ id: sessionId })).state).toBe('held')
    const { items } = must(await m.as(asker).session.slots.list({ id: sessionId }))
    expect(items.reduce((sum, { openCount }) => sum + openCount, 0)).toBe(0)
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
