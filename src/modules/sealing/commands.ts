/** Officers' keys, and what officers do over a box. */
import { bytesOfBase64, hexOf } from '#kernel/bytes.ts'
import { actorIdOf, holdsRole, organisationsOf } from '#kernel/actor.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { sealingContract } from './api.ts'
import { permitName, permitRehearse, permitRelease, type HandledBox } from './core/acts.ts'
import { countingOf } from './core/box.ts'
import { readEnvelope, SHARE_BYTES } from './core/envelope.ts'
import { decideBench, OFFICER_ROLES, permitCertify, permitRevoke } from './core/officers.ts'
import { policyText } from './core/policy.ts'
import { isCommittedShare, policyDigest, sealEnvelope } from './core/seal.ts'
import { sealingFacts } from './facts.ts'
import { benchFor, handledBox } from './handled.ts'
import { openIfReady, tell } from './steps.ts'
import { insertReleases, lockBox, readEnvelopes, saveNamed, saveOpening, type BoxRecord, type ReleaseRecord } from './store.ts'
import {
  insertKey,
  insertSeats,
  isKnownKey,
  lockKey,
  readLiveKey,
  saveCertified,
  saveRehearsed,
  saveReleased,
  saveRevoked,
  type KeyRecord,
} from './store-keys.ts'
import { sealingCrypto } from './webcrypto/sealing-crypto.ts'

type Handlers = Commands<typeof sealingContract, 'registerKey' | 'certifyKey' | 'revokeKey' | 'nameOfficers' | 'rehearse' | 'releaseShares'>

interface KnownKey {
  readonly keyId: string
  readonly role: string
  readonly organisationId: string
  readonly fingerprint: string
}

const tellKey = <Kind extends FactWith<KnownKey, 'public'>>(
  act: Act,
  fact: Kind,
  { id: keyId, role, organisationId, fingerprint }: Pick<KeyRecord, 'id' | 'role' | 'organisationId' | 'fingerprint'>,
  rest: Omit<Told<Kind>, keyof KnownKey>,
): void => {
  const known: KnownKey = { keyId, role, organisationId, fingerprint }
  act.publish(fact, { subject: keyId, related: [organisationId], body: whole(fact, known, rest) })
}

const registerKey: Handlers['registerKey'] = async (act, { role, publicKey }) => {
  const { personId } = act.actor
  const [organisationId] = organisationsOf(act.actor, role)
  if (personId === null || organisationId === undefined) return refuse('sealing.role.forbidden', {}, { field: 'role' })
  await holdNamedLock(act.tx, `sealing.key:${personId}`)
  if (await readLiveKey(act.tx, personId)) return refuse('sealing.has_key')
  if (await isKnownKey(act.tx, publicKey)) return refuse('sealing.key_known')
  const fingerprint = hexOf(await sealingCrypto.sha256(bytesOfBase64(publicKey) ?? new Uint8Array()))
  const key = { id: act.newId('oky'), personId, organisationId, role, publicKey, fingerprint, state: 'registered', registeredAt: act.now } as const
  await insertKey(act.tx, key)
  tellKey(act, sealingFacts.key_registered, key, { publicKey })
  return ok({ keyId: key.id, fingerprint })
}

const bare = (fingerprint: string): string => fingerprint.toLowerCase().replaceAll(/[^0-9a-f]/g, '')

const certifyKey: Handlers['certifyKey'] = async (act, { id, fingerprint }) => {
  const key = await lockKey(act.tx, id)
  if (!key || act.actor.personId === null) return refuse('sealing.not_found', { id })
  const permitted = permitCertify(act.actor, key)
  if (!permitted.ok) return permitted
  if (bare(fingerprint) !== key.fingerprint) return refuse('sealing.fingerprint_differs', {}, { field: 'fingerprint' })
  const role = OFFICER_ROLES.find((each) => each !== key.role && holdsRole(act.actor, each)) ?? key.role
  await saveCertified(act.tx, id, { personId: act.actor.personId, role, at: act.now })
  tellKey(act, sealingFacts.key_certified, key, { certifierRole: role })
  return ok({})
}

const revokeKey: Handlers['revokeKey'] = async (act, { id, reason }) => {
  const key = await lockKey(act.tx, id)
  if (!key) return refuse('sealing.not_found', { id })
  const permitted = permitRevoke(act.actor, key)
  if (!permitted.ok) return permitted
  await saveRevoked(act.tx, id, { actorId: actorIdOf(act.actor), reason, at: act.now })
  tellKey(act, sealingFacts.key_revoked, key, { reason })
  return ok({})
}

