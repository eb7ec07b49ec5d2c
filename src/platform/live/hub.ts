/** Live streams: facts in log order, turned into one frame each and sent to everyone who watches the subject. */
import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Frame } from '#contract/fact.ts'
import type { Database } from '#platform/db/database.ts'
import { factsFrom, lastPosition, type LoggedFact } from '#platform/outbox/facts.ts'
import type { PositionSignal } from './signal.ts'

export interface LiveHub {
  /**
   * Adds a watcher. What followed `after` is sent first when it is still in memory, so that a reconnect has no gap; else the frame `reset` says
   * that the page has to be read again. No watcher, whatever it asks for, makes the database read.
   */
  readonly watch: (topic: string, response: ServerResponse, after: bigint | null) => void
  readonly watching: () => number
  /** Tells everybody to come back in a moment, and ends the streams. */
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
/** Without watchers for so many looks, the log is not read along any more. */
const LINGER_LOOKS = 60
/** Facts read at once. */
const BACKLOG = 1_000
/** Frames kept for who comes back: some seconds of the busiest auction, hours of a quiet market. */
const REMEMBERED = 5_000
/** A watcher that does not read is cut off before it fills the memory; it resumes by its last event id. */
const MAX_UNSENT_BYTES = 1_000_000
/** Watchers of a server that stops come back over this time, not all at once. */
const RETURN_MS = 3_000
/** Thousands who watch one lot are told some times a second, not of every bid for itself: each telling is a write to each of them. */
const WRITES_PER_MS = 50

type Positioned = LoggedFact & { readonly position: bigint }

/** What is not public is not heard on the things it relates to: that a contract belongs to this lot is part of what it says. */
const topicsOf = ({ fact }: Positioned): readonly string[] => ['market', fact.subject, ...(fact.visibleTo === 'public' ? fact.related : [])]

interface Kept {
  readonly position: bigint
  readonly topics: readonly string[]
  readonly bytes: Buffer
}

const framesOf =
  (frames: ReadonlyMap<string, Frame>) =>
  (logged: Positioned): Kept | null => {
    const frame = frames.get(logged.fact.type)?.(logged.fact)
    if (!frame) return null
    const text = `id: ${logged.position}\nevent: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n`
    return { position: logged.position, topics: topicsOf(logged), bytes: Buffer.from(text) }
  }

/** The last frames in order. Everything after `since` is here. */
const openMemory = (since: bigint) => {
  let kept: Kept[] = []
  let known = since
  return {
    keep: (frame: Kept) => {
      kept.push(frame)
      if (kept.length < 2 * REMEMBERED) return
      known = kept[kept.length - REMEMBERED - 1]?.position ?? known
      kept = kept.slice(-REMEMBERED)
    },
    /** What was read anew takes the place of what was known. */
    begin: (at: bigint) => {
      kept = []
      known = at
    },
    /** The frames of a topic after a position; null when some of them may be forgotten. */
    after: (position: bigint, topic: string): readonly Kept[] | null =>
      position < known ? null : kept.filter((frame) => frame.position > position && frame.topics.includes(topic)),
  }
}

/**
 * The same bytes go to every socket, framed once as the chunk that they are (RFC 9112, 7.1): the server's own way of writing a chunk makes four pieces of
 * it for each watcher, and costs thrice as much as the write.
 */
const writing = (bytes: Buffer) => {
  const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
  return (response: ServerResponse): void => {
    if (response.socket && response.headersSent && response.chunkedEncoding) response.socket.write(chunk)
    else response.write(bytes)
  }
}

/** Who watches what. */
const openAudience = () => {
  const watchers = new Map<string, Set<ServerResponse>>()
  const everybody = function* () {
    for (const set of watchers.values()) yield* set
  }
  return {
    everybody,
    size: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
    /** Frames that came together go to a watcher in one piece. */
    deliver: (frames: readonly Kept[]) => {
      for (const [topic, set] of watchers) {
        const pieces = frames.filter(({ topics }) => topics.includes(topic)).map(({ bytes }) => bytes)
        if (pieces.length === 0) continue
        const write = writing(Buffer.concat(pieces))
        for (const response of set) {
          write(response)
          if (response.writableLength > MAX_UNSENT_BYTES) response.destroy()
        }
      }
    },
    join: (topic: string, response: ServerResponse) => {
      // Who left meanwhile would never be taken out again.
      if (response.destroyed || response.writableEnded) return
      const set = watchers.get(topic) ?? new Set()
      watchers.set(topic, set.add(response))
      response.on('close', () => {
        set.delete(response)
        if (set.size === 0 && watchers.get(topic) === set) watchers.delete(topic)
      })
    },
  }
}

/** Reads the log on behalf of all watchers. Begins a little before its end, for those who watched another process until now. */
const openReading = async (database: Database, toFrame: (logged: Positioned) => Kept | null) => {
  const end = await lastPosition(database.reader)
  let sent = end < BigInt(BACKLOG) ? -1n : end - BigInt(BACKLOG)
  const memory = openMemory(sent)
  /** Up to `BACKLOG` facts; true when there may be more. */
  const take = async (to: (frames: readonly Kept[]) => void): Promise<boolean> => {
    const facts = await factsFrom(database.reader, sent + 1n, BACKLOG)
    const fresh = facts.map(toFrame).filter((frame) => frame !== null)
    for (const frame of fresh) memory.keep(frame)
    sent = facts.at(-1)?.position ?? sent
    to(fresh)
    return facts.length === BACKLOG
  }
  await take(() => undefined)
  return {
    memory,
    sent: () => sent,
    take,
    /** Keeps up without reading much. Who comes during the look has been promised what follows the old position. */
    rest: async (isAlone: () => boolean): Promise<void> => {
      const last = await lastPosition(database.reader)
      if (!isAlone() || last === sent) return
      if (last - sent <= BigInt(BACKLOG)) await take(() => undefined)
      else {
        sent = last
        memory.begin(last)
      }
    },
  }
}

export const openLiveHub = async ({ database, signal, frames, onError }: HubSpec): Promise<LiveHub> => {
  const audience = openAudience()
  const reading = await openReading(database, framesOf(frames))
  const isAlone = () => audience.size() === 0
  let running = false
  let again = false
  let isStopped = false
  let looksAlone = LINGER_LOOKS + 1

  const deliverNew = async (isLook: boolean) => {
    if (!isAlone()) looksAlone = 0
    else if (isLook) looksAlone += 1
    // Who went away a moment ago mostly comes back; when nobody has watched for a while, little is read.
    if (looksAlone > LINGER_LOOKS) {
      if (isLook) await reading.rest(isAlone)
      return
    }
    while (await reading.take(audience.deliver));
  }
  const pump = async (isLook: boolean) => {
    again = true
    if (running) return
    running = true
    try {
      while (again && !isStopped) {
        again = false
        await deliverNew(isLook)
        const rest = Math.floor(audience.size() / WRITES_PER_MS)
        if (rest > 0) await setTimeout(rest)
      }
    } catch (error) {
      onError(error)
    } finally {
      running = false
    }
  }

  const unsubscribe = await signal.subscribe(() => void pump(false))
  // Notifications may be missed while a connection is replaced; the look makes that a delay, not a loss.
  const look = setInterval(() => void pump(true), LOOK_MS)
  const keepAlive = setInterval(() => {
    for (const response of audience.everybody()) response.write(': keep-alive\n\n')
  }, KEEP_ALIVE_MS)

  return {
    watching: audience.size,
    watch: (topic, response, after) => {
      response.write(`retry: 1000\n: watching ${topic}\n\n`)
      const missed = after === null || after >= reading.sent() ? [] : reading.memory.after(after, topic)
      // No await between the look into the memory and joining: what is delivered meanwhile would be missed.
      if (missed === null) response.write(`id: ${reading.sent()}\nevent: reset\ndata: {}\n\n`)
      else for (const { bytes } of missed) response.write(bytes)
      audience.join(topic, response)
    },
    stop: async () => {
      isStopped = true
      clearInterval(look)
      clearInterval(keepAlive)
      for (const response of audience.everybody()) response.end(`retry: ${500 + Math.floor(Math.random() * RETURN_MS)}\n\n`)
      await unsubscribe()
    },
  }
}
