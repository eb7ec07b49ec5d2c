/**
 * `kill -9` in the middle of auctions of every way of bidding, again and again: of the one program that a market is, and of its database; then of one
 * of two servers on one database, and of that database (of its connections, where `TEST_DATABASE_URL` names somebody's). Bidders go on and ask again
 * with the same key. Afterwards what they were told is compared with the record, the hammer falls, and every sale is judged by what is public of it.
 * DRILL_ROUNDS (default 2) rounds of each; DRILL_HOUSE=one or two: only the one program, only the two servers. Prints one JSON object as its last line; a wrong history exits with 1. Ends by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { HOUR_MS } from '#kernel/instant.ts'
import { judgeSale, saleOfAnswers } from '#modules/auction/history-file.ts'
import { judge } from '../bench/auction-history.ts'
import { emptyBidding, openBoard, startBidding, wordsIn, type Bidding } from './bidders.ts'
import { openDrillDatabase } from './database.ts'
import { openDrillServer, tell, type DrillServer, type Ready } from './server.ts'

const ROUNDS = Number(process.env['DRILL_ROUNDS'] ?? 2)
const HOUSE = process.env['DRILL_HOUSE']
const BID_MS = 3_000
/** A slow machine gets longer, so that a blow falls among bids. */
const ANSWERS = 60
const BID_TURNS = 10
/** The blow falls at another moment of the work each time. */
const SPREAD_MS = 400
const LATER_MS = 6 * HOUR_MS
const CLOSING_TURNS = 60
/** Nothing here takes so long; whoever waits for it has waited enough. */
const DEADLINE_MS = (10 + 5 * ROUNDS) * 60_000

interface Blow {
  readonly at: string
  readonly strike: () => Promise<void>
  /** Answers when everything runs again. */
  readonly mend: () => Promise<void>
}

interface House {
  readonly name: string
  readonly servers: readonly [DrillServer, ...DrillServer[]]
  readonly ready: Ready
  readonly blows: readonly Blow[]
}

const figuresOf = (told: Bidding, recoveries: readonly number[], faults: readonly string[]) => ({
  kills: recoveries.length,
  answered: told.kept.length,
  accepted: told.kept.filter(({ status }) => status === 200).length,
  repeated: told.repeated,
  unanswered: told.unanswered.length,
  proxies: [...told.left.values()].flat().length,
  slowest_restart_ms: Math.max(0, ...recoveries),
  faults: faults.length,
})

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly nextCursor: string | null
}
const answered = async <Value>(address: string): Promise<Value> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return (await response.json()) as Value
}

/** Reads a sale as anybody may, once the hammer has fallen. */
const publicSale = async (origin: string, id: string) => {
  const address = `${origin}/api/v1/auctions/${id}`
  const bids: Readonly<Record<string, unknown>>[] = []
  for (let cursor = ''; ;) {
    const page = await answered<Page>(`${address}/bids?limit=100${cursor}`)
    bids.push(...page.items)
    if (page.nextCursor === null) return saleOfAnswers(await answered(address), bids)
    cursor = `&cursor=${page.nextCursor}`
  }
}

/** The program starts again when all sales are over: the hammer falls, and everything that became public is judged with what bidders know. */
const faultsAtTheEnd = async ({ servers, ready }: House, told: Bidding): Promise<readonly string[]> => {
  const [first, ...others] = servers
  for (const server of [...others, first]) await server.kill()
  await first.start(LATER_MS)
  const faults: string[] = []
  for (let turn = 0; turn < CLOSING_TURNS; turn += 1) {
    const sales = await Promise.all(ready.hot.map(async (id) => ({ id, sale: await publicSale(first.origin, id) })))
    if (turn < CLOSING_TURNS - 1 && sales.some(({ sale }) => sale.outcome === null)) {
      await sleep(1_000)
      continue
    }
    for (const { id, sale } of sales) {
      const found = judgeSale(sale, { told: told.acknowledged.get(id) ?? [], words: wordsIn(told, id) })
      tell(
        `${id} ${sale.method}: ${sale.bids.length} bids, ${sale.outcome?.kind ?? 'not closed'}${sale.willing.length > 1 ? `, drawn among ${sale.willing.length}` : ''}`,
      )
      faults.push(...(sale.outcome === null ? [`${id} is not closed`] : []), ...found.map((fault) => `${id}: ${fault}`))
    }
    break
  }
  return [...faults, ...(await first.history()).violations]
}

