/** PostgreSQL refuses to run as root: which account runs it instead. */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { startProblem } from '#platform/config/start-problem.ts'

export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

export interface AccountWorld {
  readonly isRoot: boolean
  /** Text of /etc/passwd. */
  readonly passwd: () => string
  /** Adds a system account; false when the machine has no tool for it or refuses. */
  readonly addAccount: (name: string) => boolean
  /** An account named by the operator (ZHEPAI_PG_USER). */
  readonly wanted: string | undefined
}

const SYSTEM_PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
/** Debian and Red Hat have useradd, Alpine has busybox's adduser. */
const ADDERS: readonly (readonly [string, readonly string[]])[] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin']],
]

export const thisMachine = (wanted: string | undefined): AccountWorld => ({
  isRoot: process.getuid?.() === 0,
  passwd: () => readFileSync('/etc/passwd', 'utf8'),
  addAccount: (name) => ADDERS.some(([program, flags]) => spawnSync(program, [...flags, name], { env: { PATH: SYSTEM_PATH } }).status === 0),
  wanted,
})

const accounts = (passwd: string): readonly Account[] =>
  passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })

const named = (world: AccountWorld, name: string): Account | undefined => accounts(world.passwd()).find((account) => account.name === name && account.uid !== 0)

/** Data that exist already must be opened by the account that owns them. */
const ownerOf = (world: AccountWorld, dataDirectory: string): Account | undefined => {
  const stat = statSync(dataDirectory, { throwIfNoEntry: false })
  if (!stat || stat.uid === 0) return undefined
  return accounts(world.passwd()).find(({ uid }) => uid === stat.uid) ?? { name: `uid ${stat.uid}`, uid: stat.uid, gid: stat.gid }
}

const ADDED = 'zhepai'

/** Undefined: the database runs under our own account, because we are not root. */
export const databaseAccount = (world: AccountWorld, dataDirectory: string, log: (line: string) => void): Account | undefined => {
  if (!world.isRoot) return undefined
  const owner = ownerOf(world, dataDirectory)
  if (owner) return owner
  if (world.wanted !== undefined) {
    const account = named(world, world.wanted)
    if (account) return account
    throw startProblem(
      `ZHEPAI_PG_USER=${world.wanted}：本机没有这个账号，或它是 root。请填写一个已有的非 root 账号。`,
      `ZHEPAI_PG_USER=${world.wanted}: there is no such account, or it is root. Name an existing account other than root.`,
    )
  }
  const existing = named(world, 'postgres') ?? named(world, ADDED)
  if (existing) return existing
  if (world.addAccount(ADDED)) {
    const added = named(world, ADDED)
    if (added) {
      log(`已创建系统账号 ${ADDED} 运行数据库 / added the system account ${ADDED} to run the database`)
      return added
    }
  }
  const nobody = named(world, 'nobody')
  if (nobody) {
    log('无法创建系统账号，数据库以 nobody 运行 / cannot add a system account: the database runs as nobody')
    return nobody
  }
  throw startProblem(
    '以 root 运行时，PostgreSQL 需要一个非 root 账号，但本机既没有 postgres、nobody，也无法创建账号。请执行 useradd --system zhepai，或以普通用户运行，或设置 DATABASE_URL。',
    'Under root, PostgreSQL needs an account other than root, but there is neither postgres nor nobody, and none can be added. Run useradd --system zhepai, or run as an ordinary user, or set DATABASE_URL.',
  )
}
