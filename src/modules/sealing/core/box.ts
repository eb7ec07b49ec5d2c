/** A box: its states, who may do what in them, and what of its envelopes counts. */
import type { Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Waits } from '#kernel/waiting.ts'
import { DOCUMENT_STEP, PRICE_STEP, type Step } from './policy.ts'

export const boxLife = lifecycle({
  initial: 'awaiting_officers',
  states: {
    awaiting_officers: { name: 'open', fail: 'failed', cancel: 'cancelled' },
    // Nothing to open: what is empty is open.
    open: { close: 'closed', empty: 'opened', cancel: 'cancelled' },
    closed: { release: 'opening', fail: 'failed', cancel: 'cancelled' },
    opening: { release: 'opening', open: 'opened', fail: 'failed', cancel: 'cancelled' },
    opened: {},
    failed: {},
    cancelled: {},
  },
})
export const BOX_STATES = ['awaiting_officers', 'open', 'closed', 'opening', 'opened', 'failed', 'cancelled'] as const
export type BoxState = (typeof BOX_STATES)[number]

/** `market`: any clerk; `officer`: who was named for the box, in person, and has not done it yet. */
export const BOX_WAITS: Waits<BoxState, 'name' | 'rehearse' | 'release', 'market' | 'rehearsing' | 'releasing'> = {
  awaiting_officers: [{ act: 'name', of: 'market', roles: ['clerk'] }],
  open: [{ act: 'rehearse', of: 'rehearsing', roles: [] }],
  closed: [{ act: 'release', of: 'releasing', roles: [] }],
  opening: [{ act: 'release', of: 'releasing', roles: [] }],
  opened: [],
  failed: [],
  cancelled: [],
}

/** What is put into it. A price and little beside it fits one small step, whole documents take larger ones. */
export const PURPOSES = ['price', 'documents'] as const
export type Purpose = (typeof PURPOSES)[number]
export const STEP_OF: Readonly<Record<Purpose, { readonly step: Step; readonly steps: number }>> = {
  price: { step: PRICE_STEP, steps: 1 },
  documents: { step: DOCUMENT_STEP, steps: 16 },
}

export interface Period {
  readonly state: BoxState
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** The time at which the market had the envelope decides, not the time at which it got round to it. */
export const permitDeposit = ({ state, opensAt, closesAt }: Period, receivedAt: Instant): Result<null> => {
  if (state === 'awaiting_officers') return refuse('sealing.no_officers_yet')
  if (state !== 'open' || receivedAt >= closesAt) return refuse('sealing.closed')
  return receivedAt < opensAt ? refuse('sealing.not_open_yet') : ok(null)
}

export interface Deposited {
  readonly bidderKey: string
  readonly turn: number
  readonly withdrawnAt: Instant | null
}

/** The first one and its corrections. */
export const permitTurn = (own: readonly Deposited[], corrections: number): Result<number> => {
  const turn = own.length + 1
  return turn > corrections + 1 ? refuse('sealing.no_corrections_left', { allowed: corrections }) : ok(turn)
}

/** Of each bidder the last envelope, unless it was taken back: then none. In the order of receipt. */
export const countingOf = <Envelope extends Deposited>(envelopes: readonly Envelope[]): readonly Envelope[] => {
  const last = new Map<string, Envelope>()
  for (const envelope of envelopes) if ((last.get(envelope.bidderKey)?.turn ?? 0) < envelope.turn) last.set(envelope.bidderKey, envelope)
  return envelopes.filter((envelope) => last.get(envelope.bidderKey) === envelope && envelope.withdrawnAt === null)
}

export interface Progress {
  readonly threshold: number
  readonly seats: number
  readonly released: number
  /** Of the envelope that has the fewest. */
  readonly fewestShares: number
}

/**
 * Whether everything is opened now. An officer who cannot read a share holds back nothing that others can open, and nothing is opened before everything can be;
 * what still lacks shares when nobody else can release any, or when the time is out, is opened without.
 */
export const mayOpen = ({ threshold, seats, released, fewestShares }: Progress, isTimeOut: boolean): boolean =>
  released >= threshold && (fewestShares >= threshold || released >= seats || isTimeOut)
