/** Words and colours of notices that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { NoticeView } from '#modules/notice/api.ts'
import { en, zh } from '#modules/notice/messages.ts'
import type { Tone } from '../../ui/badges.tsx'

const messages: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

export const noticeWord = (key: string, lang: Lang): string => messages[lang][key] ?? key

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

/** `10 working days`, `1 working day`, `10个工作日` */
export const daysText = (days: number, unit: NoticeView['unit'], lang: Lang): string => {
  const name = noticeWord(`enum.notice.unit.${unit}`, lang)
  if (lang === 'zh') return `${days}${name}`
  return `${days} ${days === 1 ? name.replace(/s$/, '') : name}`
}
