/** The log's private key. It lives in a file of the data directory, never in the database whose content it vouches for. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { startProblem } from '#platform/config/start-problem.ts'
import { checkpointText, isKeyName, signedNote, verifierKey } from './note.ts'

export interface CheckpointSigner {
  readonly origin: string
  readonly vkey: string
  /** Signs the checkpoint of a tree. Throws when the tree is smaller than one signed before: the database was set back, and a second history must not be signed. */
  readonly signCheckpoint: (size: bigint, root: Uint8Array) => string
}

interface SignerSpec {
  readonly directory: string
  readonly origin: string
  readonly logId: string
  /** An empty log may get a new key; for a log that has been signed the key must be there. */
  readonly isNew: boolean
}

export const openSigner = ({ directory, origin, logId, isNew }: SignerSpec): CheckpointSigner => {
  if (!isKeyName(origin))
    throw startProblem(`证据日志名称不能含空格或加号：${origin}`, `The name of the evidence log must not contain spaces or plus signs: ${origin}`)
  const keyFile = path.join(directory, `${logId}.key`)
  const sizeFile = path.join(directory, `${logId}.size`)
  const privateKey = loadKey(keyFile, isNew)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32)
  return {
    origin,
    vkey: verifierKey(origin, publicKey),
    signCheckpoint: (size, root) => {
      const largest = existsSync(sizeFile) ? BigInt(readFileSync(sizeFile, 'utf8').trim()) : 0n
      if (size < largest) throw setBack(size, largest, sizeFile)
      // Remembered before it is signed: a crash in between costs nothing, the other order could forget a signature.
      if (size > largest) writeDurably(sizeFile, `${size}\n`, 0o644)
      return signedNote(checkpointText(origin, size, root), { name: origin, publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey) })
    },
  }
}

const loadKey = (file: string, isNew: boolean): KeyObject => {
  if (!existsSync(file)) {
    if (!isNew) throw keyMissing(file)
    createKey(file)
  }
  const key = createPrivateKey(readFileSync(file))
  if (key.asymmetricKeyType !== 'ed25519') throw startProblem(`${file} 不是 Ed25519 私钥。`, `${file} is not an Ed25519 private key.`)
  return key
}

/** A link cannot replace: of two processes that start at once, one makes the key and both use it. */
const createKey = (file: string): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const draft = `${file}.${process.pid}.draft`
  writeFile(draft, pem.toString(), 0o600)
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(path.dirname(file))
}

const writeDurably = (file: string, text: string, mode: number): void => {
  const draft = `${file}.${process.pid}.draft`
  writeFile(draft, text, mode)
  renameSync(draft, file)
  syncDirectory(path.dirname(file))
}

const writeFile = (file: string, text: string, mode: number): void => {
  const handle = openSync(file, 'w', mode)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const syncDirectory = (directory: string): void => {
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const keyMissing = (file: string) =>
  startProblem(
    `证据日志已有签名，但找不到签名私钥 ${file}。请从备份恢复；确已遗失的，用 openssl genpkey -algorithm ed25519 -out ${file} 生成新私钥，并公布新的验证公钥。`,
    `The evidence log has been signed before, but its private key ${file} is missing. Restore it from a backup; if it is lost for good, make a new one with openssl genpkey -algorithm ed25519 -out ${file} and publish the new verifier key.`,
  )

const setBack = (size: bigint, largest: bigint, file: string) =>
  startProblem(
    `证据日志曾签到 ${largest} 条，数据库现只有 ${size} 条，可能恢复了较早的备份。继续签名会产生两份不一致的历史，已停止签名。请恢复更新的备份（记录见 ${file}）；确无更新备份的，用 zhepai restore --accept-smaller-log 恢复并通知全部见证方。`,
    `The evidence log was signed up to ${largest} entries, the database now has ${size}: it was probably restored from an older backup. Signing on would make two histories, so nothing is signed. Restore a newer backup (remembered in ${file}); if there is none, restore with --accept-smaller-log and tell every witness.`,
  )
