/** What a payment is for, by the name people know: the lot, the contract or the income plan, with its number and its page. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { refusalOf } from '../../shell/calls.ts'
import { contractPage } from '../contract/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { planPage } from '../income/addresses.ts'
import type { Place } from '../../i18n/place.ts'

export interface SubjectName {
  readonly title: Bilingual
  readonly number: string
  /** Null where the viewer knows the name alone. */
  readonly to: Place | null
}

/** By id; what the viewer may not see has no name. */
export type SubjectNames = Readonly<Record<string, SubjectName>>

const MOST = 100

/** Nothing of what the viewer may not ask for, whichever way the room says so. */
const ifSeen = async <Item>(reading: Promise<{ readonly items: readonly Item[] }>): Promise<readonly Item[]> => {
  try {
    return (await reading).items
  } catch (error) {
    if (refusalOf(error)) return []
    throw error
  }
}

const ROOMS: Readonly<Record<string, (api: Api, ids: string[]) => Promise<readonly (readonly [string, SubjectName])[]>>> = {
  lot: async (api, ids) => (await ifSeen(api.listing.list({ ids, limit: MOST }))).map(({ id, title, number }) => [id, { title, number, to: lotPage(id) }]),
  con: async (api, ids) =>
    (await ifSeen(api.contract.list({ ids, limit: MOST }))).map(({ id, title, lotNumber }) => [id, { title, number: lotNumber, to: contractPage(id) }]),
  pln: async (api, ids) =>
    (await ifSeen(api.income.names.list({ ids }))).map(({ id, title, contractNumber, isOpen }) => [
      id,
      { title, number: contractNumber, to: isOpen ? planPage(id) : null },
    ]),
}

/** One look-up for the lots of a page, one for its contracts and one for its plans. */
export const subjectsOf = async (api: Api, rows: readonly { readonly subject: string }[]): Promise<SubjectNames> => {
  const ids = [...new Set(rows.map(({ subject }) => subject))]
  const found = await Promise.all(
    Object.entries(ROOMS).flatMap(([kind, namesOf]) => {
      const own = ids.filter((id) => id.startsWith(`${kind}_`))
      return Array.from({ length: Math.ceil(own.length / MOST) }, (_, index) => namesOf(api, own.slice(index * MOST, (index + 1) * MOST)))
    }),
  )
  return Object.fromEntries(found.flat())
}

/** With the lots that one's own enterprise applied for, also those that were taken back and are public no longer. */
export const depositSubjectsOf = async (api: Api, rows: readonly { readonly subject: string }[]): Promise<SubjectNames> => {
  const [found, applied] = await Promise.all([subjectsOf(api, rows), ifSeen(api.listing.applications.mine({ limit: MOST }))])
  const own = applied.map(({ lotId, lotTitle, lotNumber }): readonly [string, SubjectName] => [lotId, { title: lotTitle, number: lotNumber, to: null }])
  return { ...Object.fromEntries(own), ...found }
}
