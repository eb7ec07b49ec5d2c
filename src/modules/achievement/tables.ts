import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Registration } from './core/content.ts'
import type { AchievementState } from './core/lifecycle.ts'
import type { Chain, Confirmation, Decision, Field, Form, FundingSource, IpKind, Maturity, Mode, Offer, Secrecy } from './core/words.ts'

export type DraftValues = Readonly<Record<string, string | readonly string[]>>

export interface RecordTable {
  id: string
  state: AchievementState
  source: 'disclosed' | 'imported'
  institution_id: string
  region: string | null
  created_by: string
  draft: JsonColumn<DraftValues> | null
  title: JsonColumn<Bilingual> | null
  abstract: JsonColumn<Bilingual> | null
  use: JsonColumn<Bilingual> | null
  keywords: Generated<string[]>
  funding_source: FundingSource | null
  project_number: Generated<string>
  prior_disclosures: JsonColumn<readonly { readonly date: string; readonly note: string }[]>
  trl: number | null
  maturity: Maturity | null
  form: Form | null
  ip_kind: IpKind | null
  field: Field | null
  chains: Generated<Chain[]>
  ipc: Generated<string[]>
  industry_code: string | null
  third_party_rights: Generated<string>
  secrecy: Generated<Secrecy>
  confidential_note: Generated<string>
  market_note: Generated<string>
  modes: Generated<Mode[]>
  price_min_minor: bigint | null
  price_max_minor: bigint | null
  is_service: Generated<boolean>
  registration: JsonColumn<Registration>
  decision: Decision | null
  decision_note: Generated<string>
  decision_due_on: string | null
  return_reason: string | null
  assessed_by: string | null
  assessed_at: NullableInstantColumn
  approved_by: string | null
  approved_at: NullableInstantColumn
  catalogue_number: string | null
  catalogued_at: NullableInstantColumn
  offer: Generated<Offer>
  lot_id: string | null
  contract_id: string | null
  search: string | null
  created_at: InstantColumn
  disclosed_at: NullableInstantColumn
  changed_at: InstantColumn
}

export interface CompleterTable {
  achievement_id: string
  position: number
  person_id: string | null
  name: string
  share_basis_points: number
  is_main: boolean
  is_representative: boolean
  confirmation: Confirmation
  confirmed_at: NullableInstantColumn
  remark: Generated<string>
}

export interface AchievementTables {
  'achievement.record': RecordTable
  'achievement.completer': CompleterTable
  'achievement.patent': { achievement_id: string; position: number; number: string; kind: 'invention' | 'utility' | 'design'; is_granted: boolean }
  'achievement.natural_key': { key: string; achievement_id: string }
  'achievement.serial': { region: string; year: number; last: number }
  'achievement.institution': { id: string; credit_code: string; name_zh: string; region: string | null }
}
