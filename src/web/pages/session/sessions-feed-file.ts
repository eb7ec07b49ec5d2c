/** One session with its roadshow and its lots, for one's own calendar. */
import type { Route } from './+types/sessions-feed-file.ts'
import { langOfPath } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { calendarFile } from './ical.server.ts'

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs): Promise<Response> => {
  const api = apiOf(context)
  const [session, { items: slots }] = await Promise.all([orNotFound(api.session.get({ id })), orNotFound(api.session.slots.list({ id }))])
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
  const shows = slots.map((slot) => ({
    ...whole,
    kind: 'slot' as const,
    id: slot.id,
    title: slot.lots[0]?.title ?? session.title,
    state: slot.phase,
    isCancelled: slot.phase === 'cancelled',
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    organiser: slot.seller,
    sessionId: id,
  }))
  return calendarFile([whole, ...shows, ...lots], { lang: langOfPath(new URL(request.url).pathname), origin: context.get(appContext).site.origin })
}
