/** Which organisations the officers' list shows: the page and its file read the same. */
import { ALL_KINDS, ALL_STATES } from './parties-words.ts'

export const partiesAsked = (search: URLSearchParams) => {
  const q = search.get('q')?.trim().slice(0, 100)
  const kind = ALL_KINDS.find((value) => value === search.get('kind'))
  const state = ALL_STATES.find((value) => value === search.get('state'))
  return { ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(state ? { state } : {}) }
}
