/** What was entered: waiting, accepted or refused with the reason, newest first. */
import { formatAmount } from '#kernel/money.ts'
import { formatTime } from '../../i18n/dates.ts'
import type { Instant } from '#kernel/instant.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import styles from './floor.module.css'
import type { FloorEntry } from './floor-queue.ts'
import { text } from './floor.text.ts'
import type { FloorQueueUse } from './use-floor-queue.ts'

const SHOWN = 50

export const FloorEntries = ({ queue: { entries, takeBack } }: { readonly queue: FloorQueueUse }) => {
  const say = useSay(text)
  const lang = useLang()
  const count = (state: FloorEntry['state']) => entries.filter((entry) => entry.state === state).length
  return (
    <>
      <p className={styles.counts} role="status" aria-live="polite">
        {say('counts', { waiting: count('waiting'), accepted: count('accepted'), refused: count('refused') })}
      </p>
      {entries.length === 0 ? <p className={styles.small}>{say('empty')}</p> : null}
      <ol className={styles.entries} aria-label={say('queue')}>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.key} data-state={entry.state}>
            <span className={styles.entered}>
              <strong>{entry.number}</strong> {formatAmount(BigInt(entry.priceMinor), 'CNY', lang)}
            </span>
            <time dateTime={new Date(entry.enteredAt).toISOString()} title={say('entered')}>
              {formatTime(entry.enteredAt as Instant, true)}
            </time>
            <Result entry={entry} />
            {entry.state === 'waiting' && !entry.isTried ? (
              <Button tone="quiet" onClick={() => void takeBack(entry.turn ?? 0)}>
                {say('takeBack')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}

const Result = ({ entry: { state, isTried, seq, reason } }: { readonly entry: FloorEntry }) => {
  const say = useSay(text)
  const lang = useLang()
  if (state === 'waiting') return <span>{say(isTried ? 'waitingAnswer' : 'waiting')}</span>
  if (state === 'accepted') return <span>{say('accepted', { seq: seq ?? '' })}</span>
  return (
    <span>
      {say('refused')}: {reason?.[lang]}
    </span>
  )
}
