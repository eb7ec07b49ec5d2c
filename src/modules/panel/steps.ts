/** Steps of a panel that doors, commands and the due task share. Each reads what it needs again; the panel is locked by whoever calls. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { MARKET_SIDE, orderOf, seated, seedOf, type Candidate } from './core/draw.ts'
import { isSeated, panelLife, sealingDue, type PanelState } from './core/panel.ts'
import { sha256 } from './digest.ts'
import { panelFacts } from './facts.ts'
import {
  insertSeats,
  lockPanel,
  readCandidates,
  readItems,
  readSeats,
  readSides,
  saveDrawn,
  saveEnd,
  saveLocked,
  saveSilent,
  saveState,
  type PanelRow,
} from './store.ts'

/** Sheets that were received in time are worked off before the panel is locked. */
const SETTLE_MS = 5_000
const dueKey = (id: string): string => `panel.due:${id}`

interface Known {
  readonly panelId: string
  readonly subject: string
  readonly ownerOrganisationId: string
}
type Named = Pick<PanelRow, 'id' | 'subject' | 'ownerOrganisationId'>
export const knownOf = ({ id, subject, ownerOrganisationId }: Named): Known => ({ panelId: id, subject, ownerOrganisationId })

export const tell = <Kind extends FactWith<Known, 'public'>>(act: Act, fact: Kind, panel: Named, rest: Omit<Told<Kind>, keyof Known>): void =>
  act.publish(fact, { subject: panel.id, related: [panel.subject, panel.ownerOrganisationId], body: whole(fact, knownOf(panel), rest) })

/** To one expert, or the side that it is about; nobody else reads of it. */
export const tellTo = <Kind extends FactWith<Known, 'named'>>(
  act: Act,
  fact: Kind,
  panel: Named,
  { to, ...rest }: Omit<Told<Kind>, keyof Known> & { readonly to: readonly string[] },
): void =>
  act.publish(fact, { subject: panel.id, related: [], body: whole(fact, knownOf(panel), rest as unknown as Omit<Told<Kind>, keyof Known>), visibleTo: to })

/** When time does something by itself next. */
const nextOf = ({ state, sealBy, unsealBy, scoreBy }: PanelRow, now: Instant): Instant | null => {
  if (panelLife.next(state, 'fail') === null) return null
  const bound = state === 'committing' ? sealBy : state === 'unsealing' ? unsealBy : scoreBy
  return bound > now ? bound : scoreBy
}

export const planNext = (act: Act, panel: PanelRow): void => {
  const bound = nextOf(panel, act.now)
  if (bound === null) act.unschedule(dueKey(panel.id))
  else act.schedule({ key: dueKey(panel.id), task: 'panel.due', payload: { id: panel.id }, dueAt: later(bound, SETTLE_MS) })
}

export const endPanel = async (act: Act, panel: PanelRow, event: 'fail' | 'cancel', reason: string): Promise<Result<null>> => {
  const state = panelLife.next(panel.state, event)
  if (state === null) return refuse('panel.over')
  await saveEnd(act.tx, panel.id, { state, at: act.now, reason })
  act.unschedule(dueKey(panel.id))
  tell(act, event === 'fail' ? panelFacts.failed : panelFacts.cancelled, panel, { reason })
  return ok(null)
}

const FAILURES = {
  experts: '可抽取的专家不足。 / There were too few experts to draw.',
  time: '评审未能在规定时限内进行。 / The panel was not ready in time.',
  sheets: '按时锁定的评分表不足。 / Too few sheets were locked in time.',
} as const

const seat = async (act: Act, panel: PanelRow, experts: readonly Candidate[]): Promise<void> => {
  await insertSeats(act.tx, panel.id, experts, act.now)
  for (const { personId } of experts) tellTo(act, panelFacts.expert_drawn, panel, { personId, declareBy: toIso(panel.declareBy), to: [personId] })
}

const draw = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  const sides = await readSides(act.tx, panel.id)
  const nonces = sides.flatMap(({ side, nonce }) => (nonce === null ? [] : [{ side, nonce }]))
  const seed = seedOf(sha256, panel.id, nonces)
  const barred = [...new Set(sides.flatMap((side) => side.barred))]
  const experts = seated(orderOf(sha256, seed, await readCandidates(act.tx, panel.id), barred), [], panel)
  await saveDrawn(act.tx, panel.id, { seed, at: act.now })
  const drawn: PanelRow = { ...panel, state: 'drawn', seed, drawnAt: act.now }
  tell(act, panelFacts.drawn, drawn, { seed, nonces, barred, poolDigest: panel.poolDigest, seated: experts.length })
  if (experts.length < panel.leastSheets) {
    await endPanel(act, drawn, 'fail', FAILURES.experts)
    return { ...drawn, state: 'failed' }
  }
  await seat(act, drawn, experts)
  return drawn
}

