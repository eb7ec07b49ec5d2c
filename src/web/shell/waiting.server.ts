/** What the market says waits for the viewer, each with the page on which it is worked off. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { fillTemplate } from '#kernel/template.ts'
import { capabilities } from '../capabilities.server.ts'
import { inLang } from '../i18n/lang.ts'
import type { Asked, TodoItem, WaitingItem } from './capability.ts'

const COUNT: Bilingual = { zh: '{count}项', en: '{count|item|items}' }

const pages = new Map(capabilities.flatMap(({ waitingAt = {} }) => Object.entries(waitingAt)))

const subjectOf = ({ count, number, title }: WaitingItem, lang: Asked['lang']): string =>
  count === null ? [number, title && inLang(title, lang)].filter(Boolean).join(' ') : fillTemplate(COUNT[lang], { count })

/** `kinds`: of these only. */
export const waitingItems = async ({ api, lang }: Pick<Asked, 'api' | 'lang'>, kinds?: readonly string[]): Promise<readonly TodoItem[]> => {
  const { items } = await api.desk.waiting({})
  return items.flatMap((item) => {
    const pageOf = pages.get(item.kind)
    if (pageOf === undefined || kinds?.includes(item.kind) === false) return []
    return [{ key: `${item.kind}.${item.act}:${item.id}`, act: item.text[lang], subject: subjectOf(item, lang), to: pageOf(item), dueAt: item.until }]
  })
}
