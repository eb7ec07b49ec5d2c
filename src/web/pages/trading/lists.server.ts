/** Which rows the lists of lots and sessions show: each page and its file read the same. */
import { LOT_STATES } from '#modules/listing/core/lifecycle.ts'

export const ownLotsAsked = (search: URLSearchParams) => {
  const state = LOT_STATES.find((value) => value === search.get('state'))
  const q = search.get('q')?.trim().slice(0, 80)
  return { ...(state === undefined ? {} : { state }), ...(q ? { q } : {}) }
}

export const sessionsAsked = (search: URLSearchParams) => ({ mine: search.get('tab') === 'mine' ? ('true' as const) : ('false' as const) })
