/** Words and signs of roadshow slots that several pages share. */
import type { Api } from '../../contract.ts'
import { formatInstant, formatTime } from '../../i18n/dates.ts'
import { sayIn, type Lang } from '../../i18n/lang.ts'
import type { Tone } from '../../ui/badges.tsx'
import { text } from './roadshow.text.ts'

export type ListedSlot = Awaited<ReturnType<Api['session']['slots']['list']>>['items'][number]
export type Slot = Awaited<ReturnType<Api['session']['slots']['get']>>
export type Question = Slot['questions'][number]

export const SLOT_TONES: Readonly<Record<Slot['phase'], Tone>> = { coming: 'waiting', on: 'live', over: 'done', cancelled: 'failed' }
export const QUESTION_TONES: Readonly<Record<Question['state'], Tone>> = { open: 'waiting', answered: 'done', declined: 'failed', lapsed: 'neutral' }

/** A slot ends on the day on which it begins, but for those over midnight, where the hour says enough. */
export const slotTime = ({ startsAt, endsAt }: Pick<ListedSlot, 'startsAt' | 'endsAt'>, lang: Lang): string =>
  `${formatInstant(startsAt, lang)} – ${formatTime(endsAt)}`

export const languagesText = (languages: ListedSlot['languages'], lang: Lang): string =>
  languages.map((spoken) => sayIn(text, lang)(`lang_${spoken}`)).join(lang === 'zh' ? '、' : ', ')

export const minutesOf = ({ startsAt, endsAt }: Pick<ListedSlot, 'startsAt' | 'endsAt'>): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000)

export const SHORT_DIGEST = 16
