/** Which act on a panel is open to whom, and why not. */
import { actsBy, type Permit } from '#kernel/acts.ts'
import { actsFor, holdsRole } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { isSeated, type PanelState, type PanelTimes, type SeatState } from './panel.ts'

export const PANEL_ACTS = ['seal', 'unseal', 'declare', 'recuse', 'save', 'lock', 'replace'] as const
export type PanelAct = (typeof PANEL_ACTS)[number]

/** A side that the asker acts for. */
export interface OwnSide {
  readonly isSealed: boolean
  readonly isUnsealed: boolean
}

export interface HandledPanel extends PanelTimes {
  readonly state: PanelState
  readonly ownerOrganisationId: string
  readonly side: OwnSide | null
  readonly seat: SeatState | null
  /** An expert who is late, if there is one. */
  readonly hasOverdue: boolean
  readonly now: Instant
}

export const permitSeal: Permit<HandledPanel> = (_, { state, side }) => {
  if (!side) return refuse('panel.not_a_side.forbidden')
  if (state !== 'committing') return refuse('panel.committing_over')
  return side.isSealed ? refuse('panel.sealed_already') : ok(null)
}

export const permitUnseal: Permit<HandledPanel> = (_, { state, side }) => {
  if (!side) return refuse('panel.not_a_side.forbidden')
  if (state === 'committing') return refuse('panel.not_unsealing_yet')
  if (!side.isSealed) return refuse('panel.nothing_sealed')
  if (side.isUnsealed) return refuse('panel.unsealed_already')
  return state === 'unsealing' ? ok(null) : refuse('panel.drawn_already')
}

const atWork = (state: PanelState): boolean => state === 'drawn' || state === 'declared' || state === 'scoring'

export const permitDeclare: Permit<HandledPanel> = (_, { state, seat }) => {
  if (seat === null || !isSeated(seat)) return refuse('panel.not_an_expert.forbidden')
  if (seat !== 'drawn') return refuse('panel.declared_already')
  return atWork(state) ? ok(null) : refuse('panel.over')
}

export const permitRecuse: Permit<HandledPanel> = (_, { state, seat }) => {
  if (seat === null || !isSeated(seat)) return refuse('panel.not_an_expert.forbidden')
  if (seat === 'locked') return refuse('panel.sheet_locked')
  return atWork(state) ? ok(null) : refuse('panel.over')
}

/** A sheet is written until its author or the clock locks it. */
export const permitSave: Permit<HandledPanel> = (_, { state, seat, scoreBy, now }) => {
  if (seat === null || !isSeated(seat)) return refuse('panel.not_an_expert.forbidden')
  if (seat === 'locked') return refuse('panel.sheet_locked')
  if (seat === 'drawn') return refuse('panel.declare_first')
  if (state === 'drawn' || state === 'declared') return refuse('panel.not_scoring_yet')
  return state === 'scoring' && now < scoreBy ? ok(null) : refuse('panel.over')
}

export const permitReplace: Permit<HandledPanel> = (actor, { state, ownerOrganisationId, hasOverdue }) => {
  if (!holdsRole(actor, 'clerk') || actsFor(actor, ownerOrganisationId)) return refuse('panel.not_found')
  if (!atWork(state)) return refuse('panel.over')
  return hasOverdue ? ok(null) : refuse('panel.nobody_overdue')
}

export const PANEL_PERMITS: Readonly<Record<PanelAct, Permit<HandledPanel>>> = {
  seal: permitSeal,
  unseal: permitUnseal,
  declare: permitDeclare,
  recuse: permitRecuse,
  save: permitSave,
  lock: permitSave,
  replace: permitReplace,
}
export const panelActs = actsBy<PanelAct, HandledPanel>(PANEL_PERMITS)
