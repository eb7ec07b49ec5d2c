/** Rule changes that wait for the viewer. */
import { inLang } from '../../i18n/lang.ts'
import { ruleChangesPage } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const ACT = { zh: '审定规则变更', en: 'Decide on a rule change' } as const

const ruleChanges: Source<TodoItem> = {
  roles: ['clerk', 'admin'],
  load: async ({ api, lang }) => {
    const { items } = await api.rulebook.listProposals({ state: 'proposed' })
    return items
      .filter((item) => !item.isOwn)
      .map((item) => ({
        key: item.id,
        act: ACT[lang],
        subject: inLang(item.title, lang),
        to: ruleChangesPage(),
        dueAt: `${item.validFrom}T00:00:00+08:00`,
      }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [ruleChanges]
