/** A thread that draws pages: the rooms on connections of its own, without doors, loops or a clock (ADR 0030). */
import { parentPort, workerData } from 'node:worker_threads'
import { instant, later } from '#kernel/instant.ts'
import { PATIENCE } from '#platform/db/database.ts'
import { drawerOf, openBuild } from '#platform/http/drawing.ts'
import { createLog } from '#platform/log/log.ts'
import { withTrace } from '#platform/log/trace.ts'
import { openLife } from '../demo/life.ts'
import { pageValues } from '../page-values.ts'
import { openRooms } from '../rooms.ts'
import type { FromHand, HandStart, Told, ToHand } from './protocol.ts'

const { config, databaseUrl, pagesDirectory } = workerData as HandStart
const say = (word: FromHand, moved: readonly ArrayBuffer[] = []) => parentPort?.postMessage(word, moved)

const log = createLog({ level: config.logLevel })
let isOver = false

let told: Told & { readonly heardAt: number } = { now: instant(0), demoOffsetMs: null, decided: 0, grown: 0, heardAt: 0 }
/** The market's time as it was told, and what has passed since. */
const now = () => later(told.now, Math.round(performance.now() - told.heardAt))

const options = { config, log, patience: PATIENCE }
const rooms = openRooms({
  options,
  databaseUrl,
  now,
  onCommit: (written) => say({ kind: 'committed', written }),
  onFailure: (key, error) => log.error({ err: error, key }, 'deferred work failed'),
  lost: (whose) => (error) => {
    if (!isOver) log.warn({ err: error }, `idle ${whose} connection of a drawing thread lost`)
  },
})
const { core, auth, database } = rooms
const clock = { offsetMs: () => told.demoOffsetMs ?? 0 }

const drawer = drawerOf(
  await openBuild(
    pagesDirectory,
    pageValues({
      ...rooms,
      options,
      now,
      elapsed: () => performance.now(),
      changes: { decided: () => told.decided, grown: () => told.grown },
      forgetSessions: () => say({ kind: 'forget' }),
      demoClock: () => (config.demo ? clock : null),
      advanceTo: () => Promise.reject(new Error('the clock is moved where writes are taken')),
      progress: openLife({ core, auth, database, now, onFailure: () => undefined }).progress,
    }),
  ),
)

const draw = async ({ serial, isForAll, order }: Extract<ToHand, { kind: 'draw' }>): Promise<void> => {
  try {
    if (isForAll) say({ kind: 'drawn', serial, drawing: await drawer.forAll(order) })
    else {
      const drawing = await drawer.forOne(order)
      say({ kind: 'drawn', serial, drawing }, [drawing.body.buffer])
    }
  } catch (error) {
    log.error({ err: error, traceId: order.visitor.id }, 'a page was not drawn')
    say({ kind: 'failed', serial, message: String(error) })
  }
}

const stop = async (): Promise<void> => {
  isOver = true
  await auth.close()
  await database.close()
  parentPort?.close()
}

parentPort?.on('message', (word: ToHand) => {
  if (word.kind === 'stop') return void stop()
  told = { ...word.told, heardAt: performance.now() }
  return void withTrace(word.order.visitor.id, () => draw(word))
})
say({ kind: 'ready' })
