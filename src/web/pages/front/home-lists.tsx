/** Lists of the front page: what is new, what is being noticed, what was decided. */
import { formatDate, toInstant } from '../../i18n/dates.ts'
import { dateOf } from '#kernel/instant.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { SealLink, StateBadge, Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { achievementPage } from '../achievement/addresses.ts'
import { demandPage } from '../demand/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { noticePage } from '../notice/addresses.ts'
import { formatPremium } from './home-figures.tsx'
import type { HomeData } from './home.data.ts'
import styles from './home.module.css'
import { text } from './home.text.ts'
import { priceText } from '../trading/price-text.ts'

export const AchievementRows = ({ items }: { readonly items: HomeData['achievements'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  if (items.length === 0) return <EmptyState title={say('noAchievements')}>{say('noAchievementsAbout')}</EmptyState>
  return (
    <ul className={styles.rows}>
      {items.map((item) => (
        <li key={item.id}>
          <p className={styles.rowTitle}>
            <LocalLink to={achievementPage(item.id)}>{inLang(item.title)}</LocalLink>
          </p>
          <p className={styles.rowUse}>{inLang(item.use)}</p>
          <p className={styles.rowMeta}>
            <span>{inLang(item.institutionName)}</span>
            {item.trl === null ? null : <Tag>TRL {item.trl}</Tag>}
            <span>{unbroken(priceText(item.priceMinMinor, item.priceMaxMinor, lang))}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}

export const DemandRows = ({ items }: { readonly items: HomeData['demands'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  if (items.length === 0) return <EmptyState title={say('noDemands')}>{say('noDemandsAbout')}</EmptyState>
  return (
    <ul className={styles.rows}>
      {items.map((item) => (
        <li key={item.id}>
          <p className={styles.rowTitle}>
            <LocalLink to={demandPage(item.id)}>{inLang(item.title)}</LocalLink>
          </p>
          <p className={styles.rowUse}>{inLang(item.lead)}</p>
          <p className={styles.rowMeta}>
            {item.organisationName ? <span>{inLang(item.organisationName)}</span> : null}
            {item.regionName ? <Tag>{inLang(item.regionName)}</Tag> : null}
            {item.budgetMinMinor === null && item.budgetMaxMinor === null ? null : (
              <span>{unbroken(`${say('budget')} ${priceText(item.budgetMinMinor, item.budgetMaxMinor, lang)}`)}</span>
            )}
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
            <LocalLink to={noticePage(notice.id)}>{inLang(notice.title)}</LocalLink>
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

/** Kinds of right come as text; one this page does not know is called a licence. */
const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const
const rightKey = (right: string) => {
  const known = RIGHTS.find((kind) => kind === right)
  return known ? (`right_${known}` as const) : 'right_licence'
}

export const DealTable = ({ items }: { readonly items: HomeData['deals'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('deals')}
      rows={items}
      rowKey={({ lotId }) => lotId}
      rowHref={({ lotId }) => localPath(lang, lotPage(lotId))}
      empty={<EmptyState title={say('noDeals')}>{say('noDealsAbout')}</EmptyState>}
      columns={[
        { key: 'title', header: say('lot'), cell: ({ title }) => inLang(title) },
        { key: 'seller', header: say('seller'), cell: ({ institutionName }) => inLang(institutionName), isWideOnly: true },
        { key: 'right', header: say('right'), cell: ({ right }) => say(rightKey(right)), isWideOnly: true },
        { key: 'starting', header: say('starting'), align: 'end', cell: ({ startingPriceMinor }) => <Price minor={startingPriceMinor} size="s" /> },
        { key: 'price', header: say('dealPrice'), align: 'end', cell: ({ priceMinor }) => <Price minor={priceMinor} /> },
        {
          key: 'premium',
          header: say('premium'),
          align: 'end',
          cell: ({ premiumBasisPoints }) => (premiumBasisPoints === null ? '–' : formatPremium(premiumBasisPoints)),
        },
        { key: 'time', header: say('dealTime'), align: 'end', cell: ({ at }) => formatDate(dateOf(toInstant(at)), lang) },
        { key: 'seal', header: say('evidence'), align: 'end', cell: ({ factId }) => <SealLink factId={factId} /> },
      ]}
    />
  )
}
