/** A box as decisions about it need it: with the asker's place on the bench, and with those who could be named to it. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { holdersOf } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { HandledBox } from './core/acts.ts'
import type { Bench } from './core/officers.ts'
import type { BoxRecord } from './store.ts'
import { readKeys, readKeysIn, readSeats, type KeyRecord, type SeatRecord } from './store-keys.ts'

export const OFFICERS_RULE = 'sealing.officers'
export const THRESHOLD_RULE = 'sealing.threshold'

export interface Seating {
  readonly seats: readonly SeatRecord[]
  readonly keys: ReadonlyMap<string, KeyRecord>
}

export const seatingOf = async (reader: Reader, boxId: string): Promise<Seating> => {
  const seats = await readSeats(reader, boxId)
  const keys = await readKeys(
    reader,
    seats.map(({ keyId }) => keyId),
  )
  return { seats, keys: new Map(keys.map((key) => [key.id, key])) }
}

type Handled = HandledBox & { readonly keyId: string | null }

export const handledFrom = (actor: Actor, box: BoxRecord, { seats, keys }: Seating, now: Instant): Handled => {
  const own = seats.find(({ keyId }) => actor.personId !== null && keys.get(keyId)?.personId === actor.personId)
  const { state, closesAt, ownerOrganisationId } = box
  const seat = own ? { rehearsedAt: own.rehearsedAt, releasedAt: own.releasedAt, isKeyRevoked: keys.get(own.keyId)?.state === 'revoked' } : null
  return { state, closesAt, ownerOrganisationId, seat, now, keyId: own?.keyId ?? null }
}

export const handledBox = async (asked: Act | View, box: BoxRecord): Promise<Handled> =>
  handledFrom(asked.actor, box, await seatingOf('tx' in asked ? asked.tx : asked.reader, box.id), asked.now)

/** Nobody who acts for whoever owns the matter sits over its envelopes. */
export const benchFor = async (
  reader: Reader,
  { ownerOrganisationId }: BoxRecord,
  now: Instant,
): Promise<Bench & { readonly eligible: readonly KeyRecord[] }> => {
  const rules = await rulesAt(reader, now)
  const certified = await readKeysIn(reader, 'certified')
  const own = new Set((await holdersOf(reader, [ownerOrganisationId], now)).map(({ personId }) => personId))
  const eligible = certified.filter(({ personId }) => !own.has(personId))
  return { threshold: rules.number(THRESHOLD_RULE), wanted: rules.number(OFFICERS_RULE), eligible }
}
