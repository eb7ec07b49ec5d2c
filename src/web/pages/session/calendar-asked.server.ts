/** Which events the calendar shows: its page and its feed read the same filters. */
import { FIELDS } from '#kernel/field.ts'
import type { Api } from '../../contract.ts'

export const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const

export const REGIMES = ['bidding', 'licensed'] as const

type Asked = Omit<Parameters<Api['session']['calendar']['get']>[0], 'from' | 'days'>

export const calendarAsked = (search: URLSearchParams): Asked => {
  const field = FIELDS.find((each) => each === search.get('field'))
  const right = RIGHTS.find((each) => each === search.get('right'))
  const regime = REGIMES.find((each) => each === search.get('regime'))
  const region = search.get('region')
  const organiser = search.get('organiser')
  const partner = search.get('partner')
  return {
    ...(field === undefined ? {} : { field }),
    ...(right === undefined ? {} : { right }),
    ...(regime === undefined ? {} : { regime }),
    ...(region !== null && /^\d{6}$/.test(region) ? { region } : {}),
    ...(organiser === null || organiser === '' ? {} : { organiser: organiser.slice(0, 60) }),
    ...(partner === null || partner === '' ? {} : { partner: partner.slice(0, 60) }),
  }
}
