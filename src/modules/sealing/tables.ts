import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, SqlInstant } from '#platform/db/transaction.ts'
import type { Instant } from '#kernel/instant.ts'
import type { BoxState, Purpose } from './core/box.ts'
import type { KeyState, OfficerRole } from './core/officers.ts'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
type LaterInstant = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface SealingTables {
  'sealing.officerKey': {
    id: string
    personId: string
    organisationId: string
    role: OfficerRole
    publicKey: string
    fingerprint: string
    state: KeyState
    registeredAt: InstantColumn
    certifiedBy: Later<string>
    certifierRole: Later<OfficerRole>
    certifiedAt: LaterInstant
    revokedBy: Later<string>
    revokedAt: LaterInstant
    revokeReason: Defaulted<string>
  }
  'sealing.box': {
    id: string
    serial: Generated<bigint>
    subject: string
    ownerOrganisationId: string
    purpose: Purpose
    titleZh: string
    titleEn: string
    step: number
    steps: number
    corrections: number
    state: BoxState
    openedForAt: InstantColumn
    opensAt: InstantColumn
    closesAt: InstantColumn
    threshold: Later<number>
    policy: Later<string>
    policyDigest: Later<string>
    rehearsal: Later<string>
    namedBy: Later<string>
    namedAt: LaterInstant
    openBy: LaterInstant
    endedAt: LaterInstant
    endReason: Defaulted<string>
  }
  'sealing.seat': {
    boxId: string
    keyId: string
    place: number
    rehearsedAt: LaterInstant
    releasedAt: LaterInstant
    releaseDigest: Later<string>
  }
  'sealing.envelope': {
    id: string
    seq: Generated<bigint>
    boxId: string
    bidderKey: string
    turn: number
    digest: string
    text: string
    depositedByPersonId: string | null
    receivedAt: InstantColumn
    withdrawnAt: LaterInstant
    payload: Later<string>
    fault: Later<string>
    faultOfficers: Defaulted<string[]>
  }
  'sealing.release': { keyId: string; boxId: string; envelopeId: string; share: string | null }
}
