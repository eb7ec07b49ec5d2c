/** Roadshow slots in their order. */
import type { ReactNode } from 'react'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { slotPage } from './addresses.ts'
import { languagesText, SLOT_TONES, slotTime, type ListedSlot } from './roadshow-words.ts'
import styles from './roadshow.module.css'
import { text } from './roadshow.text.ts'

interface ListProps {
  readonly slots: readonly ListedSlot[]
  /** Below each slot, for who may do something with it. */
  readonly aside?: (slot: ListedSlot) => ReactNode
}

export const SlotList = ({ slots, aside }: ListProps) => (
  <ol className={styles.slots}>
    {slots.map((slot) => (
      <li key={slot.id} data-phase={slot.phase}>
        <Listed slot={slot} />
        {aside?.(slot)}
      </li>
    ))}
  </ol>
)

const Listed = ({ slot }: { readonly slot: ListedSlot }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const facts = [
    both(slot.seller.name),
    `${say('speaker')}${lang === 'zh' ? '：' : ': '}${slot.speaker === null ? say('speakerOpen') : both(slot.speaker)}`,
    languagesText(slot.languages, lang),
    say('counts', { answered: slot.answeredCount, open: slot.openCount }),
  ]
  return (
    <div className={styles.slot}>
      <div className={styles.when}>
        <span>{slotTime(slot, lang)}</span>
        <StateBadge tone={SLOT_TONES[slot.phase]}>{say(`phase.${slot.phase}`)}</StateBadge>
      </div>
      <div className={styles.shown}>
        <LocalLink to={slotPage(slot.id)}>{slot.lots.map(({ title }) => both(title)).join(lang === 'zh' ? '；' : '; ')}</LocalLink>
        <span className={styles.sub}>{facts.join(' · ')}</span>
        {slot.reason === null ? null : <span className={styles.sub}>{say('cancelled', { reason: slot.reason })}</span>}
      </div>
    </div>
  )
}
