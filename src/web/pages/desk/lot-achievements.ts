/** Which achievements of the viewer's institution can be offered. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import type { Option } from '../../ui/fields.tsx'

const MOST = 100

export const offerableAchievements = async (api: Api, lang: Lang): Promise<readonly Option[]> => {
  const { items } = await api.achievement.inbox({ state: 'catalogued', limit: MOST })
  return items.map(({ id, title, catalogueNumber }) => ({ value: id, label: `${catalogueNumber ?? ''} ${lang === 'en' && title.en !== '' ? title.en : title.zh}`.trim() }))
}
