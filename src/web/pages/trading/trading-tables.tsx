/** Rows of the trading hall: the five facts people compare. */
import type { z } from 'zod'
import type { auctionCardShape } from '#modules/auction/api.ts'
import { en, zh } from '#modules/auction/core/state-messages.ts'
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import type { lotCardShape } from '#modules/listing/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Price } from '../../ui/price.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { lotPage } from './addresses.ts'
import { PhaseBadge } from './phase-badge.tsx'
import { premiumPercent } from './premium-percent.ts'
import styles from './trading.module.css'
import { text } from './trading.text.ts'

export type AuctionCard = z.output<typeof auctionCardShape>
type LotCard = z.output<typeof lotCardShape>

interface LotNameProps {
  readonly title: AuctionCard['title']
  readonly number: string
  readonly seller: AuctionCard['title']
  readonly regime: AuctionCard['regime']
}

const LotName = ({ title, number, seller, regime }: LotNameProps) => {
  const inLang = useInLang()
  const say = useSay(text)
  return (
    <span className={styles.lot}>
      <span className={styles.name}>{unbroken(inLang(title))}</span>
      <span className={styles.meta}>
        {number} · {inLang(seller)}
        {regime === 'licensed' ? ` · ${say('regime.licensed')}` : null}
      </span>
    </span>
  )
}

const Outcome = ({ card }: { readonly card: AuctionCard }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const { outcome, failReason, startingPriceMinor, topPriceMinor } = card
  return (
    <span className={styles.stacked}>
      <PhaseBadge auction={card} />
      <span className={styles.meta}>
        {outcome === 'sold' && topPriceMinor !== null ? say('premium', { percent: premiumPercent(startingPriceMinor, topPriceMinor) }) : null}
        {failReason === null ? null : word(`enum.auction.failReason.${failReason}`)}
      </span>
    </span>
  )
}

type Status = 'live' | 'upcoming' | 'finished'

const useAuctionColumns = (status: Status): readonly Column<AuctionCard>[] => {
  const say = useSay(text)
  const lang = useLang()
  const name: Column<AuctionCard> = {
    key: 'lot',
    header: say('lot'),
    cell: (row) => <LotName title={row.title} number={row.lotNumber} seller={row.sellerName} regime={row.regime} />,
  }
  const right: Column<AuctionCard> = { key: 'right', header: say('right'), cell: (row) => say(`right.${row.right}`) }
  const price: Column<AuctionCard> = {
    key: 'price',
    header: status === 'upcoming' ? say('start') : status === 'live' ? say('current') : say('hammer'),
    align: 'end',
    cell: (row) => (status === 'finished' && row.outcome !== 'sold' ? null : <Price minor={row.topPriceMinor ?? row.startingPriceMinor} />),
  }
  const bids: Column<AuctionCard> = { key: 'bids', header: say('bids'), align: 'end', cell: (row) => say('bidsOf', { count: row.bidCount }), isWideOnly: true }
  if (status === 'live')
    return [
      name,
      right,
      price,
      bids,
      {
        key: 'ends',
        header: say('ends'),
        align: 'end',
        cell: (row) => (row.phase === 'suspended' ? <PhaseBadge auction={row} /> : <Countdown until={row.endsAt} withMoment />),
      },
    ]
  if (status === 'upcoming')
    return [name, right, price, { key: 'opens', header: say('opens'), align: 'end', cell: (row) => <Countdown until={row.opensAt} withMoment /> }]
  return [
    name,
    right,
    price,
    bids,
    { key: 'result', header: say('result'), align: 'end', cell: (row) => <Outcome card={row} /> },
    {
      key: 'closed',
      header: say('endedAt'),
      align: 'end',
      cell: (row) => (row.closedAt === null ? null : formatInstant(row.closedAt, lang)),
      isWideOnly: true,
    },
  ]
}

export const AuctionTable = ({ rows, status }: { readonly rows: readonly AuctionCard[]; readonly status: Status }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <DataTable
      caption={say(status)}
      rows={rows}
      columns={useAuctionColumns(status)}
      rowKey={(row) => row.id}
      rowHref={(row) => localPath(lang, lotPage(row.lotId))}
    />
  )
}

export const LotTable = ({ rows }: { readonly rows: readonly LotCard[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const columns: readonly Column<LotCard>[] = [
    { key: 'lot', header: say('lot'), cell: (row) => <LotName title={row.title} number={row.number} seller={row.sellerName} regime={row.regime} /> },
    {
      key: 'right',
      header: say('right'),
      cell: (row) =>
        `${say(row.exclusivity === null ? 'right.assignment' : `right.${row.exclusivity}`)}${row.method === NEGOTIATED ? ` · ${say('agreed')}` : ''}`,
    },
    { key: 'start', header: say('start'), align: 'end', cell: (row) => <Price minor={row.startingPriceMinor} /> },
    {
      key: 'deposit',
      header: say('deposit'),
      align: 'end',
      cell: (row) => (row.method === NEGOTIATED ? null : <Price minor={row.depositMinor} size="s" />),
      isWideOnly: true,
    },
    {
      key: 'closes',
      header: say('registrationCloses'),
      align: 'end',
      cell: (row) => (row.registrationClosesAt === null ? null : <Countdown until={row.registrationClosesAt} withMoment />),
    },
  ]
  return <DataTable caption={say('registering')} rows={rows} columns={columns} rowKey={(row) => row.id} rowHref={(row) => localPath(lang, lotPage(row.id))} />
}
