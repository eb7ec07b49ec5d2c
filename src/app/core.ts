/** The market without its doors: modules, road, relay and deferred work on one database. Servers, the CLI and tests open it. */
import type { AnyRouter } from '@orpc/server'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Refusal } from '#kernel/result.ts'
import type { Module, Reaction, Task } from '#platform/command/module.ts'
import { buildRoad, type Written } from '#platform/command/road.ts'
import type { Road } from '#platform/command/services.ts'
import type { Database } from '#platform/db/database.ts'
import { migrate, type MigrationSet } from '#platform/db/migrate.ts'
import { fullWording } from '#platform/http/host.ts'
import { buildRouter, clientFor, type CallContext, type ClientOf } from '#platform/http/gateway.ts'
import type { Wording } from '#platform/http/refusals.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import { relayOnce, type Sink } from '#platform/outbox/relay.ts'
import { workOnce } from '#platform/work/queue.ts'
import { platformChecks } from './platform-checks.ts'
import type { MarketContract } from './contract.ts'

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
  /** Relay and deferred work until nothing is due. */
  readonly settle: () => Promise<void>
  readonly checks: () => Promise<readonly Violation[]>
}

interface CoreSpec {
  readonly database: Database
  readonly modules: readonly Module[]
  readonly sinks: readonly Sink[]
  readonly now: () => Instant
  /** Null, or why nothing may be decided now. */
  readonly pause?: () => Refusal | null
  readonly onCommit?: (written: Written) => void
  readonly onFailure: (key: string, error: unknown, parked: boolean) => void
}

const unique = <Item extends { readonly name: string }>(items: readonly Item[]): ReadonlyMap<string, Item> => {
  const map = new Map(items.map((item) => [item.name, item]))
  if (map.size !== items.length) throw new Error('two reactions share a name')
  return map
}

export const openCore = ({ database, modules, sinks, now, pause = () => null, onCommit, onFailure }: CoreSpec): Core => {
  const reactions: readonly Reaction[] = modules.flatMap((module) => module.reactions ?? [])
  const tasks: ReadonlyMap<string, Task> = new Map(modules.flatMap((module) => Object.entries(module.tasks ?? {})))
  const road = buildRoad({ database, now, reactions, onCommit: onCommit ?? (() => undefined) })
  const wording = fullWording(modules)
  const router = buildRouter({ modules, road, reader: database.reader, now, pause, wording })
  const byName = unique(reactions)
  const relay = async () => (await relayOnce(database, sinks)) > 0
  const work = () => workOnce({ database, road, now, tasks, reactions: byName, onFailure })
  return {
    road,
    router,
    wording,
    modules,
    as: (actor, call) => clientFor<MarketContract>(router, { actor, ...call }),
    relay,
    work,
    settle: async () => {
      for (;;) {
        if ((await work()) || (await relay())) continue
        // Another relay may hold the lock: what it has taken is settled when nothing is pending any more.
        const { rowCount } = await database.pool.query('select 1 from platform.fact_pending limit 1')
        if (rowCount === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    checks: async () => {
      const violations: Violation[] = []
      for (const check of [...platformChecks, ...modules.flatMap((module) => module.checks ?? [])]) {
        const { rows } = await database.pool.query<Record<string, unknown>>(check.sql)
        if (rows.length > 0) violations.push({ check: check.name, rows: rows.slice(0, 20) })
      }
      return violations
    },
  }
}

export const migrationSets = (modules: readonly Module[]): readonly MigrationSet[] => [
  { schema: 'platform', migrations: platformMigrations },
  ...modules.map((module) => ({ schema: module.name, migrations: module.migrations ?? [] })),
]

export const migrateAll = (database: Database, modules: readonly Module[]): Promise<readonly string[]> => migrate(database, migrationSets(modules))
