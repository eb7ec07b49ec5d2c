/** Words and colours of notices that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { NoticeView } from '#modules/notice/api.ts'
import { en, zh } from '#modules/notice/messages.ts'
import { countedText, roomWords } from '../../i18n/room-words.ts'
import type { Tone } from '../../ui/badges.tsx'

export const { word: noticeWord, state: noticeStateWord, options: noticeOptions } = roomWords('notice', { zh, en })

export const noticeTones: Readonly<Record<NoticeView['state'], Tone>> = {
  running: 'active',
  paused: 'waiting',
  closed: 'done',
  upheld: 'failed',
  withdrawn: 'neutral',
}
export const objectionTones = { open: 'waiting', dismissed: 'neutral', upheld: 'failed', retracted: 'neutral', lapsed: 'neutral' } as const satisfies Readonly<
  Record<string, Tone>
>

export const daysText = (days: number, unit: NoticeView['unit'], lang: Lang): string => countedText(days, noticeWord('unit', unit, lang), lang)
