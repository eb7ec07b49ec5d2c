/** How far an achievement has come, in one word. */
import type { Lang } from '#kernel/bilingual.ts'
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import type { Tone } from '../../ui/badges.tsx'
import { achievementWord, offerTones, stateTones, stateWord } from './achievements-words.ts'

interface Stage {
  readonly state: AchievementState
  readonly offer: 'none' | 'listed' | 'converted'
}

/** What one word says of an achievement: once in the catalogue, whether it is on offer or sold tells more than that it is there. */
export const stageSign = ({ state, offer }: Stage, lang: Lang): { readonly tone: Tone; readonly word: string } =>
  state === 'catalogued' && offer !== 'none'
    ? { tone: offerTones[offer], word: achievementWord('offer', offer, lang) }
    : { tone: stateTones[state], word: stateWord(state, lang) }
