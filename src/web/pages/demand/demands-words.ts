/** Words and signs of demands that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { DemandState } from '#modules/demand/core/lifecycle.ts'
import { en, zh } from '#modules/demand/messages.ts'
import type { Tone } from '../../ui/badges.tsx'
import type { Option } from '../../ui/fields.tsx'

const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

/** `list`: field, mode, source, outcome. */
export const demandWord = (list: string, code: string | null, lang: Lang): string => (code === null ? '' : (words[lang][`enum.demand.${list}.${code}`] ?? code))

export const demandStateWord = (state: DemandState, lang: Lang): string => words[lang][`state.demand.${state}`] ?? state

export const demandOptions = (list: string, codes: readonly string[], lang: Lang): Option[] =>
  codes.map((value) => ({ value, label: demandWord(list, value, lang) }))

export const demandTones: Readonly<Record<DemandState, Tone>> = { published: 'active', closed: 'done', withdrawn: 'neutral', taken_down: 'failed' }
