import { expect, it } from 'vitest'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { nextDue } from '#platform/work/queue.ts'
import { market } from '../kit/market.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { layBankAccounts, layCast } from '../../src/app/demo/lay-cast.ts'
import { INSTITUTIONS, type Stage } from '../../src/app/demo/stage.ts'
import { catalogue } from '../../src/app/demo/scene-achievement.ts'
import { demoAchievements } from '../../src/app/demo/achievement-data.ts'
import * as A from '../../src/app/demo/scene-auction.ts'
import * as D from '../../src/app/demo/scene-deal.ts'
import { liveThrough } from '../../src/app/demo/timeline.ts'

it('runs', async () => {
  const m = await market()
  let n = 0
  const auth = { createAccount: async () => `u${(n += 1)}` } as never
  const cast = await layCast(m.core, auth)
  await layBankAccounts(m.core, cast)
  const actorOf = (key: string) => cast.actors.get(key) ?? SYSTEM
  const stage: Stage = { as: (key) => m.core.as(actorOf(key)), actorOf, organisationId: (key) => cast.organisations.get(key) ?? '', personId: (key) => actorOf(key).personId ?? '', settle: m.settle, now: () => m.clock.now() }
  const start = m.clock.now()
  const t0 = performance.now()
  const log = (...a: unknown[]) => console.log(Math.round(performance.now() - t0), new Date(m.clock.now()).toISOString(), ...a)
  await liveThrough({ set: m.clock.set, settle: m.settle, nextDue: () => nextDue(m.database.reader) }, [async ({ until, now }) => {
    const institution = INSTITUTIONS.university
    const item = demoAchievements[3]!
    const achievementId = await catalogue(stage, institution, item, 1)
    log('catalogued', achievementId)
    await until(later(now(), DAY_MS))
    const lotId = await A.submitLot(stage, { item, achievementId, institution, right: 'assignment', startWan: 280, reserveWan: 300 })
    log('submitted')
    const { opensAt } = await A.publishLot(stage, lotId)
    log('published', new Date(opensAt).toISOString())
    await until(later(now(), DAY_MS))
    await A.applyFor(stage, lotId, ['enterprise', 'enterprise2'])
    await A.importStatement(stage)
    log('deposits')
    await until(later(opensAt, 60000))
    await A.bidInTurn(stage, lotId, ['enterprise', 'enterprise2'], [1, 2, 1, 1], { until, now })
    log('bids')
    const auction = await stage.as('clerk').auction.auctionOfLot({ id: lotId })
    await until(later(parseInstant(auction.endsAt), 30 * 60000))
    const closed = await stage.as('clerk').auction.auctionOfLot({ id: lotId })
    log('closed', closed.outcome, closed.topPriceMinor)
    const lot = await stage.as('clerk').listing.lotById({ id: lotId })
    const notice = await stage.as('clerk').notice.noticeById({ id: lot.resultNoticeId! })
    await until(later(parseInstant(notice.closesAt!), 60000))
    const buyer = ['enterprise', 'enterprise2'].find((k) => actorOf(k).mandates[0]?.organisationId === closed.winnerOrganisationId)!
    const contractId = await D.confirmSale(stage, institution, buyer, lotId)
    await D.signContract(stage, institution, buyer, contractId)
    log('signed')
    await D.payAndHandOver(stage, institution, buyer, contractId)
    log('settled', (await stage.as('tto').contract.get({ id: contractId })).state)
  }], { start, end: later(start, 60 * DAY_MS) })
  log('end')
  console.log(m.failures.map((f) => `${f.key} ${String(f.error)}`))
  expect(await m.checks()).toEqual([])
}, 120_000)
