/** The bid box: quick steps, an amount, a sheet that asks once more. Works as a plain form before JavaScript. */
import { useRef, type SubmitEvent } from 'react'
import { formatAmount, formatWan, yuanFigures } from '#kernel/money.ts'
import { aboveOnGrid } from '#modules/auction/core/grid.ts'
import { isScored } from '#modules/auction/core/method.ts'
import { en, zh } from '#modules/auction/core/state-messages.ts'
import { useCodeText, useLang, useSay, localPath } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { useViewer } from '../../shell/market.ts'
import { QuickBid } from '../../ui/quick-bid.tsx'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { loginThen } from '../account/addresses.ts'
import { lotPage, proxyPage, scoredPage, sealedPricePage } from './addresses.ts'
import { useAmount } from './lot-amount.ts'
import { askedByOutcome, BidAgain } from './lot-bid-again.tsx'
import { useClockPrice, type ClockPrice } from './lot-clock-price.ts'
import { EnterpriseField } from './lot-enterprise.tsx'
import { useBidding, type BidResult, type PendingBid } from './lot-send-bid.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import type { Auction, LotPageData } from './lot-loaded.ts'

/** Prices of the quick buttons as the room stands now. */
const quickSteps = ({ nextMinimumMinor, startingPriceMinor, incrementMinor, bands, capMinor }: Auction, count: number): readonly string[] => {
  const minor = (amount: string) => BigInt(amount)
  const grid = {
    startingPriceMinor: minor(startingPriceMinor),
    incrementMinor: minor(incrementMinor),
    bands: bands.map((band) => ({ fromMinor: minor(band.fromMinor), incrementMinor: minor(band.incrementMinor) })),
  }
  const steps: bigint[] = []
  for (let price = minor(nextMinimumMinor); steps.length < count && (capMinor === null || price <= minor(capMinor)); price = aboveOnGrid(grid, price))
    steps.push(price)
  return steps.map(String)
}

