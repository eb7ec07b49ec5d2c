import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/kit/database.ts'
import type { Database } from './database.ts'
import { sendAhead, writing, type Tx } from './transaction.ts'

let database: Database

const numbers = async () => (await database.pool.query<{ n: number }>('select n from ahead order by n')).rows.map(({ n }) => n)
const addAhead = (tx: Tx, n: number) => sendAhead(tx, sql`insert into ahead (n) values (${n})`)
const add = (tx: Tx, n: number) => sql`insert into ahead (n) values (${n})`.execute(writing(tx))

/** Node 20 has no `Promise.withResolvers`. */
const openGate = () => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}
type Gate = ReturnType<typeof openGate>

beforeAll(async () => {
  ;({ database } = await freshDatabase())
  await database.pool.query('create table ahead (n int primary key)')
})

describe('writes sent ahead', () => {
  it('are there after the commit, in order with those that were waited for', async () => {
    await database.transact(async (tx) => {
      addAhead(tx, 1)
      await sql`update ahead set n = 2 where n = 1`.execute(writing(tx))
      addAhead(tx, 1)
    })
    expect(await numbers()).toEqual([1, 2])
  })

  it('fail the transaction with their own error, and nothing of it stays', async () => {
    const twice = database.transact(async (tx) => {
      await add(tx, 10)
      addAhead(tx, 10)
      addAhead(tx, 11)
    })
    await expect(twice).rejects.toMatchObject({ code: '23505' })
    expect(await numbers()).toEqual([1, 2])
  })

  it('are named as the cause when a later statement meets the failed transaction', async () => {
    const late = database.transact(async (tx) => {
      addAhead(tx, 1)
      await add(tx, 20)
    })
    await expect(late).rejects.toMatchObject({ code: '23505' })
    expect(await numbers()).toEqual([1, 2])
  })

  it('do not commit when the work swallows a failure', async () => {
    const swallowed = database.transact(async (tx) => {
      await add(tx, 30)
      await add(tx, 1).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow('rolled back')
    expect(await numbers()).toEqual([1, 2])
  })

  it('go back with work that throws, and the connection serves the next', async () => {
    const thrown = database.transact(async (tx) => {
      addAhead(tx, 40)
      throw new Error('no')
    })
    await expect(thrown).rejects.toThrow('no')
    await database.transact((tx) => add(tx, 41))
    expect(await numbers()).toEqual([1, 2, 41])
  })

  it('are not written when the connection dies under them, and the pool serves the next', async () => {
    const dying = database.transact(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(writing(tx))
      addAhead(tx, 50)
      sendAhead(tx, sql`select pg_sleep(30)`)
      addAhead(tx, 51)
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    })
    // What of the end is seen first depends on who is faster: the server's word, or the write to a socket that it has closed.
    await expect(dying).rejects.toThrow(/terminat|EPIPE|ECONNRESET/i)
    await database.transact((tx) => add(tx, 52))
    expect(await numbers()).toEqual([1, 2, 41, 52])
  })

  it('are tried again, all of them, when two transactions wait for each other in a circle', async () => {
    await database.pool.query('create table pair (id int primary key, n int not null); insert into pair values (1, 0), (2, 0)')
    let tries = 0
    const both = { first: openGate(), second: openGate() }
    const raise = (id: number) => sql`update pair set n = n + 1 where id = ${id}`
    const crossing = (own: number, other: number, here: Gate, there: Gate) =>
      database.transact(async (tx) => {
        tries += 1
        await raise(own).execute(writing(tx))
        here.resolve()
        await there.promise
        sendAhead(tx, raise(other))
      })
    await Promise.all([crossing(1, 2, both.first, both.second), crossing(2, 1, both.second, both.first)])
    expect(tries).toBe(3)
    expect((await database.pool.query<{ n: number }>('select n from pair order by id')).rows).toEqual([{ n: 2 }, { n: 2 }])
  })
})
