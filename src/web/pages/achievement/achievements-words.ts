/** Words and signs of achievements that several pages share. */
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import { en, zh } from '#modules/achievement/core/names.ts'
import { roomWords } from '../../i18n/room-words.ts'
import type { Tone } from '../../ui/badges.tsx'

export const { word: achievementWord, state: stateWord, options: wordOptions } = roomWords('achievement', { zh, en })

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
