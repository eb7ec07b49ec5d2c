/** Words and signs of complaints that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { ComplaintState } from '#modules/complaint/core/lifecycle.ts'
import { en, zh } from '#modules/complaint/messages.ts'
import type { Tone } from '../../ui/badges.tsx'

const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

/** `list`: kind, outcome. */
export const complaintWord = (list: string, code: string, lang: Lang): string => words[lang][`enum.complaint.${list}.${code}`] ?? code
export const complaintStateWord = (state: ComplaintState, lang: Lang): string => words[lang][`state.complaint.${state}`] ?? state
export const complaintTones: Readonly<Record<ComplaintState, Tone>> = { received: 'waiting', answered: 'done', withdrawn: 'neutral' }
