/** Which complaints the desk shows: its page and its file read the same. */
import { COMPLAINT_STATES } from '#modules/complaint/core/lifecycle.ts'

export const complaintsAsked = (search: URLSearchParams) => ({
  state: COMPLAINT_STATES.find((each) => each === search.get('tab')) ?? ('received' as const),
})
