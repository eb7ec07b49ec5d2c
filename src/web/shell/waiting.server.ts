/** What the market says waits for the viewer, each with the page on which it is worked off. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { fillTemplate } from '#kernel/template.ts'
import { capabilities } from '../capabilities.server.ts'
import { inLang } from '../i18n/lang.ts'
import type { AppValue } from './context.ts'
import { ifAllowed } from './calls.ts'
import type { Asked, Source, TodoItem, WaitingItem } from './capability.ts'
import { holdsAny } from './market.ts'

const COUNT: Bilingual = { zh: '{count}项', en: '{count|item|items}' }

interface Waiting {
  readonly item: TodoItem
  /** Name of the capability that says so. */
  readonly of: string
  /** How many records the line stands for. */
  readonly count: number
}

const pages = new Map(
  capabilities.flatMap(({ name, waitingAt = {} }) => Object.entries(waitingAt).map(([kind, pageOf]) => [kind, { of: name, pageOf }] as const)),
)

const subjectOf = ({ count, number, title }: WaitingItem, lang: Asked['lang']): string =>
  count === null ? [number, title && inLang(title, lang)].filter(Boolean).join(' ') : fillTemplate(COUNT[lang], { count })

const awaitedOf = async ({ api, lang }: Pick<Asked, 'api' | 'lang'>, kinds?: readonly string[]): Promise<readonly Waiting[]> => {
  const { items } = await api.desk.waiting({})
  return items.flatMap((waiting) => {
    const at = pages.get(waiting.kind)
    if (at === undefined || kinds?.includes(waiting.kind) === false) return []
    const { kind, act, id, text, until, count } = waiting
    const item = { key: `${kind}.${act}:${id}`, act: text[lang], subject: subjectOf(waiting, lang), to: at.pageOf(waiting), dueAt: until }
    return [{ item, of: at.of, count: count ?? 1 }]
  })
}

/** `kinds`: of these only. */
export const waitingItems = async (asked: Pick<Asked, 'api' | 'lang'>, kinds: readonly string[]): Promise<readonly TodoItem[]> =>
  (await awaitedOf(asked, kinds)).map(({ item }) => item)

/** Asks every source that is meant for the viewer; what the viewer may not read adds nothing. */
export const askAll = async <Item>(asked: Asked, sources: readonly Source<Item>[]): Promise<readonly Item[]> => {
  const found = await Promise.all(sources.filter(({ roles }) => holdsAny(asked.viewer, roles)).map(({ load }) => ifAllowed(load(asked))))
  return found.flatMap((items) => items ?? [])
}

const everything = async (asked: Asked): Promise<readonly Waiting[]> => {
  const own = capabilities.map(async ({ name, waiting = [] }) => (await askAll(asked, waiting)).map((item) => ({ item, of: name, count: 1 })))
  return (await Promise.all([awaitedOf(asked), ...own])).flat()
}

/** All that waits for the viewer: what the navigation counts and the first screen shows is one answer, and the market is asked once for both. */
export const waitingFor = (asked: Asked, keep: AppValue['keep']): Promise<readonly Waiting[]> => keep(`waiting ${asked.lang}`, () => everything(asked))
