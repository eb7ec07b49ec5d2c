/** First refusals that wait for an answer. */
import { inLang } from '../../i18n/lang.ts'
import { firstRefusalsPage } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const ACT = { zh: '答复优先受让征询', en: 'Answer first refusal' } as const
const MOST = 50

const firstRefusals: Source<TodoItem> = {
  roles: ['researcher', 'tto', 'approver'],
  load: async ({ api, lang }) => {
    const { items } = await api.title.myFirstRefusals({ state: 'open', limit: MOST })
    return items
      .filter(({ myAnswer }) => myAnswer === null)
      .map((ask) => ({ key: ask.id, act: ACT[lang], subject: inLang(ask.title, lang), to: firstRefusalsPage(), dueAt: ask.closesAt }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [firstRefusals]
