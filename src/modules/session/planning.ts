/** What time and the lots do to a session: its beginning, its end. */
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { lotsByIds, unitLotsOf } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { stateAt } from './core/lifecycle.ts'
import { isOver, totalsOf } from './core/lots.ts'
import { sessionFacts } from './facts.ts'
import { planPapers } from './paperwork.ts'
import { closeRoadshow } from './roadshow-planning.ts'
import { entriesOf, lockSession, moveEntry, moveSession, type SessionRow } from './store.ts'

export const DUE_TASK = 'session.due'

/** Looked at when it begins, and then when its window ends. */
export const planSession = (act: Act, { id, startsAt, endsAt }: Pick<SessionRow, 'id' | 'startsAt' | 'endsAt'>): void =>
  act.schedule({ key: `${DUE_TASK}:${id}`, task: DUE_TASK, payload: { id }, dueAt: act.now < startsAt ? startsAt : endsAt })

/** A request that nobody decided holds its lot no longer. */
const lapseRequests = async (act: Act, sessionId: string): Promise<void> => {
  for (const { id, lotId, sellerOrganisationId, standing } of await entriesOf(act.tx, [sessionId])) {
    if (standing !== 'asked') continue
    await moveEntry(act.tx, id, { standing: 'lapsed', place: null }, act.now)
    act.publish(sessionFacts.lot_lapsed, {
      subject: sessionId,
      related: [lotId, sellerOrganisationId],
      body: { entryId: id, sessionId, lotId, sellerOrganisationId },
      visibleTo: [sellerOrganisationId],
    })
  }
}

const start = async (act: Act, { id }: SessionRow): Promise<void> => {
  await moveSession(act.tx, id, { state: 'running' }, act.now)
  await lapseRequests(act, id)
  act.publish(sessionFacts.started, { subject: id, body: { sessionId: id } })
}

/** Held when the window is over and no lot of it is open to bids any more. */
export const endIfOver = async (act: Act, row: SessionRow): Promise<void> => {
  const lotIds = (await entriesOf(act.tx, [row.id])).filter(({ standing }) => standing === 'admitted').map(({ lotId }) => lotId)
  const lots = [...(await lotsByIds(act.tx, lotIds)).values()]
  if (!isOver(row, lots, act.now)) return
  const { lotCount, soldCount, startTotalMinor, priceTotalMinor } = totalsOf(lots, await unitLotsOf(act.tx, lotIds))
  await moveSession(act.tx, row.id, { state: 'held', closedAt: act.now }, act.now)
  act.publish(sessionFacts.held, {
    subject: row.id,
    related: [row.organiserId],
    body: {
      sessionId: row.id,
      closedAt: toIso(act.now),
      lotCount,
      soldCount,
      startTotalMinor: String(startTotalMinor),
      priceTotalMinor: String(priceTotalMinor),
    },
  })
  await closeRoadshow(act, row.id)
  planPapers(act, row.id)
}

/** Looking too early or twice changes nothing. */
export const due: Task = async (act, payload): Promise<Result<unknown>> => {
  const row = await lockSession(act.tx, String(payload['id']))
  if (!row || stateAt(row, act.now) !== 'running') return ok(null)
  if (row.state === 'announced') await start(act, row)
  if (act.now < row.endsAt) planSession(act, row)
  else await endIfOver(act, { ...row, state: 'running' })
  return ok(null)
}
