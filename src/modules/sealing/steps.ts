/** Steps of a box that doors, commands and due tasks share: closing it, opening everything at once, giving it up. */
import { parseJson } from './core/policy.ts'
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { HOUR_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { boxLife, countingOf, mayOpen } from './core/box.ts'
import { openingOf, sharesFor, type RecordedRelease } from './core/record.ts'
import { sealingFacts } from './facts.ts'
import { readEnvelopes, readReleases, saveBoxEnd, saveClosed, saveOutcome, type BoxRecord, type EnvelopeRecord, type ReleaseRecord } from './store.ts'
import { readSeats } from './store-keys.ts'
import { sealingCrypto } from './webcrypto/sealing-crypto.ts'

/** What was received in time is worked off before the box is closed: requests that are on their way then are late by nothing. */
const SETTLE_MS = 5_000
export const OPENING_RULE = 'sealing.opening'

const closeKey = (id: string): string => `sealing.close:${id}`
const giveUpKey = (id: string): string => `sealing.give_up:${id}`

export const planClose = (act: Act, { id, closesAt }: Pick<BoxRecord, 'id' | 'closesAt'>): void =>
  act.schedule({ key: closeKey(id), task: 'sealing.close', payload: { id }, dueAt: later(closesAt, SETTLE_MS) })

export const unplan = (act: Act, id: string): void => {
  act.unschedule(closeKey(id))
  act.unschedule(giveUpKey(id))
}

interface Known {
  readonly boxId: string
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly purpose: string
}
type Named = Pick<BoxRecord, 'id' | 'subject' | 'ownerOrganisationId' | 'purpose'>

export const knownOf = ({ id, subject, ownerOrganisationId, purpose }: Named): Known => ({ boxId: id, subject, ownerOrganisationId, purpose })

export const tell = <Kind extends FactWith<Known, 'public'>>(act: Act, fact: Kind, box: Named, rest: Omit<Told<Kind>, keyof Known>): void =>
  act.publish(fact, { subject: box.id, related: [box.subject, box.ownerOrganisationId], body: whole(fact, knownOf(box), rest) })

/** Ends a box with everything in it still sealed. */
export const endSealed = async (act: Act, box: BoxRecord, event: 'fail' | 'cancel', reason: string): Promise<Result<null>> => {
  const state = boxLife.next(box.state, event)
  if (state === null) return refuse('sealing.over')
  await saveBoxEnd(act.tx, box.id, { state, at: act.now, reason })
  unplan(act, box.id)
  tell(act, event === 'fail' ? sealingFacts.failed : sealingFacts.cancelled, box, { reason })
  return ok(null)
}

const GIVEN_UP = {
  officers: '未指定开启人员。 / No officers were named.',
  shares: '规定时限内到场的开启人员不足。 / Too few officers released their shares in time.',
} as const

const putInEnd = async (act: Act, box: BoxRecord, counting: readonly EnvelopeRecord[]): Promise<void> => {
  await saveBoxEnd(act.tx, box.id, { state: 'opened', at: act.now, reason: '' })
  unplan(act, box.id)
  tell(act, sealingFacts.opened, box, {
    openedAt: toIso(act.now),
    envelopes: counting.map(({ id, bidderKey, digest, receivedAt, payload, fault, officers }) => ({
      envelopeId: id,
      bidderKey,
      digest,
      receivedAt: toIso(receivedAt),
      payload: payload === null ? null : (parseJson(payload) ?? null),
      fault,
      officers: [...officers],
    })),
  })
}

/** Nothing is taken any more. What was taken is told by its digest. */
export const closeNow = async (act: Act, box: BoxRecord, closesAt: Instant): Promise<Result<null>> => {
  if (box.state === 'awaiting_officers') return endSealed(act, box, 'fail', GIVEN_UP.officers)
  if (boxLife.next(box.state, 'close') === null) return refuse('sealing.closed')
  const counting = countingOf(await readEnvelopes(act.tx, box.id))
  const openBy = later(closesAt, (await rulesAt(act.tx, act.now)).number(OPENING_RULE) * HOUR_MS)
  await saveClosed(act.tx, box.id, { closesAt, openBy })
  unplan(act, box.id)
  tell(act, sealingFacts.closed, box, {
    closesAt: toIso(closesAt),
    openBy: toIso(openBy),
    envelopes: counting.map(({ id, digest, receivedAt }) => ({ envelopeId: id, digest, receivedAt: toIso(receivedAt) })),
  })
  if (counting.length === 0) await putInEnd(act, box, [])
  else act.schedule({ key: giveUpKey(box.id), task: 'sealing.give_up', payload: { id: box.id }, dueAt: openBy })
  return ok(null)
}

/** Released shares by officer, as they are published. */
export const releasesBy = (releases: readonly ReleaseRecord[]): readonly RecordedRelease[] =>
  [...new Set(releases.map(({ keyId }) => keyId))].map((key) => ({
    key,
    shares: releases.filter(({ keyId }) => keyId === key).map(({ envelopeId, share }) => ({ envelopeId, share })),
  }))

/** Opens everything in one go as soon as it can be; what cannot be opened is named with its reason and holds nothing up. */
export const openIfReady = async (act: Act, box: BoxRecord, isTimeOut: boolean): Promise<boolean> => {
  const seats = await readSeats(act.tx, box.id)
  const counting = countingOf(await readEnvelopes(act.tx, box.id))
  const releases = releasesBy(await readReleases(act.tx, box.id))
  const shares = counting.map(({ id }) => sharesFor(releases, id))
  const progress = {
    threshold: box.sealedBy?.threshold ?? Infinity,
    seats: seats.length,
    released: seats.filter(({ releasedAt }) => releasedAt !== null).length,
    fewestShares: Math.min(...shares.map(({ size }) => size)),
  }
  if (!mayOpen(progress, isTimeOut)) return false
  const opened: EnvelopeRecord[] = []
  for (const [at, envelope] of counting.entries()) {
    const { bidderKey, text, id } = envelope
    const outcome = await openingOf(sealingCrypto, { policy: box.sealedBy?.policy ?? '', bidderKey, text, shares: shares[at] ?? new Map() })
    await saveOutcome(act.tx, id, outcome)
    opened.push({ ...envelope, ...outcome })
  }
  await putInEnd(act, box, opened)
  return true
}

/** The time to open is out: what enough officers released is opened, else everything stays sealed. */
export const giveUp = async (act: Act, box: BoxRecord): Promise<Result<unknown>> => {
  if (box.state !== 'closed' && box.state !== 'opening') return ok(null)
  if (box.state === 'opening' && (await openIfReady(act, box, true))) return ok(null)
  return endSealed(act, box, 'fail', GIVEN_UP.shares)
}
