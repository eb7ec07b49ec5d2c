/** The days of a year that are not what their weekday says: holidays, and weekends that are worked. */
import type { Route } from './+types/rules-calendar.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatDate, formatWeekday } from '../../i18n/dates.ts'
import { localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, refusalOf } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Stack, Tabs } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { rulesPage } from './addresses.ts'
import { ruleWord } from './rules-words.ts'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '工作日历',
    lead: '法定期限以工作日计算时所用的日历。只列出与星期不同的日子：放假的周一至周五，以及调休上班的周六、周日。',
    weekday: '星期',
    kind: '安排',
    works: '上班',
    off: '休息',
    provisional: '休息（暂定）',
    basis: '{year}年的依据：{basis}',
    source: '出处：{source}',
  },
  en: {
    title: 'Working-day calendar',
    lead: 'The calendar by which statutory working days are counted. Only days that differ from their weekday are listed: weekdays off, and weekends that are worked.',
    weekday: 'Weekday',
    kind: 'Arrangement',
    works: 'worked',
    off: 'off',
    provisional: 'off (provisional)',
    basis: '{year}: {basis}',
    source: 'Source: {source}',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const now = Number(dateOf(nowOf(context)).slice(0, 4))
  const asked = new URL(request.url).searchParams.get('year') ?? ''
  const year = /^20\d\d$/.test(asked) ? Number(asked) : now
  const found = await apiOf(context)
    .rulebook.calendar.get({ year })
    .catch((error: unknown) => {
      const refusal = refusalOf(error)
      if (refusal) return refusal
      throw error
    })
  return { now, year, calendar: 'days' in found ? found : null, problem: 'code' in found ? found.text : null }
}

const CalendarPage = ({ loaderData: { now, year, calendar, problem } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} trail={[{ label: say('rulebook'), to: localPath(lang, rulesPage()) }]} />
      <Stack gap={24}>
        <Tabs label={say('year')} param="year" tabs={[now - 1, now, now + 1, now + 2].map((value) => ({ value: String(value), label: String(value) }))} />
        {problem ? <Banner tone="warning">{problem[lang]}</Banner> : null}
        {calendar ? (
          <>
            <Banner tone={calendar.basis === 'provisional' ? 'warning' : 'info'} title={say('basis', { year, basis: ruleWord('basis', calendar.basis, lang) })}>
              {calendar.source === '' ? null : say('source', { source: calendar.source })}
            </Banner>
            <DataTable
              caption={say('title')}
              rows={calendar.days}
              rowKey={(day) => day.date}
              columns={[
                { key: 'date', header: say('date'), cell: (day) => formatDate(day.date, lang) },
                { key: 'weekday', header: say('weekday'), cell: (day) => formatWeekday(day.date, lang) },
                {
                  key: 'kind',
                  header: say('kind'),
                  cell: (day) => (
                    <StateBadge tone={day.isWorking ? 'active' : 'neutral'}>
                      {say(day.isWorking ? 'works' : day.basis === 'provisional' ? 'provisional' : 'off')}
                    </StateBadge>
                  ),
                },
              ]}
            />
          </>
        ) : null}
      </Stack>
    </Page>
  )
}
export default CalendarPage
