/** Lots that could join a session: published, opening in its time, in none that is announced. */
import { dateOf, dayNumber, parseInstant } from '#kernel/instant.ts'
import type { Api } from '../../contract.ts'
import type { SessionCard } from './session-words.ts'

type Candidate = Awaited<ReturnType<Api['session']['calendar']['get']>>['items'][number]

const JOINING: readonly string[] = ['notice', 'ready']

export const candidatesFor = async (api: Api, { startsAt, endsAt }: Pick<SessionCard, 'startsAt' | 'endsAt'>): Promise<readonly Candidate[]> => {
  const [from, until] = [dateOf(parseInstant(startsAt)), dateOf(parseInstant(endsAt))]
  const { items } = await api.session.calendar.get({ from, days: dayNumber(until) - dayNumber(from) + 1 })
  return items.filter(
    (event) => event.kind === 'lot' && JOINING.includes(event.state) && event.sessionId === null && event.startsAt >= startsAt && event.startsAt <= endsAt,
  )
}
