/**
 * What this process remembers of the rooms it decides in, so that a batch need not read it again. Every piece is kept with the
 * counter of the auction's row that moves whenever it changes; under the row's lock a counter that differs tells what is stale.
 */
import type { Tx } from '#platform/db/transaction.ts'
import type { Proxy } from './core/proxy.ts'
import { biddersOf, proxiesOf, type AuctionRow, type ProxyRow } from './store.ts'
import { refusedSince } from './unkept-store.ts'

interface Remembered {
  /** Bidders of an auction never change without this count. */
  readonly bidders: number
  readonly numbers: ReadonlyMap<string, number>
  /** The record up to this attempt is in `refused`: refused bids by organisation. */
  readonly attempts: number
  readonly refused: ReadonlyMap<string, number>
  readonly proxyVersion: number
  readonly proxies: readonly KnownProxy[]
}

export type KnownProxy = Proxy & Pick<ProxyRow, 'organisationId' | 'personId'>

const MAX_REMEMBERED = 500
const NOTHING: Remembered = { bidders: 0, numbers: new Map(), attempts: 0, refused: new Map(), proxyVersion: 0, proxies: [] }
const remembered = new Map<string, Remembered>()

export const recall = (auctionId: string): Remembered => remembered.get(auctionId) ?? NOTHING

/** A batch that is rolled back afterwards leaves counts too high: the next one finds the record shorter and reads it again. */
export const remember = (auctionId: string, change: Partial<Remembered>): void => {
  if (remembered.size > MAX_REMEMBERED && !remembered.has(auctionId)) remembered.clear()
  remembered.set(auctionId, { ...recall(auctionId), ...change })
}

const refreshBidders = async (tx: Tx, rows: readonly AuctionRow[]): Promise<void> => {
  const stale = rows.filter((row) => recall(row.id).bidders !== row.bidderCount)
  if (stale.length === 0) return
  const bidders = await biddersOf(
    tx,
    stale.map((row) => row.id),
  )
  for (const row of stale) {
    const own = bidders.filter((bidder) => bidder.auctionId === row.id)
    remember(row.id, { bidders: own.length, numbers: new Map(own.map((bidder) => [bidder.organisationId, bidder.number])) })
  }
}

/** Another process decided meanwhile: what it refused is read from where this process left off. */
const refreshRefused = async (tx: Tx, row: AuctionRow): Promise<void> => {
  const { attempts, refused } = recall(row.id)
  if (attempts === row.attemptCount) return
  const isBehind = attempts < row.attemptCount
  const counts = new Map(isBehind ? refused : [])
  for (const [organisationId, count] of await refusedSince(tx, row.id, isBehind ? attempts : 0)) {
    counts.set(organisationId, (counts.get(organisationId) ?? 0) + count)
  }
  remember(row.id, { attempts: row.attemptCount, refused: counts })
}

const refreshProxies = async (tx: Tx, rows: readonly AuctionRow[]): Promise<void> => {
  const stale = rows.filter((row) => recall(row.id).proxyVersion !== row.proxyVersion)
  if (stale.length === 0) return
  const proxies = await proxiesOf(
    tx,
    stale.map((row) => row.id),
  )
  for (const row of stale) remember(row.id, { proxyVersion: row.proxyVersion, proxies: proxies.filter((proxy) => proxy.auctionId === row.id) })
}

/** Call under the locks of the rows. */
export const refresh = async (tx: Tx, rows: readonly AuctionRow[]): Promise<void> => {
  await refreshBidders(tx, rows)
  await refreshProxies(tx, rows)
  for (const row of rows) await refreshRefused(tx, row)
}
