/** Who acts in a session, for the commands of its host and of those beside. */
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { actorForUser, personById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import { SESSION_PERMITS, type SessionAct } from './core/acts.ts'
import { certifiedOf } from './hosts.ts'
import { handledSession, lockAuction, type AuctionRow } from './store.ts'

/** The named person as it acts today; the caller itself when nobody is named. */
export const candidate = async (act: Act, personId: string | undefined): Promise<Actor> => {
  if (personId === undefined || personId === act.actor.personId) return act.actor
  const person = await personById(act.tx, personId)
  return person?.userId ? actorForUser(act.tx, person.userId, act.now) : SYSTEM
}

/** Locks an auction on which the actor may do this. */
export const permitted = async (act: Act, id: string, what: SessionAct): Promise<Result<AuctionRow>> => {
  const row = await lockAuction(act.tx, id)
  if (!row) return refuse('auction.not_found')
  const session = { ...handledSession(row, [], act.now), certified: await certifiedOf(act.tx, row, act.now) }
  const verdict = SESSION_PERMITS[what](act.actor, session)
  return verdict.ok ? ok(row) : verdict
}
