/** Officers with keys, and a box that they sit over: for tests of sealed envelopes. */
import { base64Of } from '#kernel/bytes.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { depositEnvelope, openBox, type OpenBox } from '#modules/sealing/index.ts'
import { ownShare, releaseBatch } from '../../src/modules/sealing/core/ceremony.ts'
import type { SealingCrypto } from '../../src/modules/sealing/core/crypto.ts'
import type { OfficerRole } from '../../src/modules/sealing/core/officers.ts'
import { sealEnvelope } from '../../src/modules/sealing/core/seal.ts'
import { openerOf, sealingCrypto } from '../../src/modules/sealing/webcrypto/sealing-crypto.ts'
import type { TestMarket } from './market.ts'

const { subtle } = globalThis.crypto

export interface TestOfficer {
  readonly actor: Actor
  readonly role: OfficerRole
  readonly pair: CryptoKeyPair
  readonly publicKey: string
  readonly keyId: string
  readonly fingerprint: string
}

export const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code)

export const newPair = async (): Promise<Pick<TestOfficer, 'pair' | 'publicKey'>> => {
  const pair = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  return { pair, publicKey: base64Of(new Uint8Array(await subtle.exportKey('raw', pair.publicKey))) }
}

/** Five officers of four groups; each key is certified by somebody of another group. */
export const BENCH: readonly OfficerRole[] = ['clerk', 'clerk', 'auctioneer', 'finance', 'regulator']

export const officersOf = async (
  m: TestMarket,
  { market, government }: { readonly market: string; readonly government: string },
): Promise<readonly TestOfficer[]> => {
  const officers: TestOfficer[] = []
  for (const [at, role] of BENCH.entries()) {
    const actor = await m.person({ name: `开启人${at}`, roles: [{ role, organisationId: role === 'regulator' ? government : market }] })
    const { pair, publicKey } = await newPair()
    const { keyId, fingerprint } = must(await m.as(actor).sealing.registerKey({ role, publicKey }))
    officers.push({ actor, role, pair, publicKey, keyId, fingerprint })
  }
  for (const { role, keyId, fingerprint } of officers) {
    const other = officers.find((each) => each.role !== role)
    if (other) must(await m.as(other.actor).sealing.certifyKey({ id: keyId, fingerprint }))
  }
  return officers
}

export interface TestBox {
  readonly boxId: string
  readonly policy: string
  readonly closesAt: Instant
}

export const boxOf = async (
  m: TestMarket,
  clerk: Actor,
  { keys, ...change }: Partial<OpenBox> & Pick<OpenBox, 'ownerOrganisationId'> & { readonly keys: readonly string[] },
): Promise<TestBox> => {
  const opensAt = m.clock.now()
  const closesAt = later(opensAt, DAY_MS)
  const opening = {
    subject: 'lot_sealed',
    title: { zh: '密封报价', en: 'Sealed offers' },
    purpose: 'price' as const,
    opensAt,
    closesAt,
    corrections: 2,
    ...change,
  }
  const { boxId } = must(await m.act(clerk, (act) => openBox(act, opening)))
  must(await m.as(clerk).sealing.nameOfficers({ id: boxId, keys: [...keys] }))
  const { policy } = must(await m.as(clerk).sealing.get({ id: boxId }))
  return { boxId, policy: policy ?? '', closesAt: opening.closesAt }
}

export const envelopeOf = async ({ policy }: Pick<TestBox, 'policy'>, bidder: string, payload: Json, crypto = sealingCrypto): Promise<string> =>
  must(await sealEnvelope(crypto, { policy, bidder, payload })).text

/** A bidder who gives the officers of these places parts of another secret. */
export const dealing = (wrong: readonly number[]): SealingCrypto => ({
  ...sealingCrypto,
  split: async (secret, n, k) => {
    const parts = await sealingCrypto.split(secret, n, k)
    return parts.map((part, at) => (wrong.includes(at) ? new Uint8Array([...part.slice(0, -1).map((byte) => byte ^ 1), part.at(-1) ?? 0]) : part))
  },
})

export const deposit = (m: TestMarket, actor: Actor, { boxId }: Pick<TestBox, 'boxId'>, bidderKey: string, envelope: string, receivedAt = m.clock.now()) =>
  m.act(actor, (act) => depositEnvelope(act, { boxId, bidderKey, envelope, receivedAt }))

/** What the officer's browser does at a rehearsal. */
export const rehearse = async (m: TestMarket, { actor, pair }: TestOfficer, boxId: string) => {
  const { policy, rehearsal, keyId } = must(await m.as(actor).sealing.ceremony.get({ id: boxId }))
  const share = must(await ownShare(sealingCrypto, { policy, head: rehearsal, use: 'rehearsal', key: keyId }, openerOf(pair)))
  return m.as(actor).sealing.rehearse({ id: boxId, share: base64Of(share) })
}

export type Batch = readonly { envelopeId: string; share: string | null }[]

export const batchOf = async (m: TestMarket, { actor, pair }: TestOfficer, boxId: string): Promise<Batch> => {
  const { policy, envelopes, keyId } = must(await m.as(actor).sealing.ceremony.get({ id: boxId }))
  const batch = must(await releaseBatch(sealingCrypto, { policy, key: keyId, envelopes }, openerOf(pair), () => undefined))
  return batch.map(({ envelopeId, share }) => ({ envelopeId, share: share && base64Of(share) }))
}

/** After the deadline. */
export const release = async (m: TestMarket, officer: TestOfficer, boxId: string) =>
  m.as(officer.actor).sealing.releaseShares({ id: boxId, shares: [...(await batchOf(m, officer, boxId))] })