interface BidBoxProps {
  readonly auction: Auction
  readonly standing: LotPageData['standing']
  readonly quickBids: number
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const BidBox = ({ auction, standing, quickBids, outcome }: BidBoxProps) => {
  const say = useSay(text)
  const lang = useLang()
  const viewer = useViewer()
  const word = useCodeText({ zh, en })
  if (viewer === null) {
    return (
      <section className={styles.bidBox} aria-label={say('bidTitle')}>
        <p>{say('mustLogin')}</p>
        <LinkButton to={loginThen(localPath(lang, lotPage(auction.lotId)))}>{say('login')}</LinkButton>
      </section>
    )
  }
  if (standing === null) return null
  if (standing.standing !== 'confirmed' && standing.standing !== 'none')
    return (
      <section className={styles.bidBox} aria-label={say('bidTitle')}>
        <strong>{word(`enum.auction.standing.${standing.standing}`)}</strong>
        <p className={styles.small}>{say('notBidder')}</p>
      </section>
    )
  if (auction.boxId !== null) return <SealedLink auction={auction} />
  if (isScored(auction.method)) return <ScoredLink auction={auction} />
  return <BidForm auction={auction} number={standing.number} quickBids={quickBids} outcome={outcome} />
}

/** Sealing has a page of its own: what it needs burdens nobody else. */
const SealedLink = ({ auction }: { readonly auction: Auction }) => {
  const say = useSay(text)
  return (
    <section className={styles.bidBox} aria-label={say('bidTitle')}>
      <LinkButton to={sealedPricePage(auction.lotId)}>{say('sealedPrice')}</LinkButton>
    </section>
  )
}

/** Proposals and prices of rounds have theirs. */
const ScoredLink = ({ auction }: { readonly auction: Auction }) => {
  const say = useSay(text)
  return (
    <section className={styles.bidBox} aria-label={say('bidTitle')}>
      <LinkButton to={scoredPage(auction.lotId)}>{say('scoredPage')}</LinkButton>
    </section>
  )
}

/** What the bidder does by the button: names a price, accepts the clock's, or joins at the cap. */
const useBidWords = ({ capMinor, topPriceMinor }: Auction, falling: ClockPrice | null) => {
  const say = useSay(text)
  const lang = useLang()
  if (falling !== null) return { act: say('accept', { price: formatWan(BigInt(falling.minor), lang) }), help: say('acceptHelp'), isRising: false }
  const isCapped = capMinor !== null && topPriceMinor === capMinor
  return isCapped ? { act: say('joinAtCap'), help: say('capHelp'), isRising: false } : { act: say('bid'), help: say('bidHelp'), isRising: true }
}

interface BidFormProps {
  readonly auction: Auction
  readonly number: number | null
  readonly quickBids: number
  readonly outcome: CommandOutcome<unknown> | undefined
}

const BidForm = ({ auction, number, quickBids, outcome }: BidFormProps) => {
  const say = useSay(text)
  const lang = useLang()
  const sheet = useRef<HTMLDialogElement>(null)
  const form = useRef<HTMLDivElement>(null)
  const { pending, result, isSending, ask, send, confirm, forget } = useBidding(auction.id)
  const { picked, pick, spoken } = useAmount(auction, { number, form, forget })
  // What the room answered last counts; before any script ran it is what the form was answered.
  const asked = result === null ? askedByOutcome(outcome) : result.kind === 'unconfirmed' ? result.asked : null
  const isOpen = auction.phase === 'free' || auction.phase === 'timed'
  const falling = useClockPrice(auction)
  const { act, help, isRising } = useBidWords(auction, falling)
  const confirmFirst = (event: SubmitEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLFormElement)) return
    event.preventDefault()
    if (ask(new FormData(event.target))) sheet.current?.showModal()
  }
  const confirmed = async () => {
    await send()
    sheet.current?.close()
  }
  return (
    <section className={styles.bidBox} aria-label={say('bidTitle')}>
      <div ref={form} onSubmitCapture={confirmFirst}>
        <ActionForm intent="bid" outcome={outcome} hidden={{ auctionId: auction.id }} label={say('bidTitle')}>
          <EnterpriseField />
          {falling === null ? (
            <MoneyField
              key={picked.times}
              name="priceMinor"
              label={say('bidAmount', { price: formatWan(BigInt(auction.nextMinimumMinor), lang) })}
              isRequired
              defaultMinor={picked.minor ?? auction.nextMinimumMinor}
              suggestedMinor={picked.minor === null ? auction.nextMinimumMinor : undefined}
            />
          ) : (
            <input type="hidden" name="priceMinor" value={yuanFigures(BigInt(falling.minor))} />
          )}
          <Submit tone="final" isDisabled={!isOpen}>
            {act}
          </Submit>
        </ActionForm>
      </div>
      {asked === null ? null : <BidAgain auctionId={auction.id} asked={asked} onConfirm={(again) => void confirm(again)} />}
      <Outcome result={result} />
      <div className="visually-hidden" role="alert">
        {spoken}
      </div>
      {isRising ? <QuickBid name="quick" amounts={quickSteps(auction, quickBids)} isDisabled={!isOpen} onPick={pick} /> : null}
      <p className={styles.bidHelp}>{help}</p>
      {isRising ? <LocalLink to={proxyPage(auction.lotId)}>{say('proxy')}</LocalLink> : null}
      <dialog ref={sheet} className={styles.sheet} aria-labelledby="confirm-bid">
        {pending === null ? null : (
          <Sheet pending={pending} number={number} isSending={isSending} onConfirm={confirmed} onCancel={() => sheet.current?.close()} />
        )}
      </dialog>
    </section>
  )
}

interface SheetProps {
  readonly pending: PendingBid
  readonly number: number | null
  readonly isSending: boolean
  readonly onConfirm: () => Promise<void>
  readonly onCancel: () => void
}

const Sheet = ({ pending, number, isSending, onConfirm, onCancel }: SheetProps) => {
  const say = useSay(text)
  return (
    <div className={styles.sheetBody}>
      <h2 id="confirm-bid">{say('confirmTitle')}</h2>
      <FactsTable
        rows={[
          { label: say('amount'), value: <Price minor={pending.priceMinor} size="l" isExact withCapital /> },
          { label: say('asBidder'), value: number === null ? null : <span className={styles.number}>{number}</span> },
        ]}
      />
      <p className={styles.small}>{say('confirmAbout')}</p>
      <div className={styles.sheetActs}>
        <Button tone="final" isBusy={isSending} onClick={() => void onConfirm()} data-autofocus>
          {say('confirm')}
        </Button>
        <Button tone="quiet" onClick={onCancel} disabled={isSending}>
          {say('cancel')}
        </Button>
      </div>
    </div>
  )
}

const Outcome = ({ result }: { readonly result: BidResult | null }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <div role="status" aria-live="polite">
      {result?.kind === 'accepted' ? (
        <Banner tone="success">{say('accepted', { price: formatAmount(BigInt(result.priceMinor), 'CNY', lang), seq: result.seq })}</Banner>
      ) : null}
      {result?.kind === 'refused' ? <Banner tone="danger">{result.text[lang]}</Banner> : null}
      {result?.kind === 'failed' ? <Banner tone="warning">{say('failed')}</Banner> : null}
    </div>
  )
}
