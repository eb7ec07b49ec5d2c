/** Letters from the act to the mail server: a real SMTP server of the test receives them. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { parkedWork, unpark } from '#platform/work/queue.ts'
import { migrateAll, openCore, type Core } from '../../app/core.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import { lastLetters, queueMail, SEND_MAIL, type Letter, type Mailing } from './outbox.ts'
import { openPostman, type Postman } from './postman.ts'

const NOW = parseInstant('2026-03-03T01:00:00.000Z')
const LETTER: Letter = {
  kind: 'test.greeting',
  to: 'shen@university.example',
  lang: 'zh',
  subject: '请确认邮箱',
  body: '请打开 https://market.example/zh/verify?token=secret\n',
}

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
}

let database: Database
let server: SMTPServer
let postman: Postman
let received: Received[]
let refusing: boolean
let asked: number

const core = (mailing: Mailing): Core => openCore({ database, modules: [], sinks: [], mailing, now: () => NOW, onFailure: () => undefined })
const run = <Value>(work: (act: Act) => Promise<Result<Value>>) => core(null).road.run({ operation: 'test', actor: SYSTEM }, work)
const queue = (letter: Partial<Letter> = {}) => run(async (act) => ok(await queueMail(act, { ...LETTER, ...letter })))
const letters = () => lastLetters(database.reader, { limit: 10 })
/** Attempts wait for each other by the machine's clock: the test takes the waiting away, not the attempt. */
const dueNow = () => database.pool.query('update platform.work set retry_at = null where parked_at is null')

const listen = (port = 0): Promise<number> =>
  new Promise((resolve) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onMailFrom: (_address, _session, done) => {
        asked += 1
        done(refusing ? Object.assign(new Error('mailbox is full'), { responseCode: 452 }) : undefined)
      },
      onData: (stream, session, done) => {
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          received.push({
            from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
            to: rcptTo.map(({ address }) => address),
            text: Buffer.concat(pieces).toString('utf8'),
          })
          done()
        })
      },
    })
    server.listen(port, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port))
  })

beforeAll(async () => {
  const { url } = await freshDatabase()
  database = openDatabase({ url, onIdleError: () => undefined })
  await migrateAll(database, [])
})
beforeEach(async () => {
  received = []
  refusing = false
  asked = 0
  postman = openPostman({ url: `smtp://127.0.0.1:${await listen()}`, from: 'no-reply@market.example' })
  await database.pool.query('truncate platform.mail, platform.work')
})
afterEach(async () => {
  postman.close()
  await new Promise<void>((resolve) => void server.close(() => resolve()))
})
afterAll(() => database.close())

const decoded = (text: string): string =>
  Buffer.from(
    text
      .slice(text.indexOf('\r\n\r\n') + 4)
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([\dA-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

test('a letter reaches its reader once, and its text is erased', async () => {
  await queue()
  await core(postman).settle()
  expect(received).toEqual([
    { from: 'no-reply@market.example', to: ['shen@university.example'], text: expect.stringContaining('Auto-Submitted: auto-generated') },
  ])
  expect(decoded(received[0]?.text ?? '')).toContain('https://market.example/zh/verify?token=secret')
  expect(await letters()).toEqual([{ ...LETTER, body: '', id: expect.any(String), queuedAt: NOW, sentAt: NOW }])
  await core(postman).settle()
  expect(received).toHaveLength(1)
})

test('an act that is refused leaves no letter behind', async () => {
  await run(async (act) => {
    await queueMail(act, LETTER)
    return refuse('request.forbidden')
  })
  await core(postman).settle()
  expect([await letters(), received]).toEqual([[], []])
})

test('nobody adds a line to the head or a second reader', async () => {
  await queue({ subject: '邀请\r\nBcc: everybody@market.example\r\n\r\n正文' })
  await core(postman).settle()
  expect(received[0]?.to).toEqual(['shen@university.example'])
  expect(received[0]?.text).not.toMatch(/^bcc:/im)
  for (const to of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'Name <a@b.example>', 'a b@c.example', '@b.example', 'a@b@c.example'])
    await expect(queue({ to }), to).rejects.toThrow('one mailbox')
})

test('a letter that the server refuses is tried again, parked at last, and sent when that was mended', async () => {
  refusing = true
  await queue()
  const sending = core(postman)
  for (let attempt = 0; attempt < 8; attempt += 1) {
    expect(await parkedWork(database.reader)).toEqual([])
    await dueNow()
    await sending.work()
  }
  expect(await parkedWork(database.reader)).toMatchObject([{ task: SEND_MAIL, attempts: 8, lastError: expect.stringContaining('mailbox is full') }])
  expect(await letters()).toMatchObject([{ body: LETTER.body, sentAt: null }])
  refusing = false
  await database.transact((tx) => unpark(tx, SEND_MAIL))
  await sending.settle()
  expect([received.length, await parkedWork(database.reader)]).toEqual([1, []])
})

test('a server that is away is not asked again for a while', async () => {
  const port = (server.server.address() as AddressInfo).port
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  let moment = 0
  const patient = openPostman({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@market.example' }, () => moment)
  const letter = { id: 'mail_1', to: 'a@b.example', subject: 's', body: 'b' }
  await expect(patient.deliver(letter)).rejects.toMatchObject({ code: 'ESOCKET' })
  await listen(port)
  await expect(patient.deliver(letter)).rejects.toThrow('a moment ago')
  expect(asked).toBe(0)
  moment += 60_000
  await patient.deliver(letter)
  expect(received).toHaveLength(1)
  patient.close()
})

test('without a mail server a letter waits and says why', async () => {
  await queue()
  await core(null).work()
  const { rows } = await database.pool.query<{ last_error: string }>('select last_error from platform.work')
  expect(rows).toEqual([{ last_error: expect.stringContaining('SMTP_URL') }])
  expect(await letters()).toMatchObject([{ body: LETTER.body, sentAt: null }])
})

test('the demonstration sends nothing and shows the letter', async () => {
  await queue()
  await core('shown').settle()
  expect(received).toEqual([])
  expect(await letters()).toMatchObject([{ ...LETTER, sentAt: NOW }])
})
