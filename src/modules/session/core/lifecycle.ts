/** An auction session, from the clerk's draft to its last lot. Time and the lots move it on from the announcement; nobody sets it by hand. */
import { DAY_MS, type Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const SESSION_STATES = ['draft', 'submitted', 'announced', 'running', 'held', 'cancelled'] as const
export type SessionState = (typeof SESSION_STATES)[number]

export const SESSION = lifecycle({
  initial: 'draft',
  states: {
    draft: { submit: 'submitted', cancel: 'cancelled' },
    submitted: { announce: 'announced', sendBack: 'draft', cancel: 'cancelled' },
    announced: { start: 'running', cancel: 'cancelled' },
    running: { end: 'held' },
    held: {},
    cancelled: {},
  },
})

/** Who drafts submits; another clerk announces. */
export const SESSION_WAITS: Waits<SessionState, 'submit' | 'announce', 'drafter' | 'market'> = {
  draft: [{ act: 'submit', of: 'drafter', roles: ['clerk'] }],
  submitted: [{ act: 'announce', of: 'market', roles: ['clerk'] }],
  announced: [],
  running: [],
  held: [],
  cancelled: [],
}

/** States in which anybody may read it; one that was cancelled only when it had been announced. */
export const PUBLIC_STATES: readonly SessionState[] = ['announced', 'running', 'held']

export const STANDINGS = ['asked', 'admitted', 'declined', 'taken_back', 'removed', 'released', 'lapsed'] as const
export type Standing = (typeof STANDINGS)[number]

/** A lot in a session. `released`: the session was cancelled, `lapsed`: it began before anybody decided; either way the lot may join another. */
export const ENTRY = lifecycle({
  initial: 'asked',
  states: {
    asked: { admit: 'admitted', decline: 'declined', takeBack: 'taken_back', release: 'released', lapse: 'lapsed' },
    admitted: { remove: 'removed', release: 'released' },
    declined: {},
    taken_back: {},
    removed: {},
    released: {},
    lapsed: {},
  },
})

export const ENTRY_WAITS: Waits<Standing, 'admit', 'market'> = {
  asked: [{ act: 'admit', of: 'market', roles: ['clerk'] }],
  admitted: [],
  declined: [],
  taken_back: [],
  removed: [],
  released: [],
  lapsed: [],
}

/** The longest window: a session is an event, not a season. */
export const MAX_WINDOW_MS = 31 * DAY_MS

export interface Window {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** As time has it, even when the task that writes it down has not run yet. */
export const stateAt = ({ state, startsAt }: Window & { readonly state: SessionState }, now: Instant): SessionState =>
  state === 'announced' && now >= startsAt ? 'running' : state

/** From the first moment of the window to the last, both included. */
export const isWithin = ({ startsAt, endsAt }: Window, at: Instant): boolean => startsAt <= at && at <= endsAt

export type WindowProblem = 'session.window_reversed' | 'session.window_too_long' | 'session.window_past'

/** What is wrong with a window that is still to be announced at `now`. */
export const windowProblem = ({ startsAt, endsAt }: Window, now: Instant): WindowProblem | null => {
  if (endsAt <= startsAt) return 'session.window_reversed'
  if (endsAt - startsAt > MAX_WINDOW_MS) return 'session.window_too_long'
  return startsAt <= now ? 'session.window_past' : null
}
