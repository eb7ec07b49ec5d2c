import type { Field } from '#kernel/field.ts'
import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Registration } from './core/content.ts'
import type { AchievementState } from './core/lifecycle.ts'
import type { Chain, Confirmation, Decision, Form, FundingSource, IpKind, Maturity, Mode, Offer, Secrecy } from './core/words.ts'

export type DraftValues = Readonly<Record<string, string | readonly string[]>>

export interface RecordTable {
  id: string
  state: AchievementState
  source: 'disclosed' | 'imported'
  institutionId: string
  region: string | null
  createdBy: string
  draft: JsonColumn<DraftValues> | null
  title: JsonColumn<Bilingual> | null
  abstract: JsonColumn<Bilingual> | null
  use: JsonColumn<Bilingual> | null
  keywords: Generated<string[]>
  fundingSource: FundingSource | null
  projectNumber: Generated<string>
  priorDisclosures: JsonColumn<readonly { readonly date: string; readonly note: string }[]>
  trl: number | null
  maturity: Maturity | null
  form: Form | null
  ipKind: IpKind | null
  field: Field | null
  chains: Generated<Chain[]>
  ipc: Generated<string[]>
  industryCode: string | null
  thirdPartyRights: Generated<string>
  secrecy: Generated<Secrecy>
  confidentialNote: Generated<string>
  marketNote: Generated<string>
  modes: Generated<Mode[]>
  priceMinMinor: bigint | null
  priceMaxMinor: bigint | null
  isService: Generated<boolean>
  registration: JsonColumn<Registration>
  decision: Decision | null
  decisionNote: Generated<string>
  decisionDueOn: string | null
  returnReason: string | null
  assessedBy: string | null
  assessedAt: NullableInstantColumn
  approvedBy: string | null
  approvedAt: NullableInstantColumn
  catalogueNumber: string | null
  cataloguedAt: NullableInstantColumn
  offer: Generated<Offer>
  lotId: string | null
  contractId: string | null
  search: string | null
  createdAt: InstantColumn
  disclosedAt: NullableInstantColumn
  changedAt: InstantColumn
}

export interface CompleterTable {
  achievementId: string
  position: number
  personId: string | null
  name: string
  shareBasisPoints: number
  isMain: boolean
  isRepresentative: boolean
  confirmation: Confirmation
  confirmedAt: NullableInstantColumn
  remark: Generated<string>
}

export interface AchievementTables {
  'achievement.record': RecordTable
  'achievement.completer': CompleterTable
  'achievement.patent': { achievementId: string; position: number; number: string; kind: 'invention' | 'utility' | 'design'; isGranted: boolean }
  'achievement.naturalKey': { key: string; achievementId: string }
  'achievement.serial': { region: string; year: number; last: number }
  'achievement.institution': { id: string; creditCode: string; nameZh: string; region: string | null }
}
