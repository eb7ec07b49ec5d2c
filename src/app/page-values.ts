/** What the pages are given, in the process that answers and in the threads that draw for it. */
import type { Instant } from '#kernel/instant.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { DemoClock } from '#platform/clock/clock.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database } from '#platform/db/database.ts'
import { isWrite } from '#platform/http/body.ts'
import { callerOf, type CallerSpec } from '#platform/http/caller.ts'
import type { ValueFor } from '#platform/http/drawing.ts'
import { openPageMemory, type Drawn, type PageChanges, type PageMemory } from '#platform/http/page-memory.ts'
import type { Log } from '#platform/log/log.ts'
import { lastLetters, type LetterSearch } from '#platform/mail/outbox.ts'
import type { AppValue } from '../web/shell/context.ts'
import type { Core } from './core.ts'
import type { Life } from './demo/life.ts'
import type { Lobby } from './lobby.ts'
import { pageValue } from './page-value.ts'

/** What pages keep of each member beside the pages themselves: small, and read again for whoever comes back. */
interface Kept extends Drawn {
  readonly value: unknown
}
const KEPT = { maxEntries: 5_000, maxBytes: 5_000 }

const keeper =
  (memory: PageMemory<Kept>): AppValue['keep'] =>
  async <Value>(key: string, read: () => Promise<Value>) =>
    (await memory.take(key, async () => ({ bytes: 1, value: await read() }))).value as Value

export interface PageValueParts {
  readonly options: { readonly config: Config; readonly log: Log }
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  readonly lobby: Lobby
  readonly now: () => Instant
  readonly elapsed: () => number
  readonly changes: Pick<PageChanges, 'decided' | 'grown'>
  readonly callers: CallerSpec
  readonly forgetSessions: () => void
  readonly demoClock: () => Pick<DemoClock, 'offsetMs'> | null
  readonly advanceTo: (at: Instant) => Promise<void>
  readonly progress: Life['progress']
}

export const pageValues = (parts: PageValueParts): ValueFor => {
  const { options, core, auth, database, lobby, now, elapsed, changes, callers, forgetSessions, advanceTo, progress } = parts
  const { publicUrl, operator, securityLogDays } = options.config
  const site = { origin: publicUrl, operator, securityLogDays }
  const clock = parts.demoClock()
  const letters = { origin: publicUrl, last: (search: LetterSearch) => lastLetters(database.reader, search) }
  const keep = keeper(openPageMemory<Kept>({ changes, now, elapsed, ...KEPT }))
  return (visitor, words, visit) =>
    pageValue({
      core,
      database,
      now,
      caller: callerOf(callers, visitor.known, visitor),
      url: visitor.url,
      isRead: !isWrite(visitor.method),
      traceId: visitor.id,
      log: options.log,
      words,
      lobby,
      keep,
      site,
      receivedAt: visitor.receivedAt,
      onUnanswered: (status) => {
        visit.status = status
      },
      auth: async (inner) => {
        const response = await auth.handler(inner)
        if (inner.method !== 'GET') forgetSessions()
        return response
      },
      demo: clock && { offsetMs: clock.offsetMs(), advanceTo, letters, progress },
    })
}
