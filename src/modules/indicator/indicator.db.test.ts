import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { factById } from '#platform/outbox/facts.ts'
import { nextDue } from '#platform/work/queue.ts'
import { market } from '../../../test/kit/market.ts'
import { demoAchievements } from '../../app/demo/achievement-data.ts'
import { layBankAccounts, layCast } from '../../app/demo/lay-cast.ts'
import { catalogue } from '../../app/stage/cataloguing.ts'
import { applyFor, bidInTurn, importStatement, payOut, publishLot, submitLot } from '../../app/stage/selling.ts'
import { approveAndPayPlan, confirmSale, payAndHandOver, proposePlan, signContract } from '../../app/stage/dealing.ts'
import { publishDemands } from '../../app/demo/scenes/demand.ts'
import { INSTITUTIONS, wan, type Stage } from '../../app/stage/stage.ts'
import { liveThrough, type Script } from '../../app/stage/timeline.ts'
import { reactions } from './reactions.ts'
import { premiumBasisPoints } from './core/observation.ts'

const START_WAN = 280
const START = wan(START_WAN)
const DEMANDS = 12
const BY = ['field', 'institution', 'region', 'right'] as const

const m = await market()
const visitor = m.core.as(VISITOR)
const item = demoAchievements[3]
const unsold = demoAchievements.find(({ field }) => field !== item?.field)
if (!item || !unsold) throw new Error('the demo has achievements')
const { university: institution, institute } = INSTITUTIONS
let stage: Stage
let lotId = ''
let price = 0n

/** From the catalogue to the inventors' paid income. */
const sale: Script = async ({ until, now }) => {
  const achievementId = await catalogue(stage, institution, item, 1)
  await until(later(now(), DAY_MS))
  lotId = await submitLot(stage, { item, achievementId, institution, right: 'assignment', startWan: START_WAN, reserveWan: 300 })
  const { opensAt } = await publishLot(stage, lotId)
  await until(later(now(), DAY_MS))
  await applyFor(stage, lotId, ['enterprise', 'enterprise2'])
  await importStatement(stage)
  await until(later(opensAt, MINUTE_MS))
  const buyer = await bidInTurn(stage, lotId, { enterprises: ['enterprise', 'enterprise2'], steps: [1, 2, 1, 4], moments: { until, now } })
  const auction = await stage.as('clerk').auction.ofLot({ id: lotId })
  await until(later(parseInstant(auction.endsAt), HOUR_MS))
  price = BigInt((await stage.as('clerk').auction.ofLot({ id: lotId })).topPriceMinor ?? '0')
  const { resultNoticeId } = await stage.as('clerk').listing.get({ id: lotId })
  const notice = await stage.as('clerk').notice.get({ id: resultNoticeId ?? '' })
  await until(later(parseInstant(notice.closesAt ?? ''), HOUR_MS))
  const contractId = await confirmSale(stage, institution, buyer, lotId)
  await signContract(stage, institution, buyer, contractId)
  await payAndHandOver(stage, institution, buyer, contractId)
  const plan = await proposePlan(stage, institution, contractId)
  await until(later(plan.closesAt, HOUR_MS))
  await approveAndPayPlan(stage, institution, plan.planId)
  await payOut(stage)
}

/** A licence nobody wants. */
const failure: Script = async () => {
  const achievementId = await catalogue(stage, institute, unsold, 2)
  await publishLot(stage, await submitLot(stage, { item: unsold, achievementId, institution: institute, right: 'exclusive', startWan: 90, reserveWan: null }))
}

beforeAll(async () => {
  let serial = 0
  const cast = await layCast(m.core, { createAccount: async () => `account-${(serial += 1)}` })
  await layBankAccounts(m.core, cast)
  const actorOf = (key: string) => cast.actors.get(key) ?? SYSTEM
  stage = {
    as: (key) => m.core.as(actorOf(key)),
    actorOf,
    organisationId: (key) => cast.organisations.get(key as never) ?? '',
    personId: (key) => actorOf(key).personId ?? '',
    settle: m.settle,
    now: m.clock.now,
  }
  const start = m.clock.now()
  await liveThrough({ set: m.clock.set, settle: m.settle, nextDue: () => nextDue(m.database.reader) }, [sale, failure, () => publishDemands(stage)], {
    start,
    end: later(start, 70 * DAY_MS),
  })
})

