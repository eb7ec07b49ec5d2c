/** Who sits beside the host, what the host calls, and the recorder's signature. */
import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { auctionContract } from './api.ts'
import { mayAttend, SEAT_ACTS, SESSION_PERMITS, type Seat } from './core/acts.ts'
import { auctionFacts } from './facts.ts'
import { saveCall, saveCourse, saveSeat } from './floor-store.ts'
import { candidate, permitted } from './hosting.ts'
import { courseText } from './record.ts'
import { bidderIdsOf, handledSession, lockAuction, type AuctionRow } from './store.ts'
import { tell } from './telling.ts'

type Handlers = Commands<typeof auctionContract, 'fillSeat' | 'call' | 'keepRecord'>

const tellSeat = (act: Act, row: AuctionRow, seat: Seat, personId: string): void =>
  seat === 'floorClerk'
    ? tell(act, row, auctionFacts.floor_clerk_assigned, { floorClerkId: personId })
    : tell(act, row, auctionFacts.recorder_assigned, { recorderId: personId })

const holds = (person: Actor, row: AuctionRow, seat: Seat): boolean =>
  person.personId !== null && person.personId === (seat === 'floorClerk' ? row.floorClerkId : row.recorderId)

const fillSeat: Handlers['fillSeat'] = async (act, { id, seat, personId: named }) => {
  const row = await lockAuction(act.tx, id)
  if (!row) return refuse('auction.not_found')
  const session = handledSession(row, await bidderIdsOf(act.tx, row.id), act.now)
  const person = await candidate(act, named)
  const isTaking = person.personId === act.actor.personId
  // Said twice, it is said.
  if (isTaking && holds(person, row, seat)) return ok({ personId: person.personId ?? '' })
  const open = SESSION_PERMITS[SEAT_ACTS[seat][isTaking ? 'take' : 'appoint']](act.actor, session)
  if (!open.ok) return open
  const fit = mayAttend(person, session)
  if (!fit.ok) return fit
  const personId = person.personId ?? ''
  await saveSeat(act.tx, row.id, seat, personId)
  tellSeat(act, row, seat, personId)
  return ok({ personId })
}

const call: Handlers['call'] = async (act, input) => {
  const no = input.call === 1 ? 1 : 2
  const found = await permitted(act, input.id, no === 1 ? 'callOnce' : 'callTwice')
  if (!found.ok) return found
  const row = found.value
  const { acceptedCount: seq, topNumber, topPriceMinor } = row
  await saveCall(act.tx, row.id, { call: no, seq, at: act.now }, actorIdOf(act.actor))
  tell(act, row, auctionFacts.called, { call: no, seq, number: topNumber ?? 0, priceMinor: String(topPriceMinor) })
  return ok({ call: no, seq })
}

const keepRecord: Handlers['keepRecord'] = async (act, input) => {
  const found = await permitted(act, input.id, 'keepRecord')
  if (!found.ok) return found
  const row = found.value
  const courseSha256 = createHash('sha256')
    .update(await courseText(act.tx, row))
    .digest('hex')
  const recorderId = actorIdOf(act.actor)
  await saveCourse(act.tx, row.id, { sha256: courseSha256, by: recorderId, at: act.now })
  tell(act, row, auctionFacts.course_signed, { courseSha256, recorderId })
  return ok({ courseSha256 })
}

export const attending: Handlers = { fillSeat, call, keepRecord }
