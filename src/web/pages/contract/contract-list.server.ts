/** Which contracts a list shows: the page and its file read the same. */
import type { Role } from '#kernel/actor.ts'

export const CONTRACT_READERS: readonly Role[] = ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator']

export const contractsAsked = (search: URLSearchParams) => {
  const q = search.get('q')?.trim().slice(0, 80)
  return { stage: search.get('stage') === 'ended' ? ('ended' as const) : ('open' as const), ...(q ? { q } : {}) }
}
