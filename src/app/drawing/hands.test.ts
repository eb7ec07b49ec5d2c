/** Threads that die, fail or are silent take no visitor's page along. */
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import type { Drawer, Drawing, Order } from '#platform/http/drawing.ts'
import { createLog } from '#platform/log/log.ts'
import { openHands, type Hands } from './hands.ts'

const visitor = { id: 't', ip: '127.0.0.1', method: 'GET', url: '/zh', headers: {}, known: null, receivedAt: instant(0) }
const words = { nonce: 'n', formKey: 'f', reference: 'r', answeredAt: '0' }
const order: Order = { visitor, address: 'http://zhepai.test/zh', headers: [], words }
const drawing = (text: string): Drawing => ({ status: 200, headers: [], body: new TextEncoder().encode(text) })
const own: Drawer = { forOne: async () => drawing('own'), forAll: () => Promise.reject(new Error('not asked')) }
const textOf = ({ body }: Drawing) => new TextDecoder().decode(body)

const ANSWERS = `const { parentPort } = require('node:worker_threads')
const drawing = { status: 200, headers: [], body: new TextEncoder().encode('thread') }
parentPort.on('message', (word) => { if (word.kind === 'stop') parentPort.close(); else onOrder(word) })
parentPort.postMessage({ kind: 'ready' })
`

let hands: Hands | undefined
afterEach(() => hands?.stop())

/** `onOrder`: what the thread does with an order. Resolves when it is ready. */
const opened = async (onOrder: string, silentMs = 60_000) => {
  const told: string[] = []
  const made: Worker[] = []
  const first = new Promise<void>((resolve) => {
    hands = openHands({
      count: 1,
      begin: {} as never,
      log: createLog({ level: 'silent' }),
      told: () => ({ now: instant(7), demoOffsetMs: null, decided: 1, grown: 2 }),
      committed: ({ factTypes }) => told.push(...factTypes),
      forgetSessions: () => told.push('forget'),
      newWorker: () => {
        const worker = new Worker(`${ANSWERS}function onOrder(word) { ${onOrder} }`, { eval: true })
        made.push(worker)
        // After the listener of the room, which is added when this returns.
        setImmediate(() => worker.on('message', (word: { kind: string }) => word.kind === 'ready' && resolve()))
        return worker
      },
      silentMs,
    })
  })
  hands?.start()
  await first
  return { drawer: (hands as Hands).drawElse(own), told, made }
}

const DRAWN = `parentPort.postMessage({ kind: 'drawn', serial: word.serial, drawing })`

describe('a drawing thread', () => {
  it('draws what it is told, and what it notes is heard before its page is given', async () => {
    const { drawer, told } = await opened(`
      parentPort.postMessage({ kind: 'committed', written: { factTypes: [String(word.told.decided), word.order.visitor.url], hasWork: false } })
      parentPort.postMessage({ kind: 'forget' })
      ${DRAWN}`)
    expect(textOf(await drawer.forOne(order))).toBe('thread')
    expect(told).toEqual(['1', '/zh', 'forget'])
    expect(hands?.ready()).toBe(1)
  })

  it('says when a page cannot be drawn', async () => {
    const { drawer } = await opened(`parentPort.postMessage({ kind: 'failed', serial: word.serial, message: 'no such luck' })`)
    await expect(drawer.forOne(order)).rejects.toThrow('no such luck')
  })

  it('that dies leaves its orders to the loop, as do those who come before another has begun', async () => {
    const { drawer } = await opened(`process.exit(1)`)
    expect(textOf(await drawer.forOne(order))).toBe('own')
    expect(hands?.ready()).toBe(0)
    expect(textOf(await drawer.forOne(order))).toBe('own')
  })

  it('that never answers is ended: who waited is told, the others get theirs from the loop', async () => {
    const { drawer, made } = await opened(`for (;;) {}`, 40)
    const first = drawer.forOne(order)
    const second = drawer.forOne(order)
    await expect(first).rejects.toThrow('too long')
    expect(textOf(await second)).toBe('own')
    expect(made).toHaveLength(1)
  })

  it('nobody waits for one that has not begun', async () => {
    hands = openHands({
      count: 0,
      begin: {} as never,
      log: createLog({ level: 'silent' }),
      told: () => ({ now: instant(0), demoOffsetMs: null, decided: 0, grown: 0 }),
      committed: () => undefined,
      forgetSessions: () => undefined,
    })
    hands.start()
    expect(textOf(await hands.drawElse(own).forOne(order))).toBe('own')
  })
})
