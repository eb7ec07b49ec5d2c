/**
 * Checks a proof file. Written apart from the code that makes the log and the file: it imports nothing, does its own parsing and hashing order, and is
 * given cryptography by whoever runs it (the command line or a visitor's browser). The format is specified in this module's README.
 *
 * Parsing is strict: there is exactly one spelling of every file, so a change of any byte is noticed.
 */

export interface ProofCrypto {
  sha256(bytes: Uint8Array): Uint8Array
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  encodeUtf8(text: string): Uint8Array
  /** Null when the bytes are not UTF-8; keeps a byte order mark. */
  decodeUtf8(bytes: Uint8Array): string | null
}

export type ProofStepName = 'format' | 'key' | 'signature' | 'inclusion' | 'record' | 'content'

export interface ProofStep {
  readonly name: ProofStepName
  readonly ok: boolean
  readonly detail: { readonly zh: string; readonly en: string }
}

export interface ProofReport {
  /** True only when every step holds. */
  readonly ok: boolean
  readonly steps: readonly ProofStep[]
  /** What the file claims; to be believed only when `ok`. */
  readonly claim: ProofClaim | null
}

export interface ProofClaim {
  readonly factId: string
  readonly type: string
  readonly subject: string
  readonly at: string
  /** Canonical JSON of the record's content, when the file has it. */
  readonly body: string | null
  readonly origin: string
  readonly index: string
  readonly size: string
  readonly vkey: string
}

export interface ProofOptions {
  /** The log's verifier key, known from elsewhere: the file must use this one. */
  readonly vkey?: string
}

const MAX_BYTES = 2_000_000
const MAX_PATH = 63
const HASH_BYTES = 32
const ED25519 = 1
/** Key id and Ed25519 signature. */
const SIGNATURE_BYTES = 4 + 64

interface Leaf {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly at: string
  readonly digest: string
}

interface ProofFile {
  readonly vkey: string
  readonly leafText: string
  readonly leaf: Leaf
  readonly content: { readonly body: string; readonly salt: Uint8Array } | null
  readonly index: bigint
  readonly path: readonly Uint8Array[]
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  readonly checkpointText: string
  readonly signerName: string
  readonly signature: Uint8Array
}

/** Never throws; a file that cannot be read fails in the step `format`. */
export const verifyProof = (crypto: ProofCrypto, bytes: Uint8Array, options: ProofOptions = {}): ProofReport => {
  const file = parse(crypto, bytes)
  if (typeof file === 'string') return { ok: false, claim: null, steps: [{ name: 'format', ok: false, detail: FORMAT_FAULTS[file] }] }
  const key = keyOf(crypto, file.vkey)
  const steps: readonly ProofStep[] = [
    { name: 'format', ok: true, detail: { zh: '文件格式正确。', en: 'The file is well formed.' } },
    keyStep(file, key, options.vkey),
    signatureStep(crypto, file, key),
    inclusionStep(crypto, file),
    recordStep(file.leaf),
    contentStep(crypto, file),
  ]
  const { id: factId, type, subject, at } = file.leaf
  return {
    ok: steps.every((step) => step.ok),
    steps,
    claim: { factId, type, subject, at, body: file.content?.body ?? null, origin: file.origin, index: `${file.index}`, size: `${file.size}`, vkey: file.vkey },
  }
}

const FORMAT_FAULTS = {
  too_large: { zh: '文件过大，不是证明文件。', en: 'The file is too large to be a proof file.' },
  not_text: { zh: '文件不是 UTF-8 文本。', en: 'The file is not UTF-8 text.' },
  line_ends: {
    zh: '文件的换行符被改动过（应为 LF），请使用原始下载的文件。',
    en: 'The line ends were changed (they must be LF); use the file as it was downloaded.',
  },
  not_proof: { zh: '文件不是证明文件，或内容被改动。', en: 'This is not a proof file, or it was changed.' },
} as const

const parse = (crypto: ProofCrypto, bytes: Uint8Array): ProofFile | keyof typeof FORMAT_FAULTS => {
  if (bytes.length > MAX_BYTES) return 'too_large'
  const text = crypto.decodeUtf8(bytes)
  if (text === null) return 'not_text'
  if (text.includes('\r')) return 'line_ends'
  if (!text.endsWith('\n')) return 'not_proof'
  const lines = linesOf(text)
  const head = parseHead(lines)
  const proof = head && parseInclusion(lines)
  const checkpoint = proof && parseCheckpoint(lines)
  return checkpoint && lines.atEnd() ? { ...head, ...proof, ...checkpoint } : 'not_proof'
}

