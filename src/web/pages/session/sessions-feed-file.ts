/** One session with its lots, for one's own calendar. */
import type { Route } from './+types/sessions-feed-file.ts'
import { langOfPath } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { calendarFile } from './ical.server.ts'

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs): Promise<Response> => {
  const session = await orNotFound(apiOf(context).session.get({ id }))
  const { entries, region, field } = session
  const isCancelled = session.state === 'cancelled'
  const whole = { ...session, kind: 'session' as const, isCancelled, regime: null, right: null, startingPriceMinor: null, sessionId: null }
  const lots = entries
    .filter(({ standing }) => standing === 'admitted')
    .flatMap(({ lotId, lotNumber, title, lotState, opensAt, auction, seller, right, regime, startingPriceMinor }) =>
      opensAt === null
        ? []
        : [
            {
              kind: 'lot' as const,
              id: lotId,
              number: lotNumber,
              title,
              state: lotState,
              isCancelled: lotState === 'withdrawn' || (lotState === 'failed' && auction === null),
              startsAt: opensAt,
              endsAt: auction?.endsAt ?? null,
              organiser: seller,
              region,
              field,
              right,
              regime,
              startingPriceMinor,
              sessionId: id,
              place: session.place,
              changedAt: session.changedAt,
            },
          ],
    )
  return calendarFile([whole, ...lots], { lang: langOfPath(new URL(request.url).pathname), origin: context.get(appContext).site.origin })
}
