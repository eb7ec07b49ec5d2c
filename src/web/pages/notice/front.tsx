/** What is being noticed, on the front page. */
import { dateOf } from '#kernel/instant.ts'
import type { Api } from '../../contract.ts'
import { formatDate, toInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { frontBlock } from '../front/block.ts'
import { Row, Rows } from '../front/rows.tsx'
import { noticePage, noticesPage } from './addresses.ts'
import { text } from './front.text.ts'

const SHOWN = 6

const load = async (api: Api) => (await api.notice.list({ limit: SHOWN })).items

type Notice = Awaited<ReturnType<typeof load>>[number]

const NoticeState = ({ notice }: { readonly notice: Notice }) => {
  const say = useSay(text)
  if (notice.state === 'running') return <StateBadge tone="active">{say('daysLeft', { days: notice.daysLeft })}</StateBadge>
  if (notice.state === 'paused') return <StateBadge tone="waiting">{say('noticePaused')}</StateBadge>
  return <StateBadge tone="neutral">{say('noticeOver')}</StateBadge>
}

const RecentNotices = ({ data }: { readonly data: readonly Notice[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Section title={say('notices')} aside={<LocalLink to={noticesPage()}>{say('allNotices')}</LocalLink>}>
      {data.length === 0 ? (
        <EmptyState title={say('noNotices')}>{say('noNoticesAbout')}</EmptyState>
      ) : (
        <Rows>
          {data.map((notice) => (
            <Row key={notice.id} to={noticePage(notice.id)} title={inLang(notice.title)}>
              <Tag>{inLang(notice.kindName)}</Tag>
              <NoticeState notice={notice} />
              <span>{inLang(notice.owner.name)}</span>
              <time dateTime={notice.opensAt}>{formatDate(dateOf(toInstant(notice.opensAt)), lang)}</time>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

export const recentNotices = frontBlock({ name: 'notices', load, Shown: RecentNotices })
