/**
 * The file of an envelope, version 1: three lines of UTF-8, each with its line feed. Its digest is the SHA-256 of the file, so that anybody can make it again.
 *
 *     zhepai-envelope@v1
 *     <head: canonical JSON, bound to the body as additional data>
 *     <body: base64>
 */
import { base64Of, bytesOfBase64 } from '#kernel/bytes.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { NAME, parseJson } from './policy.ts'

export const ENVELOPE_MAGIC = 'zhepai-envelope@v1'

/** What it was sealed for. An officer who rehearses opens nothing that was sealed as a bid. */
export const USES = ['bid', 'rehearsal'] as const
export type Use = (typeof USES)[number]

export interface EnvelopeShare {
  readonly key: string
  /** SHA-256 that the share is known by, hex. */
  readonly commit: string
  /** HPKE: encapsulated key and ciphertext, base64. */
  readonly enc: string
  readonly sealed: string
}

export interface Head {
  readonly box: string
  /** Whose it is; nobody else's when somebody copies it. */
  readonly bidder: string
  readonly use: Use
  /** Digest of the policy, hex. */
  readonly policy: string
  /** By which the right key is known: AES-GCM alone would open under another one as well. */
  readonly keyCommit: string
  /** In the order of the policy's officers. */
  readonly shares: readonly EnvelopeShare[]
}

export interface Envelope {
  readonly head: Head
  /** As written: what is bound to the body. */
  readonly headLine: string
  readonly body: Uint8Array
}

export const SHARE_BYTES = 33
const ENC_BYTES = 65
export const TAG_BYTES = 16
const HEX = /^[0-9a-f]{64}$/

export const headLineOf = ({ box, bidder, use, policy, keyCommit, shares }: Head): string =>
  canonicalJson({ box, bidder, use, policy, keyCommit, shares: shares.map(({ key, commit, enc, sealed }) => ({ key, commit, enc, sealed })) })

export const envelopeText = (headLine: string, body: Uint8Array): string => `${ENVELOPE_MAGIC}\n${headLine}\n${base64Of(body)}\n`

const isText = (given: unknown, form: RegExp): given is string => typeof given === 'string' && form.test(given)

const isShare = (given: unknown): given is EnvelopeShare => {
  if (typeof given !== 'object' || given === null) return false
  const { key, commit, enc, sealed } = given as Partial<EnvelopeShare>
  if (!isText(key, NAME) || !isText(commit, HEX) || typeof enc !== 'string' || typeof sealed !== 'string') return false
  return bytesOfBase64(enc, ENC_BYTES) !== null && bytesOfBase64(sealed, SHARE_BYTES + TAG_BYTES) !== null
}

export const readHead = (line: string): Head | null => {
  const given = parseJson(line) as Partial<Head> | null | undefined
  if (typeof given !== 'object' || given === null) return null
  const { box, bidder, use, policy, keyCommit, shares } = given
  if (!isText(box, NAME) || !isText(bidder, NAME) || !USES.some((known) => known === use) || !isText(policy, HEX) || !isText(keyCommit, HEX)) return null
  if (!Array.isArray(shares) || !shares.every(isShare)) return null
  const head = given as Head
  return headLineOf(head) === line ? head : null
}

/** Takes the file apart; what it is for is another question. */
export const readEnvelope = (text: string): Result<Envelope> => {
  const [magic, headLine = '', bodyText = '', rest, ...more] = text.split('\n')
  if (magic !== ENVELOPE_MAGIC) return refuse('sealing.envelope_malformed')
  if (rest === undefined) return refuse('sealing.envelope_truncated')
  const head = readHead(headLine)
  const body = bytesOfBase64(bodyText)
  if (rest !== '' || more.length > 0 || head === null || body === null) return refuse('sealing.envelope_malformed')
  return ok({ head, headLine, body })
}
