/** First refusals that wait for an answer. */
import { inLang } from '../../i18n/lang.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import type { TodoItem } from '../../ui/todo-list.tsx'
import { firstRefusalsPage } from './addresses.ts'

const ACT = { zh: '答复优先受让征询', en: 'Answer first refusal' } as const
const MOST = 50

export const firstRefusalTodo = {
  name: 'title.first_refusal',
  roles: ['researcher', 'tto', 'approver'] as const,
  load: async ({ api, lang }: { readonly api: Api; readonly lang: Lang }): Promise<readonly TodoItem[]> => {
    const { items } = await api.title.myFirstRefusals({ state: 'open', limit: MOST })
    return items
      .filter(({ myAnswer }) => myAnswer === null)
      .map((ask) => ({ key: ask.id, act: ACT[lang], subject: inLang(ask.title, lang), to: firstRefusalsPage(), dueAt: ask.closesAt }))
  },
}
