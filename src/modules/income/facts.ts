/** What the module tells. The institution reads all of it; a payee reads of the own payment. */
import type { Json } from '#kernel/canonical-json.ts'
import type { Act } from '#platform/command/act.ts'
import type { PlanRow } from './store.ts'

type Body = Readonly<Record<string, Json>>

export const planBody = (row: PlanRow): Body => ({
  planId: row.id,
  number: row.number,
  contractId: row.contract_id,
  achievementId: row.achievement_id,
  institutionId: row.institution_id,
})

export const figuresBody = (row: PlanRow): Body => ({
  grossMinor: String(row.gross_minor),
  costMinor: String(row.cost_minor),
  taxMinor: String(row.tax_minor),
  rewardMinor: String(row.reward_minor),
  retainedMinor: String(row.retained_minor),
  base: row.base,
  teamRateBasisPoints: row.team_rate,
})

interface Told {
  readonly type: string
  readonly body?: Body
  /** Persons who read it beside the institution. */
  readonly persons?: readonly string[]
}

export const tell = (act: Act, row: PlanRow, { type, body = {}, persons = [] }: Told): void =>
  act.publish({
    type: `income.${type}`,
    subject: row.id,
    related: [row.contract_id, row.achievement_id],
    body: { ...planBody(row), ...body },
    visibleTo: [...new Set([row.institution_id, ...persons])],
  })
