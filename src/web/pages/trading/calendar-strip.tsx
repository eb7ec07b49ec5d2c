/** 天天拍: two weeks at a glance. */
import type { Api } from '../../contract.ts'
import { formatDayMonth, formatWeekday, weekdayOf } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { lotPage } from './addresses.ts'
import styles from './calendar-strip.module.css'
import { text } from './calendar-strip.text.ts'

const DAYS = 14

export const loadCalendar = async (api: Api) => {
  const { days } = await api.auction.calendar({ days: DAYS })
  return days.map(({ date, opening, live, auctions }) => {
    // In the order of opening: those of earlier days that go on come first. A day is named by what begins on it.
    const goingOn = live - opening
    const named = auctions[goingOn] ?? auctions[0]
    return { date, opening, goingOn, named: named ? { lotId: named.lotId, title: named.title } : null }
  })
}

type Day = Awaited<ReturnType<typeof loadCalendar>>[number]

export const CalendarStrip = ({ data: days }: { readonly data: readonly Day[] }) => {
  const lang = useLang()
  const say = useSay(text)
  return (
    <Section title={say('title')} aside={say('about')}>
      <ol className={styles.strip}>
        {days.map((day, index) => (
          <li
            key={day.date}
            data-today={index === 0 ? '' : undefined}
            data-weekend={weekdayOf(day.date) % 6 === 0 ? '' : undefined}
            data-busy={day.named ? '' : undefined}
          >
            <p className={styles.date}>
              <span>{index === 0 ? say('today') : formatWeekday(day.date, lang)}</span> <time dateTime={day.date}>{formatDayMonth(day.date, lang)}</time>
            </p>
            <DayBody day={day} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const DayBody = ({ day: { opening, goingOn, named } }: { readonly day: Day }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (named === null) return <p className={styles.none}>{say('none')}</p>
  return (
    <>
      <p className={styles.count}>
        {opening > 0 ? <span>{say('opening', { count: opening })}</span> : null}
        {goingOn > 0 ? <span className={styles.goingOn}>{say('goingOn', { count: goingOn })}</span> : null}
      </p>
      <p className={styles.named}>
        <LocalLink to={lotPage(named.lotId)}>{inLang(named.title)}</LocalLink>
      </p>
    </>
  )
}
