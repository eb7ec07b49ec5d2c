/** What the market keeps on disk beside the database: stored files, and the few secrets that can't be made again. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startProblem } from '#platform/config/start-problem.ts'
import type { KeptFile } from '#platform/db/backup/write.ts'

const ADDRESS = /^[\da-f]{64}$/
/** The keys that sign or signed the evidence log, and the secret under which accounts are kept. */
const SECRET = /^(auth-secret|evidence\/[\da-f]{1,64}(\.[\da-f]{8})?\.key)$/

const listed = (directory: string): readonly string[] => (existsSync(directory) ? readdirSync(directory).toSorted() : [])

export const storedFiles = (dataDirectory: string): readonly KeptFile[] => {
  const top = path.join(dataDirectory, 'files')
  return listed(top).flatMap((fan) =>
    listed(path.join(top, fan))
      .filter((name) => ADDRESS.test(name))
      .map((name) => ({ name, file: path.join(top, fan, name) })),
  )
}

export const secretFiles = (dataDirectory: string): readonly KeptFile[] =>
  ['auth-secret', ...listed(path.join(dataDirectory, 'evidence')).map((name) => `evidence/${name}`)]
    .filter((name) => SECRET.test(name) && existsSync(path.join(dataDirectory, name)))
    .map((name) => ({ name, file: path.join(dataDirectory, name) }))

/** A secret that is there already and differs is kept aside, never lost. */
export const putSecret = (dataDirectory: string, name: string, bytes: Uint8Array): void => {
  if (!SECRET.test(name)) throw startProblem(`备份中有不应存在的文件：${name}`, `The backup holds a file that does not belong there: ${name}`)
  const target = path.join(dataDirectory, name)
  if (existsSync(target)) {
    if (readFileSync(target).equals(bytes)) return
    renameSync(target, `${target}.before-restore-${new Date().toISOString().replaceAll(':', '')}`)
  }
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  writeFileSync(target, bytes, { mode: 0o600, flush: true })
  chmodSync(target, 0o600)
}

const sizeFileOf = (dataDirectory: string, logId: string): string => path.join(dataDirectory, 'evidence', `${logId}.size`)

/** Entries that were ever signed by the key in this data directory; null when it has signed none. */
export const largestSigned = (dataDirectory: string, logId: string): bigint | null => {
  const file = sizeFileOf(dataDirectory, logId)
  return existsSync(file) ? BigInt(readFileSync(file, 'utf8').trim()) : null
}

/** The mark follows a restored log only upward, or downward when the operator says so; then the old mark stays beside it. */
export const rememberSigned = (dataDirectory: string, logId: string, size: bigint): void => {
  const file = sizeFileOf(dataDirectory, logId)
  const before = largestSigned(dataDirectory, logId)
  if (before === size) return
  if (before !== null && before > size) renameSync(file, `${file}.before-restore-${new Date().toISOString().replaceAll(':', '')}`)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${size}\n`, { flush: true })
}