const nameOfficers: Handlers['nameOfficers'] = async (act, { id, keys: chosen }) => {
  const box = await lockBox(act.tx, id)
  if (!box) return refuse('sealing.not_found', { id })
  const permitted = permitName(act.actor, await handledBox(act, box))
  if (!permitted.ok) return permitted
  const bench = await benchFor(act.tx, box, act.now)
  const decided = decideBench(chosen, bench)
  if (!decided.ok) return decided
  const { threshold } = bench
  const officers = decided.value.map(({ id: key, publicKey }) => ({ key, publicKey }))
  const policy = policyText({ v: 1, box: id, step: box.step, steps: box.steps, threshold, officers })
  // Sealed like a bid and to nobody's use: whoever opens a share of it has the key that was certified, and nothing else is opened by it.
  const rehearsal = await sealEnvelope(sealingCrypto, { policy, bidder: id, use: 'rehearsal', payload: null })
  if (!rehearsal.ok) return rehearsal
  const digest = await policyDigest(sealingCrypto, policy)
  await saveNamed(act.tx, id, { policy, digest, threshold, rehearsal: rehearsal.value.text, by: actorIdOf(act.actor), at: act.now })
  await insertSeats(
    act.tx,
    id,
    officers.map(({ key }) => key),
  )
  tell(act, sealingFacts.officers_named, box, { policy, policyDigest: digest, threshold, officers: officers.map(({ key }) => key) })
  return ok({ policyDigest: digest })
}

interface Seated {
  readonly box: BoxRecord
  readonly handled: HandledBox & { readonly keyId: string | null }
}

const loadSeated = async (act: Act, id: string): Promise<Seated | null> => {
  const box = await lockBox(act.tx, id)
  return box && { box, handled: await handledBox(act, box) }
}

/** The share that somebody gives for an envelope, if it is the one that the envelope commits to. */
const isTrue = async (text: string, keyId: string, share: string): Promise<boolean> => {
  const envelope = readEnvelope(text)
  const bytes = bytesOfBase64(share, SHARE_BYTES)
  return envelope.ok && bytes !== null && isCommittedShare(sealingCrypto, envelope.value, keyId, bytes)
}

const rehearse: Handlers['rehearse'] = async (act, { id, share }) => {
  const found = await loadSeated(act, id)
  if (!found) return refuse('sealing.not_found', { id })
  const { box, handled } = found
  const permitted = permitRehearse(act.actor, handled)
  if (!permitted.ok) return permitted
  const keyId = handled.keyId ?? ''
  if (!(await isTrue(box.sealedBy?.rehearsal ?? '', keyId, share))) return refuse('sealing.share_forged', { officers: keyId })
  await saveRehearsed(act.tx, { boxId: id, keyId }, act.now)
  tell(act, sealingFacts.rehearsed, box, { keyId })
  return ok({})
}

/** One share, or the word that it cannot be read, for every envelope that counts: no officer opens some and not others. */
const batchOf = async (
  act: Act,
  { box, handled }: Seated,
  shares: readonly Pick<ReleaseRecord, 'envelopeId' | 'share'>[],
): Promise<Result<readonly ReleaseRecord[]>> => {
  const counting = countingOf(await readEnvelopes(act.tx, box.id))
  const given = new Map(shares.map(({ envelopeId, share }) => [envelopeId, share]))
  if (given.size !== shares.length || given.size !== counting.length || counting.some(({ id }) => !given.has(id)))
    return refuse('sealing.batch_incomplete', { needed: counting.length })
  const keyId = handled.keyId ?? ''
  const batch = counting.map(({ id: envelopeId }) => ({ keyId, boxId: box.id, envelopeId, share: given.get(envelopeId) ?? null }))
  for (const [at, { share }] of batch.entries())
    if (share !== null && !(await isTrue(counting[at]?.text ?? '', keyId, share))) return refuse('sealing.share_forged', { officers: keyId })
  return ok(batch)
}

const releaseShares: Handlers['releaseShares'] = async (act, { id, shares }) => {
  const found = await loadSeated(act, id)
  if (!found) return refuse('sealing.not_found', { id })
  const { box, handled } = found
  const permitted = permitRelease(act.actor, handled)
  if (!permitted.ok) return permitted
  const batch = await batchOf(act, found, shares)
  if (!batch.ok) return batch
  const keyId = handled.keyId ?? ''
  const digest = await policyDigest(sealingCrypto, canonicalJson(Object.fromEntries(batch.value.map(({ envelopeId, share }) => [envelopeId, share]))))
  await insertReleases(act.tx, batch.value)
  await saveReleased(act.tx, { boxId: id, keyId }, { at: act.now, digest })
  await saveOpening(act.tx, id)
  const unreadable = batch.value.filter(({ share }) => share === null).map(({ envelopeId }) => envelopeId)
  tell(act, sealingFacts.shares_released, box, { keyId, digest, unreadable })
  return ok({ isOpened: await openIfReady(act, box, false) })
}

export const commands: Handlers = { registerKey, certifyKey, revokeKey, nameOfficers, rehearse, releaseShares }
