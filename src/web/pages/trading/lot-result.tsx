/** After the close: what came out. */
import { en, zh } from '#modules/auction/core/state-messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { unitsPage } from './addresses.ts'
import type { Auction } from './lot-loaded.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import { premiumPercent } from './premium-percent.ts'
import { words } from './words.text.ts'

/** Of several units each leads to who took which. */
const Winners = ({ auction }: { readonly auction: Auction }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const names = auction.winners.map(({ name, number }) => `${inLang(name)} · ${number}`).join(say('listMark'))
  return auction.units > 1 ? <LocalLink to={unitsPage(auction.lotId)}>{names}</LocalLink> : names
}

/** `highest`: what who named the price is called where it has not bought by that. */
export const Result = ({ auction, highest }: { readonly auction: Auction; readonly highest: string | null }) => {
  const say = useSay(text)
  const sayOfLots = useSay(words)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  const isSold = auction.outcome === 'sold'
  const reason = auction.failReason ?? 'no_bids'
  const rows: readonly FactRow[] = [
    ...(isSold && auction.winnerName !== null ? [{ label: highest ?? say('winner'), value: <Winners auction={auction} /> }] : []),
    {
      label: sayOfLots('result'),
      value: isSold
        ? sayOfLots('premium', { percent: premiumPercent(auction.startingPriceMinor, auction.topPriceMinor ?? '0') })
        : word(`enum.auction.failReason.${reason}`),
    },
    // Of a reserve there is something to say only where somebody bid and the reason does not say it already.
    ...(auction.reserveMet === null || auction.bidCount === 0 || reason === 'reserve_not_met'
      ? []
      : [{ label: say('reserve'), value: say(auction.reserveMet ? 'reserveMet' : 'reserveNotMet') }]),
    { label: sayOfLots('endedAt'), value: auction.closedAt === null ? null : formatInstant(auction.closedAt, lang, true) },
    ...(auction.auctioneerName === null ? [] : [{ label: say(auction.regime === 'licensed' ? 'certified' : 'auctioneer'), value: auction.auctioneerName }]),
  ]
  return (
    <>
      <FactsTable rows={rows} />
      {auction.recordSha256 === null ? null : <p className={styles.small}>{say('recordSigned', { digest: `${auction.recordSha256.slice(0, 16)}…` })}</p>}
    </>
  )
}
