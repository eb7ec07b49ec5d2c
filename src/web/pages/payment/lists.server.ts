/** Which rows the lists of the finance office show: each page and its file read the same. */
import { LINE_STATES, PAYOUT_STATES, REQUEST_STATES } from './finance-states.ts'

const referenceIn = (search: URLSearchParams) => {
  const reference = search.get('q')?.trim().slice(0, 40)
  return reference ? { reference } : {}
}

export const requestsAsked = (search: URLSearchParams) => ({
  state: REQUEST_STATES.find((candidate) => candidate === search.get('state')) ?? ('open' as const),
  ...referenceIn(search),
})

export const payoutsAsked = (search: URLSearchParams) => ({
  state: PAYOUT_STATES.find((candidate) => candidate === search.get('state')) ?? ('ordered' as const),
  ...referenceIn(search),
})

export const linesAsked = (search: URLSearchParams) => ({ state: LINE_STATES.find((candidate) => candidate === search.get('state')) ?? ('open' as const) })
