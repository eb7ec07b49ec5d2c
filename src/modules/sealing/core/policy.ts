/** The policy of a box: what every envelope of it is sealed by. Public; its digest is part of every envelope. */
import { bytesOfBase64 } from '#kernel/bytes.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'

export interface Policy {
  readonly v: 1
  readonly box: string
  /** Contents are padded to a multiple of so many bytes, at most `steps` of them: the length of an envelope tells nothing. */
  readonly step: number
  readonly steps: number
  /** So many of the officers open an envelope together; fewer learn nothing. */
  readonly threshold: number
  readonly officers: readonly PolicyOfficer[]
}

export interface PolicyOfficer {
  /** Id of the officer's key. */
  readonly key: string
  /** Uncompressed point of P-256, base64. */
  readonly publicKey: string
}

export const PUBLIC_KEY_BYTES = 65
/** First byte of an uncompressed point (SEC 1 §2.3.3). */
const UNCOMPRESSED = 4

/** For a price and little beside it. */
export const PRICE_STEP = 4096
/** For whole documents. */
export const DOCUMENT_STEP = 65_536
export const STEPS = [PRICE_STEP, DOCUMENT_STEP] as const
export type Step = (typeof STEPS)[number]
export const MAX_STEPS = 16

const MAX_OFFICERS = 20
/** Of the ids of this market, and of nothing that could be mistaken for two words of a binding. */
export const NAME = /^[a-z]{2,8}_[0-9a-z]{1,40}$/

/** The one text of a policy; its digest is over these bytes. */
export const policyText = ({ v, box, step, steps, threshold, officers }: Policy): string =>
  canonicalJson({ v, box, step, steps, threshold, officers: officers.map(({ key, publicKey }) => ({ key, publicKey })) })

export const isPublicKey = (text: string): boolean => bytesOfBase64(text, PUBLIC_KEY_BYTES)?.[0] === UNCOMPRESSED

const isOfficer = (given: unknown): given is PolicyOfficer =>
  typeof given === 'object' &&
  given !== null &&
  typeof (given as PolicyOfficer).key === 'string' &&
  NAME.test((given as PolicyOfficer).key) &&
  typeof (given as PolicyOfficer).publicKey === 'string' &&
  isPublicKey((given as PolicyOfficer).publicKey)

const isCount = (given: unknown, least: number, most: number): boolean => Number.isInteger(given) && Number(given) >= least && Number(given) <= most

export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Null for everything that is not the one text of a sound policy. */
export const readPolicy = (text: string): Policy | null => {
  const given = parseJson(text) as Partial<Policy> | null | undefined
  if (typeof given !== 'object' || given === null) return null
  const { v, box, step, steps, threshold, officers } = given
  if (v !== 1 || typeof box !== 'string' || !NAME.test(box) || !STEPS.some((known) => known === step) || !isCount(steps, 1, MAX_STEPS)) return null
  if (!Array.isArray(officers) || officers.length > MAX_OFFICERS || !officers.every(isOfficer)) return null
  // One share opens nothing: the scheme begins with two.
  if (!isCount(threshold, 2, officers.length)) return null
  if (new Set(officers.map(({ key }) => key)).size !== officers.length || new Set(officers.map(({ publicKey }) => publicKey)).size !== officers.length)
    return null
  const policy = given as Policy
  return policyText(policy) === text ? policy : null
}