interface Lines {
  /** The next line. */
  next(): string
  /** Rest of the next line if it begins so; else null, and the line stays. */
  after(start: string): string | null
  /** True, and on to the line after, if the next line is exactly this. */
  is(line: string): boolean
  /** Lines up to the next empty one, which stays. */
  block(): readonly string[]
  atEnd(): boolean
}

const linesOf = (text: string): Lines => {
  const lines = text.slice(0, -1).split('\n')
  let at = 0
  const next = () => lines[at++] ?? ''
  return {
    next,
    after: (start) => (lines[at]?.startsWith(start) === true ? next().slice(start.length) : null),
    is: (line) => lines[at] === line && (at += 1) > 0,
    block: () => {
      const start = at
      while (at < lines.length && lines[at] !== '') at += 1
      return lines.slice(start, at)
    },
    atEnd: () => at === lines.length,
  }
}

const parseHead = (lines: Lines): Pick<ProofFile, 'vkey' | 'leafText' | 'leaf' | 'content'> | null => {
  if (!lines.is('zhepai-proof@v1')) return null
  const vkey = lines.after('vkey ')
  const leafText = lines.after('leaf ')
  const body = lines.after('body ')
  const salt = body === null ? null : base64Bytes(lines.after('salt '), null)
  const leaf = readLeaf(leafText)
  if (vkey === null || leafText === null || leaf === null) return null
  if (body === null) return { vkey, leafText, leaf, content: null }
  return salt && { vkey, leafText, leaf, content: { body, salt } }
}

const parseInclusion = (lines: Lines): Pick<ProofFile, 'index' | 'path'> | null => {
  if (!lines.is('') || !lines.is('c2sp.org/tlog-proof@v1')) return null
  const index = decimal(lines.after('index '))
  const written = lines.block()
  const path = written.map((line) => base64Bytes(line, HASH_BYTES)).filter((hash) => hash !== null)
  return index === null || written.length > MAX_PATH || path.length < written.length ? null : { index, path }
}

const parseCheckpoint = (lines: Lines): Pick<ProofFile, 'origin' | 'size' | 'root' | 'checkpointText' | 'signerName' | 'signature'> | null => {
  if (!lines.is('')) return null
  const [origin, sizeText, rootText] = [lines.next(), lines.next(), lines.next()]
  const size = decimal(sizeText)
  const root = base64Bytes(rootText, HASH_BYTES)
  const signed = lines.is('') ? /^\u2014 (\S+) (\S+)$/u.exec(lines.next()) : null
  const signature = base64Bytes(signed?.[2] ?? null, SIGNATURE_BYTES)
  if (origin === '' || size === null || !root || !signature) return null
  return { origin, size, root, checkpointText: `${origin}\n${sizeText}\n${rootText}\n`, signerName: signed?.[1] ?? '', signature }
}

const readLeaf = (text: string | null): Leaf | null => {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { v, id, type, subject, at, digest, ...rest } = value as Record<string, unknown>
  if (v !== 1 || Object.keys(rest).length > 0 || typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) return null
  if (typeof id !== 'string' || typeof type !== 'string' || typeof subject !== 'string' || typeof at !== 'string') return null
  return { id, type, subject, at, digest }
}

interface Key {
  readonly name: string
  readonly id: Uint8Array
  readonly publicKey: Uint8Array
}

/** Reads `name+id+base64(type || key)` and checks that the id belongs to the key. */
const keyOf = (crypto: ProofCrypto, vkey: string): Key | null => {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey)
  const typed = base64Bytes(match?.[3] ?? null, 1 + HASH_BYTES)
  if (!match || !typed || typed[0] !== ED25519) return null
  const [, name = '', idText = ''] = match
  const id = crypto.sha256(joined(crypto.encodeUtf8(`${name}\n`), typed)).subarray(0, 4)
  return hex(id) === idText ? { name, id, publicKey: typed.subarray(1) } : null
}

const keyStep = (file: ProofFile, key: Key | null, pinned: string | undefined): ProofStep => {
  const step = (ok: boolean, zh: string, en: string): ProofStep => ({ name: 'key', ok, detail: { zh, en } })
  if (!key) return step(false, '验证公钥有误。', 'The verifier key is not valid.')
  if (key.name !== file.origin)
    return step(false, `验证公钥属于 ${key.name}，检查点属于 ${file.origin}。`, `The verifier key belongs to ${key.name}, the checkpoint to ${file.origin}.`)
  if (pinned === undefined) {
    return step(
      true,
      `使用文件自带的公钥 ${file.vkey}，请与日志公布的公钥核对。`,
      `The file brings its own key ${file.vkey}; compare it with the one the log publishes.`,
    )
  }
  return pinned.trim() === file.vkey
    ? step(true, '公钥与您指定的一致。', 'The key is the one you gave.')
    : step(false, `公钥与您指定的不一致：文件中为 ${file.vkey}。`, `The key is not the one you gave: the file uses ${file.vkey}.`)
}

