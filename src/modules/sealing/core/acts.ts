/** Which act on a box and on an officer's key is open to whom, and why not. */
import { actsBy, type Permit } from '#kernel/acts.ts'
import { actsFor, holdsRole } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { boxLife, type BoxState } from './box.ts'
import { permitCertify, permitRevoke, type OfficerKey } from './officers.ts'

export const BOX_ACTS = ['name', 'rehearse', 'release'] as const
export type BoxAct = (typeof BOX_ACTS)[number]

/** The asker's place on the bench. */
export interface Seat {
  readonly rehearsedAt: Instant | null
  readonly releasedAt: Instant | null
  readonly isKeyRevoked: boolean
}

export interface HandledBox {
  readonly state: BoxState
  readonly closesAt: Instant
  readonly ownerOrganisationId: string
  readonly seat: Seat | null
  readonly now: Instant
}

export const permitName: Permit<HandledBox> = (actor, { state, ownerOrganisationId, closesAt, now }) => {
  if (!holdsRole(actor, 'clerk') || actsFor(actor, ownerOrganisationId)) return refuse('sealing.not_found')
  if (boxLife.next(state, 'name') === null) return refuse('sealing.officers_named_already')
  return now < closesAt ? ok(null) : refuse('sealing.closed')
}

const seated = ({ seat }: HandledBox): Result<Seat> => {
  if (!seat) return refuse('sealing.not_an_officer.forbidden')
  return seat.isKeyRevoked ? refuse('sealing.key_is_revoked') : ok(seat)
}

export const permitRehearse: Permit<HandledBox> = (_, box) => {
  const own = seated(box)
  if (!own.ok) return own
  if (box.state !== 'open' || box.now >= box.closesAt) return refuse('sealing.closed')
  return own.value.rehearsedAt === null ? ok(null) : refuse('sealing.rehearsed_already')
}

export const permitRelease: Permit<HandledBox> = (_, box) => {
  const own = seated(box)
  if (!own.ok) return own
  if (own.value.releasedAt !== null) return refuse('sealing.released_already')
  if (box.state === 'awaiting_officers' || box.state === 'open') return refuse('sealing.not_closed_yet')
  return boxLife.next(box.state, 'release') === null ? refuse('sealing.over') : ok(null)
}

export const boxActs = actsBy<BoxAct, HandledBox>({ name: permitName, rehearse: permitRehearse, release: permitRelease })

export const KEY_ACTS = ['certify', 'revoke'] as const
export type KeyAct = (typeof KEY_ACTS)[number]
export const keyActs = actsBy<KeyAct, OfficerKey>({ certify: permitCertify, revoke: permitRevoke })
