/** What other modules call: open a panel, lay before it what it judges, take its marks, have it revealed or call it off. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { areRelated, expertsOf } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { digestOf, MARKET_SIDE, poolDigest, type Candidate, type OutReason } from './core/draw.ts'
import { aggregate, areCriteria, type ItemMark } from './core/marks.ts'
import { inOrder, panelLife, type PanelTimes } from './core/panel.ts'
import { sha256 } from './digest.ts'
import { panelFacts } from './facts.ts'
import { endPanel, passTime, planNext, settleSeats, tell } from './steps.ts'
import {
  insertCandidates,
  insertItems,
  insertPanel,
  insertSides,
  lockPanel,
  readItems,
  readPanel,
  readSeats,
  readSheets,
  saveEnd,
  saveLaid,
  saveMarks,
  saveSealed,
  saveTimes,
  saveUnsealed,
  type ItemRow,
  type PanelRow,
} from './store.ts'
import type { NamedCriterion } from './tables.ts'

export interface OpenPanel {
  /** Id of the thing the panel is about; it has one live panel at a time. */
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly title: Bilingual
  readonly seats: number
  readonly criteria: readonly NamedCriterion[]
  /** Who seals a nonce beside the market: `regulator` without an organisation, others by the organisation that acts for them. */
  readonly sides: readonly { readonly side: string; readonly organisationId: string | null }[]
  /** Experts of these organisations, and of those related to them, are left out. */
  readonly involved: readonly string[]
  /** Who made what is judged, and their relatives. */
  readonly personsOut: readonly string[]
  readonly times: PanelTimes
}

const SHEETS_RULE = 'panel.min'
const UNIT_RULE = 'expert.maxPerUnit'
const MOST_CANDIDATES = 500

/** Everybody who holds the role, with the reason for which somebody cannot be drawn: what is in the profile need not be declared. */
const poolFor = async (act: Act, { involved, personsOut }: OpenPanel): Promise<readonly Candidate[]> => {
  const reasons = new Map<string, OutReason | null>()
  const reasonOf = async (unit: string): Promise<OutReason | null> => {
    if (involved.includes(unit)) return 'same_unit'
    for (const other of involved) if (await areRelated(act.tx, unit, other)) return 'related'
    return null
  }
  const pool: Candidate[] = []
  for (const { personId, unitId, units } of (await expertsOf(act.tx, act.now)).slice(0, MOST_CANDIDATES)) {
    for (const unit of units) if (!reasons.has(unit)) reasons.set(unit, await reasonOf(unit))
    const found = units.map((unit) => reasons.get(unit) ?? null).find((reason) => reason !== null) ?? null
    pool.push({ personId, unitId, out: personsOut.includes(personId) ? 'named' : found })
  }
  return pool
}

/** Its pool and the digest of the market's nonce are published with it; the sides seal theirs next. */
export const openPanel = async (act: Act, input: OpenPanel): Promise<Result<{ readonly panelId: string }>> => {
  const { subject, ownerOrganisationId, title, criteria, sides, involved, times } = input
  if (!areCriteria(criteria)) return refuse('panel.criteria_malformed', {}, { field: 'criteria' })
  if (!inOrder(times, act.now)) return refuse('panel.times_malformed', {}, { field: 'times' })
  const rules = await rulesAt(act.tx, act.now)
  const leastSheets = rules.number(SHEETS_RULE)
  const seats = Math.max(input.seats, leastSheets)
  const pool = await poolFor(act, input)
  const id = act.newId('pan')
  const panel = {
    id,
    subject,
    ownerOrganisationId,
    title,
    seats,
    perUnit: rules.number(UNIT_RULE),
    leastSheets,
    criteria,
    involved,
    state: panelLife.initial,
    openedAt: act.now,
    poolDigest: poolDigest(sha256, pool),
    ...times,
  }
  await insertPanel(act.tx, panel)
  await insertCandidates(act.tx, id, pool)
  await insertSides(act.tx, id, [{ side: MARKET_SIDE, organisationId: null }, ...sides])
  const nonce = act.newId('nonce')
  const market = { panelId: id, side: MARKET_SIDE }
  await saveSealed(act.tx, market, { commitment: digestOf(sha256, nonce), barred: [], at: act.now })
  await saveUnsealed(act.tx, market, nonce, act.now)
  const opened = await readPanel(act.tx, id)
  if (!opened) throw new Error('panel: not there after its insert')
  planNext(act, opened)
  tell(act, panelFacts.opened, opened, {
    titleZh: title.zh,
    titleEn: title.en,
    seats,
    perUnit: panel.perUnit,
    leastSheets,
    criteria: criteria.map(({ key, title: named, weightBasisPoints }) => ({ key, title: { ...named }, weightBasisPoints })),
    sides: sides.map(({ side }) => side),
    poolSize: pool.length,
    poolDigest: panel.poolDigest,
    marketCommitment: digestOf(sha256, nonce),
    ...timesBody(times),
  })
  return ok({ panelId: id })
}

