/** Stops the clock of an auction: by who presides, or because a licensed house or its auctioneer has lost the papers (Auction Law art. 11, 14). */
import { actorIdOf } from '#kernel/actor.ts'
import { HOUR_MS, later, toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { lotSuspended } from '#modules/listing/index.ts'
import { auctionHouseAt } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { advance, suspend } from './core/clock.ts'
import { openIfDue } from './engine.ts'
import { auctionFacts } from './facts.ts'
import { reportSteps } from './lot.ts'
import { housesAuctions, savePause } from './pause-store.ts'
import { lockAuction, stateOf, type AuctionRow } from './store.ts'
import { clockBody, tell } from './telling.ts'

export const PAPERS_TASK = 'auction.papers'
/** So long before the opening the papers are looked at, for the moment of the opening. */
const BEFORE_MS = HOUR_MS

/** What a reader of the lot is told. */
const LOST = {
  licence: '拍卖企业批准证书不在有效期内，依法暂停（拍卖法第十一条） / The licence of the auction house is not in force (Auction Law art. 11)',
  certificate: '拍卖师资格证书不在有效期内，依法暂停（拍卖法第十四条） / The certificate of the auctioneer is not in force (Auction Law art. 14)',
} as const

/** Time may have opened a locked auction a moment ago; that step is told before the stop. */
export const stop = async (act: Act, locked: AuctionRow, reason: string): Promise<Result<null>> => {
  const row = await openIfDue(act, locked)
  const before = advance(stateOf(row), act.now)
  await reportSteps(act, row, before.steps, { state: before.state, bidderCount: row.bidderCount })
  const stopped = suspend(before.state, act.now)
  if (!stopped.ok) return stopped
  await savePause(act.tx, row, { kind: 'suspend', state: stopped.value, at: act.now, byPerson: actorIdOf(act.actor), reason })
  tell(act, row, auctionFacts.suspended, { ...clockBody(stopped.value), reason, suspendedAt: toIso(act.now) })
  await lotSuspended(act, row.lotId, reason)
  return ok(null)
}

/** Has the papers looked at before an auction opens. Only of a licensed house. */
export const planPapers = (act: Act, { id, houseOrganisationId, opensAt }: Pick<AuctionRow, 'id' | 'houseOrganisationId' | 'opensAt'>): void => {
  if (houseOrganisationId === null) return
  act.schedule({ key: `${PAPERS_TASK}:${id}`, task: PAPERS_TASK, payload: { id }, dueAt: later(opensAt, -BEFORE_MS) })
}

const lostBy = async (act: Act, { houseOrganisationId, auctioneerId, phase, opensAt }: AuctionRow): Promise<keyof typeof LOST | null> => {
  if (houseOrganisationId === null) return null
  const at = phase === 'scheduled' && opensAt > act.now ? opensAt : act.now
  const house = await auctionHouseAt(act.tx, houseOrganisationId, at)
  if (house === null) return 'licence'
  return house.auctioneers.some(({ personId }) => personId === auctioneerId) ? null : 'certificate'
}

const lookAt = async (act: Act, id: string): Promise<void> => {
  const row = await lockAuction(act.tx, id)
  if (!row || row.phase === 'closed' || row.phase === 'suspended') return
  const lost = await lostBy(act, row)
  // What has run to its end is decided already.
  if (lost !== null) await stop(act, row, LOST[lost])
}

export const papersDue: Task = async (act, payload): Promise<Result<unknown>> => {
  await lookAt(act, String(payload['id']))
  return ok(null)
}

/** A licence or a certificate is off the record: every auction of the house that has not ended is looked at. */
export const onCredentialRevoked = async (act: Act, organisationId: string): Promise<Result<unknown>> => {
  for (const id of await housesAuctions(act.tx, organisationId)) await lookAt(act, id)
  return ok(null)
}
