/** An unsold lot is offered again: joined to the earlier one, within the bounds of the rule or by the unit's decision. */
import { beforeEach, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, later, parseInstant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { checkAndPublish } from '../../app/stage/acts.ts'
import { gatherCast, openLot, PLAN, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'

let [m, stage, cast] = [null, null, null] as unknown as [TestMarket, StoryStage, Cast]
let lotId = ''

beforeEach(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  const opened = await openLot(stage, cast)
  lotId = opened.lotId
  await stage.until(opened.noticeClosesAt)
  await stage.until(later(opened.opensAt, 3 * HOUR_MS))
})

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const START = BigInt(PLAN.startingPriceMinor)
const again = (startingPriceMinor: bigint, more: object = {}) =>
  m.as(cast.tto).listing.reoffer({ id: lotId, startingPriceMinor: String(startingPriceMinor), ...more })
const get = async (id: string, by = cast.clerk) => must(await m.as(by).listing.get({ id }))
const decision = async (by = cast.tto) => {
  const contentBase64 = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64')
  return must(await m.as(by).document.upload({ name: '会议纪要.pdf', kind: 'proof', contentBase64 })).id
}

it('comes back at most the rule’s cut lower, with a shorter notice, and both lots say so', async () => {
  const earlier = await get(lotId, cast.tto)
  expect(earlier).toMatchObject({ state: 'failed', successor: null })
  expect(parseInstant(earlier.reofferUntil ?? '')).toBe(later(parseInstant(earlier.closedAt ?? ''), 30 * DAY_MS))
  expect(code(await again((START * 79n) / 100n))).toBe('listing.reoffer_cut_too_deep')
  const draft = must(await again((START * 80n) / 100n))
  expect(code(await again(START))).toBe('listing.already_reoffered')
  must(await m.as(cast.tto).listing.submit({ id: draft.lotId }))
  expect(await get(lotId, cast.auctioneer)).toMatchObject({ successor: null })
  const opened = await checkAndPublish(stage.api(cast.clerk), draft.lotId)
  await m.settle()
  const fresh = await get(draft.lotId)
  expect(fresh).toMatchObject({ noticeDays: 7, predecessor: { id: lotId, cutBasisPoints: 2_000, byDecision: false } })
  expect(fresh.rules.map(({ key }) => key)).toContain('bidding.notice.days.reoffer')
  expect(parseInstant(opened.noticeClosesAt) - m.clock.now()).toBeLessThan(14 * DAY_MS)
  expect(await get(lotId, cast.auctioneer)).toMatchObject({ successor: { id: draft.lotId, number: draft.number }, reofferUntil: null })
  const notice = must(await m.as(cast.clerk).notice.get({ id: fresh.noticeId ?? '' }))
  expect(notice.body.zh).toContain('起拍价较前次下调 20%')
  const history = (
    await m.database.pool.query<{ n: string }>(`select count(*) n from platform.fact where type = 'listing.reoffered' and related @> array[$1]`, [lotId])
  ).rows
  expect(history[0]?.n).toBe(1n)
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})

it('goes deeper, or comes later, only by a decision that the unit files, and never for another house', async () => {
  const other = await m.organisation({ kind: 'university', name: '别的大学（演示）' })
  const stranger = await m.person({ name: '外人', roles: [{ role: 'tto', organisationId: other }] })
  expect(code(await m.as(stranger).listing.reoffer({ id: lotId, startingPriceMinor: PLAN.startingPriceMinor }))).toBe('listing.not_found')
  expect(code(await again(START / 2n, { decisionDocumentId: await decision(stranger) }))).toBe('document.not_yours')
  m.clock.advance(31 * DAY_MS)
  expect(code(await again(START))).toBe('listing.reoffer_too_late')
  const draft = must(await again(START / 2n, { decisionDocumentId: await decision() }))
  expect(await get(draft.lotId, cast.tto)).toMatchObject({ predecessor: { cutBasisPoints: 5_000, byDecision: true } })
  must(await m.as(cast.tto).listing.withdrawLot({ id: draft.lotId, reason: '另行决定' }))
  must(await again(START / 2n, { decisionDocumentId: await decision() }))
  await m.settle()
  expect(await m.checks()).toEqual([])
})

it('is drafted once however many ask at once, and what runs is not offered again', async () => {
  const codes = await Promise.all([again(START), again(START), again(START)].map(async (asked) => code(await asked)))
  expect(codes.toSorted()).toEqual(['listing.already_reoffered', 'listing.already_reoffered', 'ok'])
  const running = await openLot(stage, cast)
  expect(code(await m.as(cast.tto).listing.reoffer({ id: running.lotId, startingPriceMinor: PLAN.startingPriceMinor }))).toBe('listing.wrong_state')
})
