/**
 * Sealing and opening. The key of an envelope is made where it is sealed, split there and forgotten; each part is sealed to one officer. Who opens an envelope
 * knows everything that went into it: parts that were dealt so that some officers can open and others not are found, and named.
 */
import { base64Of, bytesOfBase64, hexOf, joinBytes, sameBytes } from '#kernel/bytes.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { SealingCrypto, ShareOpener } from './crypto.ts'
import { envelopeText, headLineOf, readEnvelope, SHARE_BYTES, TAG_BYTES, type Envelope, type EnvelopeShare, type Head, type Use } from './envelope.ts'
import { pad, unpad } from './padding.ts'
import { parseJson, PUBLIC_KEY_BYTES, readPolicy, type Policy } from './policy.ts'

const SECRET_BYTES = 32

type Bound = Pick<Head, 'use' | 'box' | 'policy' | 'bidder' | 'keyCommit'>

/** What a share is bound to: opened for anything else, it does not open. */
const infoOf = (crypto: SealingCrypto, { use, box, policy, bidder, keyCommit }: Bound, key: string): Uint8Array =>
  crypto.utf8(['zhepai-seal@v1', use, box, policy, bidder, keyCommit, key].join('\n'))

const digestOf = async (crypto: SealingCrypto, text: string): Promise<string> => hexOf(await crypto.sha256(crypto.utf8(text)))

export const policyDigest = digestOf

const commitOf = async (crypto: SealingCrypto, share: Uint8Array): Promise<string> =>
  hexOf(await crypto.sha256(joinBytes(crypto.utf8('zhepai-share@v1\n'), share)))

/** From the secret itself, so that who knows it can seal again and compare: an honest dealing can be told from any other. */
const seedOf = (crypto: SealingCrypto, secret: Uint8Array, key: string): Promise<Uint8Array> => crypto.derive(secret, `zhepai-seal@v1 ephemeral ${key}`)
const keyCommitOf = async (crypto: SealingCrypto, secret: Uint8Array): Promise<string> => hexOf(await crypto.derive(secret, 'zhepai-seal@v1 commit'))
const bodyKeyOf = (crypto: SealingCrypto, secret: Uint8Array): Promise<Uint8Array> => crypto.derive(secret, 'zhepai-seal@v1 body')

interface Dealing {
  readonly secret: Uint8Array
  readonly bound: Bound
}

const sealShare = async (
  crypto: SealingCrypto,
  officer: Policy['officers'][number],
  share: Uint8Array,
  { secret, bound }: Dealing,
): Promise<EnvelopeShare | null> => {
  const publicKey = bytesOfBase64(officer.publicKey, PUBLIC_KEY_BYTES)
  const seed = await seedOf(crypto, secret, officer.key)
  const made = publicKey && (await crypto.sealTo(publicKey, { plaintext: share, info: infoOf(crypto, bound, officer.key), seed }))
  return made && { key: officer.key, commit: await commitOf(crypto, share), enc: base64Of(made.enc), sealed: base64Of(made.sealed) }
}

export interface ToSeal {
  /** As published. */
  readonly policy: string
  readonly bidder: string
  readonly use?: Use
  readonly payload: Json
}

export interface SealedEnvelope {
  readonly text: string
  readonly digest: string
}

/** Everything that is secret stays in here. */
export const sealEnvelope = async (crypto: SealingCrypto, { policy: written, bidder, use = 'bid', payload }: ToSeal): Promise<Result<SealedEnvelope>> => {
  const policy = readPolicy(written)
  if (!policy) return refuse('sealing.policy_malformed')
  const secret = crypto.random(SECRET_BYTES)
  const parts = await crypto.split(secret, policy.officers.length, policy.threshold)
  const contents = crypto.utf8(canonicalJson({ payload, shares: parts.map(base64Of) }))
  const padded = pad(contents, policy.step)
  if (padded.length > policy.step * policy.steps) return refuse('sealing.too_large', { most: policy.step * policy.steps })
  const bound: Bound = { use, box: policy.box, policy: await digestOf(crypto, written), bidder, keyCommit: await keyCommitOf(crypto, secret) }
  const shares: EnvelopeShare[] = []
  for (const [at, officer] of policy.officers.entries()) {
    const share = await sealShare(crypto, officer, parts[at] ?? new Uint8Array(), { secret, bound })
    if (!share) return refuse('sealing.policy_malformed')
    shares.push(share)
  }
  const headLine = headLineOf({ ...bound, shares })
  const body = await crypto.encrypt(await bodyKeyOf(crypto, secret), padded, crypto.utf8(headLine))
  const text = envelopeText(headLine, body)
  return ok({ text, digest: await digestOf(crypto, text) })
}

/** An envelope that fits its box; nothing of its contents is known. */
export interface Admitted extends Envelope {
  readonly policy: Policy
  readonly digest: string
}

export interface ToAdmit {
  readonly policy: string
  readonly bidder: string
  readonly use?: Use
  readonly text: string
}

