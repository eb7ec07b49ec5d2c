import { expect, test } from 'vitest'
import { createLog } from './log.ts'
import { currentTraceId, newTraceId, traceIdFrom, withTrace } from './trace.ts'

const lines = () => {
  const written: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line) => void written.push(line) } })
  const last = () => JSON.parse(written.at(-1) ?? '{}') as Record<string, unknown>
  return { log, written, last }
}

test('a line says when, how grave, and in which trace', async () => {
  const { log, last } = lines()
  const traceId = newTraceId()
  await withTrace(traceId, async () => {
    await Promise.resolve()
    log.info({ lot: 'lot_1' }, 'opened')
  })
  expect(last()).toEqual({ level: 'info', at: expect.stringMatching(/^\d{4}-.*Z$/), traceId, lot: 'lot_1', message: 'opened' })
  expect(currentTraceId()).toBeUndefined()
  log.info('outside')
  expect(last()).not.toHaveProperty('traceId')
})

test('secrets are hidden by name, at any depth and in child loggers', () => {
  const { log, written } = lines()
  log.info({
    password: 'one',
    user: { newPassword: 'two', list: [{ api_key: 'three' }] },
    headers: { cookie: 'four', authorization: 'five', 'set-cookie': ['six'] },
  })
  log.child({ sessionToken: 'seven' }).info({ body: { totp: 'eight' } })
  log.error(Object.assign(new Error('no', { cause: { secret: 'nine' } }), { token: 'ten' }))
  const text = written.join('')
  expect(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].filter((word) => text.includes(`"${word}"`))).toEqual([])
  expect(text).toContain('[redacted]')
})

test('secrets are hidden by their look, in messages and errors', () => {
  const { log, written } = lines()
  log.info('connect postgres://zhepai:hunter22@db:5432/zhepai')
  log.error(new Error('GET /verify?token=hunter22&lang=zh with Bearer hunter22hunter22'))
  expect(written.join('')).not.toContain('hunter22')
  expect(written.join('')).toContain('lang=zh')
})

test('errors keep type, message, stack and cause; bigints and bytes are printable; rings end', () => {
  const { log, last } = lines()
  const ring: Record<string, unknown> = {}
  ring['self'] = ring
  log.error(new TypeError('wrong', { cause: new Error('deeper') }), 'failed')
  expect(last()).toMatchObject({ message: 'failed', error: { type: 'TypeError', message: 'wrong', cause: { message: 'deeper' } } })
  log.info({ minor: 12n, bytes: new Uint8Array(3), ring })
  expect(last()).toMatchObject({ minor: '12', bytes: '[3 bytes]' })
})

test('a well-formed traceparent is followed, a bad one is not', () => {
  const told = '4bf92f3577b34da6a3ce929d0e0e4736'
  expect(traceIdFrom(`00-${told}-00f067aa0ba902b7-01`)).toBe(told)
  for (const bad of [undefined, 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]) expect(traceIdFrom(bad)).toMatch(/^[\da-f]{32}$/)
})
