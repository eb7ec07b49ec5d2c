/** 天天拍: two weeks at a glance. */
import type { Api } from '../../contract.ts'
import { formatDayMonth, formatWeekday, weekdayOf } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { lotPage } from './addresses.ts'
import { stripDays, type StripDay } from './calendar-days.ts'
import styles from './calendar-strip.module.css'
import { text } from './calendar-strip.text.ts'

const DAYS = 14

const MOST_ANNOUNCED = 100

export const loadCalendar = async (api: Api): Promise<readonly StripDay[]> => {
  // How the days come about is not sent to browsers.
  if (!import.meta.env.SSR) return []
  const [{ days }, announced] = await Promise.all([api.auction.calendar.get({ days: DAYS }), api.listing.list({ state: 'notice', limit: MOST_ANNOUNCED })])
  return stripDays(days, announced.items)
}

export const CalendarStrip = ({ data: days }: { readonly data: readonly StripDay[] }) => {
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

const DayBody = ({ day: { opening, goingOn, named } }: { readonly day: StripDay }) => {
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
