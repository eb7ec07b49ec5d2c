import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { factsOf, text } from '#contract/fact.ts'
import { command } from '#contract/operation.ts'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { instant, later, parseInstant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { factsFrom } from '#platform/outbox/facts.ts'
import { writing } from '#platform/db/transaction.ts'
import type { Database } from '#platform/db/database.ts'
import { openCore, type Core } from '../../app/core.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import type { Act } from './act.ts'
import { openLane } from './lane.ts'
import type { Module } from './module.ts'
import { reaction } from './reaction.ts'

interface ProbeTables {
  'probe.note': { id: string; text: string }
  'probe.kept': { text: string }
}
const probeFacts = factsOf('probe', { written: { readers: 'public', body: { text } } })

const contract = {
  note: command({ path: '/notes', summary: 'Write a note', tag: 'probe', access: 'signed-in', refusals: ['probe.rude'] })
    .input(z.object({ text: z.string().min(1).max(20) }))
    .output(z.object({ id: z.string() })),
}

const someone: Actor = { kind: 'person', personId: 'per_1', mandates: [] }
let at = parseInstant('2026-03-03T01:00:00.000Z')
let reacted: string[] = []
let failing = 0
const commits: (readonly string[])[] = []

const write = async (act: Act, text: string) => {
  const id = act.newId('not')
  await writing<ProbeTables>(act.tx).insertInto('probe.note').values({ id, text }).execute()
  act.publish(probeFacts.written, { subject: id, body: { text } })
  return id
}

const probe: Module = {
  name: 'probe',
  contract,
  commands: {
    note: async (act: Act, input: { text: string }): Promise<Result<{ id: string }>> => {
      const id = await write(act, input.text)
      if (input.text === 'rude') return refuse('probe.rude')
      if (input.text === 'later') act.schedule({ key: `probe:${id}`, task: 'probe.echo', payload: { text: 'echo' }, dueAt: later(act.now, 1000) })
      if (input.text === 'unkeepable') act.schedule({ key: `probe:${id}`, task: 'probe.unkeepable', payload: {}, dueAt: act.now })
      if (input.text === 'flaky') act.schedule({ key: `probe:${id}`, task: 'probe.flaky', payload: {}, dueAt: act.now })
      return ok({ id })
    },
  },
  tasks: {
    'probe.echo': async (act, payload) => ok(await write(act, String(payload['text']))),
    // What PostgreSQL cannot keep: the failure comes with the answer to a statement that was sent ahead.
    'probe.unkeepable': async (act) => {
      await write(act, 'lost')
      act.schedule({ key: 'probe:none', task: 'probe.echo', payload: { text: 'a\u0000b' }, dueAt: act.now })
      return ok(null)
    },
    'probe.flaky': async (act) => {
      await write(act, 'half')
      failing += 1
      throw new Error('the world is down')
    },
  },
  facts: probeFacts,
  reactions: [
    reaction(probeFacts.written, 'probe.remember', async (_act, { body }) => ok(reacted.push(body.text))),
    reaction(probeFacts.written, 'probe.keep', async (act, { body }) => {
      await writing<ProbeTables>(act.tx).insertInto('probe.kept').values({ text: body.text }).execute()
      if (body.text === 'bad') throw new Error('not this one')
      return ok(null)
    }),
  ],
  messages: { zh: { 'probe.rude': '请礼貌' }, en: { 'probe.rude': 'Be polite' } },
}

let database: Database
let core: Core
const count = async () => Number((await sql<{ n: string }>`select count(*)::text as n from probe.note`.execute(database.kysely)).rows[0]?.n)
const failures: string[] = []

beforeAll(async () => {
  database = (await freshDatabase()).database
  await database.pool.query(
    'create schema probe; create table probe.note (id text primary key, text text not null); create table probe.kept (text text not null)',
  )
  core = openCore({
    database,
    modules: [probe],
    sinks: [],
    now: () => at,
    onCommit: (written) => void commits.push(written.factTypes),
    onFailure: (key, error) => void failures.push(`${key} ${String(error)}`),
  })
})

const note = (text: string, call: { idempotencyKey?: string; dryRun?: boolean } = {}, actor = someone) =>
  (core.as(actor, call) as unknown as { probe: { note: (input: { text: string }) => Promise<{ id: string }> } }).probe.note({ text })

describe('the road', () => {
  it('writes state, fact and work together, and nothing of a refusal', async () => {
    const before = await count()
    await note('hello')
    await expect(note('rude')).rejects.toMatchObject({ status: 422, data: { code: 'probe.rude', text: { zh: '请礼貌', en: 'Be polite' } } })
    expect(await count()).toBe(before + 1)
  })

  it('asks for a log-in before it looks at the body', async () => {
    await expect(note('', {}, { kind: 'visitor', personId: null, mandates: [] })).rejects.toMatchObject({ status: 401 })
    await expect(note('')).rejects.toMatchObject({ status: 400 })
  })

  it('answers a repeated request with the first answer, and refuses the key with another body', async () => {
    const first = await note('once', { idempotencyKey: 'k1' })
    const before = await count()
    expect(await note('once', { idempotencyKey: 'k1' })).toEqual(first)
    await expect(note('other', { idempotencyKey: 'k1' })).rejects.toMatchObject({ status: 409 })
    const twins = await Promise.all(Array.from({ length: 8 }, () => note('twin', { idempotencyKey: 'k2' })))
    expect(new Set(twins.map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  it('forgets a dry run', async () => {
    const before = await count()
    expect(await note('dry', { dryRun: true, idempotencyKey: 'k3' })).toHaveProperty('id')
    expect(await count()).toBe(before)
  })

  it('hands out dense positions in commit order while many write at once', async () => {
    const writers = Array.from({ length: 40 }, (_, index) =>
      database.transact(async (tx) => {
        await core.road.join(tx, 'test', async (act) => ok(await write(act, `w${index}`)))
        await new Promise((resolve) => setTimeout(resolve, (index * 7) % 23))
      }),
    )
    let running = true
    const relays = [1, 2].map(async () => {
      while (running) await core.relay()
    })
    await Promise.all(writers)
    running = false
    await Promise.all(relays)
    await core.settle()
    const facts = await factsFrom(database.reader, 0n, 1000)
    expect(facts.map(({ position }) => position)).toEqual(facts.map((_, index) => BigInt(index)))
    expect(facts.filter(({ fact }) => /^w\d+$/.test(String(fact.body['text'])))).toHaveLength(40)
  })

  it('reacts once to each fact and does due work when its time has come', async () => {
    reacted = []
    await note('later')
    await core.settle()
    expect(reacted).toEqual(['later'])
    at = instant(at + 1000)
    await core.settle()
    expect(reacted).toEqual(['later', 'echo'])
  })

  it('leaves nothing of failing work behind, tries again and says so', async () => {
    const before = await count()
    await note('flaky')
    await core.settle()
    expect(failing).toBe(1)
    expect(await count()).toBe(before + 1)
    expect(failures.at(-1)).toContain('the world is down')
    expect((await database.pool.query('select attempts, last_error from platform.work')).rows).toEqual([
      { attempts: 1, last_error: 'Error: the world is down' },
    ])
    await database.pool.query('delete from platform.work')
  })

  it('does reactions together, each once, and alone the one that fails', async () => {
    await core.settle()
    await database.pool.query('delete from probe.kept')
    const batches = commits.length
    for (const text of ['one', 'bad', 'two', 'three']) await note(text)
    const written = commits.length - batches
    await core.settle()
    expect((await database.pool.query<{ text: string }>('select text from probe.kept order by text')).rows.map(({ text }) => text)).toEqual([
      'one',
      'three',
      'two',
    ])
    expect(failures.at(-1)).toContain('not this one')
    expect((await database.pool.query('select attempts, last_error from platform.work')).rows).toEqual([{ attempts: 1, last_error: 'Error: not this one' }])
    // Told once of each, whether it was done with others or alone.
    expect(commits.length - batches - written).toBe(7)
    await database.pool.query('delete from platform.work')
  })

  it('counts an attempt also when the failure comes late, with a statement that was sent ahead', async () => {
    const before = await count()
    await note('unkeepable')
    await core.settle()
    expect(await count()).toBe(before + 1)
    expect(failures.at(-1)).toContain('unsupported Unicode escape sequence')
    expect((await database.pool.query('select task, attempts from platform.work')).rows).toEqual([{ task: 'probe.unkeepable', attempts: 1 }])
    await database.pool.query('delete from platform.work')
  })

  it('tells of what deferred work committed, as of any other commit', async () => {
    commits.length = 0
    await note('later')
    at = later(at, 2_000)
    await core.settle()
    expect(commits.filter((types) => types.includes('probe.written'))).toHaveLength(2)
  })

  it('commits a whole lane batch at once and answers each', async () => {
    const lane = openLane<string, string>(core.road, {
      name: 'probe',
      maxBatch: 64,
      decide: async (act, items) => Promise.all(items.map(async (text) => (text === 'no' ? refuse('probe.rude') : ok(await write(act, text))))),
    })
    const results = await Promise.all(['a', 'no', 'b'].map((text) => lane.submit(text)))
    expect(results.map((result) => result.ok)).toEqual([true, false, true])
  })

  it('keeps facts append-only', async () => {
    await expect(database.pool.query("update platform.fact set body = '{}'")).rejects.toThrow('append-only')
    await expect(database.pool.query('delete from platform.fact_position')).rejects.toThrow('append-only')
    expect(await core.checks()).toEqual([])
    expect(SYSTEM.kind).toBe('system')
  })
})
