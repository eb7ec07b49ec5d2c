/**
 * What the floor clerk entered, kept in the browser until the market has answered each. The one place of the house that keeps anything in a browser: a
 * number, an amount and a key, no name; a bid that was shown in the hall must not be lost with a network, a tab or a battery.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

export interface FloorEntry {
  /** Order of entry, given by the store. */
  readonly turn?: number
  /** Idempotency key: sent again with it, a bid counts once. */
  readonly key: string
  readonly auctionId: string
  /** Who entered it: the market knows a key together with its person. */
  readonly personId: string
  readonly number: number
  readonly priceMinor: string
  /** The amount was confirmed in words. */
  readonly isConfirmed: boolean
  /** By the market's clock as this browser carries it on; for people, the market counts by when it receives. */
  readonly enteredAt: number
  /** `waiting` until there is an answer. */
  readonly state: 'waiting' | 'accepted' | 'refused'
  /** It may have reached the market: it can no longer be taken back. */
  readonly isTried: boolean
  readonly seq: number | null
  readonly reason: { readonly zh: string; readonly en: string } | null
  readonly decidedAt: number | null
}

interface FloorStore extends DBSchema {
  entries: { key: number; value: FloorEntry; indexes: { byClerk: [string, string] } }
}

const NAME = 'zhepai-floor'
const KEPT_MS = 24 * 60 * 60 * 1_000

export type FloorQueue = IDBPDatabase<FloorStore>

/** Opens the store and forgets what was answered more than a day ago. Rejects where the browser keeps nothing. */
export const openQueue = async (now: number): Promise<FloorQueue> => {
  const queue = await openDB<FloorStore>(NAME, 1, {
    upgrade: (database) => {
      const entries = database.createObjectStore('entries', { keyPath: 'turn', autoIncrement: true })
      entries.createIndex('byClerk', ['auctionId', 'personId'])
    },
  })
  const old = (await queue.getAll('entries')).filter(({ decidedAt }) => decidedAt !== null && decidedAt < now - KEPT_MS)
  for (const { turn } of old) if (turn !== undefined) await queue.delete('entries', turn)
  // Without it a full disk may cost the entries. A browser that says no still keeps them.
  void navigator.storage.persist?.().catch(() => false)
  return queue
}

export const entriesOf = (queue: FloorQueue, auctionId: string, personId: string): Promise<FloorEntry[]> =>
  queue.getAllFromIndex('entries', 'byClerk', [auctionId, personId])

/** Done when it is on disk: only then the clerk is told that it is kept. */
export const addEntry = async (queue: FloorQueue, entry: FloorEntry): Promise<void> => {
  const writing = queue.transaction('entries', 'readwrite', { durability: 'strict' })
  await writing.store.add(entry)
  await writing.done
}

export const saveEntry = async (queue: FloorQueue, entry: FloorEntry): Promise<void> => {
  await queue.put('entries', entry)
}

/** False when it was on its way already. */
export const takeBackEntry = async (queue: FloorQueue, turn: number): Promise<boolean> => {
  const writing = queue.transaction('entries', 'readwrite')
  const entry = await writing.store.get(turn)
  const isThere = entry?.state === 'waiting' && !entry.isTried
  if (isThere) await writing.store.delete(turn)
  await writing.done
  return isThere
}

/** The next to send, marked as tried; undefined where none waits. */
export const nextToSend = async (queue: FloorQueue, auctionId: string, personId: string): Promise<FloorEntry | undefined> => {
  const writing = queue.transaction('entries', 'readwrite')
  const entries = await writing.store.index('byClerk').getAll([auctionId, personId])
  const next = entries.find(({ state }) => state === 'waiting')
  if (next !== undefined && !next.isTried) await writing.store.put({ ...next, isTried: true })
  await writing.done
  return next
}
