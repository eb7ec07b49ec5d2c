/** After the close: what came out, and for the buyer what is to be done now. */
import { en, zh } from '#modules/auction/messages.ts'
import { formatInstant, toInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { contractPage, contractsPage } from '../contract/addresses.ts'
import { noticePage } from '../notice/addresses.ts'
import type { LotPageData } from './lot-loaded.ts'
import type { Auction } from './lot-object.tsx'
import { stepAfterSale } from './lot-won.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import { premiumPercent } from './trading-tables.tsx'
import { text as tradingText } from './trading.text.ts'

export const Result = ({ auction }: { readonly auction: Auction }) => {
  const say = useSay(text)
  const sayTrading = useSay(tradingText)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const isSold = auction.outcome === 'sold'
  const reason = auction.failReason ?? 'no_bids'
  const rows: readonly FactRow[] = [
    ...(isSold && auction.winnerName !== null ? [{ label: say('winner'), value: `${inLang(auction.winnerName)} · ${auction.topNumber}` }] : []),
    {
      label: sayTrading('result'),
      value: isSold
        ? sayTrading('premium', { percent: premiumPercent(auction.startingPriceMinor, auction.topPriceMinor ?? '0') })
        : word(`enum.auction.failReason.${reason}`),
    },
    // Of a reserve there is something to say only where somebody bid and the reason does not say it already.
    ...(auction.reserveMet === null || auction.bidCount === 0 || reason === 'reserve_not_met'
      ? []
      : [{ label: say('reserve'), value: say(auction.reserveMet ? 'reserveMet' : 'reserveNotMet') }]),
    { label: sayTrading('endedAt'), value: auction.closedAt === null ? null : formatInstant(auction.closedAt, lang, true) },
    ...(auction.auctioneerName === null ? [] : [{ label: say('auctioneer'), value: auction.auctioneerName }]),
  ]
  return (
    <>
      <FactsTable rows={rows} />
      {auction.recordSha256 === null ? null : <p className={styles.small}>{say('recordSigned', { digest: `${auction.recordSha256.slice(0, 16)}…` })}</p>}
    </>
  )
}

const STEPS = ['notice', 'confirm', 'sign', 'pay', 'accept'] as const

/** For the buyer only: the price in words, every step to the technology, and the one that waits. */
export const Won = ({ data: { lot, contract, resultNoticeClosesAt }, auction }: { readonly data: LotPageData; readonly auction: Auction }) => {
  const say = useSay(text)
  const time = useMarketSecond()
  const isNoticed = resultNoticeClosesAt !== null && time >= toInstant(resultNoticeClosesAt)
  const at = stepAfterSale(contract?.state ?? null, isNoticed)
  const steps: readonly TimelineStep[] = STEPS.map((key, index) => ({
    key,
    label: say(`wonStep.${key}`),
    state: at === 'ended' || index < at ? 'done' : index === at ? 'now' : 'next',
    ...(index !== at ? {} : key === 'notice' ? until(resultNoticeClosesAt) : until(contract?.dueAt ?? null)),
  }))
  return (
    <Section
      title={say('won')}
      isSheet
      id="won"
      aside={lot.resultNoticeId === null ? null : <LocalLink to={noticePage(lot.resultNoticeId)}>{say('seeResult')}</LocalLink>}
    >
      <div className={styles.won}>
        <div>
          <p className={styles.label}>{say('hammer')}</p>
          <Price minor={auction.topPriceMinor} size="l" isExact withCapital />
          <p className={styles.small}>{say('wonDeposit')}</p>
        </div>
        <Timeline label={say('wonSteps')} steps={steps} />
      </div>
      <p>
        <LinkButton to={contract === null ? contractsPage() : contractPage(contract.id)}>
          {say(at === 'ended' ? 'toContract' : at === 0 ? 'toContractSoon' : 'toContractNow')}
        </LinkButton>
      </p>
    </Section>
  )
}

const until = (at: string | null) => (at === null ? {} : { deadline: { at } })
