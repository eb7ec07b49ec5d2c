/** The panel of a sale with scores: opened with the bidding, given the proposals, asked for its marks, revealed when all is decided. */
import { instant, later, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { completersOf } from '#modules/achievement/index.ts'
import { lotById } from '#modules/listing/index.ts'
import { cancelPanel, movePanel, openPanel, revealPanel } from '#modules/panel/index.ts'
import type { Act } from '#platform/command/act.ts'
import { proposalsUntil } from './core/scored.ts'
import type { AuctionState } from './core/state.ts'
import { scheduleDue } from './planning.ts'
import { savePanel, scoredOf, termsOf, type ScoredRow } from './scored-store.ts'
import { biddersOf, type AuctionRow } from './store.ts'

/** While proposals are written nonces are sealed and unsealed; the first quarter of the marking is for declarations. */
const timesOf = ({ opensAt, freeEndsAt }: Pick<AuctionState, 'opensAt' | 'freeEndsAt'>, until: Instant) => ({
  sealBy: instant(opensAt + Math.floor((until - opensAt) / 2)),
  unsealBy: until,
  declareBy: later(until, Math.floor((freeEndsAt - until) / 4)),
  scoreBy: freeEndsAt,
})

/** Who made the achievement, the seller and every bidder are no judges of it; bidders are sides of the draw by their numbers. */
export const openScoredPanel = async (act: Act, row: AuctionRow, scored: ScoredRow): Promise<Result<string>> => {
  const bidders = await biddersOf(act.tx, [row.id])
  const lot = await lotById(act.tx, row.lotId)
  const completers = lot ? await completersOf(act.tx, lot.achievementId) : []
  const opened = await openPanel(act, {
    subject: row.id,
    ownerOrganisationId: row.sellerOrganisationId,
    title: row.title,
    seats: scored.experts,
    criteria: scored.criteria,
    sides: [
      { side: 'owner', organisationId: row.sellerOrganisationId },
      { side: 'regulator', organisationId: null },
      ...bidders.map(({ number, organisationId }) => ({ side: `bidder:${number}`, organisationId })),
    ],
    involved: [row.sellerOrganisationId, ...bidders.map(({ organisationId }) => organisationId)],
    personsOut: completers.flatMap(({ personId }) => personId ?? []),
    times: timesOf(row, proposalsUntil(row, termsOf(scored))),
  })
  if (!opened.ok) return opened
  await savePanel(act.tx, row.id, opened.value.panelId)
  return ok(opened.value.panelId)
}

/** With the sale its panel ends: revealed when it has marked, called off when it has not come so far. */
export const endScored = async (act: Act, row: Pick<AuctionRow, 'id' | 'method'>, reason: string | null): Promise<void> => {
  const scored = await (row.method === 'scored' ? scoredOf(act.tx, row.id) : undefined)
  if (!scored?.panelId) return
  const { panelId } = scored
  if (scored.marks === null || !(await revealPanel(act, { panelId })).ok) await cancelPanel(act, { panelId, reason: reason ?? '' })
}

/** A clock that stood still moves the times of the panel with those of the sale. */
export const moveScored = async (act: Act, row: AuctionRow, { freeEndsAt }: Pick<AuctionState, 'freeEndsAt'>, since: Instant): Promise<void> => {
  const scored = await (row.method === 'scored' ? scoredOf(act.tx, row.id) : undefined)
  if (!scored) return
  // Its next bound is not among those of the phases: look again and plan.
  scheduleDue(act, row.id, act.now)
  const byMs = freeEndsAt - row.freeEndsAt
  if (scored.panelId && byMs > 0) await movePanel(act, { panelId: scored.panelId, since, byMs })
}
