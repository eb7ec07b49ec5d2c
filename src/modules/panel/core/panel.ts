/** A panel: its states, what moves it on, and who is awaited in which of them. */
import { later, type Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const panelLife = lifecycle({
  initial: 'committing',
  states: {
    committing: { unseal: 'unsealing', fail: 'failed', cancel: 'cancelled' },
    unsealing: { draw: 'drawn', fail: 'failed', cancel: 'cancelled' },
    drawn: { declare: 'declared', fail: 'failed', cancel: 'cancelled' },
    // Who leaves is replaced by somebody who has not declared anything yet.
    declared: { replace: 'drawn', score: 'scoring', fail: 'failed', cancel: 'cancelled' },
    scoring: { lock: 'locked', fail: 'failed', cancel: 'cancelled' },
    locked: { aggregate: 'aggregated', cancel: 'cancelled' },
    aggregated: { reveal: 'revealed', cancel: 'cancelled' },
    revealed: {},
    failed: {},
    cancelled: {},
  },
})
export const PANEL_STATES = ['committing', 'unsealing', 'drawn', 'declared', 'scoring', 'locked', 'aggregated', 'revealed', 'failed', 'cancelled'] as const
export type PanelState = (typeof PANEL_STATES)[number]

/** Sheets exist and nobody can change them any more. */
export const LOCKED_STATES: readonly PanelState[] = ['locked', 'aggregated', 'revealed']

export const SIDE_ROLES = ['tto', 'enterprise', 'regulator'] as const

/** `unsealed`, `undeclared`, `unlocked`: a side or an expert who has not done it yet; `overdue`: any clerk, once an expert is late. */
export const PANEL_WAITS: Waits<PanelState, 'seal' | 'unseal' | 'declare' | 'lock' | 'replace', 'unsealed' | 'sealed' | 'undeclared' | 'unlocked' | 'overdue'> =
  {
    committing: [{ act: 'seal', of: 'unsealed', roles: SIDE_ROLES }],
    unsealing: [{ act: 'unseal', of: 'sealed', roles: SIDE_ROLES }],
    drawn: [
      { act: 'declare', of: 'undeclared', roles: [] },
      { act: 'replace', of: 'overdue', roles: ['clerk'] },
    ],
    declared: [],
    scoring: [
      { act: 'declare', of: 'undeclared', roles: [] },
      { act: 'lock', of: 'unlocked', roles: [] },
      { act: 'replace', of: 'overdue', roles: ['clerk'] },
    ],
    locked: [],
    aggregated: [],
    revealed: [],
    failed: [],
    cancelled: [],
  }

/** A drawn expert's way. Who left is kept with the reason; the place goes to the next of the draw. */
export const SEAT_STATES = ['drawn', 'declared', 'locked', 'recused', 'replaced', 'silent'] as const
export type SeatState = (typeof SEAT_STATES)[number]
export const isSeated = (state: SeatState): boolean => state === 'drawn' || state === 'declared' || state === 'locked'

/** By when what is done: each bound belongs to the later step. */
export interface PanelTimes {
  readonly sealBy: Instant
  readonly unsealBy: Instant
  readonly declareBy: Instant
  readonly scoreBy: Instant
}

export const inOrder = ({ sealBy, unsealBy, declareBy, scoreBy }: PanelTimes, now: Instant): boolean =>
  now < sealBy && sealBy < unsealBy && unsealBy <= declareBy && declareBy < scoreBy

/** By when an expert answers: with the others; who was drawn after that in a quarter of the time that is left. */
export const answerBy = (drawnAt: Instant, { declareBy, scoreBy }: Pick<PanelTimes, 'declareBy' | 'scoreBy'>): Instant =>
  drawnAt < declareBy ? declareBy : later(drawnAt, Math.max(0, Math.floor((scoreBy - drawnAt) / 4)))

export interface Sealing {
  readonly state: PanelState
  readonly sealed: number
  readonly unsealed: number
  readonly sides: number
}

/**
 * What time or the sides have made due. One nonce from outside the market is needed to begin and one to draw: with none of them the market would be alone with its own.
 * Late is not lost: after the time the first that comes suffices.
 */
export const sealingDue = ({ state, sealed, unsealed, sides }: Sealing, { sealBy, unsealBy }: PanelTimes, now: Instant): 'unseal' | 'draw' | null => {
  if (state === 'committing') return sealed > 0 && (sealed === sides || now >= sealBy) ? 'unseal' : null
  if (state === 'unsealing') return unsealed > 0 && (unsealed === sealed || now >= unsealBy) ? 'draw' : null
  return null
}
