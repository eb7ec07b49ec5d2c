/** Lists of the front page: what is new, what is being noticed, what was decided. */
import { formatDate, toInstant } from '../../i18n/dates.ts'
import { dateOf } from '#kernel/instant.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { localPath } from '../../i18n/lang.ts'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import type { AuctionCard, HomeData } from './home.data.ts'
import styles from './home.module.css'
import { text } from './home.text.ts'

export const AchievementRows = ({ items }: { readonly items: HomeData['achievements'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (items.length === 0) return <EmptyState title={say('noAchievements')}>{say('noAchievementsAbout')}</EmptyState>
  return (
    <ul className={styles.rows}>
      {items.map((item) => (
        <li key={item.id}>
          <p className={styles.rowTitle}>
            <LocalLink to={`/achievements/${item.id}`}>{inLang(item.title)}</LocalLink>
          </p>
          <p className={styles.rowUse}>{inLang(item.use)}</p>
          <p className={styles.rowMeta}>
            <span>{inLang(item.institutionName)}</span>
            {item.trl === null ? null : <Tag>TRL {item.trl}</Tag>}
            {item.priceMinMinor === null ? null : <Price minor={item.priceMinMinor} size="s" />}
          </p>
        </li>
      ))}
    </ul>
  )
}

type Notice = HomeData['notices'][number]

const NoticeState = ({ notice }: { readonly notice: Notice }) => {
  const say = useSay(text)
  if (notice.state === 'running') return <StateBadge tone="active">{say('daysLeft', { days: notice.daysLeft })}</StateBadge>
  if (notice.state === 'paused') return <StateBadge tone="waiting">{say('noticePaused')}</StateBadge>
  return <StateBadge tone="neutral">{say('noticeOver')}</StateBadge>
}

export const NoticeRows = ({ items }: { readonly items: readonly Notice[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  if (items.length === 0) return <EmptyState title={say('noNotices')}>{say('noNoticesAbout')}</EmptyState>
  return (
    <ul className={styles.rows}>
      {items.map((notice) => (
        <li key={notice.id}>
          <p className={styles.rowTitle}>
            <LocalLink to={`/notices/${notice.id}`}>{inLang(notice.title)}</LocalLink>
          </p>
          <p className={styles.rowMeta}>
            <Tag>{say(`notice_${notice.kind}`)}</Tag>
            <NoticeState notice={notice} />
            <span>{inLang(notice.owner.name)}</span>
            <time dateTime={notice.opensAt}>{formatDate(dateOf(toInstant(notice.opensAt)), lang)}</time>
          </p>
        </li>
      ))}
    </ul>
  )
}

const TENTHS_OF_PERCENT = 1_000n

/** `+58.1%`: whole tenths of a percent, cut off. */
export const premiumOf = (priceMinor: string, startingMinor: string): string | null => {
  const starting = BigInt(startingMinor)
  if (starting <= 0n) return null
  const tenths = ((BigInt(priceMinor) - starting) * TENTHS_OF_PERCENT) / starting
  return `${tenths >= 0n ? '+' : '-'}${(tenths < 0n ? -tenths : tenths) / 10n}.${(tenths < 0n ? -tenths : tenths) % 10n}%`
}

export const DealTable = ({ items }: { readonly items: readonly AuctionCard[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('deals')}
      rows={items}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, `/auctions/${id}`)}
      empty={<EmptyState title={say('noDeals')}>{say('noDealsAbout')}</EmptyState>}
      columns={[
        { key: 'title', header: say('lot'), cell: ({ title }) => inLang(title) },
        { key: 'seller', header: say('seller'), cell: ({ sellerName }) => inLang(sellerName), isWideOnly: true },
        { key: 'starting', header: say('starting'), align: 'end', cell: ({ startingPriceMinor }) => <Price minor={startingPriceMinor} size="s" /> },
        { key: 'price', header: say('dealPrice'), align: 'end', cell: ({ topPriceMinor }) => <Price minor={topPriceMinor} size="m" /> },
        { key: 'premium', header: say('premium'), align: 'end', cell: ({ topPriceMinor, startingPriceMinor }) => (topPriceMinor === null ? '' : premiumOf(topPriceMinor, startingPriceMinor)) },
        { key: 'time', header: say('dealTime'), align: 'end', cell: ({ closedAt }) => (closedAt === null ? '' : formatDate(dateOf(toInstant(closedAt)), lang)) },
      ]}
    />
  )
}
