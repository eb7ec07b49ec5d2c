import { createServer, get, IncomingMessage, ServerResponse } from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf, figure } from '#contract/fact.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import type { Database } from '#platform/db/database.ts'
import { openCore, type Core } from '../../app/core.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import { lastPosition } from '#platform/outbox/facts.ts'
import { openLiveHub, type LiveHub } from './hub.ts'
import { postgresSignal, redisSignal } from './signal.ts'

const redisUrl = process.env['REDIS_URL']
if (!redisUrl) console.info('REDIS_URL is not set: the live stream is tested over PostgreSQL only')

const now = parseInstant('2026-03-03T01:00:00.000Z')
let database: Database
let url: string
let core: Core

const probe = factsOf('probe', {
  ticked: { readers: 'public', body: { n: figure } },
  secret: { readers: 'named', body: { n: figure } },
  moved: { readers: 'named', body: { n: figure } },
})

const publish = async (n: number) => {
  await core.road.run({ operation: 'probe', actor: SYSTEM }, async (act) => {
    act.publish(probe.ticked, { subject: 'lot_a', related: ['ach_b'], body: { n } })
    act.publish(probe.secret, { subject: 'lot_a', body: { n }, visibleTo: [] })
    act.publish(probe.moved, { subject: 'con_c', related: ['lot_a', 'ach_b'], body: { n: n * 1000 }, visibleTo: ['org_seller'] })
    return ok(null)
  })
  await core.relay()
}

beforeAll(async () => {
  const fresh = await freshDatabase()
  database = fresh.database
  url = fresh.url
  core = openCore({ database, modules: [], sinks: [], now: () => now, onFailure: () => undefined })
})

/** Reads a stream until it has seen `until` or is told to stop. */
const watch = (port: number, topic: string, lastEventId: string | null, until: number) =>
  new Promise<{ seen: number[]; lastId: string | null }>((resolve, reject) => {
    const seen: number[] = []
    let lastId = lastEventId
    let text = ''
    const request = get(
      { port, host: '127.0.0.1', path: `/${topic}`, headers: lastEventId === null ? {} : { 'last-event-id': lastEventId } },
      (response: IncomingMessage) => {
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          const frames = text.split('\n\n')
          text = frames.pop() ?? ''
          for (const frame of frames) {
            const id = /^id: (\d+)$/m.exec(frame)?.[1]
            const data = /^data: (.*)$/m.exec(frame)?.[1]
            if (id === undefined || data === undefined) continue
            lastId = id
            seen.push((JSON.parse(data) as { n: number }).n)
            if (seen.at(-1) === until) {
              request.destroy()
              resolve({ seen, lastId })
              return
            }
          }
        })
      },
    )
    request.on('error', reject)
  })

describe.each<readonly [string, string | null]>([['PostgreSQL', null], ...(redisUrl ? [['Redis', redisUrl] as const] : [])])(
  'the live stream over %s',
  (_name, redis) => {
    let hub: LiveHub
    let port: number
    const errors: unknown[] = []
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const last = request.headers['last-event-id']
      hub.watch((request.url ?? '/').slice(1), response, typeof last === 'string' ? BigInt(last) : null)
    })
    const signal = () => (redis ? redisSignal(redis, (error) => errors.push(error)) : postgresSignal(url, (error) => errors.push(error)))
    const used = { current: null as ReturnType<typeof signal> | null }

    beforeAll(async () => {
      used.current = signal()
      hub = await openLiveHub({
        database,
        signal: used.current,
        frames: new Map(['probe.ticked', 'probe.moved'].map((type) => [type, (fact) => ({ event: 'tick', data: { n: fact.body['n'] ?? null } })] as const)),
        onError: (error) => errors.push(error),
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      port = (server.address() as AddressInfo).port
    })
    afterAll(async () => {
      await hub.stop()
      await used.current?.close()
      server.close()
    })

    it('sends what happens, by subject and by related thing, and nothing that has no frame', async () => {
      const bySubject = watch(port, 'lot_a', null, 3)
      const byRelated = watch(port, 'ach_b', null, 3)
      await expect.poll(() => hub.watching()).toBe(2)
      for (const n of [1, 2, 3]) {
        await publish(n)
        used.current?.announce()
      }
      expect((await bySubject).seen).toEqual([1, 2, 3])
      expect((await byRelated).seen).toEqual([1, 2, 3])
    })

    it('resumes without gap or repetition while facts keep coming', async () => {
      const first = watch(port, 'lot_a', null, 110)
      await expect.poll(() => hub.watching()).toBe(1)
      const writing = (async () => {
        for (let n = 101; n <= 140; n += 1) {
          await publish(n)
          used.current?.announce()
        }
      })()
      const { seen, lastId } = await first
      const rest = await watch(port, 'lot_a', lastId, 140)
      await writing
      expect([...seen, ...rest.seen]).toEqual(Array.from({ length: 40 }, (_, index) => 101 + index))
      expect(errors).toEqual([])
    })
  },
)

/** A watcher that keeps what it was sent, without a socket. */
const silentWatcher = () => {
  const sent: string[] = []
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  Object.assign(response, { write: (piece: Buffer | string) => sent.push(String(piece)) > 0 })
  return { response, text: () => sent.join('') }
}

describe('whoever asks for the past', () => {
  const OLDER = 1_200
  it('costs the database nothing: what is remembered is sent, what is older is read again by the page', async () => {
    await core.road.run({ operation: 'probe', actor: SYSTEM }, async (act) => {
      for (let n = 0; n < OLDER; n += 1) act.publish(probe.ticked, { subject: 'lot_long', body: { n } })
      return ok(null)
    })
    while (await core.relay());
    const last = await lastPosition(database.reader)
    const hub = await openLiveHub({
      database,
      signal: { announce: () => undefined, subscribe: async () => async () => undefined, close: async () => undefined },
      frames: new Map([['probe.ticked', (fact) => ({ event: 'tick', data: { n: fact.body['n'] ?? null } })]]),
      onError: (error) => expect.unreachable(String(error)),
    })
    let borrowed = 0
    database.pool.on('acquire', () => (borrowed += 1))
    for (let visit = 0; visit < 50; visit += 1) {
      const stranger = silentWatcher()
      hub.watch('lot_long', stranger.response, 0n)
      expect(stranger.text()).toMatch(new RegExp(`id: ${last}\\nevent: reset\\ndata: {}\\n\\n$`))
      stranger.response.destroy()
    }
    const returning = silentWatcher()
    hub.watch('lot_long', returning.response, last - 3n)
    expect([...returning.text().matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as unknown)).toEqual([
      { n: OLDER - 3 },
      { n: OLDER - 2 },
      { n: OLDER - 1 },
    ])
    const elsewhere = silentWatcher()
    hub.watch('lot_other', elsewhere.response, last - 3n)
    expect(elsewhere.text()).not.toContain('event:')
    expect(borrowed).toBe(0)
    await hub.stop()
    expect(returning.text()).not.toContain('reset')
  })
})