const signatureStep = (crypto: ProofCrypto, file: ProofFile, key: Key | null): ProofStep => {
  const isNamed = key !== null && file.signerName === key.name && hex(file.signature.subarray(0, 4)) === hex(key.id)
  const ok = isNamed && crypto.verifyEd25519(key.publicKey, crypto.encodeUtf8(file.checkpointText), file.signature.subarray(4))
  return {
    name: 'signature',
    ok,
    detail: ok
      ? { zh: `日志 ${file.origin} 对 ${file.size} 条记录的检查点签名有效。`, en: `The log ${file.origin} signed the checkpoint of ${file.size} entries.` }
      : { zh: '检查点的签名无效。', en: 'The signature of the checkpoint is not valid.' },
  }
}

/** The path has one hash for each level below the fork from the last leaf, and one for each left neighbour above it (RFC 9162 §2.1.3). */
const inclusionStep = (crypto: ProofCrypto, file: ProofFile): ProofStep => {
  const ok = file.index < file.size && rootFrom(crypto, file) === hex(file.root)
  return {
    name: 'inclusion',
    ok,
    detail: ok
      ? {
          zh: `该记录是日志中的第 ${file.index} 条（从 0 起），经 ${file.path.length} 个哈希与检查点的根一致。`,
          en: `The record is entry ${file.index} (from 0) of the log: ${file.path.length} hashes lead to the root of the checkpoint.`,
        }
      : { zh: '该记录不在检查点所签的日志中，或文件被改动。', en: 'The record is not in the log that the checkpoint signs, or the file was changed.' },
  }
}

const rootFrom = (crypto: ProofCrypto, { index, size, path, leafText }: ProofFile): string | null => {
  const inner = bits(index ^ (size - 1n)).length
  const border = bits(index >> BigInt(inner)).replaceAll('0', '').length
  if (path.length !== inner + border) return null
  const root = path.reduce(
    (hash, sibling, level) => {
      const isLeft = level < inner && (index >> BigInt(level)) % 2n === 0n
      return crypto.sha256(isLeft ? joined(Uint8Array.of(1), hash, sibling) : joined(Uint8Array.of(1), sibling, hash))
    },
    crypto.sha256(joined(Uint8Array.of(0), crypto.encodeUtf8(leafText))),
  )
  return hex(root)
}

const recordStep = ({ id, type, subject, at }: Leaf): ProofStep => ({
  name: 'record',
  ok: true,
  detail: { zh: `记录 ${id}：${type}，对象 ${subject}，时间 ${at}。`, en: `Record ${id}: ${type}, about ${subject}, at ${at}.` },
})

const contentStep = (crypto: ProofCrypto, { leaf, content }: ProofFile): ProofStep => {
  const step = (ok: boolean, zh: string, en: string): ProofStep => ({ name: 'content', ok, detail: { zh, en } })
  if (!content)
    return step(
      true,
      '文件不含记录内容（不公开，或者已随本人账户注销而删除），只证明该记录存在且摘要未变。',
      'The file does not hold the content (it is not public, or was erased with the account of its person); it proves that the record exists and what its digest is.',
    )
  const digest = hex(crypto.sha256(joined(content.salt, crypto.encodeUtf8(content.body))))
  return digest === leaf.digest
    ? step(true, '记录内容与日志中的摘要一致。', 'The content agrees with the digest in the log.')
    : step(false, '记录内容与日志中的摘要不一致。', 'The content does not agree with the digest in the log.')
}

const bits = (value: bigint): string => (value === 0n ? '' : value.toString(2))

const decimal = (text: string | null): bigint | null => (text !== null && /^(0|[1-9]\d{0,18})$/.test(text) ? BigInt(text) : null)

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding, in its one canonical spelling, of the given length (any when null). */
const base64Bytes = (text: string | null, length: number | null): Uint8Array | null => {
  if (text === null || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const digits = text.replaceAll('=', '')
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8))
  let held = 0
  let count = 0
  let at = 0
  for (const digit of digits) {
    held = (held << 6) | BASE64.indexOf(digit)
    count += 6
    if (count >= 8) {
      count -= 8
      bytes[at++] = held >> count
      held &= (1 << count) - 1
    }
  }
  return held === 0 && (length === null || bytes.length === length) ? bytes : null
}
