/** Makes the database cluster, or makes sure that the one on disk fits these programs. */
import { execFile, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startProblem } from '#platform/config/start-problem.ts'
import type { Account } from './account.ts'
import { barrierOnTheWay, makeOwned, type Area } from './area.ts'

/** Not the caller's: it may name a locale that this machine does not have. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' })

export const identity = (account: Account | undefined): { uid?: number; gid?: number } => (account ? { uid: account.uid, gid: account.gid } : {})

interface Place {
  readonly area: Area
  readonly bin: string
  readonly account: Account | undefined
}

const optionsOf = ({ area, account }: Place) => ({ ...identity(account), env: serverEnvironment(), cwd: area.directory, encoding: 'utf8' }) as const

const run = (place: Place, program: string, args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(path.join(place.bin, program), args, optionsOf(place))

/** Null, or why it failed. It takes seconds, in which this process loads the rest of the program; it ends with this process. */
const runAside = (place: Place, program: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const child = execFile(path.join(place.bin, program), args, optionsOf(place), (error, _stdout, stderr) => {
      process.off('exit', end)
      resolve(error ? (stderr || error.message).trim() : null)
    })
    const end = () => void child.kill('SIGKILL')
    process.once('exit', end)
  })

const reasonOf = (result: SpawnSyncReturns<string>): string => (result.error?.message ?? result.stderr).trim()

/** The account must reach the programs and may run them: asked by trying it. Returns the PostgreSQL major. */
const programMajor = (place: Place): string => {
  const result = run(place, 'postgres', ['--version'])
  const major = /(\d+)/.exec(result.stdout ?? '')?.[1]
  if (result.status === 0 && major !== undefined) return major
  const { account, area } = place
  const barrier = account ? barrierOnTheWay(area.directory, account) : null
  if (account && barrier !== null) throw unreachable(account, area, barrier)
  throw startProblem(
    `内置 PostgreSQL 无法在本机运行：${reasonOf(result)}。若 ${area.directory} 所在分区以 noexec 挂载，请将 ZHEPAI_DATA_DIR 设到其他分区；否则请设置 DATABASE_URL。`,
    `The built-in PostgreSQL can't run here: ${reasonOf(result)}. If ${area.directory} is mounted noexec, set ZHEPAI_DATA_DIR to another file system; otherwise set DATABASE_URL.`,
  )
}

const unreachable = (account: Account, area: Area, barrier: string) =>
  startProblem(
    `以 root 运行时数据库使用账号 ${account.name}，但它不能进入 ${barrier}，因而到不了 ${area.directory}。任选其一：将 ZHEPAI_DATA_DIR 设到 /var/lib 之下；执行 chmod o+x ${barrier}；以该目录的所有者而非 root 运行。`,
    `Under root the database runs as ${account.name}, which can't pass ${barrier} and so can't reach ${area.directory}. Do one of these: set ZHEPAI_DATA_DIR to a directory below /var/lib; run chmod o+x ${barrier}; run as the owner of that directory instead of root.`,
  )

/** The clusters collate by code point; Chinese order is asked for by name (zh-x-icu) where people read lists. */
const INITDB = [
  '-U',
  'postgres',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth-local=trust',
  '--auth-host=reject',
  '--no-instructions',
  // The whole file system at once instead of a thousand files one by one; only Linux can.
  ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
] as const

const makeCluster = async (place: Place): Promise<void> => {
  const { area, account } = place
  const part = `${area.data}.init`
  rmSync(part, { recursive: true, force: true })
  makeOwned(part, account)
  const reason = await runAside(place, 'initdb', ['-D', part, ...INITDB])
  if (reason !== null) throw initdbProblem(reason)
  // An interrupted initdb never looks like a finished one.
  renameSync(part, area.data)
}

const initdbProblem = (reason: string) => {
  if (reason.includes('could not look up effective user ID')) {
    return startProblem(
      `当前账号（uid ${process.getuid?.()}）在 /etc/passwd 中没有记录，initdb 因此拒绝工作。请为它添加记录，或设置 DATABASE_URL。`,
      `The current account (uid ${process.getuid?.()}) has no line in /etc/passwd, so initdb refuses to work. Add one, or set DATABASE_URL.`,
    )
  }
  return startProblem(`数据库初始化失败：${reason}`, `Making the database failed: ${reason}`)
}

const checkMajor = (area: Area, program: string): void => {
  let data: string
  try {
    data = readFileSync(path.join(area.data, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    throw startProblem(
      `当前账号无权读取数据库目录 ${area.data}（${(error as NodeJS.ErrnoException).code}）。请以创建它的账号运行，或将 ZHEPAI_DATA_DIR 设为其他目录。`,
      `This account may not read the database directory ${area.data} (${(error as NodeJS.ErrnoException).code}). Run as the account that made it, or set ZHEPAI_DATA_DIR to another directory.`,
      error,
    )
  }
  if (data === program) return
  throw startProblem(
    `${area.data} 由 PostgreSQL ${data} 写成，而本程序内置 PostgreSQL ${program}，不能直接打开。请用原版本程序执行 zhepai backup 文件，移走 ${area.directory}，再用本版本执行 zhepai restore 文件。`,
    `${area.data} was written by PostgreSQL ${data}, but this program carries PostgreSQL ${program} and can't open it. With the former version run zhepai backup FILE, move ${area.directory} away, then run zhepai restore FILE with this version.`,
  )
}

/** Returns true when the cluster was made now. */
export const readyCluster = async (place: Place): Promise<boolean> => {
  const major = programMajor(place)
  if (existsSync(place.area.data)) {
    checkMajor(place.area, major)
    return false
  }
  await makeCluster(place)
  return true
}
