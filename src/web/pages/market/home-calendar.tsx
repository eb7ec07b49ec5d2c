/** 天天拍: two weeks at a glance. */
import { formatDayMonth, formatWeekday, weekdayOf } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { LocalLink } from '../../ui/links.tsx'
import type { HomeData } from './home.data.ts'
import styles from './home-calendar.module.css'
import { text } from './home.text.ts'

type Day = HomeData['calendar'][number]

export const CalendarStrip = ({ days }: { readonly days: readonly Day[] }) => {
  const lang = useLang()
  const say = useSay(text)
  return (
    <ol className={styles.strip}>
      {days.map((day, index) => (
        <li
          key={day.date}
          data-today={index === 0 ? '' : undefined}
          data-weekend={weekdayOf(day.date) % 6 === 0 ? '' : undefined}
          data-busy={day.opening + day.running > 0 ? '' : undefined}
        >
          <p className={styles.date}>
            <span>{index === 0 ? say('today') : formatWeekday(day.date, lang)}</span> <time dateTime={day.date}>{formatDayMonth(day.date, lang)}</time>
          </p>
          <DayBody day={day} />
        </li>
      ))}
    </ol>
  )
}

const DayBody = ({ day }: { readonly day: Day }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (day.opening + day.running === 0) return <p className={styles.none}>{say('noSession')}</p>
  return (
    <>
      <p className={styles.count}>
        {day.opening > 0 ? <span>{say('sessions', { count: day.opening })}</span> : null}
        {day.running > 0 ? <span className={styles.running}>{say('running', { count: day.running })}</span> : null}
      </p>
      {day.first ? (
        <p className={styles.first}>
          <LocalLink to={`/lots/${day.first.lotId}`}>{inLang(day.first.title)}</LocalLink>
        </p>
      ) : null}
    </>
  )
}
