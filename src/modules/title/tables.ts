import type { ColumnType, Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { EncumbranceKind } from './core/encumbrance.ts'
import type { Answer, AskState, Basis, Precedence } from './core/first-refusal.ts'
import type { Ground, OriginKind } from './core/origin.ts'
import type { Right } from './core/scope.ts'

/** Ranges are written and read by SQL expressions only. */
type RangeColumn = ColumnType<string, string, never>

export interface TitleTables {
  'title.rightRecord': {
    achievementId: string
    institutionId: string
    title: JsonColumn<Bilingual>
    isService: boolean
    openedAt: InstantColumn
    changedAt: InstantColumn
  }
  'title.holder': {
    achievementId: string
    organisationId: string
    shareBasisPoints: number
    consentedBy: string | null
    consentedAt: NullableInstantColumn
  }
  'title.origin': {
    achievementId: string
    kind: OriginKind
    ground: Ground | null
    contract: string
    contractDocumentId: string | null
    declaredBy: string
    declaredAt: InstantColumn
  }
  'title.developer': { achievementId: string; organisationId: string }
  'title.filingObjection': {
    id: string
    achievementId: string
    organisationId: string
    reason: string
    objectedBy: string
    objectedAt: InstantColumn
    withdrawnBy: string | null
    withdrawnAt: NullableInstantColumn
  }
  'title.shareGivenUp': { achievementId: string; organisationId: string; note: string; givenUpBy: string; givenUpAt: InstantColumn }
  'title.completer': { achievementId: string; position: number; personId: string | null }
  'title.encumbrance': {
    id: string
    achievementId: string
    kind: EncumbranceKind
    note: string
    inFavourOf: string
    period: RangeColumn
    paperDocumentId: string | null
    recordedBy: string
    recordedAt: InstantColumn
    liftedBy: string | null
    liftedAt: NullableInstantColumn
    liftReason: string | null
  }
  'title.disposal': {
    id: string
    achievementId: string
    lotId: string
    contractId: string | null
    rightKind: Right
    field: string | null
    territory: string | null
    fields: RangeColumn
    places: RangeColumn
    period: RangeColumn
    ordinal: Generated<bigint>
    /** Of the whole right, where the seller sells a part of what it holds. */
    shareBasisPoints: number | null
    state: 'reserved' | 'completed' | 'released'
    /** When it was reserved. */
    holders: JsonColumn<readonly { readonly organisationId: string; readonly basisPoints: number }[]>
    reservedAt: InstantColumn
    changedAt: InstantColumn
  }
  'title.firstRefusal': {
    id: string
    achievementId: string
    round: number
    state: AskState
    terms: string
    silenceBasis: string
    priceMinor: bigint | null
    askedBy: string
    askedAt: InstantColumn
    closesAt: InstantColumn
    rule: JsonColumn<RuleCitation>
    closedAt: NullableInstantColumn
    /** Of everything that was asked; null for rounds older than the digest. */
    termsDigest: string | null
    precedence: Precedence
    /** Null: the whole right. */
    shareBasisPoints: number | null
    /** A share was sold on it: it says nothing of another sale. */
    usedAt: NullableInstantColumn
    /** At whose price it asks, and within how many working days; null: asked before anything was offered. */
    lotId: string | null
    answerDays: number | null
  }
  'title.firstRefusalAnswer': {
    askId: string
    /** Of a completer; a house has none. */
    personId: string | null
    organisationId: string | null
    basis: Basis
    answer: Answer | null
    note: Generated<string>
    answeredAt: NullableInstantColumn
  }
}
