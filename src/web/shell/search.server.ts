/** What the desks' search finds: every capability is asked for what the viewer may read, and its findings stand under its name. */
import { capabilities } from '../capabilities.server.ts'
import type { Place } from '../i18n/place.ts'
import { ifAllowed } from './calls.ts'
import type { CapabilitySearch, SearchAsked } from './capability.ts'
import { holdsAny } from './market.ts'

/** Of each capability; who looks for more goes on in its list. */
const MOST_EACH = 6
const MOST_LETTERS = 80
/** One letter of Latin finds everything; one Chinese character is a word. */
const FEWEST_LATIN = 2

export interface FoundGroup {
  readonly name: string
  readonly items: readonly { readonly key: string; readonly title: string; readonly number: string; readonly note: string; readonly to: Place }[]
}

/** As people mean it: full-width letters and digits are read, what cannot be seen is left out. Null: too little to look for. */
export const askedWords = (typed: string | null): string | null => {
  const q = (typed ?? '')
    .normalize('NFKC')
    .replaceAll(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
  return q === '' || (q.length < FEWEST_LATIN && !/\p{Script=Han}/u.test(q)) ? null : q
}

const findIn = async ({ sources, ...name }: CapabilitySearch, asked: SearchAsked): Promise<FoundGroup> => {
  const open = sources.filter(({ roles }) => roles === undefined || holdsAny(asked.viewer, roles))
  const lists = await Promise.all(open.map(({ find }) => ifAllowed(find(asked))))
  const once = new Map<string, FoundGroup['items'][number]>()
  for (const { key, title, number, note, to } of lists.flatMap((list) => list ?? []))
    if (!once.has(key)) once.set(key, { key, title, number: number ?? '', note: note ?? '', to })
  return { name: name[asked.lang], items: [...once.values()].slice(0, MOST_EACH) }
}

export const searchAll = async (asked: Omit<SearchAsked, 'limit'>): Promise<readonly FoundGroup[]> => {
  const groups = await Promise.all(capabilities.flatMap(({ search }) => (search ? [findIn(search, { ...asked, limit: MOST_EACH })] : [])))
  return groups.filter(({ items }) => items.length > 0)
}
