/**
 * Pages for everybody, drawn once per change and answered from memory (ADR 0020). A page is told by its key; what it shows is as of the moment at
 * which its drawing began, so a change while it is drawn makes it old.
 */
import type { Instant } from '#kernel/instant.ts'

/** What happened to the market since this process began. */
export interface PageChanges {
  /** No page drawn before may be shown any more. */
  readonly changed: () => void
  /** The log grew. */
  readonly moved: () => void
  /** This process committed, and published these facts. */
  readonly committed: (factTypes: readonly string[]) => void
  /** A fact of any process comes by. */
  readonly heard: (factType: string) => void
  readonly decided: () => number
  readonly grown: () => number
}

/** `swift`: facts that come faster than pages can be drawn. Pages get them by their live stream and may be a moment behind. */
export const openPageChanges = (swift: readonly string[]): PageChanges => {
  const isSwift = new Set(swift)
  let decided = 0
  let grown = 0
  const changed = () => void (decided += 1)
  const moved = () => void (grown += 1)
  return {
    changed,
    moved,
    committed: (types) => (types.length > 0 && types.every((type) => isSwift.has(type)) ? moved() : changed()),
    heard: (type) => (isSwift.has(type) ? moved() : changed()),
    decided: () => decided,
    grown: () => grown,
  }
}

export interface Drawn {
  /** What keeping it costs; null: this answer is not kept. */
  readonly bytes: number | null
}

interface MemorySpec {
  readonly changes: Pick<PageChanges, 'decided' | 'grown'>
  /** The market's time: a jump of its clock makes every page old. */
  readonly now: () => Instant
  /** Milliseconds on a counter that nobody can set: the market's time may stand still. */
  readonly elapsed: () => number
  readonly maxEntries: number
  readonly maxBytes: number
}

export interface PageMemory<Page extends Drawn> {
  /** The page as it is now; however many ask at once, it is drawn once. */
  readonly take: (key: string, draw: () => Promise<Page>) => Promise<Page>
  readonly entries: () => number
  readonly bytes: () => number
}

/** Words that follow the time (“in three days”) and what a process beside this one did without a fact are no older than this. */
export const LIFE_MS = 5_000
/** Bids come faster than pages can be drawn: drawing one for each would slow the auction that it shows. */
export const BEHIND_MS = 1_000
/** How long past its life a page is still given while the next one is drawn: a crowd does not wait for a drawing. What was decided is never waited out. */
export const LATE_MS = 1_000

interface Moment {
  readonly decided: number
  readonly grown: number
  readonly at: Instant
  readonly since: number
}

interface Kept<Page> {
  readonly page: Page
  readonly begun: Moment
  /** When the log was last seen as long as it was then: it grew after that. */
  stillAt: number
}

interface Flight<Page> {
  readonly begun: Moment
  readonly page: Promise<Page>
  /** For those who came after a change: the drawing that follows. */
  next: Promise<Page> | null
}

/** Least recently used first out. */
const openShelf = <Page extends Drawn>({ maxEntries, maxBytes }: MemorySpec) => {
  const kept = new Map<string, Kept<Page>>()
  let total = 0
  const drop = (key: string) => {
    total -= kept.get(key)?.page.bytes ?? 0
    kept.delete(key)
  }
  return {
    entries: () => kept.size,
    bytes: () => total,
    get: (key: string) => {
      const found = kept.get(key)
      if (found) {
        kept.delete(key)
        kept.set(key, found)
      }
      return found
    },
    drop,
    keep: (key: string, page: Page, begun: Moment) => {
      drop(key)
      if (page.bytes === null || page.bytes > maxBytes) return
      kept.set(key, { page, begun, stillAt: begun.since })
      total += page.bytes
      for (const oldest of kept.keys()) {
        if (kept.size <= maxEntries && total <= maxBytes) break
        drop(oldest)
      }
    },
  }
}

export const openPageMemory = <Page extends Drawn>(spec: MemorySpec): PageMemory<Page> => {
  const { changes, now, elapsed } = spec
  const shelf = openShelf<Page>(spec)
  const flights = new Map<string, Flight<Page>>()
  const renewing = new Set<string>()
  let turn: Promise<void> = Promise.resolve()
  const moment = (): Moment => ({ decided: changes.decided(), grown: changes.grown(), at: now(), since: elapsed() })

  /** Milliseconds past its life; below nothing while it lives. Bids shorten it from when they began, not from when the page was drawn. */
  const lateness = (kept: Kept<Page>): number => {
    const { decided, grown, at, since } = kept.begun
    if (decided !== changes.decided()) return Infinity
    const passed = elapsed()
    const late = Math.max(Math.abs(now() - at), passed - since) - LIFE_MS
    if (grown !== changes.grown()) return Math.max(late, passed - kept.stillAt - BEHIND_MS)
    kept.stillAt = passed
    return late
  }

  const begin = (key: string, draw: () => Promise<Page>): Promise<Page> => {
    const begun = moment()
    const drawing = async () => {
      try {
        const page = await draw()
        shelf.keep(key, page, begun)
        return page
      } catch (error) {
        shelf.drop(key)
        throw error
      } finally {
        flights.delete(key)
      }
    }
    const page = drawing()
    flights.set(key, { begun, page, next: null })
    return page
  }

  /** One after the other: bids of a busy lot make many pages old at the same moment, and drawn together they would hold up the bids. */
  const renew = (key: string, draw: () => Promise<Page>): void => {
    if (renewing.has(key) || flights.has(key)) return
    renewing.add(key)
    const renewed = async () => {
      renewing.delete(key)
      if (!flights.has(key)) await begin(key, draw)
    }
    // A drawing that fails leaves no page, and the next who asks is told why.
    turn = turn.then(renewed).catch(() => undefined)
  }

  const take = (key: string, draw: () => Promise<Page>): Promise<Page> => {
    const found = shelf.get(key)
    const late = found ? lateness(found) : Infinity
    if (found && late < LATE_MS) {
      if (late >= 0) renew(key, draw)
      return Promise.resolve(found.page)
    }
    const flight = flights.get(key)
    if (!flight) return begin(key, draw)
    if (flight.begun.decided === changes.decided()) return flight.page
    const again = () => take(key, draw)
    return (flight.next ??= flight.page.then(again, again))
  }

  return { take, entries: shelf.entries, bytes: shelf.bytes }
}