/** Everything that can be asked of an envelope without opening it. */
export const admitEnvelope = async (crypto: SealingCrypto, { policy: written, bidder, use = 'bid', text }: ToAdmit): Promise<Result<Admitted>> => {
  const policy = readPolicy(written)
  if (!policy) return refuse('sealing.policy_malformed')
  const read = readEnvelope(text)
  if (!read.ok) return read
  const { head, body } = read.value
  if (head.box !== policy.box) return refuse('sealing.other_box')
  if (head.policy !== (await digestOf(crypto, written))) return refuse('sealing.other_policy')
  if (head.use !== use) return refuse('sealing.other_use')
  if (head.bidder !== bidder) return refuse('sealing.other_bidder')
  if (head.shares.length !== policy.officers.length || head.shares.some(({ key }, at) => key !== policy.officers[at]?.key))
    return refuse('sealing.other_policy')
  const padded = body.length - TAG_BYTES
  if (padded > policy.step * policy.steps) return refuse('sealing.too_large', { most: policy.step * policy.steps })
  if (padded <= 0 || padded % policy.step !== 0) return refuse('sealing.envelope_truncated')
  return ok({ ...read.value, policy, digest: await digestOf(crypto, text) })
}

/** Whether the bytes are the share that was committed to. */
export const isCommittedShare = async (crypto: SealingCrypto, { head }: Pick<Envelope, 'head'>, key: string, share: Uint8Array): Promise<boolean> => {
  const committed = head.shares.find((each) => each.key === key)
  return share.length === SHARE_BYTES && committed !== undefined && committed.commit === (await commitOf(crypto, share))
}

/** In the officer's own browser. Refused: what was sealed to this officer is not what the envelope commits to; whoever sealed it is to blame. */
export const openShare = async (crypto: SealingCrypto, envelope: Pick<Envelope, 'head'>, key: string, open: ShareOpener): Promise<Result<Uint8Array>> => {
  const own = envelope.head.shares.find((each) => each.key === key)
  if (!own) return refuse('sealing.other_policy')
  const [enc, sealed] = [bytesOfBase64(own.enc), bytesOfBase64(own.sealed)]
  const share = enc && sealed && (await open({ enc, sealed }, infoOf(crypto, envelope.head, key)))
  return share && (await isCommittedShare(crypto, envelope, key, share)) ? ok(share) : refuse('sealing.share_unreadable', { officers: key })
}

/** Shares by the officers' keys. */
export type Shares = ReadonlyMap<string, Uint8Array>

interface Contents {
  readonly payload: Json
  readonly shares: readonly Uint8Array[]
}

const readContents = (crypto: SealingCrypto, padded: Uint8Array | null): Contents | null => {
  const contents = padded && unpad(padded)
  const text = contents && crypto.text(contents)
  const given = (text ? parseJson(text) : undefined) as { payload?: Json; shares?: unknown } | null | undefined
  if (typeof given !== 'object' || given === null || given.payload === undefined || !Array.isArray(given.shares)) return null
  const shares = given.shares.map((each) => (typeof each === 'string' ? bytesOfBase64(each, SHARE_BYTES) : null))
  return shares.every((share) => share !== null) ? { payload: given.payload, shares } : null
}

/**
 * Who was dealt something else than the others. Each share lies on the same curve: together with all but one of those that opened the envelope it leads to the
 * same secret. And each was sealed to its officer as it stands: sealed again, it gives the same bytes.
 */
const wronglyDealt = async (
  crypto: SealingCrypto,
  { policy, head }: Admitted,
  { secret, used, contents }: { readonly secret: Uint8Array; readonly used: Shares; readonly contents: Contents },
): Promise<readonly string[]> => {
  const wrong: string[] = []
  const base = [...used.values()].slice(1)
  for (const [at, officer] of policy.officers.entries()) {
    const share = contents.shares[at]
    const said = head.shares[at]
    const isUsed = used.has(officer.key)
    const lies = share && (isUsed ? sameBytes(share, used.get(officer.key) ?? share) : sameBytes((await crypto.combine([...base, share])) ?? share, secret))
    const again = share && (await sealShare(crypto, officer, share, { secret, bound: head }))
    const isSame = again && said && again.commit === said.commit && again.enc === said.enc && again.sealed === said.sealed
    if (!lies || !isSame) wrong.push(officer.key)
  }
  return wrong
}

const named = (keys: readonly string[]): string => keys.join(' ')

/** What anybody can do once the shares are published. A verdict does not depend on which of them are used. */
export const openEnvelope = async (crypto: SealingCrypto, envelope: Admitted, shares: Shares): Promise<Result<Json>> => {
  const { policy, head, headLine, body } = envelope
  const forged: string[] = []
  for (const [key, share] of shares) if (!(await isCommittedShare(crypto, envelope, key, share))) forged.push(key)
  if (forged.length > 0) return refuse('sealing.share_forged', { officers: named(forged) })
  if (shares.size < policy.threshold) return refuse('sealing.too_few_shares', { given: shares.size, needed: policy.threshold })
  const used = new Map([...shares].slice(0, policy.threshold))
  const secret = await crypto.combine([...used.values()])
  // These are the very shares that were dealt, and they do not lead to the key.
  if (!secret || (await keyCommitOf(crypto, secret)) !== head.keyCommit) return refuse('sealing.shares_inconsistent', { officers: named([...used.keys()]) })
  const contents = readContents(crypto, await crypto.decrypt(await bodyKeyOf(crypto, secret), body, crypto.utf8(headLine)))
  if (!contents) return refuse('sealing.unopenable')
  if (contents.shares.length !== policy.officers.length) return refuse('sealing.unopenable')
  const wrong = await wronglyDealt(crypto, envelope, { secret, used, contents })
  return wrong.length > 0 ? refuse('sealing.shares_inconsistent', { officers: named(wrong) }) : ok(contents.payload)
}
