/** What a market still lacks before it may open, for who governs it. */
import type { Source, TodoItem } from '../../shell/capability.ts'
import { checklistPage } from './addresses.ts'

export const waiting: readonly Source<TodoItem>[] = [
  {
    roles: ['admin'],
    load: async ({ checklist, lang }) => {
      const missing = (await checklist()).filter(({ state }) => state === 'missing').length
      if (missing === 0) return []
      const act = { zh: '完成开业检查', en: 'Complete the check list' }[lang]
      const subject = { zh: `${missing} 项尚缺`, en: `${missing} still missing` }[lang]
      return [{ key: 'checklist', act, subject, to: checklistPage() }]
    },
  },
]
