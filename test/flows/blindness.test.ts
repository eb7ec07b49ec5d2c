/**
 * While a lot runs nobody who presides, governs or supervises can learn who bids: every reading operation is asked as the auctioneer, the
 * administrator and the regulator, with every id there is, and no answer holds the id or the name of a bidder.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { marketContract } from '../../src/modules/contracts.ts'
import { enterprise, gatherCast, openRoom, PLAN, type Bidder, type Cast } from '../../src/app/stage/auction-story.ts'
import { call, market, type TestMarket } from '../kit/market.ts'
import { stageOf } from '../kit/stage.ts'

const SECRET_NAMES = ['竞买人甲新材料有限公司（演示）', '竞买人乙电池有限公司（演示）']

/** Registers of everybody: that an organisation or a person is in them says nothing of what it bids for. */
const REGISTERS = new Set(['party.list', 'party.register.list', 'party.persons.list', 'party.get', 'party.file', 'party.waiting'])

let m: TestMarket
let cast: Cast
let bidders: Bidder[]
let watchers: Readonly<Record<string, Actor>>
/** Every id that stands in a fact, an application or a request, except the bidders' own and the facts of their registration. */
let ids: string[]
/** What ties a bidder to the lot: no answer about the bidder may hold it. */
let ties: string[]

beforeAll(async () => {
  m = await market()
  const stage = stageOf(m)
  cast = await gatherCast(stage)
  bidders = []
  for (const name of SECRET_NAMES) bidders.push(await enterprise(stage, name))
  const house = cast.clerk.mandates[0]?.organisationId ?? ''
  const { auctionId, lotId } = await openRoom(stage, cast, bidders)
  const floorClerk = await stage.person('场内出价员', [{ role: 'auctioneer', organisationId: house }])
  await m.core.as(cast.clerk).auction.fillSeat({ id: auctionId, seat: 'floorClerk', personId: floorClerk.personId ?? '' })
  for (const { actor } of bidders) await m.core.as(actor).auction.authoriseFloor({ id: auctionId })
  await m.core.as(bidders[1]?.actor ?? cast.tto).auction.revokeFloor({ id: auctionId })
  for (const [index, { actor }] of bidders.entries()) {
    await m.core
      .as(actor)
      .auction.placeBid({ id: auctionId, priceMinor: String(BigInt(PLAN.startingPriceMinor) + BigInt(index) * BigInt(PLAN.incrementMinor)) })
    await m.as(actor).auction.placeBid({ id: auctionId, priceMinor: '1' })
  }
  await m.settle()
  const government = await m.organisation({ kind: 'government', name: '主管部门（演示）' })
  watchers = {
    auctioneer: cast.auctioneer,
    'floor clerk': floorClerk,
    administrator: await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] }),
    regulator: await m.person({ name: '监管员', roles: [{ role: 'regulator', organisationId: government }] }),
    'transfer office of the seller': cast.tto,
    'head of the seller': cast.approver,
  }
  const { rows } = await m.database.pool.query<{ id: string }>(
    `select distinct id from (select id from platform.fact where type not like 'party.%' union all select subject from platform.fact
       union all select unnest(related) from platform.fact union all select id from listing.application union all select id from payment.payment_request) as known(id)`,
  )
  const own = new Set(bidders.flatMap(({ organisationId, actor }) => [organisationId, actor.personId ?? '']))
  ids = rows.map(({ id }) => id).filter((id) => !own.has(id))
  const { rows: applications } = await m.database.pool.query<{ id: string }>('select id from listing.application')
  ties = [lotId, auctionId, ...applications.map(({ id }) => id)]
})

interface Reading {
  readonly name: string
  readonly run: (actor: Actor, input: unknown) => Promise<unknown>
}

const readings: readonly Reading[] = Object.entries(marketContract).flatMap(([module, operations]) =>
  operationsOf(operations).flatMap(([operation, procedure]) => {
    const name = `${module}.${operation}`
    const { kind } = procedure['~orpc'].meta as unknown as OperationMeta
    return kind !== 'query' || REGISTERS.has(name) ? [] : [{ name, run: (actor: Actor, input: unknown) => call(m.as(actor), name, input) }]
  }),
)

const NAMES_OF_IDS = [
  'id',
  'lotId',
  'subject',
  'factId',
  'lineId',
  'statementId',
  'batchId',
  'holderId',
  'code',
  'achievementId',
  'contractId',
  'requestId',
  'q',
]

const withId = (run: Reading['run'], actor: Actor, id: string) => run(actor, { ...Object.fromEntries(NAMES_OF_IDS.map((name) => [name, id])), limit: 50 })

/** Everything the operation answers to the actor: without input, and with each id as each parameter that may take one. */
const answersOf = async ({ run }: Reading, actor: Actor): Promise<string> => {
  const answers = [await run(actor, {}), await run(actor, { limit: 50 })]
  const first = (await run(actor, { id: 'none', subject: 'none', lotId: 'none' })) as { readonly refusal?: { readonly code?: string } }
  const needsInput = [...answers, first].some((answer) => (answer as { readonly refusal?: { readonly code?: string } }).refusal?.code === 'request.invalid')
  if (needsInput) {
    for (const id of ids) answers.push(await withId(run, actor, id))
  }
  return JSON.stringify(answers)
}

describe('while a lot runs', () => {
  it('the ground is real: the officers whose work needs it do see the bidders', async () => {
    const applicants = JSON.stringify(await m.core.as(cast.clerk).listing.applications.list({ id: ties[0] ?? '' }))
    for (const { organisationId } of bidders) expect(applicants).toContain(organisationId)
    const requests = JSON.stringify(await m.core.as(cast.finance).ledger.accounts.list({ limit: 50 }))
    for (const { organisationId } of bidders) expect(requests).toContain(organisationId)
    expect(ids.length).toBeGreaterThan(50)
  })

  it.each(['auctioneer', 'floor clerk', 'administrator', 'regulator', 'transfer office of the seller', 'head of the seller'])(
    'the %s finds no bidder by any reading operation',
    async (who) => {
      const actor = watchers[who]
      if (!actor) throw new Error(who)
      const leaks: string[] = []
      for (const reading of readings) {
        const said = await answersOf(reading, actor)
        const found = bidders.filter(({ organisationId, actor: agent }, index) =>
          [organisationId, agent.personId ?? '', SECRET_NAMES[index] ?? ''].some((secret) => said.includes(secret)),
        )
        if (found.length > 0) leaks.push(reading.name)
        // What is said of the lot to everybody is no tie; what is said of it only when asked about a bidder is.
        const toEverybody = JSON.stringify(await withId(reading.run, actor, 'nobody')) + JSON.stringify(await reading.run(actor, {}))
        for (const { organisationId, actor: agent } of bidders) {
          for (const id of [organisationId, agent.personId ?? '']) {
            const about = JSON.stringify(await withId(reading.run, actor, id))
            if (ties.some((tie) => about.includes(tie) && !toEverybody.includes(tie))) leaks.push(`${reading.name} about a bidder`)
          }
        }
      }
      expect(leaks).toEqual([])
    },
    240_000,
  )
})
