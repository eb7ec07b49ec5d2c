/** `zhepai check` tells the truth while the market goes on. */
import { beforeAll, expect, test } from 'vitest'
import { factsOf } from '#contract/fact.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import type { Environment } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { violationsIn } from '../core.ts'
import { callOf, openMachines, run } from '../../../test/kit/machines.ts'
import { checkCommand } from './check.ts'
import { EXIT } from './command.ts'
import { migrateCommand } from './migrate.ts'
import { withMarket } from './with-market.ts'

const { machine } = openMachines()

const drill = factsOf('drill', { done: { readers: 'public', body: {} } })

let home: Environment

const inMarket = <Value>(work: (market: Market) => Promise<Value>): Promise<Value> => withMarket(callOf(home, []).call, ({ market }) => work(market))

const write = async ({ core }: Market): Promise<void> => {
  await core.road.run({ operation: 'test.write', actor: SYSTEM }, async (act) => {
    act.publish(drill.done, { subject: act.newId('drl'), body: {} })
    return ok(null)
  })
  await core.settle()
}

beforeAll(async () => {
  home = await machine()
  await run(migrateCommand, home)
})

test('what commits between two checks, or while the tree is read, is no violation', () =>
  inMarket(async (market) => {
    for (let n = 0; n < 5; n += 1) await write(market)
    const checks = market.core.checkList
    await market.database.snapshot(async (snapshot) => {
      const rows = async (statement: string) => {
        const found = await snapshot.rows(statement)
        await write(market)
        return found
      }
      expect(await violationsIn({ ...snapshot, rows }, checks)).toEqual([])
      expect(await verifyTree(snapshot.reader)).toMatchObject({ ok: true, size: 5n })
    })
    expect(await verifyTree(market.database.reader)).toMatchObject({ ok: true, size: BigInt(5 + checks.length) })
  }))

test('the command run again and again beside writers gives no false alarm', () =>
  inMarket(async (market) => {
    let isWriting = true
    const writers = Array.from({ length: 3 }, async () => {
      while (isWriting) await write(market)
    })
    const answers = []
    for (let round = 0; round < 4; round += 1) answers.push(await run(checkCommand, home))
    isWriting = false
    await Promise.all(writers)
    for (const { text } of answers) expect(text).not.toContain('FAIL')
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => EXIT.done))
  }))
