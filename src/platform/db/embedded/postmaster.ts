/** One running PostgreSQL server: starting it, finding one that runs already, guarding and stopping it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProblem } from '#platform/config/start-problem.ts'
import type { Account } from './account.ts'
import type { Area } from './area.ts'
import { identity, serverEnvironment } from './cluster.ts'
import { cameToPass, hasStrayBackends, isPostmaster, runsProgram, signal } from './processes.ts'

/** What postmaster.pid says; PostgreSQL keeps the last line up to date. */
interface PidFile {
  readonly pid: number
  readonly socketDirectory: string
  readonly status: string
}

export const readPidFile = (area: Area): PidFile | null => {
  try {
    const lines = readFileSync(path.join(area.data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDirectory: lines[4] ?? '', status: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

const START_MS = 120_000
const STOP_MS = 30_000
/** Longer than a guard needs between the death it waits for and the signal it sends. */
const STEADY_MS = 250

/** The running postmaster, once it is ready and stays so; null when none runs. */
export const findRunning = async (area: Area): Promise<PidFile | null> => {
  const isGone = () => !isPostmaster(readPidFile(area)?.pid ?? 0, area.data)
  const isReady = () => readPidFile(area)?.status === 'ready'
  if (isGone()) return null
  // Recovering after a crash, or being stopped by the guard of a killed owner: wait for what comes of it.
  await cameToPass(() => isReady() || isGone(), START_MS)
  await sleep(STEADY_MS)
  if (!isReady()) await cameToPass(isGone, STOP_MS)
  return isGone() ? null : readPidFile(area)
}

/** Removes what a killed server left behind. */
export const clearStale = async (area: Area, socketDirectory: string): Promise<void> => {
  if (!(await cameToPass(() => !hasStrayBackends(area.data), STOP_MS))) {
    throw startProblem(
      `已终止的数据库仍有后端进程占用 ${area.data}。请稍候再试，或结束以该目录为工作目录的 postgres 进程。`,
      `Backends of a killed database still use ${area.data}. Try again in a moment, or end the postgres processes that work in that directory.`,
    )
  }
  rmSync(path.join(area.data, 'postmaster.pid'), { force: true })
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(path.join(socketDirectory, name), { force: true })
}

const LOG_KEPT_BYTES = 20 * 1024 * 1024

/** A file, never a pipe: the server must be able to write after its parent was killed. */
const openLog = (area: Area): number => {
  if ((statSync(area.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_KEPT_BYTES) renameSync(area.logFile, `${area.logFile}.1`)
  return openSync(area.logFile, 'a')
}

const lastLines = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
  } catch {
    return ''
  }
}

interface Launch {
  readonly area: Area
  readonly bin: string
  readonly account: Account | undefined
  readonly settings: Readonly<Record<string, string>>
}

export interface Postmaster {
  readonly pid: number
  readonly isGone: () => boolean
  readonly onGone: (listener: () => void) => void
}

/** Starts the server under its guard and waits until it takes connections. */
export const launch = async ({ area, bin, account, settings }: Launch): Promise<{ postmaster: Postmaster; guard: Guard }> => {
  const log = openLog(area)
  const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = spawn(path.join(bin, 'postgres'), ['-D', area.data, ...options], {
    ...identity(account),
    env: serverEnvironment(),
    cwd: area.directory,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const spawnFault = new Promise<never>((_, reject) => child.once('error', reject))
  spawnFault.catch(() => undefined)
  if (child.pid === undefined) return spawnFault
  const guard = startGuard(child.pid, account)
  child.unref()
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const isReady = () => {
    const held = readPidFile(area)
    return held?.pid === child.pid && held?.status === 'ready'
  }
  await cameToPass(() => isReady() || hasEnded(), START_MS)
  if (!isReady() || hasEnded()) {
    guard.dismiss()
    if (!hasEnded()) signal(child.pid, 'SIGQUIT')
    const tail = lastLines(area.logFile)
    throw startProblem(`数据库未能启动，日志 ${area.logFile} 的最后几行：\n${tail}`, `The database did not start; last lines of ${area.logFile}:\n${tail}`)
  }
  return { postmaster: ownChild(child, child.pid), guard }
}

const ownChild = (child: ChildProcess, pid: number): Postmaster => ({
  pid,
  isGone: () => child.exitCode !== null || child.signalCode !== null,
  onGone: (listener) => child.once('exit', listener),
})

const LOOK_MS = 500

/** A server that somebody else started: it can only be watched. */
export const watched = (pid: number, area: Area): Postmaster => {
  const isGone = () => !isPostmaster(pid, area.data)
  return {
    pid,
    isGone,
    onGone: (listener) => {
      const timer = setInterval(() => {
        if (!isGone()) return
        clearInterval(timer)
        listener()
      }, LOOK_MS)
      timer.unref()
    },
  }
}

export interface Guard {
  readonly dismiss: () => void
}

/**
 * A shell that reads from a pipe of ours. When this process dies, in whatever way, the pipe closes and the shell tells
 * the server to stop; so nothing runs on unseen after `kill -9`.
 */
export const startGuard = (pid: number, account: Account | undefined): Guard => {
  const script = 'read word; [ "$word" = dismissed ] || kill -INT "$1"'
  const shell = spawn('/bin/sh', ['-c', script, 'zhepai-database-guard', String(pid)], {
    ...identity(account),
    env: serverEnvironment(),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.on('error', () => undefined)
  shell.stdin?.on('error', () => undefined)
  shell.unref()
  if (shell.stdin && 'unref' in shell.stdin) (shell.stdin as unknown as { unref: () => void }).unref()
  return { dismiss: () => shell.stdin?.end('dismissed\n') }
}

/** Fast shutdown; after half a minute immediate shutdown, which loses nothing that was committed. */
export const stopServer = async ({ pid, isGone }: Postmaster): Promise<void> => {
  if (isGone()) return
  signal(pid, 'SIGINT')
  if (await cameToPass(isGone, STOP_MS)) return
  signal(pid, 'SIGQUIT')
  await cameToPass(isGone, STOP_MS)
}

/** After an upgrade of the programs a server of the former ones is stopped, not adopted. */
export const isOurs = (pid: number, bin: string): boolean => runsProgram(pid, path.join(bin, 'postgres'))
