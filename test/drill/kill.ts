/**
 * `kill -9` of the program and of its database in the middle of an auction, again and again; after each the program starts on the same data. The
 * judge of the bench compares what bidders were told with the record: nothing answered is lost, nothing is doubled, prices rise, the record replays.
 * DRILL_ROUNDS (default 2) rounds of both. Prints one JSON object as its last line; a wrong history exits with 1.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { judge } from '../bench/auction-history.ts'
import { emptyBidding, openBoard, startBidding } from './bidders.ts'
import { openDrillServer, tell } from './server.ts'

const ROUNDS = Number(process.env['DRILL_ROUNDS'] ?? 2)
const BID_MS = 3_000
/** The blow falls at another moment of the work each time. */
const SPREAD_MS = 400

const server = await openDrillServer({ hasPages: false })

const drill = async () => {
  tell('starting database and server with bidders, deposits and an open auction')
  let ready = await server.start()
  const board = openBoard(ready)
  const told = emptyBidding()
  const recoveries: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const victim of ['program', 'database'] as const) {
      const bidding = startBidding({ origin: server.origin, ready }, board, told)
      await sleep(BID_MS + Math.random() * SPREAD_MS)
      const before = told.kept.length
      if (victim === 'database') server.killDatabase()
      else await server.kill()
      await bidding.stop()
      await server.kill()
      const begun = performance.now()
      ready = await server.start()
      recoveries.push(Math.round(performance.now() - begun))
      tell(`round ${round}: kill -9 of the ${victim} after ${before} answers, back in ${recoveries.at(-1)} ms`)
    }
  }
  // Life goes on after the last blow.
  const bidding = startBidding({ origin: server.origin, ready }, board, told)
  await sleep(BID_MS)
  await bidding.stop()
  const faults = judge(await server.history(), told.kept, told.unanswered)
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`)
  return {
    drill: 'kill',
    rounds: ROUNDS,
    kills: recoveries.length,
    answered: told.kept.length,
    accepted: told.kept.filter(({ status }) => status === 200).length,
    unanswered: told.unanswered.length,
    slowest_restart_ms: Math.max(...recoveries),
    faults: faults.length,
    correct: faults.length === 0 && told.kept.some(({ status }) => status === 200),
  }
}

try {
  const figures = await drill()
  await server.close()
  console.log(JSON.stringify(figures))
  process.exit(figures.correct ? 0 : 1)
} catch (error) {
  console.error(error)
  await server.close()
  process.exit(1)
}
