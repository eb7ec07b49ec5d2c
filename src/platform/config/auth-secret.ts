import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeDataDirectory } from './project.ts'
import { startProblem } from './start-problem.ts'

const SECRET_BYTES = 32

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Sessions must outlive a restart, so the secret is made once. Two processes that start together agree on one. */
export const keptAuthSecret = (dataDirectory: string): string => {
  const file = path.join(dataDirectory, 'auth-secret')
  try {
    makeDataDirectory(dataDirectory)
    const kept = read(file)
    if (kept) return kept
    const part = `${file}.${process.pid}`
    writeFileSync(part, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(part, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(part, { force: true })
    }
    return read(file) ?? ''
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw startProblem(
      `无法读写 ${file}（${code ?? message}）。请将 ZHEPAI_DATA_DIR 设为可写的目录，或设置 AUTH_SECRET。`,
      `Cannot read or write ${file} (${code ?? message}). Set ZHEPAI_DATA_DIR to a directory that can be written, or set AUTH_SECRET.`,
      error,
    )
  }
}
