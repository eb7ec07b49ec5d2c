/** How a plan's row becomes a fact. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import type { PlanRow } from './store.ts'

const planBody = (row: PlanRow) => ({
  planId: row.id,
  number: row.number,
  contractId: row.contract_id,
  achievementId: row.achievement_id,
  institutionId: row.institution_id,
})
type Known = ReturnType<typeof planBody>

export const figuresBody = (row: PlanRow) => ({
  grossMinor: String(row.gross_minor),
  costMinor: String(row.cost_minor),
  taxMinor: String(row.tax_minor),
  rewardMinor: String(row.reward_minor),
  retainedMinor: String(row.retained_minor),
  base: row.base,
  teamRateBasisPoints: row.team_rate,
})

interface Telling<Kind extends FactWith<Known, 'named'>> {
  readonly body: Omit<Told<Kind>, keyof Known>
  /** Persons who read it beside the institution. */
  readonly persons?: readonly string[]
}

export const tell = <Kind extends FactWith<Known, 'named'>>(act: Act, row: PlanRow, fact: Kind, { body, persons = [] }: Telling<Kind>): void =>
  act.publish(fact, {
    subject: row.id,
    related: [row.contract_id, row.achievement_id],
    body: whole(fact, planBody(row), body),
    visibleTo: [...new Set([row.institution_id, ...persons])],
  })
