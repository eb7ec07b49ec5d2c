/** The market without its doors: modules, road, relay and deferred work on one database. Servers, the CLI and tests open it. */
import type { AnyRouter } from '@orpc/server'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Refusal } from '#kernel/result.ts'
import type { Check, Module, Reaction, Task } from '#platform/command/module.ts'
import { buildRoad } from '#platform/command/road.ts'
import type { Written } from '#platform/command/services.ts'
import type { Road } from '#platform/command/services.ts'
import type { Database, Snapshot } from '#platform/db/database.ts'
import { migrate, type MigrationSet } from '#platform/db/migrate.ts'
import { fullWording } from '#platform/http/host.ts'
import { buildRouter, clientFor, type CallContext, type ClientOf } from '#platform/http/gateway.ts'
import type { Wording } from '#platform/http/refusals.ts'
import { mailSender, SEND_MAIL, type Mailing } from '#platform/mail/outbox.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import { relayOnce, type Sink } from '#platform/outbox/relay.ts'
import { reactTogether, workOnce } from '#platform/work/queue.ts'
import { platformChecks } from './platform-checks.ts'
import type { MarketContract } from '#modules/contracts.ts'

export type Api = ClientOf<MarketContract>

export interface Violation {
  readonly check: string
  readonly rows: readonly unknown[]
}

export interface Core {
  readonly road: Road
  readonly router: AnyRouter
  readonly wording: Wording
  readonly modules: readonly Module[]
  readonly as: (actor: Actor, call?: Omit<CallContext, 'actor'>) => Api
  readonly relay: () => Promise<boolean>
  readonly work: () => Promise<boolean>
  /** Deferred work until nothing is due. */
  readonly workOff: () => Promise<void>
  /** The same with the relay: afterwards every fact has its place in the log. */
  readonly settle: () => Promise<void>
  /** Every check there is, in the order in which it is told. */
  readonly checkList: readonly Check[]
  readonly checks: () => Promise<readonly Violation[]>
}

interface CoreSpec {
  readonly database: Database
  readonly modules: readonly Module[]
  readonly sinks: readonly Sink[]
  /** Without it letters wait and are parked. */
  readonly mailing?: Mailing
  readonly now: () => Instant
  /** Of tables that belong to no module. */
  readonly moreChecks?: readonly Check[]
  /** Null, or why nothing may be decided now. */
  readonly pause?: () => Refusal | null
  readonly onCommit?: (written: Written) => void
  readonly onFailure: (key: string, error: unknown, parked: boolean) => void
}

const SHOWN_ROWS = 20

/** All checks look at one moment: what commits between two of them is no violation. */
export const violationsIn = async (snapshot: Snapshot, checks: readonly Check[]): Promise<readonly Violation[]> => {
  const violations: Violation[] = []
  for (const { name, sql } of checks) {
    const rows = await snapshot.rows(sql)
    if (rows.length > 0) violations.push({ check: name, rows: rows.slice(0, SHOWN_ROWS) })
  }
  return violations
}

const unique = <Item extends { readonly name: string }>(items: readonly Item[]): ReadonlyMap<string, Item> => {
  const map = new Map(items.map((item) => [item.name, item]))
  if (map.size !== items.length) throw new Error('two reactions share a name')
  return map
}

export const openCore = ({ database, modules, sinks, mailing = null, now, pause = () => null, moreChecks = [], onCommit, onFailure }: CoreSpec): Core => {
  const reactions: readonly Reaction[] = modules.flatMap((module) => module.reactions ?? [])
  const tasks: ReadonlyMap<string, Task> = new Map([[SEND_MAIL, mailSender(mailing)], ...modules.flatMap((module) => Object.entries(module.tasks ?? {}))])
  const committed = onCommit ?? (() => undefined)
  const road = buildRoad({ database, now, reactions, onCommit: committed })
  const wording = fullWording(modules)
  const router = buildRouter({ modules, road, reader: database.reader, now, pause, wording })
  const byName = unique(reactions)
  const checkList = [...platformChecks, ...modules.flatMap((module) => module.checks ?? []), ...moreChecks]
  const relay = async () => (await relayOnce(database, sinks)) > 0
  const worker = { database, road, now, tasks, reactions: byName, onCommit: committed, onFailure }
  const work = () => workOnce(worker)
  const workOff = async () => {
    for (;;) {
      const together = await reactTogether(worker)
      if (together === 'nothing' || (together === 'left' && !(await work()))) return
    }
  }
  return {
    road,
    router,
    wording,
    modules,
    as: (actor, call) => clientFor<MarketContract>(router, { actor, ...call }),
    relay,
    work,
    workOff,
    settle: async () => {
      for (;;) {
        await workOff()
        const { rowCount } = await database.pool.query('select 1 from platform.fact_pending limit 1')
        if (rowCount === 0) return
        // Another relay may hold the lock: what it has taken is settled when nothing is pending any more.
        if (!(await relay())) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    checkList,
    checks: () => database.snapshot((snapshot) => violationsIn(snapshot, checkList)),
  }
}

export const migrationSets = (modules: readonly Module[]): readonly MigrationSet[] => [
  { schema: 'platform', migrations: platformMigrations },
  ...modules.map((module) => ({ schema: module.name, migrations: module.migrations ?? [], seed: module.seed })),
]

export const migrateAll = (database: Database, modules: readonly Module[]): Promise<readonly string[]> => migrate(database, migrationSets(modules))
