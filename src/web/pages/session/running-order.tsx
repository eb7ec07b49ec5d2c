/** Lots of a session in their order, with what each stands at. */
import type { ReactNode } from 'react'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { LivePrice } from '../../ui/price.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { lotPage } from '../trading/addresses.ts'
import { entrySign, isOnAuction, percent, priceOf, rightWord, unsoldReason, type Entry } from './session-words.ts'
import styles from './sessions.module.css'
import { text } from './sessions.text.ts'

interface OrderProps {
  readonly entries: readonly Entry[]
  /** Beside each lot, for who may do something with it. */
  readonly aside?: (entry: Entry) => ReactNode
}

export const RunningOrder = ({ entries, aside }: OrderProps) => (
  <ol className={styles.order}>
    {entries.map((entry) => (
      <li key={entry.id} data-live={isOnAuction(entry) ? '' : undefined}>
        <span className={styles.place}>{entry.place}</span>
        <What entry={entry} />
        <Money entry={entry} />
        <Standing entry={entry} />
        {aside?.(entry)}
      </li>
    ))}
  </ol>
)

const What = ({ entry }: { readonly entry: Entry }) => {
  const both = useInLang()
  const lang = useLang()
  const name = both(entry.title)
  return (
    <div className={styles.what}>
      {/* What was taken back has no page any more. */}
      {entry.lotState === 'withdrawn' ? <strong>{name}</strong> : <LocalLink to={lotPage(entry.lotId)}>{name}</LocalLink>}
      <span className={styles.sub}>{unbroken([entry.lotNumber, both(entry.seller.name), rightWord(entry.right, lang)].join(' · '))}</span>
    </div>
  )
}

const Money = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(text)
  const { priceMinor, auction, premiumBasisPoints } = entry
  const label = priceMinor !== null ? 'hammer' : auction?.topPriceMinor ? 'price' : 'start'
  return (
    <div className={styles.money}>
      <span className={styles.sub}>{say(label)}</span>
      <LivePrice minor={priceOf(entry)} size="s" />
      {entry.unitsSold === null ? null : <span className={styles.sub}>{say('unitsSold', { count: entry.unitsSold })}</span>}
      {premiumBasisPoints === null ? null : (
        <span className={styles.sub}>
          {say('premium')} {percent(premiumBasisPoints)}
        </span>
      )}
    </div>
  )
}

const Standing = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(text)
  const lang = useLang()
  const { tone, word } = entrySign(entry, lang)
  const reason = unsoldReason(entry, lang)
  const isComing = entry.lotState === 'notice' || entry.lotState === 'ready'
  return (
    <div className={styles.state}>
      <StateBadge tone={tone}>{word}</StateBadge>
      {isOnAuction(entry) && entry.auction ? (
        <span className={styles.sub}>
          <Countdown until={entry.auction.endsAt} /> {entry.auction.topNumber === null ? say('bids_none') : say('bidder', { number: entry.auction.topNumber })}
        </span>
      ) : null}
      {isComing && entry.opensAt !== null ? <span className={styles.sub}>{entry.isOutside ? say('moved') : formatInstant(entry.opensAt, lang)}</span> : null}
      {reason ? <span className={styles.sub}>{unbroken(reason)}</span> : null}
    </div>
  )
}
