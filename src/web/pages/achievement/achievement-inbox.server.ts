/** Which achievements the inbox shows: the page and its file read the same. */
import { ACHIEVEMENT_STATES, type AchievementState } from '#modules/achievement/core/lifecycle.ts'
import type { Viewer } from '../../shell/context.ts'
import { holdsAny } from '../../shell/market.ts'

/** An approver's work is what was assessed; an officer's what was disclosed. */
export const firstState = (viewer: Viewer | null): AchievementState => (holdsAny(viewer, ['tto']) ? 'disclosed' : 'assessed')

export const inboxAsked = (search: URLSearchParams, first: AchievementState) => {
  const chosen = search.get('state') ?? first
  const state = ACHIEVEMENT_STATES.find((known) => known === chosen)
  const q = search.get('q')?.trim().slice(0, 80)
  return { ...(state === undefined ? {} : { state }), ...(q ? { q } : {}) }
}
