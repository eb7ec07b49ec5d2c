/** The rooms on their database: what a market and the threads that draw for it (`drawing/`) have in common. */
import type { Instant } from '#kernel/instant.ts'
import type { Refusal } from '#kernel/result.ts'
import type { Written } from '#platform/command/services.ts'
import { openDatabase } from '#platform/db/database.ts'
import type { Mailing } from '#platform/mail/outbox.ts'
import { accountChecks } from './account-facts.ts'
import { callersOf, noter, openAccounts } from './accounts.ts'
import { openCore } from './core.ts'
import { openLobby } from './lobby.ts'
import { moduleList } from './modules.ts'
import type { MarketOptions } from './options.ts'
import { openStore } from './store.ts'

export interface RoomsSpec {
  readonly options: Pick<MarketOptions, 'config' | 'log' | 'patience' | 'isLazy' | 'machineClock'>
  readonly databaseUrl: string
  readonly now: () => Instant
  readonly mailing?: Mailing
  /** Null, or why nothing may be decided now. */
  readonly pause?: () => Refusal | null
  readonly onCommit: (written: Written) => void
  readonly onFailure: (key: string, error: unknown, parked: boolean) => void
  /** A connection was lost that nobody used. */
  readonly lost: (whose: 'database' | 'account') => (error: Error) => void
}

export const openRooms = ({ options, databaseUrl, lost, ...core }: RoomsSpec) => {
  const { config, patience, isLazy } = options
  const database = openDatabase({ url: databaseUrl, patience, isLazy, onIdleError: lost('database') })
  const auth = openAccounts(options, { databaseUrl, note: noter(() => opened, options), onIdleError: lost('account') })
  const files = openStore(config)
  const { modules, sinks } = moduleList({ ...config, files, origin: `${new URL(config.publicUrl).host}/log` })
  const opened = openCore({ ...core, database, modules, sinks, moreChecks: accountChecks })
  return {
    database,
    auth,
    files,
    modules,
    core: opened,
    lobby: openLobby({ core: opened, auth, database, config, now: core.now }),
    callers: callersOf({ options, auth, core: opened }),
  }
}
