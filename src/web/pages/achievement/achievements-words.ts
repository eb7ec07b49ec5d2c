/** Words and signs of achievements that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import { en, zh } from '#modules/achievement/core/names.ts'
import type { Tone } from '../../ui/badges.tsx'
import type { Option } from '../../ui/fields.tsx'

const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

/** `list` is the name in the messages: field, chain, maturity, mode, ip, form, offer, decision … */
export const achievementWord = (list: string, code: string | null, lang: Lang): string =>
  code === null ? '' : (words[lang][`enum.achievement.${list}.${code}`] ?? code)

export const stateWord = (state: AchievementState, lang: Lang): string => words[lang][`state.achievement.${state}`] ?? state

export const wordOptions = (list: string, codes: readonly string[], lang: Lang): Option[] =>
  codes.map((value) => ({ value, label: achievementWord(list, value, lang) }))

export const stateTones: Readonly<Record<AchievementState, Tone>> = {
  draft: 'neutral',
  disclosed: 'waiting',
  returned: 'waiting',
  assessed: 'waiting',
  approved: 'active',
  catalogued: 'done',
  secret: 'neutral',
  released: 'neutral',
}

export const offerTones: Readonly<Record<'none' | 'listed' | 'converted', Tone>> = { none: 'neutral', listed: 'active', converted: 'done' }
