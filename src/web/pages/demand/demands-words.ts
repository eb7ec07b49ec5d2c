/** Words and signs of demands that several pages share. */
import type { DemandState } from '#modules/demand/core/lifecycle.ts'
import { en, zh } from '#modules/demand/messages.ts'
import { roomWords } from '../../i18n/room-words.ts'
import type { Tone } from '../../ui/badges.tsx'

export const { word: demandWord, state: demandStateWord, options: demandOptions } = roomWords('demand', { zh, en })

export const demandTones: Readonly<Record<DemandState, Tone>> = { published: 'active', closed: 'done', withdrawn: 'neutral', taken_down: 'failed' }
