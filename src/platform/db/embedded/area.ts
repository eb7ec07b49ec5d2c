/** Where the embedded database lives on disk, and who may enter. */
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeDataDirectory } from '#platform/config/project.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import type { Account } from './account.ts'

export interface Area {
  /** Everything of the database: `<data directory>/pg`. */
  readonly directory: string
  readonly data: string
  readonly logFile: string
}

export const openArea = (dataDirectory: string): Area => {
  const wanted = path.resolve(dataDirectory, 'pg')
  try {
    makeDataDirectory(wanted)
    if (process.getuid?.() === 0) letPass(path.dirname(wanted))
    // The real path, so that it compares equal to what the kernel tells of a process.
    const directory = realpathSync(wanted)
    return { directory, data: path.join(directory, 'data'), logFile: path.join(directory, 'postgres.log') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw startProblem(
      `无法建立数据目录 ${wanted}（${code}）。请将 ZHEPAI_DATA_DIR 设为一个可写的目录。`,
      `Cannot make the data directory ${wanted} (${code}). Set ZHEPAI_DATA_DIR to a directory that can be written.`,
      error,
    )
  }
}

/** The data directory itself was given for this: it may be passed, not listed. Directories above it are not ours to open. */
const letPass = (dataDirectory: string): void => {
  const { mode, uid } = statSync(dataDirectory)
  if (uid === 0 && (mode & 0o011) !== 0o011) chmodSync(dataDirectory, (mode & 0o7777) | 0o011)
}

/** Makes a directory that belongs to the database account. */
export const makeOwned = (directory: string, account: Account | undefined): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  if (account) chownSync(directory, account.uid, account.gid)
}

/** macOS allows 103 bytes, Linux 107; the socket's name needs some of them. */
const LONGEST_SOCKET_PATH = 103
const fits = (directory: string): boolean => Buffer.byteLength(path.join(directory, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH

/** The socket lies in the area, or for long paths in the temporary directory under a name that depends on the area only. */
export const makeSocketDirectory = (area: Area, appName: string, account: Account | undefined): string => {
  const near = path.join(area.directory, 's')
  const far = `${appName}-${createHash('sha256').update(area.directory).digest('hex').slice(0, 16)}`
  const directory = [near, path.join(tmpdir(), far)].find(fits) ?? path.join('/tmp', far)
  const existing = lstatSync(directory, { throwIfNoEntry: false })
  const allowed = [account?.uid ?? process.getuid?.(), process.getuid?.()]
  if (existing && (!existing.isDirectory() || !allowed.includes(existing.uid))) {
    throw startProblem(
      `${directory} 已存在且属于其他账号，不能用作数据库套接字目录。请删除它，或将 ZHEPAI_DATA_DIR 设为较短的路径。`,
      `${directory} exists and belongs to another account, so it can't hold the database socket. Remove it, or set ZHEPAI_DATA_DIR to a shorter path.`,
    )
  }
  makeOwned(directory, account)
  return directory
}

const mayPass = (directory: string, account: Account): boolean => {
  const { mode, uid, gid } = statSync(directory)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

/** The highest directory on the way to `target` that the account cannot pass. */
export const barrierOnTheWay = (target: string, account: Account): string | null => {
  const steps: string[] = []
  for (let step = target; ; step = path.dirname(step)) {
    steps.unshift(step)
    if (step === path.dirname(step)) break
  }
  return steps.find((step) => !mayPass(step, account)) ?? null
}
