/** The calendar as a feed: the last month and the two that come, by the filters of the page. */
import type { Route } from './+types/calendar-feed-file.ts'
import { DAY_MS, dateOf, later } from '#kernel/instant.ts'
import { langOfPath } from '../../i18n/lang.ts'
import { apiOf, nowOf, orNotFound } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { calendarAsked } from './calendar-asked.server.ts'
import { calendarFile } from './ical.server.ts'

const DAYS_BACK = 31
const DAYS = 93

export const loader = async ({ context, request }: Route.LoaderArgs): Promise<Response> => {
  const url = new URL(request.url)
  const from = dateOf(later(nowOf(context), -DAYS_BACK * DAY_MS))
  const { items } = await orNotFound(apiOf(context).session.calendar.get({ from, days: DAYS, ...calendarAsked(url.searchParams) }))
  return calendarFile(items, { lang: langOfPath(url.pathname), origin: context.get(appContext).site.origin })
}
