/** Words and signs of boxes and keys that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import { fillTemplate } from '#kernel/template.ts'
import type { BoxState } from '#modules/sealing/core/box.ts'
import type { KeyState } from '#modules/sealing/core/officers.ts'
import { en, zh } from '#modules/sealing/messages.ts'
import type { Tone } from '../../ui/badges.tsx'

const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

export const boxTones: Readonly<Record<BoxState, Tone>> = {
  awaiting_officers: 'waiting',
  open: 'active',
  closed: 'waiting',
  opening: 'live',
  opened: 'done',
  failed: 'failed',
  cancelled: 'neutral',
}
export const keyTones: Readonly<Record<KeyState, Tone>> = { registered: 'waiting', certified: 'done', revoked: 'neutral' }
export const boxStateWord = (state: BoxState, lang: Lang): string => words[lang][`state.sealing.${state}`] ?? state
export const keyStateWord = (state: KeyState, lang: Lang): string => words[lang][`state.sealingKey.${state}`] ?? state
export const purposeWord = (purpose: string, lang: Lang): string => words[lang][`enum.sealing.purpose.${purpose}`] ?? purpose
/** Why something was refused, by its code. */
export const faultWord = (code: string, params: Readonly<Record<string, unknown>>, lang: Lang): string => fillTemplate(words[lang][code] ?? code, params)
