/** The log's private key. It lives in a file of the data directory, never in the database whose content it vouches for. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { startProblem } from '#platform/config/start-problem.ts'
import { checkpointText, isKeyName, keyIdOf, signedNote, verifierKey } from './note.ts'

export interface CheckpointSigner {
  readonly origin: string
  readonly vkey: string
  /** Signs the checkpoint of a tree. Throws when the tree is smaller than one signed before: the database was set back, and a second history must not be signed. */
  readonly signCheckpoint: (size: bigint, root: Uint8Array) => string
}

/** Where the keys of a log lie. */
export interface KeyPlace {
  readonly directory: string
  readonly origin: string
  readonly logId: string
}

/** The directory beside the other data in which a log's keys are. */
export const keyDirectory = (dataDirectory: string): string => path.join(dataDirectory, 'evidence')

/** `<log id>.key` is the first key; later ones have the id of the key in their name. */
const KEY_FILE = /^([\da-z]{1,64})(?:\.[\da-f]{8})?\.key$/

interface KeyOnDisk {
  readonly vkey: string
  readonly publicKey: Uint8Array
  readonly privateKey: KeyObject
}

const keysOnDisk = ({ directory, logId, origin }: KeyPlace): readonly KeyOnDisk[] =>
  (existsSync(directory) ? readdirSync(directory).toSorted() : [])
    .filter((name) => KEY_FILE.exec(name)?.[1] === logId)
    .map((name) => readKey(path.join(directory, name), origin))

/** Whether the private key of a verifier key is here. */
export const holdsKey = (place: KeyPlace, vkey: string): boolean => keysOnDisk(place).some((key) => key.vkey === vkey)

const readKey = (file: string, origin: string): KeyOnDisk => {
  const privateKey = createPrivateKey(readFileSync(file))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw startProblem(`${file} 不是 Ed25519 私钥。`, `${file} is not an Ed25519 private key.`)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32)
  return { privateKey, publicKey, vkey: verifierKey(origin, publicKey) }
}

/** Makes a key that will follow the present one; returns its verifier key. It signs nothing before the log names it. */
export const makeNextKey = ({ directory, origin, logId }: KeyPlace): string => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const vkey = verifierKey(origin, publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
  placeKey(path.join(directory, `${logId}.${keyIdOf(vkey)}.key`), privateKey)
  return vkey
}

/** `vkey`: the key that must sign, null for a log that has never been signed: it may get its first one. */
export const openSigner = (place: KeyPlace, vkey: string | null): CheckpointSigner => {
  const { directory, origin, logId } = place
  if (!isKeyName(origin))
    throw startProblem(`证据日志名称不能含空格或加号：${origin}`, `The name of the evidence log must not contain spaces or plus signs: ${origin}`)
  const sizeFile = path.join(directory, `${logId}.size`)
  const firstFile = path.join(directory, `${logId}.key`)
  if (vkey === null && !existsSync(firstFile)) placeKey(firstFile, generateKeyPairSync('ed25519').privateKey)
  const key = vkey === null ? readKey(firstFile, origin) : keysOnDisk(place).find((each) => each.vkey === vkey)
  if (!key) throw keyMissing(vkey ?? '', directory)
  const { publicKey, privateKey } = key
  return {
    origin,
    vkey: key.vkey,
    signCheckpoint: (size, root) => {
      const largest = existsSync(sizeFile) ? BigInt(readFileSync(sizeFile, 'utf8').trim()) : 0n
      if (size < largest) throw setBack(size, largest, sizeFile)
      // Remembered before it is signed: a crash in between costs nothing, the other order could forget a signature.
      if (size > largest) writeDurably(sizeFile, `${size}\n`, 0o644)
      return signedNote(checkpointText(origin, size, root), { name: origin, publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey) })
    },
  }
}

/** A link cannot replace: of two processes that start at once, one makes the key and both use it. */
const placeKey = (file: string, key: KeyObject): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.draft`
  writeFile(draft, key.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
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

const keyMissing = (vkey: string, directory: string) =>
  startProblem(
    `证据日志应由私钥 ${vkey} 签名，但 ${directory} 中没有该私钥，已停止签名。请从备份恢复该私钥；确已遗失的，由运营人员执行 zhepai accept-new-key --reason 说明原因 启用新私钥，原因将公开写入日志。`,
    `The evidence log must be signed by the key ${vkey}, which is not in ${directory}, so nothing is signed. Put the key back from a backup; if it is lost for good, an operator takes a new one into use by zhepai accept-new-key --reason TEXT, and the reason is published in the log.`,
  )

const setBack = (size: bigint, largest: bigint, file: string) =>
  startProblem(
    `证据日志曾签到 ${largest} 条，数据库现只有 ${size} 条，可能恢复了较早的备份。继续签名会产生两份不一致的历史，已停止签名。请恢复更新的备份（记录见 ${file}）；确无更新备份的，用 zhepai restore --accept-smaller-log 恢复并通知全部见证方。`,
    `The evidence log was signed up to ${largest} entries, the database now has ${size}: it was probably restored from an older backup. Signing on would make two histories, so nothing is signed. Restore a newer backup (remembered in ${file}); if there is none, restore with --accept-smaller-log and tell every witness.`,
  )
