import type { ColumnType, Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { InstantColumn, JsonColumn, SqlInstant } from '#platform/db/transaction.ts'
import type { OutReason } from './core/draw.ts'
import type { Criterion, ItemMark } from './core/marks.ts'
import type { PanelState, SeatState } from './core/panel.ts'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
type LaterInstant = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type LaterJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>

export interface NamedCriterion extends Criterion {
  readonly title: Bilingual
}

export interface PanelTables {
  'panel.panel': {
    id: string
    serial: Generated<bigint>
    subject: string
    ownerOrganisationId: string
    titleZh: string
    titleEn: string
    seats: number
    perUnit: number
    leastSheets: number
    criteria: JsonColumn<readonly NamedCriterion[]>
    involved: string[]
    state: PanelState
    openedAt: InstantColumn
    sealBy: InstantColumn
    unsealBy: InstantColumn
    declareBy: InstantColumn
    scoreBy: InstantColumn
    poolDigest: string
    seed: Later<string>
    drawnAt: LaterInstant
    itemsLaidAt: LaterInstant
    lockedAt: LaterInstant
    marks: LaterJson<readonly ItemMark[]>
    endedAt: LaterInstant
    endReason: Defaulted<string>
  }
  'panel.side': {
    panelId: string
    side: string
    organisationId: string | null
    commitment: Later<string>
    sealedAt: LaterInstant
    nonce: Later<string>
    unsealedAt: LaterInstant
    barred: Defaulted<string[]>
  }
  'panel.candidate': { panelId: string; personId: string; unitId: string; out: OutReason | null }
  'panel.seat': {
    panelId: string
    personId: string
    unitId: string
    state: SeatState
    drawnAt: InstantColumn
    declaredAt: LaterInstant
    leftReason: Defaulted<string>
    lockedAt: LaterInstant
    salt: Later<string>
    digest: Later<string>
  }
  'panel.item': { panelId: string; key: string; place: number; text: string }
  'panel.sheet': {
    panelId: string
    personId: string
    itemKey: string
    marks: JsonColumn<Readonly<Record<string, number>>>
    opinion: string
    savedAt: InstantColumn
  }
}
