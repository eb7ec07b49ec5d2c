/** Owners, burdens, disposals and first refusal, as the record of rights has them. */
import type { ReactNode } from 'react'
import { en, zh } from '#modules/title/messages.ts'
import { formatDate, formatEnd } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { RuleLink } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { lotPage } from '../trading/addresses.ts'
import type { ShownAchievement, ShownRight } from './achievements-types.ts'
import styles from './achievements.module.css'
import { text } from './achievements-record.text.ts'

const Lines = ({ items, none }: { readonly items: readonly { readonly key: string; readonly line: ReactNode }[]; readonly none: string }) =>
  items.length === 0 ? (
    <span className={styles.meta}>{none}</span>
  ) : (
    <ul className={styles.list}>
      {items.map(({ key, line }) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  )

const FirstRefusal = ({ firstRefusal }: { readonly firstRefusal: ShownRight['firstRefusal'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const word = useCodeText({ zh, en })
  return (
    <span>
      {word(`state.title.${firstRefusal.state}`)}
      {firstRefusal.closesAt === null ? null : <> · {say('refusalUntil', { date: formatEnd(firstRefusal.closesAt, lang) })}</>}
      {firstRefusal.rule ? (
        <>
          {' '}
          <RuleLink rule={firstRefusal.rule} />
        </>
      ) : null}
    </span>
  )
}

const OriginOf = ({ origin }: { readonly origin: NonNullable<ShownRight['origin']> }) => {
  const both = useInLang()
  const lang = useLang()
  const word = useCodeText({ zh, en })
  const names = origin.developers?.map(({ name }) => both(name)).join(lang === 'zh' ? '、' : ', ') ?? ''
  return (
    <span>
      {[word(`enum.title.origin.${origin.kind}`), names, origin.ground === null ? '' : word(`enum.title.ground.${origin.ground}`)]
        .filter((part) => part !== '')
        .join(' · ')}
    </span>
  )
}

export const RightsOf = ({ achievement, right }: { readonly achievement: ShownAchievement; readonly right: ShownRight | null }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const word = useCodeText({ zh, en })
  if (right === null) return <p className={styles.meta}>{say('rightsPending')}</p>
  const until = (iso: string | null) => (iso === null ? '' : ` · ${say('until', { date: formatDate(iso.slice(0, 10), lang) })}`)
  return (
    <FactsTable
      rows={[
        {
          label: say('holders'),
          value: right.holders.map((holder) => `${both(holder.name)} ${holder.shareBasisPoints / 100}%`).join(lang === 'zh' ? '；' : '; '),
        },
        { label: say('origin'), value: right.origin === null ? null : <OriginOf origin={right.origin} /> },
        { label: say('service'), value: say(achievement.isServiceAchievement ? 'serviceYes' : 'serviceNo') },
        { label: say('refusal'), value: right.firstRefusal.isDue ? <FirstRefusal firstRefusal={right.firstRefusal} /> : null },
        {
          label: say('burdens'),
          value: (
            <Lines
              none={say('noBurdens')}
              items={right.encumbrances
                .filter(({ isInForce }) => isInForce)
                .map((burden) => ({ key: burden.id, line: `${word(`enum.title.encumbrance.${burden.kind}`)}${until(burden.to)}` }))}
            />
          ),
        },
        {
          label: say('disposals'),
          value: (
            <Lines
              none={say('noDisposals')}
              items={right.disposals.map((disposal) => ({
                key: disposal.lotId,
                line: (
                  <span>
                    <LocalLink to={lotPage(disposal.lotId)}>{word(`enum.title.right.${disposal.right}`)}</LocalLink>
                    {disposal.shareBasisPoints === null ? '' : ` ${disposal.shareBasisPoints / 100}%`}
                    {` · ${word(`enum.title.disposal.${disposal.state}`)}${until(disposal.to)}`}
                  </span>
                ),
              }))}
            />
          ),
        },
      ]}
    />
  )
}
