/** Envelopes of the demonstration: officers with keys of their own, bidders who seal, and the opening by three of five. */
import { base64Of } from '#kernel/bytes.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Result } from '#kernel/result.ts'
import { releaseBatch } from '#modules/sealing/core/ceremony.ts'
import type { OfficerRole } from '#modules/sealing/core/officers.ts'
import { sealEnvelope } from '#modules/sealing/core/seal.ts'
import { openerOf, sealingCrypto } from '#modules/sealing/webcrypto/sealing-crypto.ts'
import type { Stage } from './stage.ts'

const { subtle } = globalThis.crypto
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Of four groups, so that none opens alone. */
const BENCH: readonly (readonly [person: string, role: OfficerRole])[] = [
  ['clerk', 'clerk'],
  ['clerk2', 'clerk'],
  ['auctioneer', 'auctioneer'],
  ['finance', 'finance'],
  ['regulator', 'regulator'],
]
/** One of each group but one: as many as have to open together. */
const OPENING = ['clerk', 'auctioneer', 'regulator']

const newPair = () => subtle.generateKey(CURVE, false, ['deriveBits'])

export interface Officer {
  readonly person: string
  readonly role: OfficerRole
  readonly keyId: string
  readonly fingerprint: string
  readonly pair: Awaited<ReturnType<typeof newPair>>
}

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`the demo cannot seal or open: ${result.refusal.code}`)
  return result.value
}

/** Each registers a key, and somebody of another group compares it. */
export const seatOfficers = async (stage: Stage, boxId: string): Promise<readonly Officer[]> => {
  const officers: Officer[] = []
  for (const [person, role] of BENCH) {
    const pair = await newPair()
    const publicKey = base64Of(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
    const { keyId, fingerprint } = await stage.as(person).sealing.registerKey({ role, publicKey })
    officers.push({ person, role, keyId, fingerprint, pair })
  }
  for (const { role, keyId, fingerprint } of officers) {
    const other = officers.find((each) => each.role !== role)
    if (other) await stage.as(other.person).sealing.certifyKey({ id: keyId, fingerprint })
  }
  await stage.as('clerk').sealing.nameOfficers({ id: boxId, keys: officers.map(({ keyId }) => keyId) })
  return officers
}

export const handIn = async (stage: Stage, auctionId: string, person: string, payload: Json): Promise<void> => {
  const api = stage.as(person).auction
  const { policy, organisationId } = await api.sealed.mine({ id: auctionId })
  const { text } = must(await sealEnvelope(sealingCrypto, { policy: policy ?? '', bidder: organisationId ?? '', payload }))
  await api.depositSealed({ id: auctionId, envelope: text })
}

/** After the deadline. The keys are given up then: who plays an officer later makes its own. */
export const openEnvelopes = async (stage: Stage, boxId: string, officers: readonly Officer[]): Promise<void> => {
  for (const { person, pair } of officers.filter((officer) => OPENING.includes(officer.person))) {
    const api = stage.as(person).sealing
    const { policy, envelopes, keyId } = await api.ceremony.get({ id: boxId })
    const batch = must(await releaseBatch(sealingCrypto, { policy, key: keyId, envelopes }, openerOf(pair), () => undefined))
    await api.releaseShares({ id: boxId, shares: batch.map(({ envelopeId, share }) => ({ envelopeId, share: share && base64Of(share) })) })
  }
  await stage.settle()
  for (const { person, keyId } of officers) await stage.as(person).sealing.revokeKey({ id: keyId, reason: '演示结束，不再使用。（演示）' })
}
