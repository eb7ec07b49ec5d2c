/** How a plan's row becomes a fact. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import type { PlanRow } from './store.ts'

const planBody = (row: PlanRow) => ({
  planId: row.id,
  number: row.number,
  contractId: row.contractId,
  achievementId: row.achievementId,
  institutionId: row.institutionId,
})
type Known = ReturnType<typeof planBody>

export const figuresBody = (row: PlanRow) => ({
  grossMinor: String(row.grossMinor),
  costMinor: String(row.costMinor),
  taxMinor: String(row.taxMinor),
  rewardMinor: String(row.rewardMinor),
  retainedMinor: String(row.retainedMinor),
  coOwnerMinor: String(row.coOwnerMinor),
  base: row.base,
  teamRateBasisPoints: row.teamRate,
})

interface Telling<Kind extends FactWith<Known, 'named'>> {
  readonly body: Omit<Told<Kind>, keyof Known>
  /** Persons and organisations who read it beside the institution. */
  readonly persons?: readonly string[]
}

export const tell = <Kind extends FactWith<Known, 'named'>>(act: Act, row: PlanRow, fact: Kind, { body, persons = [] }: Telling<Kind>): void =>
  act.publish(fact, {
    subject: row.id,
    related: [row.contractId, row.achievementId],
    body: whole(fact, planBody(row), body),
    visibleTo: [...new Set([row.institutionId, ...persons])],
  })
