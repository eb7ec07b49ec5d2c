/** Words and signs of panels that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { PanelState, SeatState } from '#modules/panel/core/panel.ts'
import { en, zh } from '#modules/panel/messages.ts'
import type { Tone } from '../../ui/badges.tsx'

const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

export const panelTones: Readonly<Record<PanelState, Tone>> = {
  committing: 'waiting',
  unsealing: 'waiting',
  drawn: 'waiting',
  declared: 'waiting',
  scoring: 'active',
  locked: 'active',
  aggregated: 'active',
  revealed: 'done',
  failed: 'failed',
  cancelled: 'neutral',
}
export const seatTones: Readonly<Record<SeatState, Tone>> = {
  drawn: 'waiting',
  declared: 'active',
  locked: 'done',
  recused: 'neutral',
  replaced: 'neutral',
  silent: 'failed',
}
export const panelStateWord = (state: PanelState, lang: Lang): string => words[lang][`state.panel.${state}`] ?? state
export const seatStateWord = (state: SeatState, lang: Lang): string => words[lang][`state.panelSeat.${state}`] ?? state

const SIDES: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  market: { zh: '市场', en: 'The market' },
  owner: { zh: '组织方', en: 'The owner' },
  regulator: { zh: '主管部门', en: 'The authority' },
  bidder: { zh: '竞买人', en: 'Bidder' },
}
/** A side by what it is: bidders by number, never by name. */
export const sideWord = (side: string, lang: Lang): string => {
  const [kind = '', number] = side.split(':')
  const word = SIDES[kind]?.[lang] ?? kind
  if (number === undefined) return word
  return lang === 'zh' ? `${word} ${number} 号` : `${word} no. ${number}`
}

export const percent = (basisPoints: number): string => `${(basisPoints / 100).toFixed(basisPoints % 100 === 0 ? 0 : 2)} %`
/** A mark out of a hundred, as the formula has it. */
export const points = (basisPoints: number): string => (basisPoints / 100).toFixed(2)
