/** Live streams: facts in log order, turned into one frame each and sent to everyone who watches the subject. */
import type { ServerResponse } from 'node:http'
import type { Frame } from '#platform/command/module.ts'
import type { Database } from '#platform/db/database.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { factsFrom, lastPosition, type LoggedFact } from '#platform/outbox/facts.ts'
import type { PositionSignal } from './signal.ts'

export interface LiveHub {
  /** Adds a watcher; facts after `after` are sent first, so that a reconnect has no gap. */
  readonly watch: (topic: string, response: ServerResponse, after: bigint | null) => Promise<void>
  readonly watching: () => number
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

/** What is not public is not heard on the things it relates to: that a contract belongs to this lot is part of what it says. */
const topicsOf = ({ fact }: Positioned): readonly string[] => ['market', fact.subject, ...(fact.visibleTo === 'public' ? fact.related : [])]

/** Who watches what; a frame is written once and the same bytes go to every socket. */
const openAudience = (frames: ReadonlyMap<string, Frame>) => {
  const watchers = new Map<string, Set<ServerResponse>>()
  const textOf = (logged: Positioned): string | null => {
    const frame = frames.get(logged.fact.type)?.({ ...logged.fact, position: logged.position })
    return frame ? `id: ${logged.position}\nevent: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n` : null
  }
  const everybody = function* () {
    for (const set of watchers.values()) yield* set
  }
  return {
    textOf,
    everybody,
    size: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
    deliver: (logged: Positioned) => {
      const text = textOf(logged)
      if (text === null) return
      const bytes = Buffer.from(text)
      for (const topic of topicsOf(logged)) {
        for (const response of watchers.get(topic) ?? []) {
          response.write(bytes)
          if (response.writableLength > MAX_UNSENT_BYTES) response.destroy()
        }
      }
    },
    join: (topic: string, response: ServerResponse) => {
      const set = watchers.get(topic) ?? new Set()
      watchers.set(topic, set.add(response))
      response.on('close', () => {
        set.delete(response)
        if (set.size === 0) watchers.delete(topic)
      })
    },
  }
}

interface Span {
  readonly topic: string
  readonly after: bigint
  readonly upTo: bigint
}

/** The frames of a topic between two positions, for who comes back. */
const backfill = async (reader: Reader, { topic, after, upTo }: Span, send: (logged: Positioned) => void): Promise<void> => {
  for (let position = after + 1n; position <= upTo;) {
    const facts = await factsFrom(reader, position, BACKLOG)
    for (const logged of facts) {
      if (logged.position > upTo) return
      if (topicsOf(logged).includes(topic)) send(logged)
    }
    const last = facts.at(-1)
    if (!last) return
    position = last.position + 1n
  }
}

export const openLiveHub = async ({ database, signal, frames, onError }: HubSpec): Promise<LiveHub> => {
  const audience = openAudience(frames)
  let sent = await lastPosition(database.reader)
  let running = false
  let again = false

  const deliverNew = async () => {
    // While nobody watches nothing is read: who comes later starts from here, or from the id it saw last.
    if (audience.size() === 0) {
      const last = await lastPosition(database.reader)
      // Who came during the look has been promised what follows the old position.
      if (audience.size() === 0) {
        sent = last
        return
      }
    }
    for (;;) {
      const facts = await factsFrom(database.reader, sent + 1n, BACKLOG)
      for (const logged of facts) {
        audience.deliver(logged)
        sent = logged.position
      }
      if (facts.length < BACKLOG) return
    }
  }
  const pump = async () => {
    again = true
    if (running) return
    running = true
    try {
      while (again) {
        again = false
        await deliverNew()
      }
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
    for (const response of audience.everybody()) response.write(': keep-alive\n\n')
  }, KEEP_ALIVE_MS)

  return {
    watching: audience.size,
    watch: async (topic, response, after) => {
      response.write(`retry: 1000\n: watching ${topic}\n\n`)
      let from = after ?? sent
      // No await between the last comparison and joining: what is delivered meanwhile would be missed.
      while (from < sent) {
        const upTo = sent
        await backfill(database.reader, { topic, after: from, upTo }, (logged) => {
          const text = audience.textOf(logged)
          if (text !== null) response.write(text)
        })
        from = upTo
      }
      audience.join(topic, response)
    },
    stop: async () => {
      clearInterval(look)
      clearInterval(keepAlive)
      for (const response of audience.everybody()) response.end()
      await unsubscribe()
    },
  }
}
