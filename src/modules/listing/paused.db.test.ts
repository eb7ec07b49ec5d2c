/** While an objection holds up a notice, nothing that waits for its end is late. */
import { expect, it } from 'vitest'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { applyAndQualify, enterprise, gatherCast, importStatement, openLot } from '../../app/stage/auction-story.ts'

it('who registers and pays in that time is a bidder, and the lot goes on from there', async () => {
  const m = await market()
  const stage = stageOf(m)
  const cast = await gatherCast(stage)
  const slow = await enterprise(stage, '温州丙（演示）')
  const early = await enterprise(stage, '杭州甲（演示）')
  const late = await enterprise(stage, '宁波乙（演示）')
  const objector = await stage.person('异议人', [])
  const { lotId, noticeClosesAt, opensAt } = await openLot(stage, cast)
  await applyAndQualify(stage, cast, lotId, [early])
  const lot = () => m.core.as(cast.clerk).listing.get({ id: lotId })
  const { objectionId } = await m.core.as(objector).notice.object({ id: (await lot()).noticeId ?? '', grounds: '该成果的权属仍有争议，请予核实。' })
  await stage.until(later(opensAt, 5 * DAY_MS))
  expect((await lot()).state).toBe('notice')
  await applyAndQualify(stage, cast, lotId, [late])
  expect((await m.core.as(late.actor).listing.applications.mine({ lotId })).items[0]?.depositDueAt).toSatisfy((due: string) => Date.parse(due) > m.clock.now())
  await importStatement(stage, cast)
  await applyAndQualify(stage, cast, lotId, [slow])
  const states = (await m.core.as(cast.clerk).listing.applications.list({ id: lotId })).items.map(({ state, depositState }) => [state, depositState])
  expect(states.toSorted()).toEqual([
    ['confirmed', 'held'],
    ['confirmed', 'held'],
    ['qualified', 'requested'],
  ])
  await m.core.as(cast.clerk).notice.dismissObjection({ id: objectionId, reason: '权属清楚，异议不成立。' })
  await m.settle()
  const after = await lot()
  expect(Date.parse(after.noticeClosesAt ?? '')).toBeGreaterThan(Math.max(noticeClosesAt, m.clock.now()))
  // Who has been asked for a deposit has it due with the lot, and is told so.
  const [application] = (await m.core.as(slow.actor).listing.applications.mine({ lotId })).items
  expect(application?.depositDueAt).toBe(after.depositDueAt)
  const told = (await m.core.as(slow.actor).notification.mine({ limit: 50 })).items.find(({ type }) => type === 'ledger.payment_postponed')
  expect(told?.body).toMatchObject({ dueAt: after.depositDueAt })
  await stage.until(parseInstant(after.noticeClosesAt ?? ''))
  expect((await lot()).state).toBe('ready')
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
