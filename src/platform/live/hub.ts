/** Live streams: facts in log order, turned into one frame each and sent to everyone who watches the subject. */
import type { ServerResponse } from 'node:http'
import type { Frame } from '#platform/command/module.ts'
import type { Database } from '#platform/db/database.ts'
import { factsFrom, lastPosition, type LoggedFact } from '#platform/outbox/facts.ts'
import type { PositionSignal } from './signal.ts'

export interface LiveHub {
  /** Adds a watcher; facts after `after` are sent first, so that a reconnect has no gap. */
  readonly watch: (topic: string, response: ServerResponse, after: bigint | null) => Promise<void>
  readonly watching: () => number
  /** Called by this process's relay: no need to wait for the notification. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

interface HubSpec {
  readonly database: Database
  readonly signal: PositionSignal
  readonly frames: ReadonlyMap<string, Frame>
  readonly onError: (error: unknown) => void
}

const KEEP_ALIVE_MS = 15_000
const LOOK_MS = 1_000
const BACKLOG = 1_000
/** A watcher that does not read is cut off before it fills the memory; it resumes by its last event id. */
const MAX_UNSENT_BYTES = 1_000_000

type Positioned = LoggedFact & { readonly position: bigint }

export const openLiveHub = async ({ database, signal, frames, onError }: HubSpec): Promise<LiveHub> => {
  const watchers = new Map<string, Set<ServerResponse>>()
  let sent = await lastPosition(database.reader)
  let running = false
  let again = false
  let stopped = false

  const textOf = (logged: Positioned): string | null => {
    const frame = frames.get(logged.fact.type)?.({ ...logged.fact, position: logged.position })
    return frame ? `id: ${logged.position}\nevent: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n` : null
  }
  const topicsOf = ({ fact }: Positioned): readonly string[] => ['market', fact.subject, ...fact.related]

  const deliver = (logged: Positioned) => {
    const text = textOf(logged)
    if (text === null) return
    const bytes = Buffer.from(text)
    for (const topic of topicsOf(logged)) {
      for (const response of watchers.get(topic) ?? []) {
        response.write(bytes)
        if (response.writableLength > MAX_UNSENT_BYTES) response.destroy()
      }
    }
  }

  const pump = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    try {
      do {
        again = false
        for (;;) {
          const facts = await factsFrom(database.reader, sent + 1n, BACKLOG)
          for (const logged of facts) {
            deliver(logged)
            sent = logged.position
          }
          if (facts.length < BACKLOG) break
        }
      } while (again && !stopped)
    } catch (error) {
      onError(error)
    } finally {
      running = false
    }
  }

  const unsubscribe = await signal.subscribe(() => void pump())
  // Notifications may be missed while a connection is replaced; the look makes that a delay, not a loss.
  const look = setInterval(() => void pump(), LOOK_MS)
  const keepAlive = setInterval(() => {
    for (const set of watchers.values()) for (const response of set) response.write(': keep-alive\n\n')
  }, KEEP_ALIVE_MS)

  const backfill = async (topic: string, response: ServerResponse, after: bigint, upTo: bigint) => {
    for (let position = after + 1n; position <= upTo; ) {
      const facts = await factsFrom(database.reader, position, BACKLOG)
      for (const logged of facts) {
        if (logged.position > upTo) return
        const text = topicsOf(logged).includes(topic) ? textOf(logged) : null
        if (text !== null) response.write(text)
      }
      const last = facts.at(-1)
      if (!last) return
      position = last.position + 1n
    }
  }

  return {
    watching: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
    wake: () => void pump(),
    watch: async (topic, response, after) => {
      response.write(`retry: 1000\n: watching ${topic}\n\n`)
      let from = after ?? sent
      // No await between the last comparison and joining: what is delivered meanwhile would be missed.
      while (from < sent) {
        const upTo = sent
        await backfill(topic, response, from, upTo)
        from = upTo
      }
      const set = watchers.get(topic) ?? new Set()
      watchers.set(topic, set.add(response))
      response.on('close', () => {
        set.delete(response)
        if (set.size === 0) watchers.delete(topic)
      })
    },
    stop: async () => {
      stopped = true
      clearInterval(look)
      clearInterval(keepAlive)
      for (const set of watchers.values()) for (const response of set) response.end()
      await unsubscribe()
    },
  }
}