const readEverything = async () => ({
  headline: await visitor.indicator.headline({ months: 12 }),
  breakdowns: await Promise.all(BY.map((by) => visitor.indicator.breakdown({ by }))),
  deals: await visitor.indicator.deals.list({}),
})

const toldOf = async (type: string) => {
  const { rows } = await m.database.pool.query<{ id: string; body: string }>('select id, body from platform.fact where type = $1 order by seq', [type])
  return rows.map(({ id, body }) => ({ id, body: JSON.parse(body) as Record<string, unknown> }))
}

describe('the market in figures', () => {
  it('counts what happened, once each, and money to the fen', async () => {
    const { total } = await visitor.indicator.headline({})
    const paid = (await toldOf('income.paid')).reduce((sum, { body }) => sum + BigInt(String(body['paidToPersonsMinor'])), 0n)
    const [settled] = await toldOf('contract.settled')
    expect(paid).toBeGreaterThan((price * 70n) / 100n)
    expect(total).toEqual({
      deals: 1,
      turnoverMinor: String(price),
      technologyMinor: settled?.body['technologyAmountMinor'],
      hammers: 1,
      hammerMinor: String(price),
      failed: 1,
      premiumBasisPoints: premiumBasisPoints(price, BigInt(START)),
      researcherIncomeMinor: String(paid),
      catalogued: 2,
      listed: 2,
      demands: DEMANDS,
    })
    expect(total.premiumBasisPoints).toBeGreaterThan(0)
  })

  it('gives every month, also the empty ones, and they add up to the total', async () => {
    const { total, months } = await visitor.indicator.headline({ months: 24 })
    expect(months).toHaveLength(24)
    expect(months.at(-1)?.month).toBe('2026-05')
    expect(months[0]).toMatchObject({ month: '2024-06', deals: 0, turnoverMinor: '0', premiumBasisPoints: null })
    const sum = (read: (month: (typeof months)[number]) => string | number) => months.reduce((all, month) => all + BigInt(read(month)), 0n)
    expect(sum((month) => month.turnoverMinor)).toBe(BigInt(total.turnoverMinor))
    expect(sum((month) => month.researcherIncomeMinor)).toBe(BigInt(total.researcherIncomeMinor))
    expect(sum((month) => month.listed)).toBe(2n)
  })

  it('breaks them down by field, institution, region and right', async () => {
    const by = async (key: (typeof BY)[number]) => (await visitor.indicator.breakdown({ by: key })).rows
    const sold = { deals: 1, turnoverMinor: String(price), hammers: 1, failed: 0, listed: 1 }
    expect((await by('field')).find(({ key }) => key === item.field)).toMatchObject({ ...sold, catalogued: 1, label: null })
    expect((await by('field')).reduce((all, { demands }) => all + demands, 0)).toBe(DEMANDS)
    expect(await by('institution')).toMatchObject([
      { key: stage.organisationId('university'), label: { zh: '浙江示范大学（演示）' }, ...sold, catalogued: 1 },
      { key: stage.organisationId('institute'), hammers: 0, failed: 1, listed: 1, catalogued: 1, premiumBasisPoints: null },
    ])
    expect((await by('region'))[0]).toMatchObject({
      key: '330100',
      label: { zh: '浙江省杭州市', en: 'Hangzhou, Zhejiang' },
      deals: 1,
      hammers: 1,
      failed: 1,
      catalogued: 2,
    })
    expect(await by('right')).toMatchObject([
      { key: 'assignment', ...sold },
      { key: 'exclusive', deals: 0, failed: 1 },
    ])
  })

  it('lists the deals with price, premium and the fact that proves them', async () => {
    const { items, nextCursor } = await visitor.indicator.deals.list({})
    expect(items).toMatchObject([
      {
        lotId,
        right: 'assignment',
        field: item.field,
        title: { zh: item.zh[0] },
        institutionName: { zh: '浙江示范大学（演示）' },
        startingPriceMinor: START,
        priceMinor: String(price),
        isSettled: true,
      },
    ])
    expect(items[0]?.premiumBasisPoints).toBe(premiumBasisPoints(price, BigInt(START)))
    expect(nextCursor).toBeNull()
    const proven = await factById(m.database.reader, items[0]?.factId ?? '')
    expect(proven?.fact).toMatchObject({ type: 'listing.sold', visibleTo: 'public', body: { lotId, priceMinor: String(price) } })
    expect((await visitor.evidence.facts.proof({ factId: items[0]?.factId ?? '' })).fact.factId).toBe(items[0]?.factId)
  })

  it('counts a fact that is told twice once, and in any order', async () => {
    const before = await readEverything()
    const { rows } = await m.database.pool.query<{ id: string }>('select id from platform.fact order by seq desc')
    await m.act(SYSTEM, async (act) => {
      for (const { id } of rows) {
        const logged = await factById(act.tx, id)
        for (const reaction of reactions) if (logged && reaction.on.type === logged.fact.type) await reaction.handle(act, logged.fact)
      }
      return ok(null)
    })
    expect(await readEverything()).toEqual(before)
  })

  it('is made again from the facts, exactly as it was, by admin or regulator only', async () => {
    const before = await readEverything()
    for (const key of ['tto', 'clerk', 'enterprise', 'finance']) await expect(stage.as(key).indicator.rebuild({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(visitor.indicator.rebuild({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await readEverything()).toEqual(before)
    await m.database.pool.query('update indicator.observation set amount_minor = amount_minor + 1, field = null')
    await m.database.pool.query("insert into indicator.observation (fact_id, kind, at, month, subject) values ('fct_0', 'demand', now(), '2026-01', 'dem_0')")
    expect(await readEverything()).not.toEqual(before)
    for (const key of ['admin', 'regulator']) {
      const { facts } = await stage.as(key).indicator.rebuild({})
      expect(facts).toBe(2 + 2 + 2 + 1 + DEMANDS + (await toldOf('income.completed')).length)
      expect(await readEverything()).toEqual(before)
    }
  })

  it('keeps, when made again, what has no place in the log yet', async () => {
    await stage.as('enterprise').demand.publish({
      title: { zh: '尚未入序', en: 'Not yet in the log' },
      text: { zh: '反应先于入序', en: 'Counted first' },
      field: 'aerospace',
      modes: ['service'],
      contact: { name: '甲', phone: '0571-00000000' },
    })
    while (await m.core.work()) continue
    const before = await readEverything()
    expect(before.headline.total.demands).toBe(DEMANDS + 1)
    await stage.as('admin').indicator.rebuild({})
    expect(await readEverything()).toEqual(before)
    await m.settle()
    await stage.as('admin').indicator.rebuild({})
    expect(await readEverything()).toEqual(before)
  })

  it('turns pages by the place of the last row: what comes meanwhile shifts nothing', async () => {
    const insert = `insert into indicator.observation (fact_id, kind, at, month, subject, amount_minor, starting_minor)
      select 'fct_' || lpad(n::text, 5, '0'), 'hammer', timestamptz '2026-06-01 00:00:00+00' - (n / 2) * interval '1 hour', '2026-05', 'lot_x' || n, 100, 100 from generate_series($1::int, $2::int) as n`
    await m.database.pool.query(insert, [1, 25])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await visitor.indicator.deals.list({ limit: 4, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map(({ lotId: id }) => id))
      cursor = page.nextCursor ?? undefined
      await m.database.pool.query(
        "insert into indicator.observation (fact_id, kind, at, month, subject) values ('fct_z' || $1, 'hammer', '2027-01-01', '2027-01', 'lot_z' || $1)",
        [String(seen.length)],
      )
    } while (cursor !== undefined)
    expect(seen).toHaveLength(26)
    expect(new Set(seen).size).toBe(26)
    await stage.as('admin').indicator.rebuild({})
    expect((await visitor.indicator.deals.list({})).items).toHaveLength(1)
  })

  it('leaves no failure behind', async () => {
    await m.settle()
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
