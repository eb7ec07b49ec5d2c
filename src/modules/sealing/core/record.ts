/** The public record of an opening, and its repetition by anybody: nothing but the record is needed. */
import { bytesOfBase64 } from '#kernel/bytes.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Result } from '#kernel/result.ts'
import type { SealingCrypto } from './crypto.ts'
import { SHARE_BYTES } from './envelope.ts'
import { readPolicy, type Policy } from './policy.ts'
import { admitEnvelope, openEnvelope, policyDigest, type Shares } from './seal.ts'

export const RECORD_FORMAT = 'zhepai-opening@v1'

export interface RecordedEnvelope {
  readonly id: string
  readonly bidderKey: string
  readonly receivedAt: string
  readonly digest: string
  /** The file as deposited. */
  readonly text: string
  /** What the market says came out: canonical JSON, or null with the reason. */
  readonly payload: string | null
  readonly fault: string | null
  /** Keys of the officers who are named with the fault. */
  readonly officers: readonly string[]
}

export interface RecordedRelease {
  readonly key: string
  /** By envelope, base64; null: the officer could not read what was sealed to him. */
  readonly shares: readonly { readonly envelopeId: string; readonly share: string | null }[]
}

export interface OpeningRecord {
  readonly format: string
  readonly box: string
  readonly policy: string
  readonly policyDigest: string
  readonly envelopes: readonly RecordedEnvelope[]
  readonly releases: readonly RecordedRelease[]
}

export interface RepeatedEnvelope {
  readonly id: string
  readonly bidderKey: string
  readonly receivedAt: string
  /** Whether the same came out again. */
  readonly ok: boolean
  readonly payload: string | null
  /** What the repetition found instead. */
  readonly fault: string | null
  readonly officers: readonly string[]
}

export interface Repetition {
  readonly ok: boolean
  readonly isPolicySound: boolean
  readonly envelopes: readonly RepeatedEnvelope[]
}

/** Shares that the officers published for an envelope. */
export const sharesFor = (releases: readonly RecordedRelease[], envelopeId: string): Shares =>
  new Map(
    releases.flatMap(({ key, shares }) => {
      const given = shares.find((each) => each.envelopeId === envelopeId)?.share
      return given === null || given === undefined ? [] : [[key, bytesOfBase64(given, SHARE_BYTES) ?? new Uint8Array()] as const]
    }),
  )

const officersOf = (opened: Result<unknown>): readonly string[] =>
  opened.ok || typeof opened.refusal.params['officers'] !== 'string' ? [] : opened.refusal.params['officers'].split(' ')

export interface Outcome {
  readonly payload: string | null
  readonly fault: string | null
  readonly officers: readonly string[]
}

/** From the file and the shares alone. */
export const openingOf = async (
  crypto: SealingCrypto,
  { policy, bidderKey, text, shares }: { readonly policy: string; readonly bidderKey: string; readonly text: string; readonly shares: Shares },
): Promise<Outcome> => {
  const admitted = await admitEnvelope(crypto, { policy, bidder: bidderKey, text })
  const opened = admitted.ok ? await openEnvelope(crypto, admitted.value, shares) : admitted
  return opened.ok
    ? { payload: canonicalJson(opened.value), fault: null, officers: [] }
    : { payload: null, fault: opened.refusal.code, officers: officersOf(opened) }
}

const repeat = async (crypto: SealingCrypto, record: OpeningRecord, envelope: RecordedEnvelope): Promise<RepeatedEnvelope> => {
  const { id, bidderKey, receivedAt, text, digest, payload, fault } = envelope
  const found = await openingOf(crypto, { policy: record.policy, bidderKey, text, shares: sharesFor(record.releases, id) })
  const isDigestTrue = (await policyDigest(crypto, text)) === digest
  return { id, bidderKey, receivedAt, ...found, ok: isDigestTrue && found.payload === payload && found.fault === fault }
}

const isSound = async (crypto: SealingCrypto, record: OpeningRecord): Promise<boolean> => {
  const policy: Policy | null = readPolicy(record.policy)
  return record.format === RECORD_FORMAT && policy?.box === record.box && (await policyDigest(crypto, record.policy)) === record.policyDigest
}

/** Opens every envelope again and compares. */
export const repeatOpening = async (crypto: SealingCrypto, record: OpeningRecord): Promise<Repetition> => {
  const isPolicySound = await isSound(crypto, record)
  const envelopes: RepeatedEnvelope[] = []
  for (const envelope of record.envelopes) envelopes.push(await repeat(crypto, record, envelope))
  return { ok: isPolicySound && envelopes.every(({ ok }) => ok), isPolicySound, envelopes }
}

type Loose = Readonly<Record<string, unknown>>
const isObject = (given: unknown): given is Loose => typeof given === 'object' && given !== null
const isText = (given: unknown): given is string => typeof given === 'string'
const isTextOrNull = (given: unknown): given is string | null => given === null || isText(given)
const isEnvelope = (given: unknown): boolean =>
  isObject(given) &&
  ['id', 'bidderKey', 'receivedAt', 'digest', 'text'].every((name) => isText(given[name])) &&
  isTextOrNull(given['payload']) &&
  isTextOrNull(given['fault']) &&
  Array.isArray(given['officers']) &&
  given['officers'].every(isText)
const isShare = (given: unknown): boolean => isObject(given) && isText(given['envelopeId']) && isTextOrNull(given['share'])
const isRelease = (given: unknown): boolean => isObject(given) && isText(given['key']) && Array.isArray(given['shares']) && given['shares'].every(isShare)

/** Null for what is no record of an opening. */
export const readRecord = (given: unknown): OpeningRecord | null =>
  isObject(given) &&
  ['format', 'box', 'policy', 'policyDigest'].every((name) => isText(given[name])) &&
  Array.isArray(given['envelopes']) &&
  given['envelopes'].every(isEnvelope) &&
  Array.isArray(given['releases']) &&
  given['releases'].every(isRelease)
    ? (given as unknown as OpeningRecord)
    : null