/** Until enough was answered, but not for ever. */
const bidFor = async (told: Bidding): Promise<void> => {
  const before = told.kept.length
  for (let turn = 0; turn < BID_TURNS && (turn === 0 || told.kept.length < before + ANSWERS); turn += 1) await sleep(BID_MS)
}

const drillIn = async (house: House) => {
  const { ready, servers, name } = house
  const origins = servers.map(({ origin }) => origin)
  const board = openBoard(ready)
  const told = emptyBidding()
  const recoveries: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { at, strike, mend } of house.blows) {
      const bidding = startBidding({ origins, ready }, board, told)
      await bidFor(told)
      await sleep(Math.random() * SPREAD_MS)
      const before = told.kept.length
      const begun = performance.now()
      await strike()
      await mend()
      recoveries.push(Math.round(performance.now() - begun))
      // Who was cut off asks again, and is answered.
      await sleep(BID_MS / 2)
      await bidding.stop()
      tell(`${name}, round ${round}: kill -9 of ${at} after ${before} answers, back in ${recoveries.at(-1)} ms`)
    }
  }
  // Life goes on after the last blow.
  const bidding = startBidding({ origins, ready }, board, told)
  await bidFor(told)
  await bidding.stop()
  const faults = [...judge(await servers[0].history(), told.kept, told.unanswered), ...(await faultsAtTheEnd(house, told))]
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`)
  return figuresOf(told, recoveries, faults)
}

const restarting = (at: string, server: DrillServer, strike: () => Promise<void>): Blow => ({
  at,
  strike,
  mend: async () => {
    await server.kill()
    await server.start()
  },
})

const alone = async () => {
  const server = await openDrillServer({ hasPages: false, hasEverySale: true })
  closing.push(server.close)
  tell('one program with its own database: bidders, deposits and open auctions')
  const ready = await server.start()
  const blows = [restarting('the program', server, server.kill), restarting('the database', server, async () => void server.killDatabase())]
  return drillIn({ name: 'one program', servers: [server], ready, blows })
}

const together = async () => {
  const database = await openDrillDatabase()
  closing.push(database.close)
  const first = await openDrillServer({ hasPages: false, hasEverySale: true, databaseUrl: database.url })
  closing.push(first.close)
  const second = await openDrillServer({ hasPages: false, hasEverySale: true, databaseUrl: database.url, beside: first })
  closing.push(second.close)
  tell('two servers on one database: bidders, deposits and open auctions')
  const ready = await first.start()
  await second.start()
  const blows = [
    restarting('the first server', first, first.kill),
    restarting('the second server', second, second.kill),
    { at: `the ${database.what}`, strike: database.hurt, mend: database.mend },
  ]
  return drillIn({ name: 'two servers', servers: [first, second], ready, blows })
}

/** What was opened, the last one first. */
const closing: (() => Promise<void>)[] = []
let closed: Promise<void> = Promise.resolve()
/** Whoever asks while it goes on waits for it. */
const closeAll = (): Promise<void> => {
  const open = closing.splice(0).toReversed()
  closed = closed.then(async () => {
    for (const close of open) await close().catch((error: unknown) => console.error(error))
  })
  return closed
}

const late = setTimeout(() => {
  tell(`the drill did not end within ${DEADLINE_MS / 60_000} minutes`)
  void closeAll().then(() => process.exit(1))
}, DEADLINE_MS)
late.unref()

try {
  const closing = async (drill: () => ReturnType<typeof drillIn>) => {
    try {
      return await drill()
    } finally {
      await closeAll()
    }
  }
  const houses: Readonly<Record<string, Awaited<ReturnType<typeof drillIn>>>> = {
    ...(HOUSE === 'two' ? {} : { one_program: await closing(alone) }),
    ...(HOUSE === 'one' ? {} : { two_servers: await closing(together) }),
  }
  const isRight = Object.values(houses).every(({ faults, accepted }) => faults === 0 && accepted > 0)
  console.log(JSON.stringify({ drill: 'kill', rounds: ROUNDS, ...houses, correct: isRight }))
  process.exit(isRight ? 0 : 1)
} catch (error) {
  console.error(error)
  await closeAll()
  process.exit(1)
}
