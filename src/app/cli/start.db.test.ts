/** The whole program as a person runs it, with the built-in PostgreSQL; without the web role, so that no pages are built. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectDirectory } from '#platform/config/project.ts'
import { HANG_MS } from '../../../test/kit/hang.ts'
import { cameToPass, hasStrayBackends } from '#platform/db/embedded/processes.ts'

let directory = ''
const children: ChildProcess[] = []

interface Running {
  readonly child: ChildProcess
  readonly text: () => string
  readonly ended: Promise<number | null>
}

const zhepai = (args: readonly string[], more: Record<string, string> = {}): Running => {
  const child = spawn(process.execPath, [path.join(projectDirectory(), 'bin/zhepai.mjs'), ...args], {
    cwd: projectDirectory(),
    env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', ZHEPAI_DATA_DIR: directory, ZHEPAI_DEMO: '0', ROLES: 'worker,relay', PORT: '0', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  const keep = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, text: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

const untilReady = async (running: Running): Promise<Running> => {
  const isOver = () => running.child.exitCode !== null
  await cameToPass(() => isOver() || running.text().includes('Zhepai is ready'), HANG_MS)
  if (!running.text().includes('Zhepai is ready')) throw new Error(running.text())
  return running
}
const databasePid = () => Number.parseInt(readFileSync(path.join(directory, 'pg/data/postmaster.pid'), 'utf8'), 10)

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'zhepai-start-'))
  chmodSync(directory, 0o755)
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await cameToPass(() => !hasStrayBackends(path.join(directory, 'pg/data')), HANG_MS)
  rmSync(directory, { recursive: true, force: true })
})

test('start says what it does; commands work beside it; SIGTERM stops it and its database', async () => {
  const server = await untilReady(zhepai(['start']))
  expect(server.text()).toMatch(/… database\n[^]*✓ database: built-in PostgreSQL[^]*✓ migrations: \d+ applied/)
  const check = zhepai(['check'])
  expect(await check.ended).toBe(0)
  expect(check.text()).toMatch(/ok {3}evidence\.tree/)
  const backup = zhepai(['backup', path.join(directory, 'market.tar.gz')])
  expect(await backup.ended).toBe(0)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(hasStrayBackends(path.join(directory, 'pg/data'))).toBe(false)
})

test('after kill -9 of the program the next start is as ever', async () => {
  const first = await untilReady(zhepai(['start']))
  first.child.kill('SIGKILL')
  await first.ended
  const second = await untilReady(zhepai(['start']))
  expect(second.text()).toContain('migrations: up to date')
  // As a terminal and npm send Ctrl-C: twice, and still one stop in good order.
  second.child.kill('SIGINT')
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
  expect(second.text()).not.toContain('connection lost')
})

test('when the database is killed the program ends with a message and code 1', async () => {
  const server = await untilReady(zhepai(['start']))
  process.kill(databasePid(), 'SIGKILL')
  expect(await server.ended).toBe(1)
  expect(server.text()).toContain('The database ended unexpectedly')
})

test('an address in use is told before anything is made', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo
  const kept = path.join(directory, 'not-made')
  const server = zhepai(['start'], { ROLES: 'web', HOST: '127.0.0.1', PORT: String(port), ZHEPAI_DATA_DIR: kept })
  expect(await server.ended).not.toBe(0)
  expect(server.text()).toContain(`Address 127.0.0.1:${port} is in use`)
  expect(existsSync(path.join(kept, 'pg'))).toBe(false)
  holder.close()
})
