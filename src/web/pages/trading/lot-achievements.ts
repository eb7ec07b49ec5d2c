/** Which achievements of the viewer's institution can be offered. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'

const MOST = 100

export interface Offerable {
  readonly value: string
  readonly label: string
}

export const offerableAchievements = async (api: Api, lang: Lang): Promise<readonly Offerable[]> => {
  const { items } = await api.achievement.waiting({ state: 'catalogued', limit: MOST })
  return items.map(({ id, title, catalogueNumber }) => ({
    value: id,
    label: `${catalogueNumber ?? ''} ${lang === 'en' && title.en !== '' ? title.en : title.zh}`.trim(),
  }))
}
