/** Under the head that says that an act was done: who acts next, and until when. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { formatEnd } from '../i18n/dates.ts'
import { inLang, texts, useLang, useSay } from '../i18n/lang.ts'
import type { CommandOutcome } from '../shell/outcome.ts'
import { Banner } from './notices.tsx'

const text = texts({
  zh: { next: '下一步：{who} — {act}。', until: '下一步：{who} — {act}，截止 {until}。', nobody: '目前不需要任何人办理。' },
  en: { next: 'Next: {who} — {act}.', until: 'Next: {who} — {act}, until {until}.', nobody: 'Nobody has to act now.' },
})

export interface NextAct {
  /** As the table of who waits calls it. */
  readonly name: string
  readonly who: Bilingual
  readonly act: Bilingual
  readonly until: string | null
}

interface NextActsProps {
  readonly outcome: CommandOutcome<unknown> | undefined
  readonly acts: readonly NextAct[]
}

export const NextActs = ({ outcome, acts }: NextActsProps) => {
  const say = useSay(text)
  const lang = useLang()
  if (!outcome?.ok) return null
  return (
    <Banner tone="info">
      {acts.length === 0 ? say('nobody') : null}
      {acts.map(({ who, act, until }) => (
        <p key={`${who.en}${act.en}`}>
          {say(until === null ? 'next' : 'until', { who: inLang(who, lang), act: inLang(act, lang), until: until === null ? '' : formatEnd(until, lang) })}
        </p>
      ))}
    </Banner>
  )
}
