/** The days of a period as a calendar: which count, which do not, and the last one. */
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { calendarDate, type CalendarDate } from '#kernel/instant.ts'
import { formatDate, formatDayMonth, weekdayOf } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import styles from './rules.module.css'
import { text } from './rules-rule.text.ts'

type Kind = 'start' | 'counts' | 'off' | 'last'
const KINDS: readonly Kind[] = ['start', 'counts', 'off', 'last']
const WEEK = 7

interface DaysProps {
  readonly start: string
  readonly days: readonly { readonly date: string; readonly counts: boolean }[]
}

const monthsOf = (dates: readonly string[]): readonly string[] => [...new Set(dates.map((date) => date.slice(0, 7)))]

/** Weeks of a month that have a day of the period, with gaps before the first and after the last day. */
const weeksOf = (month: string, kinds: ReadonlyMap<string, Kind>): readonly (readonly (CalendarDate | null)[])[] => {
  const first = calendarDate(`${month}-01`)
  const cells: (CalendarDate | null)[] = Array.from({ length: weekdayOf(first) }, () => null)
  for (let date = first; date.startsWith(month); date = addCalendarDays(date, 1)) cells.push(date)
  const weeks = Array.from({ length: Math.ceil(cells.length / WEEK) }, (_, week) =>
    Array.from({ length: WEEK }, (_unused, day) => cells[week * WEEK + day] ?? null),
  )
  return weeks.filter((week) => week.some((date) => date !== null && kinds.has(date)))
}

export const DaysOfPeriod = ({ start, days }: DaysProps) => {
  const say = useSay(text)
  const last = days.at(-1)?.date
  const kinds = new Map<string, Kind>(days.map(({ date, counts }) => [date, date === last ? 'last' : counts ? 'counts' : 'off']))
  kinds.set(start, 'start')
  return (
    <>
      <ul className={styles.legend}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <span className={`${styles.day} ${styles.swatch}`} data-kind={kind} aria-hidden="true" /> {say(kind)}
          </li>
        ))}
      </ul>
      <div className={styles.months}>
        {monthsOf([start, ...days.map(({ date }) => date)]).map((month) => (
          <Month key={month} month={month} kinds={kinds} />
        ))}
      </div>
    </>
  )
}

const Month = ({ month, kinds }: { readonly month: string; readonly kinds: ReadonlyMap<string, Kind> }) => {
  const say = useSay(text)
  const lang = useLang()
  const [year, number] = month.split('-').map(Number)
  return (
    <table className={styles.month}>
      <caption>{say('month', { year, month: lang === 'zh' ? number : formatDayMonth(`${month}-01`, lang).slice(2) })}</caption>
      <thead>
        <tr>
          {say('weekdays')
            .split(' ')
            .map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, kinds).map((week, index) => (
          <tr key={week.find((date) => date !== null) ?? index}>
            {week.map((date, day) => {
              const kind = date === null ? undefined : kinds.get(date)
              return (
                <td
                  key={date ?? `gap-${day}`}
                  {...(kind ? { className: styles.day, 'data-kind': kind, title: `${formatDate(date ?? '', lang)}: ${say(kind)}` } : {})}
                >
                  {date === null || kind === undefined ? null : (
                    <>
                      {Number(date.slice(8))}
                      <span className="visually-hidden">{say(kind)}</span>
                    </>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
