/** What a person can do about a database that can't be used. */
import type { Config } from '#platform/config/config.ts'
import { startProblem, StartProblem } from '#platform/config/start-problem.ts'

const OLDEST_VERSION = 150_000
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT', 'EAI_AGAIN', 'ECONNRESET', 'EACCES'])
const REFUSED = new Set(['28P01', '28000'])
const UNKNOWN_DATABASE = '3D000'
const NO_RIGHT = '42501'

const codeOf = (error: unknown): string => {
  const { code, errors } = error as { code?: string; errors?: readonly { code?: string }[] }
  return code ?? errors?.[0]?.code ?? ''
}

const version = (found: number): void => {
  if (found >= OLDEST_VERSION) return
  const major = Math.floor(found / 10_000)
  throw startProblem(`DATABASE_URL 指向 PostgreSQL ${major}，需要 15 或更高版本。`, `DATABASE_URL leads to PostgreSQL ${major}; 15 or later is needed.`)
}

const error = (fault: unknown, config: Config): unknown => {
  if (fault instanceof StartProblem || !config.databaseUrl) return fault
  const code = codeOf(fault)
  const { message } = fault as Error
  if (UNREACHABLE.has(code)) {
    return startProblem(
      `连不上 DATABASE_URL 指向的数据库（${code}）。请检查主机、端口与网络，或取消 DATABASE_URL 以使用内置数据库。`,
      `The database of DATABASE_URL can't be reached (${code}). Check host, port and network, or unset DATABASE_URL to use the built-in database.`,
      fault,
    )
  }
  if (REFUSED.has(code))
    return startProblem(
      `数据库拒绝登录：${message}。请检查 DATABASE_URL 中的用户与口令。`,
      `The database refuses the log-in: ${message}. Check user and password in DATABASE_URL.`,
      fault,
    )
  if (code === UNKNOWN_DATABASE)
    return startProblem(
      `DATABASE_URL 指定的库不存在：${message}。请先执行 createdb 建库。`,
      `The database named in DATABASE_URL does not exist: ${message}. Create it with createdb.`,
      fault,
    )
  if (code === NO_RIGHT)
    return startProblem(
      `数据库账号权限不足：${message}。它须能在该库中建立模式（CREATE）。`,
      `The database account lacks a right: ${message}. It must be allowed to create schemas in this database (CREATE).`,
      fault,
    )
  return fault
}

export const explainDatabase = { version, error }
