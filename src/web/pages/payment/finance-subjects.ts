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
  readonly to: Place
}

/** By id; what the viewer may not see has no name. */
export type SubjectNames = Readonly<Record<string, SubjectName>>

/** Null for what the viewer may not see, whichever way the room says so. */
const ifSeen = async <Value>(reading: Promise<Value>): Promise<Value | null> => {
  try {
    return await reading
  } catch (error) {
    if (refusalOf(error)) return null
    throw error
  }
}

const nameOf = async (api: Api, id: string): Promise<SubjectName | null> => {
  if (id.startsWith('lot_')) {
    const lot = await ifSeen(api.listing.lotById({ id }))
    return lot && { title: lot.title, number: lot.number, to: lotPage(id) }
  }
  if (id.startsWith('con_')) {
    const contract = await ifSeen(api.contract.get({ id }))
    return contract && { title: contract.title, number: contract.lotNumber, to: contractPage(id) }
  }
  if (id.startsWith('pln_')) {
    const plan = await ifSeen(api.income.get({ id }))
    return plan && { title: plan.title, number: plan.contractNumber, to: planPage(id) }
  }
  return null
}

/** One look-up for each distinct lot or contract of a page. */
export const subjectsOf = async (api: Api, rows: readonly { readonly subject: string }[]): Promise<SubjectNames> => {
  const ids = [...new Set(rows.map(({ subject }) => subject))]
  const names = await Promise.all(ids.map(async (id) => [id, await nameOf(api, id)] as const))
  return Object.fromEntries(names.flatMap(([id, name]) => (name ? [[id, name] as const] : [])))
}
