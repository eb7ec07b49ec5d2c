/**
 * Threads that draw what is read, so that drawing never holds up the loop that takes bids (ADR 0030). Where none is ready, at the start and after one
 * has died, the loop draws by itself: reading a page twice does no harm.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Written } from '#platform/command/services.ts'
import type { Drawer, Drawing, Order, SharedDrawing } from '#platform/http/drawing.ts'
import type { Log } from '#platform/log/log.ts'
import type { FromHand, HandStart, Told, ToHand } from './protocol.ts'

/** Who says nothing for so long while it has an order is ended: a page that never ends must not take the others along. */
const SILENT_MS = 60_000
const STOP_MS = 5_000
/** Between a death and the next beginning; doubled with each death of a thread that never became ready. */
const REST_MS = 1_000
const MAX_REST_MS = 60_000

export interface Hands {
  /** Draws in a thread, or by `own` where none is ready. */
  readonly drawElse: (own: Drawer) => Drawer
  readonly start: () => void
  readonly stop: () => Promise<void>
  readonly ready: () => number
}

interface HandsSpec {
  readonly count: number
  readonly begin: HandStart
  readonly log: Log
  readonly told: () => Told
  readonly committed: (written: Written) => void
  readonly forgetSessions: () => void
  /** How a thread is begun, and how long it may be silent: tests have their own. */
  readonly newWorker?: (begin: HandStart) => Worker
  readonly silentMs?: number
}

interface Waiting {
  readonly resolve: (drawing: Drawing | SharedDrawing) => void
  readonly reject: (error: Error) => void
  /** The thread died before it answered. */
  readonly lost: () => void
  readonly since: number
}

interface Hand {
  readonly isReady: () => boolean
  readonly busy: () => number
  readonly order: (order: Order, isForAll: boolean, waiting: Omit<Waiting, 'since'>) => void
  /** Ends it when it has been silent for too long. */
  readonly look: () => void
  readonly end: () => Promise<void>
}

/** The build puts the thread beside the program. From the sources it needs their loader, which a thread does not have from its parent. */
const workerOf = (begin: HandStart): Worker => {
  const built = fileURLToPath(new URL('hand.js', import.meta.url))
  if (existsSync(built)) return new Worker(built, { workerData: begin })
  const source = JSON.stringify(new URL('hand.ts', import.meta.url).href)
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${source}) })`, { eval: true, execArgv: [], workerData: begin })
}

const openHand = (
  { begin, log, told, committed, forgetSessions, newWorker = workerOf, silentMs = SILENT_MS }: HandsSpec,
  onGone: (hand: Hand) => void,
): Hand => {
  const worker = newWorker(begin)
  const orders = new Map<number, Waiting>()
  let serial = 0
  let isReady = false
  const answered = (of: number): Waiting | undefined => {
    const waiting = orders.get(of)
    orders.delete(of)
    return waiting
  }
  worker.on('message', (word: FromHand) => {
    switch (word.kind) {
      case 'ready':
        return void (isReady = true)
      case 'committed':
        return committed(word.written)
      case 'forget':
        return forgetSessions()
      case 'drawn':
        return answered(word.serial)?.resolve(word.drawing)
      case 'failed':
        return answered(word.serial)?.reject(new Error(word.message))
    }
  })
  worker.on('error', (error) => log.error({ err: error }, 'a drawing thread died'))
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const hand: Hand = {
    isReady: () => isReady,
    busy: () => orders.size,
    order: (order, isForAll, waiting) => {
      serial += 1
      orders.set(serial, { ...waiting, since: performance.now() })
      worker.postMessage({ kind: 'draw', serial, isForAll, order, told: told() } satisfies ToHand)
    },
    look: () => {
      const [first] = orders.values()
      if (!first || performance.now() - first.since < silentMs) return
      log.error({ orders: orders.size }, 'a drawing thread has been silent for too long and is ended')
      first.reject(new Error('the page took too long to draw'))
      void worker.terminate()
    },
    end: async () => {
      worker.postMessage({ kind: 'stop' } satisfies ToHand)
      const late = setTimeout(() => void worker.terminate(), STOP_MS)
      await gone
      clearTimeout(late)
    },
  }
  void gone.then(() => {
    onGone(hand)
    for (const { lost } of orders.values()) lost()
  })
  return hand
}

export const openHands = (spec: HandsSpec): Hands => {
  const hands = new Set<Hand>()
  const rests = new Set<ReturnType<typeof setTimeout>>()
  let rest = REST_MS
  let isOver = false

  const begin = (): void => {
    const gone = (hand: Hand) => {
      hands.delete(hand)
      if (isOver) return
      rest = hand.isReady() ? REST_MS : Math.min(2 * rest, MAX_REST_MS)
      const timer = setTimeout(() => {
        rests.delete(timer)
        begin()
      }, rest)
      rests.add(timer)
    }
    hands.add(openHand(spec, gone))
  }

  const draw = <Drawn extends Drawing | SharedDrawing>(order: Order, isForAll: boolean, own: (order: Order) => Promise<Drawn>): Promise<Drawn> => {
    const [free] = [...hands].filter((hand) => hand.isReady()).toSorted((a, b) => a.busy() - b.busy())
    if (!free) return own(order)
    return new Promise((resolve, reject) => free.order(order, isForAll, { resolve: resolve as Waiting['resolve'], reject, lost: () => resolve(own(order)) }))
  }

  const watching = setInterval(
    () => {
      for (const hand of hands) hand.look()
    },
    (spec.silentMs ?? SILENT_MS) / 4,
  )
  watching.unref()

  return {
    drawElse: (own) => ({
      forOne: (order) => draw(order, false, own.forOne),
      forAll: (order) => draw(order, true, own.forAll),
    }),
    start: () => {
      for (let begun = 0; begun < spec.count; begun += 1) begin()
    },
    stop: async () => {
      isOver = true
      clearInterval(watching)
      for (const timer of rests) clearTimeout(timer)
      await Promise.all([...hands].map((hand) => hand.end()))
    },
    ready: () => [...hands].filter((hand) => hand.isReady()).length,
  }
}