const timesBody = ({ sealBy, unsealBy, declareBy, scoreBy }: PanelTimes) => ({
  sealBy: toIso(sealBy),
  unsealBy: toIso(unsealBy),
  declareBy: toIso(declareBy),
  scoreBy: toIso(scoreBy),
})

const ofPanel = async (act: Act, panelId: string): Promise<Result<PanelRow>> => {
  const panel = await lockPanel(act.tx, panelId)
  return panel ? ok(panel) : refuse('panel.not_found', { id: panelId })
}

/** What is judged, once; the experts see it when all have declared. */
export const layItems = async (act: Act, { panelId, items }: { readonly panelId: string; readonly items: readonly ItemRow[] }): Promise<Result<null>> => {
  const found = await ofPanel(act, panelId)
  if (!found.ok) return found
  const panel = found.value
  if (panel.itemsLaidAt !== null || panelLife.next(panel.state, 'fail') === null || items.length === 0) return refuse('panel.items_laid')
  await insertItems(act.tx, panelId, items)
  await saveLaid(act.tx, panelId, act.now)
  await settleSeats(act, { ...panel, itemsLaidAt: act.now })
  return ok(null)
}

/** The marks of a locked panel; once taken they are public. A panel whose time is out is locked first. */
export const takeMarks = async (act: Act, { panelId }: { readonly panelId: string }): Promise<Result<readonly ItemMark[]>> => {
  const found = await ofPanel(act, panelId)
  if (!found.ok) return found
  const panel = await passTime(act, found.value)
  if (panel.marks !== null) return ok(panel.marks)
  if (panelLife.next(panel.state, 'aggregate') === null) return refuse(panelLife.isFinal(panel.state) ? 'panel.over' : 'panel.not_locked_yet')
  const sheets = await readSheets(act.tx, panelId)
  const locked = (await readSeats(act.tx, panelId)).filter(({ state }) => state === 'locked')
  const items = (await readItems(act.tx, panelId)).map(({ key }) => key)
  const marks = aggregate(
    locked.map(({ personId }) => sheets.get(personId) ?? []),
    items,
    panel.criteria,
  )
  await saveMarks(act.tx, panelId, marks)
  tell(act, panelFacts.aggregated, panel, { marks: marks.map((mark) => ({ ...mark })) })
  return ok(marks)
}

/** The matter is decided: experts and sheets are public from here on. */
export const revealPanel = async (act: Act, { panelId }: { readonly panelId: string }): Promise<Result<null>> => {
  const found = await ofPanel(act, panelId)
  if (!found.ok) return found
  const panel = found.value
  const state = panelLife.next(panel.state, 'reveal')
  if (state === null) return refuse('panel.not_aggregated_yet')
  await saveEnd(act.tx, panelId, { state, at: act.now, reason: '' })
  const experts = (await readSeats(act.tx, panelId)).filter((one) => one.state === 'locked').map(({ personId }) => personId)
  tell(act, panelFacts.revealed, panel, { experts: experts.sort() })
  return ok(null)
}

/** Calls it off, for whatever reason the room above has. Over already counts as done. */
export const cancelPanel = async (act: Act, { panelId, reason }: { readonly panelId: string; readonly reason: string }): Promise<Result<null>> => {
  const found = await ofPanel(act, panelId)
  if (!found.ok) return found
  return panelLife.isFinal(found.value.state) ? ok(null) : endPanel(act, found.value, 'cancel', reason)
}

/** The clock of the room above stood still: every bound that lay ahead moves by that time. */
export const movePanel = async (
  act: Act,
  { panelId, since, byMs }: { readonly panelId: string; readonly since: Instant; readonly byMs: number },
): Promise<Result<null>> => {
  const found = await ofPanel(act, panelId)
  if (!found.ok) return found
  const panel = found.value
  if (panelLife.next(panel.state, 'fail') === null) return ok(null)
  const moved = (bound: Instant): Instant => (bound > since ? later(bound, byMs) : bound)
  const times = { sealBy: moved(panel.sealBy), unsealBy: moved(panel.unsealBy), declareBy: moved(panel.declareBy), scoreBy: moved(panel.scoreBy) }
  await saveTimes(act.tx, panelId, times)
  planNext(act, { ...panel, ...times })
  tell(act, panelFacts.moved, panel, timesBody(times))
  return ok(null)
}

export interface PanelSeen extends PanelTimes {
  readonly id: string
  readonly state: PanelRow['state']
  readonly marks: readonly ItemMark[] | null
}

/** A panel as a higher room shows it. */
export const panelById = async (reader: Reader, id: string): Promise<PanelSeen | null> => {
  const panel = await readPanel(reader, id)
  if (!panel) return null
  const { state, marks, sealBy, unsealBy, declareBy, scoreBy } = panel
  return { id, state, marks, sealBy, unsealBy, declareBy, scoreBy }
}
