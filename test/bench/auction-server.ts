/**
 * The server of the auction bench: the real market with 256 bidders who have real sessions and deposits, one hot lot for the
 * lane, one for the row-lock yardstick. Everything is reached over HTTP; the two yardstick routes exist only here.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Role } from '#kernel/actor.ts'
import { instant, later, MINUTE_MS, type Instant } from '#kernel/instant.ts'
import { auctionModule } from '#modules/auction/index.ts'
import { decideBids } from '#modules/auction/engine.ts'
import { PACE } from '#modules/auction/pace.ts'
import { addOrganisation, addPerson } from '#modules/party/index.ts'
import type { Services } from '#platform/command/services.ts'
import { loadConfig } from '#platform/config/config.ts'
import { PATIENCE } from '#platform/db/database.ts'
import { createLog } from '#platform/log/log.ts'
import { openMarket, type Market } from '../../src/app/assembly.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { inventedCreditCode } from '../../src/app/stage/credit-code.ts'
import {
  applyAndQualify,
  gatherCast,
  importStatement,
  openLot,
  PLAN,
  type Bidder,
  type Cast,
  type Sale,
  type StoryStage,
} from '../../src/app/stage/auction-story.ts'

const BIDDERS = Number(process.env['BENCH_BIDDERS'] ?? 256)
const LOTS = Number(process.env['BENCH_LOTS'] ?? 1)
const PASSWORD = 'a long pass phrase for the bench'

let offset = 0
const now = (): Instant => instant(Date.now() + offset)

/** One transaction with one row lock per bid: what the lane is compared with. And the same server doing nothing. */
const mountYardsticks = (app: FastifyInstance, services: Services): void => {
  app.post('/bench/empty', async () => ({ ok: true }))
  app.post<{ Params: { id: string }; Body: { priceMinor: string } }>('/bench/row-lock/:id', async (request, reply) => {
    const receivedAt = services.now()
    const actor = await services.actorFrom(request)
    const organisationId = actor.mandates[0]?.organisationId ?? ''
    const key = String(request.headers['idempotency-key'])
    const bid = {
      auctionId: request.params.id,
      organisationId,
      personId: actor.personId ?? '',
      priceMinor: BigInt(request.body.priceMinor),
      confirmedMinor: null,
      receivedAt,
      requestKey: key,
      requestBody: `${organisationId}:${request.body.priceMinor}`,
    }
    const answer = await services.run(
      'bench.row_lock',
      actor,
      async (act) => (await decideBids(act, [bid]))[0] ?? { ok: false, refusal: { code: 'auction.not_found', params: {} } },
    )
    return answer.ok ? answer.value : reply.code(422).send(answer.refusal)
  })
}

const withYardsticks = (): void => {
  // The bench measures what the lane can do, with bidders faster than any hand.
  const unbounded = { perSecond: 1e9, burst: 1e9 }
  Object.assign(PACE, { bidder: unbounded, person: unbounded })
  const { routes } = auctionModule
  Object.assign(auctionModule, {
    routes: (app: FastifyInstance, services: Services) => {
      routes?.(app, services)
      mountYardsticks(app, services)
    },
  })
}

let serial = 0

const stageOf = (market: Market): StoryStage => {
  const must = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown }): Value => {
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return result.value
  }
  const system = { kind: 'system', personId: null, mandates: [] } as const
  return {
    api: (actor) => market.core.as(actor),
    organisation: async (kind, name) => {
      serial += 1
      const input = { kind, name: { zh: name, en: name }, creditCode: inventedCreditCode('91330100MA3', serial), verified: true }
      return must(await market.core.road.run({ operation: 'bench.organisation', actor: system }, (act) => addOrganisation(act, input as never)))
    },
    person: async (name, roles: readonly { readonly role: Role; readonly organisationId: string }[]) => {
      serial += 1
      const personId = must(
        await market.core.road.run({ operation: 'bench.person', actor: system }, (act) =>
          addPerson(act, { name: { zh: name, en: name }, userId: `bench-${serial}`, mandates: roles }),
        ),
      )
      return { kind: 'person', personId, mandates: roles }
    },
    settle: market.core.settle,
    until: async (at) => {
      offset = Math.max(offset, at - Date.now())
      await market.core.settle()
    },
  }
}

