/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'authorship',
    title: { zh: '完成的成果', en: 'Achievements made' },
    columns: ['achievement.completer.person_id'],
    sql: `select r.id, r.title ->> 'zh' as title, c.name, c.share_basis_points, c.is_main, c.confirmation as state, c.confirmed_at as at from achievement.completer c join achievement.record r on r.id = c.achievement_id where c.person_id = $1 order by r.id`,
    fields: {
      id: FIELD.id,
      title: FIELD.title,
      name: { zh: '署名', en: 'Name as given' },
      share_basis_points: { zh: '比例（万分之一）', en: 'Share in basis points' },
      is_main: { zh: '主要贡献', en: 'Main contributor' },
      state: FIELD.state,
      at: FIELD.at,
    },
    erasure: { kept: 'authorship' },
  },
]
