/** The dates of a lot with what they follow from, and under which law it is sold; for its public page and for the desk. */
import type { z } from 'zod'
import type { lotDateShape } from '#modules/listing/api.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatDate, formatEnd, toInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { sourceIn } from '../../ui/badges.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { rulePage } from '../rulebook/addresses.ts'
import type { Lot } from './lot-loaded.ts'
import { text } from './lot-dates.text.ts'
import styles from './lot-dates.module.css'

export type LotDate = z.output<typeof lotDateShape>
/** Of the bidding itself: known to its procedure alone. */
export interface Resumption {
  readonly resumeBy: string | null
  readonly rule: { readonly key: string; readonly source: string } | null
}

type Reckoned = NonNullable<LotDate['reckoned']>

const useReckoning = () => {
  const say = useSay(text)
  const lang = useLang()
  const day = (date: string) => formatDate(date, lang)
  const list = (dates: readonly string[]) => dates.map(day).join(lang === 'zh' ? '、' : ', ')
  return ({ by, unit, from, count, day: last, hour, daysOff, movedFrom, basis }: Reckoned): readonly string[] => [
    say(`by.${by}.${unit}` as 'by.period.wd', { from: day(from), count, day: day(last), hour: hour ?? 24 }),
    ...(daysOff.length === 0 || by === 'planned' ? [] : [say('daysOff', { dates: list(daysOff) })]),
    ...(movedFrom === null ? [] : [say('movedFrom', { date: day(movedFrom) })]),
    ...(basis === 'published' ? [] : [say(basis)]),
  ]
}

const laterOf = (key: LotDate['key']): 'later.noticeEnd' => `later.${key}` as 'later.noticeEnd'

/** Dates that no rule of the book sets. */
const isOfHouse = (key: LotDate['key']): key is 'depositDue' | 'opening' => key === 'depositDue' || key === 'opening'

const DateSheet = ({ date, isAuction }: { readonly date: LotDate; readonly isAuction: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  const explain = useReckoning()
  const inLang = useInLang()
  const { key, at, reckoned, rule, days } = date
  return (
    <li className={styles.date}>
      <div>
        <h3>{say(key === 'opening' && isAuction ? 'openingOfAuction' : `date.${key}`)}</h3>
        <p className={styles.at}>{at === null ? say('unknown') : formatEnd(at, lang)}</p>
      </div>
      <div>
        <ul className={styles.why}>
          {reckoned === null ? null : explain(reckoned).map((line) => <li key={line}>{line}</li>)}
          {reckoned === null && days !== null ? <li>{say(laterOf(key), { days })}</li> : null}
          {date.ranBefore > 0 ? <li>{say('ranBefore', { days: date.ranBefore })}</li> : null}
          {date.isMoved ? <li>{say('isMoved')}</li> : null}
          {rule === null && isOfHouse(key) && reckoned?.by !== 'planned' ? <li>{say(`house.${key}`)}</li> : null}
        </ul>
        {rule === null ? null : <RuleLine rule={{ ...rule, name: inLang(rule.title) }} />}
      </div>
    </li>
  )
}

const RuleLine = ({ rule }: { readonly rule: { readonly key: string; readonly source: string; readonly name: string } }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <p className={styles.rule}>
      {say('rule')} <LocalLink to={rulePage(rule.key)}>{rule.name}</LocalLink>
      <br />
      {sourceIn(rule.source, lang)}
    </p>
  )
}

const ResumptionSheet = ({ resumption }: { readonly resumption: Resumption }) => {
  const say = useSay(text)
  const lang = useLang()
  const { resumeBy, rule } = resumption
  return (
    <li className={styles.date}>
      <div>
        <h3>{say('date.resumption')}</h3>
        <p className={styles.at}>{resumeBy === null ? say('unknown') : formatEnd(resumeBy, lang)}</p>
      </div>
      <div>
        <ul className={styles.why}>
          <li>{say(resumeBy === null ? 'resumptionLater' : 'resumptionKnown')}</li>
        </ul>
        {rule === null ? null : <RuleLine rule={{ ...rule, name: say('date.resumption') }} />}
      </div>
    </li>
  )
}

interface DatesProps {
  readonly dates: readonly LotDate[]
  readonly calendar: string
  /** While the bidding stands still; null otherwise. */
  readonly resumption: Resumption | null
  /** Of a licensed house. */
  readonly isAuction: boolean
}

export const LotDates = ({ dates, calendar, resumption, isAuction }: DatesProps) => {
  const say = useSay(text)
  if (dates.length === 0) return <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>
  return (
    <Stack>
      <ol className={styles.dates}>
        {dates.map((date) => (
          <DateSheet key={date.key} date={date} isAuction={isAuction} />
        ))}
        {resumption === null ? null : <ResumptionSheet resumption={resumption} />}
      </ol>
      <p className={styles.rule}>{say('calendar', { edition: calendar })}</p>
    </Stack>
  )
}

type Sold = Pick<Lot, 'consignment' | 'stateAsset'>

const useAuctionRows = ({ consignment: auction }: Sold): readonly FactRow[] => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  if (auction === null) return []
  const { viewingFrom, viewingUntil } = auction
  return [
    { label: say('house'), value: inLang(auction.houseName) },
    { label: say('licence'), value: `${auction.licenceNumber} · ${auction.licenceIssuer}` },
    { label: say('auctioneer'), value: inLang(auction.auctioneerName) },
    { label: say('certificate'), value: auction.certificateNumber },
    {
      label: say('viewing'),
      value: viewingFrom === null || viewingUntil === null ? null : `${formatDate(dateOf(toInstant(viewingFrom)), lang)} – ${formatEnd(viewingUntil, lang)}`,
    },
    { label: say('place'), value: inLang(auction.viewingPlace) },
    { label: say('commission'), value: auction.commission === null ? say('noCommission') : inLang(auction.commission) },
    ...(auction.contractDocumentId === null
      ? []
      : [
          {
            label: say('contract'),
            value: <DownloadButton href={`/api/v1/documents/${auction.contractDocumentId}/content`}>{say('seeContract')}</DownloadButton>,
          },
        ]),
  ]
}

/** Online bidding or an auction, by whom and by which papers; and whether it is an asset of a state enterprise. */
export const LotRegime = ({ lot }: { readonly lot: Sold }) => {
  const say = useSay(text)
  const rows = useAuctionRows(lot)
  return (
    <Section title={say('regime')} about={say(lot.consignment === null ? 'biddingAbout' : 'auctionAbout')} isSheet>
      {rows.length === 0 ? null : <FactsTable rows={rows} />}
      {lot.stateAsset === null ? null : (
        <p>
          <strong>{say('state')}</strong> {say('stateAbout')} {lot.stateAsset.isApproved ? say('approved') : null}
        </p>
      )}
    </Section>
  )
}