/** Brings the sealing of nonces as far as it can go; the draw follows by itself. */
export const settleSealing = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  const sides = (await readSides(act.tx, panel.id)).filter(({ side }) => side !== MARKET_SIDE)
  const counts = {
    sides: sides.length,
    sealed: sides.filter(({ commitment }) => commitment !== null).length,
    unsealed: sides.filter(({ nonce }) => nonce !== null).length,
  }
  let current = panel
  if (sealingDue({ state: current.state, ...counts }, current, act.now) === 'unseal') {
    await saveState(act.tx, current.id, 'unsealing')
    current = { ...current, state: 'unsealing' }
    tell(act, panelFacts.unsealing_began, current, {})
  }
  if (sealingDue({ state: current.state, ...counts }, current, act.now) === 'draw') current = await draw(act, current)
  planNext(act, current)
  return current
}

/** All who sit have declared; and where the items are there too, the sheets are open. */
export const settleSeats = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  const seats = (await readSeats(act.tx, panel.id)).filter(({ state }) => isSeated(state))
  let current = panel
  const move = async (state: PanelState): Promise<void> => {
    await saveState(act.tx, panel.id, state)
    current = { ...current, state }
  }
  const isDeclared = seats.length >= panel.leastSheets && seats.every(({ state }) => state !== 'drawn')
  if (current.state === 'drawn' && isDeclared) await move('declared')
  if (current.state === 'declared' && current.itemsLaidAt !== null) {
    await move('scoring')
    const items = await readItems(act.tx, panel.id)
    tell(act, panelFacts.scoring_began, current, { items: items.map(({ key }) => key), scoreBy: toIso(current.scoreBy) })
  }
  return current
}

/** The next of the draw takes the place of who left. Too few to go on with: the panel has failed. */
export const refill = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  const seats = await readSeats(act.tx, panel.id)
  const gone = seats.filter(({ state }) => state === 'recused' || state === 'replaced').map(({ personId }) => personId)
  const barred = (await readSides(act.tx, panel.id)).flatMap((side) => side.barred)
  const order = orderOf(sha256, panel.seed ?? '', await readCandidates(act.tx, panel.id), barred)
  const sitting = seated(order, gone, panel)
  const joining = sitting.filter(({ personId }) => seats.every((known) => known.personId !== personId))
  if (sitting.length < panel.leastSheets) {
    await endPanel(act, panel, 'fail', FAILURES.experts)
    return { ...panel, state: 'failed' }
  }
  let current = panel
  if (joining.length > 0 && panel.state === 'declared') {
    await saveState(act.tx, panel.id, 'drawn')
    current = { ...panel, state: 'drawn' }
  }
  await seat(act, current, joining)
  return settleSeats(act, current)
}

/** All sheets are locked, or the clock has ended: what is locked counts, if it is enough. Then all of them are out at once. */
export const lockIfDone = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  if (panel.state !== 'scoring') return panel
  const sitting = (await readSeats(act.tx, panel.id)).filter(({ state }) => isSeated(state))
  const locked = sitting.filter(({ state }) => state === 'locked')
  if (locked.length < sitting.length && act.now < panel.scoreBy) return panel
  if (locked.length < panel.leastSheets) {
    await endPanel(act, panel, 'fail', FAILURES.sheets)
    return { ...panel, state: 'failed' }
  }
  await saveSilent(act.tx, panel.id)
  await saveLocked(act.tx, panel.id, act.now)
  act.unschedule(dueKey(panel.id))
  const current: PanelRow = { ...panel, state: 'locked', lockedAt: act.now }
  tell(act, panelFacts.locked, current, { sheets: locked.map(({ digest }) => digest ?? '').sort(), silent: sitting.length - locked.length })
  return current
}

/** What time has made due, whoever looks first. */
export const passTime = async (act: Act, panel: PanelRow): Promise<PanelRow> => {
  const settled = await settleSealing(act, panel)
  if (panelLife.next(settled.state, 'fail') === null) return settled
  if (act.now < settled.scoreBy) return settled
  if (settled.state === 'scoring') return lockIfDone(act, settled)
  await endPanel(act, settled, 'fail', FAILURES.time)
  return { ...settled, state: 'failed' }
}

export const due = async (act: Act, id: string): Promise<Result<unknown>> => {
  const panel = await lockPanel(act.tx, id)
  if (panel) await passTime(act, panel)
  return ok(null)
}
