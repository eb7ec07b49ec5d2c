import { startProblem } from '#platform/config/start-problem.ts'
import type { BackupHead } from '#platform/db/backup/format.ts'
import { migrate, type MigrationSet } from '#platform/db/migrate.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import { accountMigrations } from '../account-facts.ts'
import type { Market } from '../assembly.ts'

const keyOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `${schema}/${name}`

/** Makes the tables as they were when the backup was made; what is newer is applied after its rows are there. */
export const migrateBackTo = async (market: Market, head: BackupHead): Promise<void> => {
  const sets: readonly MigrationSet[] = [
    { schema: 'platform', migrations: platformMigrations },
    ...market.core.modules.map(({ name, migrations }) => ({ schema: name, migrations: migrations ?? [] })),
  ]
  const accounts = { schema: 'auth', migrations: accountMigrations }
  const known = new Set([...sets, accounts].flatMap(({ schema, migrations }) => migrations.map(({ name }) => keyOf({ schema, name }))))
  const unknown = head.migrations.find((migration) => !known.has(keyOf(migration)))
  if (unknown) {
    throw startProblem(
      `备份来自较新的版本（${head.program}，含 ${keyOf(unknown)}），本版本无法恢复。请用该版本或更新的版本。`,
      `The backup comes from a newer version (${head.program}, with ${keyOf(unknown)}), which this one can't restore. Use that version or a later one.`,
    )
  }
  const wanted = new Set(head.migrations.map(keyOf))
  const then = ({ schema, migrations }: MigrationSet): MigrationSet => ({
    schema,
    migrations: migrations.filter(({ name }) => wanted.has(keyOf({ schema, name }))),
  })
  await migrate(market.database, sets.map(then))
  await market.auth.migrate()
  await migrate(market.database, [then(accounts)])
}
