/** Words and signs of complaints that several pages share. */
import type { ComplaintState } from '#modules/complaint/core/lifecycle.ts'
import { en, zh } from '#modules/complaint/messages.ts'
import { roomWords } from '../../i18n/room-words.ts'
import type { Tone } from '../../ui/badges.tsx'

export const { word: complaintWord, state: complaintStateWord, options: complaintOptions } = roomWords('complaint', { zh, en })

export const complaintTones: Readonly<Record<ComplaintState, Tone>> = { received: 'waiting', answered: 'done', withdrawn: 'neutral' }
