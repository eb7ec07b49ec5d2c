/** Tables of people, organisations, roles and relations. */
import type { ColumnType } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { InstantColumn, NullableInstantColumn, SqlInstant } from '#platform/db/transaction.ts'
import type { LegalNature, OrganisationKind, OrganisationState } from './core/organisation.ts'
import type { RelationKind, RelationState } from './core/relation.ts'

/** The end of something that still lasts is null. */
type OpenEndColumn = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface PartyTables {
  'party.branch': { id: string; region: string; nameZh: string; nameEn: string; parentId: string | null }
  'party.person': {
    id: string
    userId: string
    nameZh: string
    nameEn: string
    titleZh: Defaulted<string>
    titleEn: Defaulted<string>
    createdAt: InstantColumn
    nameVerifiedAt: NullableInstantColumn
    nameVerifiedBy: string | null
    nameReason: Defaulted<string>
  }
  'party.organisation': {
    id: string
    kind: OrganisationKind
    nameZh: string
    nameEn: string
    creditCode: string
    region: string
    legalNature: LegalNature
    state: OrganisationState
    stateReason: Defaulted<string>
    registeredBy: string | null
    registeredAt: InstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    decideBy: NullableInstantColumn
    licenceDocumentId: string | null
    /** Of a natural person. */
    personId: ColumnType<string | null, string | null | undefined, never>
  }
  'party.mandate': {
    id: string
    personId: string
    organisationId: string
    role: Role
    validFrom: InstantColumn
    validTo: OpenEndColumn
    grantedBy: string | null
    endedBy: ColumnType<string | null, string | null | undefined, string | null>
  }
  'party.relation': {
    id: string
    fromId: string
    toId: string
    kind: RelationKind
    note: string
    declaredBy: string | null
    validFrom: InstantColumn
    validTo: OpenEndColumn
    endedBy: ColumnType<string | null, string | null | undefined, string | null>
    state: RelationState
    declaredFor: string | null
    evidenceDocumentId: string | null
    answerReason: Defaulted<string>
    objection: Defaulted<string>
    answeredBy: string | null
    answeredAt: NullableInstantColumn
    answerBy: NullableInstantColumn
    endAskedFor: ColumnType<string | null, string | null | undefined, string | null>
    endAskedAt: OpenEndColumn
    endReason: Defaulted<string>
  }
  'party.payoutAccount': {
    id: string
    holderId: string
    accountName: string
    number: string
    bankName: string
    bankCode: string
    salt: Uint8Array
    setBy: string
    validFrom: InstantColumn
    validTo: OpenEndColumn
  }
}
