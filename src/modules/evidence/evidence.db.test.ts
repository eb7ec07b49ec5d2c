import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { factsOf, figure, text } from '#contract/fact.ts'
import { SYSTEM, VISITOR, type Actor } from '#kernel/actor.ts'
import { leafHash, verifyConsistency } from '#kernel/merkle.ts'
import { later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import type { View } from '#platform/command/act.ts'
import type { Services } from '#platform/command/services.ts'
import type { Database } from '#platform/db/database.ts'
import { relayOnce, type Sink } from '#platform/outbox/relay.ts'
import { migrateAll, openCore, type Core } from '../../app/core.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import { checks } from './checks.ts'
import { sha256 } from './hash.ts'
import { evidenceModule, verifyTree } from './index.ts'
import { evidenceQueries } from './queries.ts'
import { verifyProofFile } from './verify/verify-file.ts'

let database: Database
let core: Core
let app: FastifyInstance
let directory: string
let sink: Sink
let now = parseInstant('2026-03-03T01:00:00.000Z')
let asked: Actor = VISITOR

const seller: Actor = { kind: 'person', personId: 'per_seller', mandates: [{ organisationId: 'org_seller', role: 'tto' }] }
const colleague: Actor = { kind: 'person', personId: 'per_colleague', mandates: [{ organisationId: 'org_seller', role: 'researcher' }] }
const stranger: Actor = { kind: 'person', personId: 'per_other', mandates: [{ organisationId: 'org_other', role: 'enterprise' }] }

const test = factsOf('test', { happened: { readers: 'either', body: { n: figure, text } } })

const publish = (subject: string, visibleTo: 'public' | readonly string[] = 'public', count = 1) =>
  core.road.run({ operation: 'test.publish', actor: SYSTEM }, async (act) => {
    for (let n = 0; n < count; n += 1) act.publish(test.happened, { subject, related: [`rel_${subject.slice(4)}`], body: { n, text: '浙江' }, visibleTo })
    return ok(null)
  })
const view = (actor: Actor): View => ({ reader: database.reader, actor, now })
const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const timeline = async (subject: string, actor: Actor, page: { cursor?: string; limit?: number } = {}) =>
  valueOf(await evidenceQueries.facts.list(view(actor), { subject, limit: 100, ...page }))
const proof = async (factId: string, actor: Actor) => evidenceQueries.facts.proof(view(actor), { factId })

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'zhepai-evidence-'))
  database = (await freshDatabase()).database
  const evidence = evidenceModule({ dataDirectory: directory, origin: 'market.test/log' })
  sink = evidence.sink
  await migrateAll(database, [evidence.module])
  core = openCore({
    database,
    modules: [evidence.module],
    sinks: [sink],
    now: () => now,
    onFailure: (_key, error) => {
      throw error
    },
  })
  app = Fastify()
  evidence.module.routes?.(app, { reader: database.reader, actorFrom: async () => asked } as unknown as Services)
  return async () => {
    await app.close()
    await rm(directory, { recursive: true })
  }
})
describe('the evidence log', () => {
  it('is empty at first', async () => {
    expect(valueOf(await evidenceQueries.checkpoint.get(view(VISITOR), undefined))).toEqual({ checkpoint: null })
    expect((await app.inject('/log/checkpoint')).statusCode).toBe(404)
  })

  it('takes facts of many writers through competing relays: dense, signed, complete', async () => {
    await publish('abc_first')
    await core.settle()
    const failures: unknown[] = []
    let isWriting = true
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < 25; round += 1) await publish(`abc_${writer}x${round}`, 'public', 1 + (round % 5))
    })
    const relays = [sink, evidenceModule({ dataDirectory: directory, origin: 'another.address/log' }).sink].map(async (each) => {
      while (isWriting) if ((await relayOnce(database, [each])) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    })
    await Promise.all(writers)
    isWriting = false
    await Promise.all(relays).catch((error: unknown) => failures.push(error))
    await core.settle()
    expect(failures).toEqual([])
    const report = await verifyTree(database.reader)
    expect(report).toMatchObject({ ok: true, size: 301n, problem: null })
    expect(report.checkpoints).toBeGreaterThan(1)
    expect(valueOf(await evidenceQueries.checkpoint.get(view(VISITOR), undefined)).checkpoint).toMatchObject({
      size: '301',
      root: report.root,
      origin: 'market.test/log',
    })
  })

  it('loses nothing when a batch is broken off after signing', async () => {
    await publish('abc_broken')
    await expect(
      relayOnce(database, [
        sink,
        async () => {
          throw new Error('power cut')
        },
      ]),
    ).rejects.toThrow('power cut')
    await core.settle()
    expect(await verifyTree(database.reader)).toMatchObject({ ok: true, size: 302n })
  })

  it('proves every fact with a file that a stranger can check', async () => {
    const { items } = await timeline('abc_0x4', VISITOR)
    expect(items).toHaveLength(5)
    const { checkpoint } = valueOf(await evidenceQueries.checkpoint.get(view(VISITOR), undefined))
    for (const { factId } of items) {
      const { file, fileName } = valueOf(await proof(factId, VISITOR))
      expect(fileName).toBe(`${factId}.zhepai-proof`)
      const report = verifyProofFile(file, { vkey: checkpoint?.vkey ?? '' })
      expect(report.steps.filter((step) => !step.ok)).toEqual([])
      expect(report.claim).toMatchObject({ factId, type: 'test.happened', subject: 'abc_0x4', size: '302' })
      expect(report.claim?.body).toContain('浙江')
    }
  })

  it('shows the content only to whom it concerns', async () => {
    now = later(now, 2 * MINUTE_MS)
    await publish('abc_secret', ['org_seller', 'per_9'])
    await core.settle()
    const [theirs] = (await timeline('abc_secret', stranger)).items
    const [own] = (await timeline('abc_secret', seller)).items
    expect(theirs).toMatchObject({ type: 'test.happened', body: null, digest: own?.digest })
    expect(own?.body).toEqual({ n: 0, text: '浙江' })
    expect((await timeline('abc_secret', colleague)).items).toEqual([theirs])
    expect((await timeline('rel_secret', colleague)).items).toEqual([])
    // That the thing has to do with the other is content too.
    expect((await timeline('rel_secret', VISITOR)).items).toEqual([])
    expect((await timeline('rel_secret', stranger)).items).toEqual([])
    expect((await timeline('rel_secret', seller)).items).toEqual([own])
    expect((await timeline('rel_secret', SYSTEM)).items).toEqual([own])
    const factId = own?.factId ?? ''
    expect(valueOf(await proof(factId, stranger)).file).not.toContain('浙江')
    expect(valueOf(await proof(factId, stranger)).file).not.toContain('\nsalt ')
    expect(verifyProofFile(valueOf(await proof(factId, stranger)).file).ok).toBe(true)
    expect(verifyProofFile(valueOf(await proof(factId, seller)).file).claim?.body).toContain('浙江')
    asked = stranger
    const download = await app.inject(`/evidence/facts/${factId}/proof-file`)
    expect(download.headers['content-disposition']).toBe(`attachment; filename="${factId}.zhepai-proof"`)
    expect(download.body).toBe(valueOf(await proof(factId, stranger)).file)
  })

  it('pages a timeline', async () => {
    const first = await timeline('abc_0x4', VISITOR, { limit: 3 })
    const rest = await timeline('abc_0x4', VISITOR, { limit: 3, cursor: first.nextCursor ?? '' })
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, null])
    expect(await timeline('abc_0x4', VISITOR, { limit: 3, cursor: 'x; drop' })).toEqual(first)
  })

  it('says so while a fact has no place yet, and knows no others', async () => {
    await publish('abc_pending')
    const [pending] = (await timeline('abc_pending', VISITOR)).items
    expect(pending?.position).toBeNull()
    expect(await proof(pending?.factId ?? '', VISITOR)).toMatchObject({ ok: false, refusal: { code: 'evidence.not_yet_logged' } })
    expect(await proof('fct_00000000000000000000000000', VISITOR)).toMatchObject({ ok: false, refusal: { code: 'evidence.not_found' } })
    expect((await app.inject('/evidence/facts/fct_00000000000000000000000000/proof-file')).statusCode).toBe(404)
    expect(await app.inject(`/evidence/facts/${pending?.factId}/proof-file`)).toMatchObject({ statusCode: 409, headers: { 'retry-after': '1' } })
    await core.settle()
  })

  it('proves that one checkpoint continues another', async () => {
    const sizes = (await sql<{ size: bigint }>`select size from evidence.checkpoint order by size`.execute(database.kysely)).rows.map((row) => row.size)
    for (const from of sizes.slice(0, 5)) {
      const to = sizes.at(-1) ?? 0n
      const answer = valueOf(await evidenceQueries.consistency(view(VISITOR), { from: `${from}`, to: `${to}` }))
      const [oldRoot, newRoot] = [answer.from.root, answer.to.root].map((root) => Buffer.from(root, 'base64')) as [Buffer, Buffer]
      expect(
        verifyConsistency(sha256, { oldSize: from, newSize: to, oldRoot, newRoot, proof: answer.hashes.map((hash: string) => Buffer.from(hash, 'base64')) }),
      ).toBe(true)
    }
    expect(await evidenceQueries.consistency(view(VISITOR), { from: '5', to: '1' })).toMatchObject({ refusal: { code: 'evidence.sizes_reversed' } })
    expect(await evidenceQueries.consistency(view(VISITOR), { from: '1', to: '999999' })).toMatchObject({ refusal: { code: 'evidence.size_unknown' } })
  })

  it('can be mirrored from its tiles alone', async () => {
    const note = (await app.inject('/log/checkpoint')).body.split('\n')
    const size = Number(note[1])
    const get = async (url: string) => {
      const response = await app.inject(`/log/tile/${url}`)
      expect([url, response.statusCode]).toEqual([url, 200])
      expect(response.headers['cache-control']).toContain('immutable')
      return response.rawPayload
    }
    const leaves = Buffer.concat([await get('0/000'), await get(`0/001.p/${size - 256}`)])
    expect(leaves.length).toBe(size * 32)
    const entries = Buffer.concat([await get('entries/000'), await get(`entries/001.p/${size - 256}`)])
    let at = 0
    for (let index = 0; index < size; index += 1) {
      const length = entries.readUInt16BE(at)
      const leaf = entries.subarray(at + 2, at + 2 + length)
      expect(Buffer.from(leafHash(sha256, leaf)).equals(leaves.subarray(index * 32, index * 32 + 32))).toBe(true)
      at += 2 + length
    }
    expect(at).toBe(entries.length)
    expect((await get('1/000.p/1')).length).toBe(32)
    for (const beyond of ['0/001', `0/001.p/${size - 255}`, '1/000.p/2', '2/000.p/1', 'entries/002.p/1', 'x', '0/x000/001'])
      expect((await app.inject(`/log/tile/${beyond}`)).statusCode).toBe(404)
  })

  it('has checks that hold, and that find what is missing', async () => {
    expect(await core.checks()).toEqual([])
    const found = async (damage: string) => {
      const client = await database.pool.connect()
      try {
        await client.query(`begin; set local session_replication_role = replica; ${damage}`)
        const names: string[] = []
        for (const check of checks) if ((await client.query(check.sql)).rows.length > 0) names.push(check.name)
        return names
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect(await found('delete from platform.fact_position where position = 5')).toEqual([
      'evidence.positions_are_dense',
      'evidence.every_fact_has_a_position_after_a_minute',
      'evidence.tree_holds_every_position',
    ])
    expect(await found('delete from evidence.checkpoint where size = (select max(size) from evidence.checkpoint)')).toEqual([
      'evidence.last_checkpoint_is_of_the_tree',
    ])
    expect(
      await found(`update evidence.checkpoint set root = decode(repeat('00', 32), 'hex') where size = (select max(size) from evidence.checkpoint)`),
    ).toEqual(['evidence.checkpoints_say_what_they_store'])
    expect(await found('delete from evidence.node where level = 2 and index = 0')).toEqual(['evidence.nodes_are_complete'])
    expect(await found(`update evidence.checkpoint set at = at + interval '1 day' where size = (select min(size) from evidence.checkpoint)`)).toEqual([
      'evidence.checkpoints_are_monotonic',
    ])
  })

  it('cannot be rewritten, and a forged node is found', async () => {
    const refused = async (statement: string) => expect(database.pool.query(statement)).rejects.toThrow(/append-only|only grows/)
    await refused(`update evidence.node set hash = decode(repeat('00', 32), 'hex') where level = 0 and index = 3`)
    await refused('delete from evidence.checkpoint')
    await refused('update evidence.tree set size = size - 1')
    await refused('truncate evidence.node')
    const forged = async (change: string, undo: string) => {
      await database.pool.query(`begin; set local session_replication_role = replica; ${change}; commit`)
      const { problem } = await verifyTree(database.reader)
      await database.pool.query(`begin; set local session_replication_role = replica; ${undo}; commit`)
      return problem
    }
    const last = '(select max(size) from evidence.checkpoint)'
    const swap = `update platform.fact set leaf = (select leaf from platform.fact where seq = 8) where seq = 7`
    await database.pool.query('create table evidence.kept as select * from platform.fact where seq = 7')
    expect(await forged(swap, 'update platform.fact f set leaf = k.leaf from evidence.kept k where k.seq = f.seq')).toContain('is not what its leaf says')
    expect(
      await forged(`update platform.fact set body = '{}' where seq = 7`, 'update platform.fact f set body = k.body from evidence.kept k where k.seq = f.seq'),
    ).toContain('is not what its leaf says')
    const resign = (from: string, to: string) => `update evidence.checkpoint set note = replace(note, '${from}', '${to}') where size = ${last}`
    expect(await forged(resign('\u2014 m', '\u2014 n'), resign('\u2014 n', '\u2014 m'))).toContain('is not signed by its key')
    expect(await verifyTree(database.reader)).toMatchObject({ ok: true })
  })

  it('signs nothing when the database was set back', async () => {
    now = later(now, 1_000)
    await database.pool.query(
      `begin; set local session_replication_role = replica; delete from evidence.checkpoint; update evidence.tree set size = 0, frontier = ''; delete from evidence.node; delete from platform.fact_position; commit`,
    )
    await publish('abc_fork')
    await expect(core.settle()).rejects.toThrow(/older backup/)
  })
})