/** Logs in over the account handler, as a browser would, with an address that is confirmed, and keeps the session cookie. */
const openAccount = async (market: Market, origin: string, index: number): Promise<{ readonly userId: string; readonly cookie: string }> => {
  const email = `bidder${index}@example.test`
  const userId = await market.auth.createAccount({ email, password: PASSWORD, name: `Bidder ${index}` })
  const response = await market.auth.handler(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'x-client-ip': `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}` },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  )
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (!response.ok || cookie === '') throw new Error(`log-in answered ${response.status}: ${await response.text()}`)
  return { userId, cookie }
}

const bidderWithAccount = async (market: Market, stage: StoryStage, origin: string, index: number): Promise<Bidder & { readonly cookie: string }> => {
  const { userId, cookie } = await openAccount(market, origin, index)
  const name = `竞买企业${index}（演示）`
  const organisationId = await stage.organisation('enterprise', name)
  const mandates = [{ role: 'enterprise' as const, organisationId }]
  const added = await market.core.road.run({ operation: 'bench.bidder', actor: { kind: 'system', personId: null, mandates: [] } }, (act) =>
    addPerson(act, { name: { zh: name, en: name }, userId, mandates }),
  )
  if (!added.ok) throw new Error(added.refusal.code)
  return { cookie, organisationId, actor: { kind: 'person', personId: added.value, mandates } }
}

const HOUR_PLAN = { ...PLAN, startingPriceMinor: '100000000', incrementMinor: '1000000', depositMinor: '10000000', reserveMinor: '150000000' }

/** The other ways of bidding; prices that fall still fall an hour after the opening. */
const EVERY_WAY: readonly Sale[] = ((start: bigint, step: bigint) => {
  const rising = { incrementMinor: String(step), freeMinutes: HOUR_PLAN.freeMinutes, timedSeconds: HOUR_PLAN.timedSeconds }
  const bands = [{ fromMinor: String(start + 10n * step), incrementMinor: String(2n * step) }]
  const falling = { decrementMinor: String(step), tickSeconds: 600, floorMinor: String(start - 10n * step) }
  return [
    { method: 'english', methodTerms: { ...rising, bands, maxExtensions: 5 }, reserveMinor: null },
    { method: 'listed', methodTerms: { ...rising, capMinor: String(start + 60n * step) }, reserveMinor: null },
    ...Array.from({ length: 2 }, () => ({ method: 'dutch', methodTerms: falling, reserveMinor: null })),
  ]
})(BigInt(HOUR_PLAN.startingPriceMinor), BigInt(HOUR_PLAN.incrementMinor))

const lotsInTimedPhase = async (stage: StoryStage, cast: Cast, bidders: readonly Bidder[], sales: readonly Sale[]): Promise<readonly string[]> => {
  const lots = []
  for (const sale of sales) lots.push(await openLot(stage, cast, HOUR_PLAN, sale))
  for (const { lotId } of lots) {
    await applyAndQualify(stage, cast, lotId, bidders)
    await importStatement(stage, cast)
  }
  for (const { noticeClosesAt } of lots) await stage.until(noticeClosesAt)
  const auctions = await Promise.all(lots.map(({ lotId }) => stage.api(cast.clerk).auction.ofLot({ id: lotId })))
  const opensAt = instant(Math.max(...auctions.map((auction) => Date.parse(auction.opensAt))))
  await stage.until(later(opensAt, 1))
  // The hardest phase: every accepted bid also moves the end.
  await stage.until(later(opensAt, HOUR_PLAN.freeMinutes * MINUTE_MS + 1))
  return auctions.map(({ id }) => id)
}

/** What a server that is started again on the same data needs to know of the first one. */
interface Laid {
  readonly offset: number
  readonly cookies: readonly string[]
  readonly rowLock: string | undefined
  readonly hot: readonly string[]
}

