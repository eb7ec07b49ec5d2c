/** For the projector: one lot large, the rest as a strip. It follows the session by itself; nothing on it needs a hand. */
import type { Route } from './+types/sessions-hall.ts'
import { lotNow } from '#modules/session/core/order.ts'
import { formatInstant, formatTime, toInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { auctionSessionPage } from './addresses.ts'
import styles from './sessions-hall.module.css'
import { text } from './sessions-hall.text.ts'
import { entrySign, isOnAuction, percent, priceOf, sessionSign, unsoldReason, type Entry, type Session } from './session-words.ts'
import { useHall } from './use-hall.ts'

/** As many as a strip can show from twenty metres. */
const STRIP = 6

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  return plainTitle(lang, loaderData ? inLang(loaderData.session.title, langOfParam(lang)) : '')
}

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => ({ session: await orNotFound(apiOf(context).session.get({ id })) })

const DECIDED: readonly string[] = ['failed', 'withdrawn', 'sold', 'subject']

const momentOf = (at: string | null | undefined): number | null => (at === null || at === undefined ? null : toInstant(at))

const focusOf = (entries: readonly Entry[], now: number): Entry | null =>
  lotNow(
    entries.map((entry) => ({
      entry,
      // A lot that ended without bidding is as decided as one that was sold.
      phase: DECIDED.includes(entry.lotState) ? 'closed' : (entry.auction?.phase ?? null),
      opensAt: momentOf(entry.opensAt),
      endsAt: momentOf(entry.auction?.endsAt),
      closedAt: momentOf(entry.auction?.closedAt),
    })),
    now,
  )?.entry ?? null

/** The next in the running order that is still to come or to end. */
const nextOf = (entries: readonly Entry[], focus: Entry): Entry | null =>
  entries.slice(entries.findIndex(({ id }) => id === focus.id) + 1).find(({ lotState }) => !DECIDED.includes(lotState)) ?? null

/** Beginning where the large one stands, so that what comes next is on the screen however many there are. */
const stripOf = (entries: readonly Entry[], focus: Entry | null): readonly Entry[] => {
  const at = Math.max(0, entries.findIndex(({ id }) => id === focus?.id) - 1)
  return entries.slice(Math.max(0, Math.min(at, entries.length - STRIP)), Math.max(0, Math.min(at, entries.length - STRIP)) + STRIP)
}

const Hall = ({ loaderData }: Route.ComponentProps) => {
  const { session, cut, now } = useHall(loaderData.session)
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const entries = session.entries.filter(({ standing }) => standing === 'admitted')
  const focus = focusOf(entries, now)
  return (
    <section className={styles.hall} aria-label={say('title')}>
      <header className={styles.head}>
        <h1>
          <LocalLink to={auctionSessionPage(session.id)} title={say('back')}>
            {both(session.title)}
          </LocalLink>
        </h1>
        <p className={styles.status}>
          <span>{sessionSign(session.state, lang).word}</span>
          <time className={styles.clock}>{formatTime(now)}</time>
        </p>
      </header>
      {cut === null ? null : (
        <p className={styles.cut} role="status">
          <strong>{say('lost', { time: formatTime(cut.at, true) })}</strong> <span>{say('age', { seconds: cut.ageSeconds })}</span>
        </p>
      )}
      {focus === null ? (
        <p className={styles.nothing}>{say(session.state === 'cancelled' ? 'cancelled' : 'waiting')}</p>
      ) : (
        <Large entry={focus} next={nextOf(entries, focus)} isCut={cut !== null} />
      )}
      <Strip entries={stripOf(entries, focus)} focus={focus} session={session} />
    </section>
  )
}
export default Hall

interface LargeProps {
  readonly entry: Entry
  /** What comes after it, undecided. */
  readonly next: Entry | null
  /** The figures are old: nothing on the screen may look as if it ran. */
  readonly isCut: boolean
}

const Large = ({ entry, next, isCut }: LargeProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { tone, word } = entrySign(entry, lang)
  const { auction, priceMinor } = entry
  const label = priceMinor !== null ? 'hammer' : auction?.topPriceMinor ? 'price' : entry.method === 'dutch' && isOnAuction(entry) ? 'asks' : 'start'
  return (
    <article className={styles.large} data-tone={tone}>
      <p className={styles.which}>
        <span>{say('now', { place: entry.place ?? '' })}</span>
        <span className={styles.word}>{word}</span>
      </p>
      <h2>{both(entry.title)}</h2>
      <p className={styles.seller}>{both(entry.seller.name)}</p>
      <div className={styles.figures}>
        <div className={styles.price}>
          <span className={styles.label}>{say(label)}</span>
          <Price minor={priceOf(entry)} />
        </div>
        <Leader entry={entry} />
        <Clock entry={entry} isCut={isCut} />
      </div>
      <div className={styles.below}>
        <Verdict entry={entry} />
        {next === null ? null : <Next entry={next} isCut={isCut} />}
      </div>
    </article>
  )
}

