import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { freshDatabase } from '../../test/kit/database.ts'
import { openReadiness, type ReadinessSpec } from './readiness.ts'

let database: Database
let url: string
let directory: string

beforeAll(async () => {
  const fresh = await freshDatabase()
  database = fresh.database
  url = fresh.url
  directory = await mkdtemp(path.join(tmpdir(), 'zhepai-ready-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const ROOM = 10 ** 12
const asked = (spec: Partial<ReadinessSpec>) =>
  openReadiness({
    database,
    migrations: [],
    dataDirectory: directory,
    isStopping: () => false,
    clockProblem: () => null,
    freeBytes: async () => ROOM,
    ...spec,
  })()

test('says ready when database, disk and clock are, with figures for a person', async () => {
  expect(await asked({})).toEqual({ isReady: true, problems: [], figures: { parked_work: 0, overdue_work_s: 0, relay_lag_s: 0 } })
})

test('says of each thing that is wrong what it is', async () => {
  expect(await asked({ freeBytes: async () => 1_000 })).toMatchObject({ isReady: false, problems: ['disk.nearly_full'] })
  const file = path.join(directory, 'file')
  await writeFile(file, '')
  expect(await asked({ dataDirectory: file })).toMatchObject({ isReady: false, problems: ['disk.not_writable'] })
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
  expect(await asked({ freeBytes: async () => Promise.reject(full) })).toMatchObject({ isReady: false, problems: ['disk.full'] })
  expect(await asked({ migrations: [{ schema: 'party', migrations: [{ name: '9999_later', sql: '' }] }] })).toMatchObject({
    problems: ['database.migrations_missing'],
  })
  expect(await asked({ clockProblem: () => 'clock.set_back', isStopping: () => true })).toMatchObject({ problems: ['stopping', 'clock.set_back'] })
})

test('says that the database is gone', async () => {
  const gone = openDatabase({ url, onIdleError: () => undefined })
  await gone.close()
  expect(await asked({ database: gone })).toMatchObject({ isReady: false, problems: ['database.unavailable'] })
})

test('looks anew after some seconds, not for every question', async () => {
  let elapsed = 0
  let free = ROOM
  let looks = 0
  const readiness = openReadiness({
    database,
    migrations: [],
    dataDirectory: directory,
    isStopping: () => false,
    clockProblem: () => null,
    elapsed: () => elapsed,
    freeBytes: async () => {
      looks += 1
      return free
    },
  })
  await Promise.all([readiness(), readiness()])
  free = 0
  expect((await readiness()).isReady).toBe(true)
  expect(looks).toBe(1)
  elapsed = 5_000
  expect((await readiness()).isReady).toBe(false)
})