const lay = async (market: Market, origin: string): Promise<Laid> => {
  const stage = stageOf(market)
  const cast = await gatherCast(stage)
  const bidders: Awaited<ReturnType<typeof bidderWithAccount>>[] = []
  const GROUP = 8
  for (let from = 0; from < BIDDERS; from += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, BIDDERS - from) }, (_, index) => bidderWithAccount(market, stage, origin, from + index))
    bidders.push(...(await Promise.all(group)))
  }
  const plain = Array.from({ length: LOTS + 1 }, () => ({}))
  const [rowLock, ...hot] = await lotsInTimedPhase(stage, cast, bidders, process.env['BENCH_SALES'] === 'every' ? [...plain, ...EVERY_WAY] : plain)
  return { offset, cookies: bidders.map(({ cookie }) => cookie), rowLock, hot }
}

/** Kept in a file where a drill asks for it, so that the program can be killed and started again in the middle of an auction. */
const laidOnce = async (market: Market, origin: string): Promise<Laid> => {
  const file = process.env['BENCH_KEPT']
  if (file !== undefined && existsSync(file)) {
    const laid = JSON.parse(readFileSync(file, 'utf8')) as Laid
    // A drill that wants to see the hammer fall comes back later.
    offset = laid.offset + Number(process.env['BENCH_LATER_MS'] ?? 0)
    return laid
  }
  const laid = await lay(market, origin)
  if (file !== undefined) writeFileSync(file, JSON.stringify(laid))
  return laid
}

const main = async (): Promise<void> => {
  withYardsticks()
  const config = loadConfig(process.env)
  const log = createLog({ level: config.logLevel })
  const hasPages = process.env['BENCH_PAGES'] === '1'
  if (hasPages) await readyPages()
  const pagesDirectory = hasPages ? PAGES_DIRECTORY : null
  const market = await openMarket({
    config,
    log,
    version: 'bench',
    pagesDirectory,
    clock: { now },
    patience: PATIENCE,
    drawingThreads: hasPages ? Number(process.env['BENCH_DRAWING'] ?? 1) : 0,
  })
  await market.migrate()
  const { cookies, rowLock, hot } = await laidOnce(market, config.publicUrl)
  const { address } = await market.start()
  process.send?.({
    kind: 'ready',
    address,
    cookies,
    rowLock,
    hot,
    startMinor: HOUR_PLAN.startingPriceMinor,
    incrementMinor: HOUR_PLAN.incrementMinor,
  })
  // Who started it is gone: nobody would ever stop it.
  process.on('disconnect', () => process.exit(1))
  process.on('message', (message: { readonly kind: string }) => {
    if (message.kind === 'stop') void market.stop().then(() => process.exit(0))
    // In microseconds, of this process: what other programs take of the machine is not in it.
    if (message.kind === 'cpu') process.send?.(process.cpuUsage())
    if (message.kind === 'memory') process.send?.(process.memoryUsage())
    if (message.kind === 'history') void history(market, hot).then((answer) => process.send?.(answer))
  })
}

/** The stored record and what the market's own invariants say about it. */
const history = async (market: Market, auctionIds: readonly string[]) => {
  await market.core.settle()
  const { rows } = await market.database.pool.query<Record<string, unknown>>(
    `select auction_id, attempt, seq, origin, number, price_minor::text as price, confirmed_minor::text as confirmed, refusal, extract(epoch from received_at) * 1000 as received_ms, extended,
       extract(epoch from ends_at) * 1000 as ends_ms, request_key from auction.bid where auction_id = any($1) order by auction_id, attempt`,
    [auctionIds],
  )
  const { rows: states } = await market.database.pool.query<Record<string, unknown>>(
    `select id, extract(epoch from opens_at) * 1000 as opens_ms, top_price_minor::text as top, top_number, accepted_count, attempt_count, extension_count,
       extract(epoch from ends_at) * 1000 as ends_ms, free_ms::text, timed_ms::text, extension_ms::text, starting_price_minor::text as start, increment_minor::text as increment, confirm_factor,
       method, bands, max_extensions, cap_minor::text as cap, floor_minor::text as floor, tick_ms::text, willing,
       (select coalesce(sum(refused_unkept), 0)::text from auction.bidder where auction_id = auction.id) as unkept
     from auction.auction where id = any($1)`,
    [auctionIds],
  )
  const violations = await market.checks()
  return { kind: 'history', bids: rows, states, violations: violations.map(({ check, rows: found }) => `${check}: ${JSON.stringify(found.slice(0, 2))}`) }
}

await main()
