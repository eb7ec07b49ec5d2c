import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../test/kit/database.ts'
import { openSilentProxy } from '../../../test/kit/silent-proxy.ts'
import { openDatabase } from './database.ts'
import { isOutage } from './outage.ts'
import { writing } from './transaction.ts'

test('a transaction on a connection that falls silent ends as an outage, and the next one has another connection', async () => {
  expect(inject('databaseCluster')).toBeDefined()
  const proxy = await openSilentProxy((await freshDatabase()).url)
  const database = openDatabase({ url: proxy.url, max: 2, patience: { connectMs: 3_000, statementMs: 3_000 }, onIdleError: () => undefined })
  const ask = () =>
    database.transact(async (tx) => {
      await sql`select 1`.execute(writing<object>(tx))
      return (await sql<{ n: number }>`select 2 as n`.execute(writing<object>(tx))).rows[0]?.n
    })
  expect(await ask()).toBe(2)
  proxy.hush()
  const error = await ask().catch((caught: unknown) => caught)
  expect(isOutage(error)).toBe(true)
  proxy.speak()
  await expect.poll(() => ask().catch(() => null)).toBe(2)
  await database.close()
  proxy.close()
})