const Leader = ({ entry: { auction, priceMinor, premiumBasisPoints, lotState } }: { readonly entry: Entry }) => {
  const say = useSay(text)
  if (auction === null || lotState === 'notice' || lotState === 'ready') return null
  const { topNumber, bidCount } = auction
  return (
    <div className={styles.leader}>
      <span className={styles.label}>{say(priceMinor === null ? 'leads' : 'won')}</span>
      <span className={styles.number}>{topNumber === null ? say('none') : say('number', { number: topNumber })}</span>
      <span className={styles.small}>
        {premiumBasisPoints === null ? say('bids', { count: bidCount }) : say('premium', { percent: percent(premiumBasisPoints) })}
      </span>
    </div>
  )
}

/** What the host has called, and how it ended: large enough to be read from the last row. */
const Verdict = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(text)
  const lang = useLang()
  const { auction, lotState } = entry
  if (lotState === 'sold')
    return (
      <p className={styles.verdict} data-outcome="sold" role="status">
        {say('soldBanner')}
      </p>
    )
  if (lotState === 'subject')
    return (
      <p className={styles.verdict} data-outcome="called" role="status">
        {entrySign(entry, lang).word}
      </p>
    )
  if (lotState === 'failed' || lotState === 'withdrawn')
    return (
      <p className={styles.verdict} data-outcome="unsold" role="status">
        {say('unsoldBanner')}
        <small>{unsoldReason(entry, lang)}</small>
      </p>
    )
  if (auction?.call === null || auction?.call === undefined || !isOnAuction(entry)) return null
  return (
    <p className={styles.verdict} data-outcome="called" role="status">
      {say(auction.call === 1 ? 'once' : 'twice')}
      <small>{say('clockDecides')}</small>
    </p>
  )
}

/** Counted down, or written out where the figures are old. */
const NextIn = ({ at, isCut }: { readonly at: string; readonly isCut: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  if (isCut) return say('opensAt', { time: formatInstant(at, lang) })
  return (
    <>
      {say('opensIn')} <Countdown until={at} over={say('nowOpen')} />
    </>
  )
}

const Next = ({ entry, isCut }: { readonly entry: Entry; readonly isCut: boolean }) => {
  const say = useSay(text)
  const both = useInLang()
  const when = isOnAuction(entry) ? say('nowOpen') : entry.opensAt === null ? null : <NextIn at={entry.opensAt} isCut={isCut} />
  return (
    <p className={styles.next}>
      <span>{say('next', { place: entry.place ?? '' })}</span> <strong>{both(entry.title)}</strong> <span>{when}</span>
    </p>
  )
}

/** A moment that is counted down to, or only named where the figures are old. */
const Until = ({ at, label, over, known }: { readonly at: string; readonly label: string; readonly over: string; readonly known: string | null }) => (
  <div className={styles.countdown}>
    <span className={styles.label}>{known ?? label}</span>
    {known === null ? <Countdown until={at} over={over} /> : <time dateTime={at}>{formatTime(at, true)}</time>}
  </div>
)

const Clock = ({ entry, isCut }: { readonly entry: Entry; readonly isCut: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  const { auction, lotState, opensAt } = entry
  if (lotState === 'sold' || lotState === 'failed' || lotState === 'withdrawn') return null
  if (lotState === 'suspended' || auction?.phase === 'suspended') return <p className={styles.reason}>{say('suspended')}</p>
  if (isOnAuction(entry) && auction) return <Until at={auction.endsAt} label={say('endsIn')} over={say('over')} known={isCut ? say('endsAtKnown') : null} />
  if (opensAt !== null && (lotState === 'notice' || lotState === 'ready'))
    return <Until at={opensAt} label={say('opensIn')} over="00:00:00" known={isCut ? say('opensAtKnown') : null} />
  const reason = unsoldReason(entry, lang)
  return reason === null ? null : <p className={styles.reason}>{reason}</p>
}

interface StripProps {
  readonly entries: readonly Entry[]
  readonly focus: Entry | null
  readonly session: Session
}

const Strip = ({ entries, focus, session: { totals } }: StripProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <footer className={styles.foot}>
      <ol className={styles.strip} aria-label={say('order')}>
        {entries.map((entry) => {
          const { tone, word } = entrySign(entry, lang)
          return (
            <li key={entry.id} data-tone={tone} aria-current={entry.id === focus?.id ? 'true' : undefined}>
              <span className={styles.place}>{entry.place}</span>
              <span className={styles.name}>{both(entry.title)}</span>
              <span className={styles.at}>
                <Price minor={priceOf(entry)} isShort /> <span>{word}</span>
              </span>
            </li>
          )
        })}
      </ol>
      <p className={styles.totals}>
        <span>{say('sold', { sold: totals.soldCount, lots: totals.lotCount })}</span>
        {totals.soldCount === 0 ? null : (
          <span>
            {say('total')} <Price minor={totals.priceTotalMinor} isShort />
          </span>
        )}
      </p>
    </footer>
  )
}
