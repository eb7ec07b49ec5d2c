/** What sides, experts and officers do. */
import { actsFor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { areRelated } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { panelContract } from './api.ts'
import { PANEL_PERMITS, type PanelAct } from './core/acts.ts'
import { digestOf } from './core/draw.ts'
import { isSound, isWhole, sheetDigest } from './core/marks.ts'
import { sha256 } from './digest.ts'
import { panelFacts } from './facts.ts'
import { aroundOf, BAR_RULE, handledFrom, isOverdue, seatOf, sideOf, type Around } from './handled.ts'
import { lockIfDone, refill, settleSealing, settleSeats, tell, tellTo } from './steps.ts'
import {
  lockPanel,
  readCandidates,
  readItems,
  readSheets,
  saveDeclared,
  saveLeft,
  saveSealed,
  saveSheet as writeSheet,
  saveSheetLocked,
  saveUnsealed,
  type PanelRow,
} from './store.ts'

type Handlers = Commands<typeof panelContract, 'sealNonce' | 'unsealNonce' | 'declare' | 'recuse' | 'replaceExpert' | 'saveSheet' | 'lockSheet'>

interface Opened {
  readonly panel: PanelRow
  readonly around: Around
}

/** The panel, locked, on which the actor may do this now; a sheet is in time by when the market had it. */
const opened = async (act: Act, id: string, what: PanelAct): Promise<Result<Opened>> => {
  const panel = await lockPanel(act.tx, id)
  if (!panel) return refuse('panel.not_found', { id })
  const around = await aroundOf(act, id)
  const verdict = PANEL_PERMITS[what](act.actor, handledFrom(act.actor, panel, around, act.receivedAt))
  return verdict.ok ? ok({ panel, around }) : verdict
}

const sealNonce: Handlers['sealNonce'] = async (act, { id, commitment, barred }) => {
  const found = await opened(act, id, 'seal')
  if (!found.ok) return found
  const { panel, around } = found.value
  const side = sideOf(act.actor, around.sides)?.side ?? ''
  // A side that repeats another's digest would unseal what the other has: two of one nonce.
  if (around.sides.some((other) => other.commitment === commitment)) return refuse('panel.commitment_used', {}, { field: 'commitment' })
  const most = (await rulesAt(act.tx, act.now)).number(BAR_RULE)
  const known = new Set((await readCandidates(act.tx, id)).map(({ personId }) => personId))
  const asked = [...new Set(barred)].filter((personId) => known.has(personId))
  if (asked.length > most) return refuse('panel.bar_exceeded', { most }, { field: 'barred' })
  await saveSealed(act.tx, { panelId: id, side }, { commitment, barred: asked, at: act.now })
  tell(act, panelFacts.nonce_sealed, panel, { side, commitment })
  await settleSealing(act, panel)
  return ok({ id })
}

const unsealNonce: Handlers['unsealNonce'] = async (act, { id, nonce }) => {
  const found = await opened(act, id, 'unseal')
  if (!found.ok) return found
  const { panel, around } = found.value
  const side = sideOf(act.actor, around.sides)
  if (!side || digestOf(sha256, nonce) !== side.commitment) return refuse('panel.other_nonce', {}, { field: 'nonce' })
  await saveUnsealed(act.tx, { panelId: id, side: side.side }, nonce, act.now)
  const readers = [...new Set([side.organisationId, act.actor.personId].filter((reader) => reader !== null))]
  tellTo(act, panelFacts.nonce_unsealed, panel, { side: side.side, nonce, to: readers })
  const settled = await settleSealing(act, panel)
  return ok({ isDrawn: settled.seed !== null })
}

/** Found in the register since the draw: then a declaration is not enough. */
const hasKnownConflict = async (act: Act, { involved }: PanelRow): Promise<boolean> => {
  for (const { organisationId } of act.actor.mandates) {
    if (involved.some((other) => actsFor(act.actor, other))) return true
    for (const other of involved) if (await areRelated(act.tx, organisationId, other)) return true
  }
  return false
}

const declare: Handlers['declare'] = async (act, { id }) => {
  const found = await opened(act, id, 'declare')
  if (!found.ok) return found
  const { panel } = found.value
  const personId = act.actor.personId ?? ''
  if (await hasKnownConflict(act, panel)) return refuse('panel.conflict_known')
  await saveDeclared(act.tx, { panelId: id, personId }, act.now)
  tellTo(act, panelFacts.expert_declared, panel, { personId, to: [personId] })
  await settleSeats(act, panel)
  return ok({ id })
}

const leave = async (act: Act, panel: PanelRow, left: { readonly personId: string; readonly how: 'recused' | 'replaced'; readonly reason: string }) => {
  const { personId, how, reason } = left
  await saveLeft(act.tx, { panelId: panel.id, personId }, { state: how, reason })
  tellTo(act, panelFacts.expert_left, panel, { personId, how, reason, to: [personId] })
  await lockIfDone(act, await refill(act, panel))
  return ok({ id: panel.id })
}

const recuse: Handlers['recuse'] = async (act, { id, reason }) => {
  const found = await opened(act, id, 'recuse')
  return found.ok ? leave(act, found.value.panel, { personId: act.actor.personId ?? '', how: 'recused', reason }) : found
}

/** Only who is late: an officer who could choose whom to replace would choose the panel. */
const replaceExpert: Handlers['replaceExpert'] = async (act, { id, personId, reason }) => {
  const found = await opened(act, id, 'replace')
  if (!found.ok) return found
  const { panel, around } = found.value
  const seat = around.seats.find((each) => each.personId === personId)
  if (!seat || !isOverdue(panel, seat, act.now)) return refuse('panel.not_overdue', {}, { field: 'personId' })
  return leave(act, panel, { personId, how: 'replaced', reason })
}

const saveSheet: Handlers['saveSheet'] = async (act, { id, sheet }) => {
  const found = await opened(act, id, 'save')
  if (!found.ok) return found
  const { panel } = found.value
  const items = (await readItems(act.tx, id)).map(({ key }) => key)
  if (!isSound(sheet, items, panel.criteria)) return refuse('panel.sheet_malformed', {}, { field: 'sheet' })
  await writeSheet(act.tx, { panelId: id, personId: act.actor.personId ?? '' }, sheet, act.now)
  return ok({ id })
}

const lockSheet: Handlers['lockSheet'] = async (act, { id }) => {
  const found = await opened(act, id, 'lock')
  if (!found.ok) return found
  const { panel, around } = found.value
  const personId = seatOf(act.actor, around.seats)?.personId ?? ''
  const items = (await readItems(act.tx, id)).map(({ key }) => key)
  const sheet = (await readSheets(act.tx, id)).get(personId) ?? []
  if (!isWhole(sheet, items, panel.criteria)) return refuse('panel.sheet_not_whole')
  const salt = act.newId('salt')
  const digest = sheetDigest(sha256, salt, sheet)
  await saveSheetLocked(act.tx, { panelId: id, personId }, { salt, digest, at: act.now })
  tellTo(act, panelFacts.sheet_locked, panel, { personId, digest, to: [personId] })
  const settled = await lockIfDone(act, panel)
  return ok({ digest, isPanelLocked: settled.state === 'locked' })
}

export const commands: Handlers = { sealNonce, unsealNonce, declare, recuse, replaceExpert, saveSheet, lockSheet }
