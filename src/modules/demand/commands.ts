import { actorIdOf, organisationsOf } from '#kernel/actor.ts'
import { calendarDate, DAY_MS, dateOf, endOfDay, later, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { organisationById, isQualified } from '#modules/party/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { demandContract } from './api.ts'
import { permit, type DemandAct } from './core/acts.ts'
import { DEMAND, type DemandEvent, type DemandState } from './core/lifecycle.ts'
import { RESPONDING } from './core/permit.ts'
import type { Outcome } from './core/words.ts'
import { demandFacts } from './facts.ts'
import { importDemands } from './import-command.ts'
import {
  countOpen,
  countResponses,
  endDemand,
  hasResponded,
  insertDemand,
  insertResponse,
  lockDemand,
  updateDemand,
  type DemandRow,
  type OwnContent,
} from './store.ts'

type DemandCommands = Commands<typeof demandContract, 'publish' | 'revise' | 'close' | 'withdraw' | 'takeDown' | 'respond' | 'importDemands'>

export const EXPIRY_TASK = 'demand.expire'

export const ownedOf = (row: DemandRow) => ({ organisationId: row.organisationId, state: row.state })

const checkContent = (act: Act, content: OwnContent): Result<null> => {
  const { budgetMinMinor: min, budgetMaxMinor: max } = content
  if (min !== null && max !== null && min > max) return refuse('demand.budget_reversed', {}, { field: 'budgetMaxMinor' })
  return content.deadline !== null && content.deadline < dateOf(act.now) ? refuse('demand.deadline_past', {}, { field: 'deadline' }) : ok(null)
}

/** A demand ends with its last day. */
const planExpiry = (act: Act, id: string, deadline: string | null): void => {
  const key = `${EXPIRY_TASK}:${id}`
  if (deadline === null) act.unschedule(key)
  else act.schedule({ key, task: EXPIRY_TASK, payload: { demandId: id }, dueAt: endOfDay(calendarDate(deadline)) })
}

const amountText = (minor: bigint | null): string | null => (minor === null ? null : String(minor))

const tell = (
  act: Act,
  fact: (typeof demandFacts)['published' | 'revised'],
  about: { readonly id: string; readonly organisationId: string | null; readonly content: OwnContent },
): void =>
  act.publish(fact, {
    subject: about.id,
    related: about.organisationId === null ? [] : [about.organisationId],
    body: {
      demandId: about.id,
      source: 'enterprise',
      organisationId: about.organisationId,
      title: { ...about.content.title },
      field: about.content.field,
      modes: [...about.content.modes],
      budgetMinMinor: amountText(about.content.budgetMinMinor),
      budgetMaxMinor: amountText(about.content.budgetMaxMinor),
      deadline: about.content.deadline,
      region: about.content.region,
    },
  })

/** One at a time for each organisation, so that many at once do not pass together. */
const mayPublishMore = async (act: Act, organisationId: string) => {
  await holdNamedLock(act.tx, `demand.open:${organisationId}`)
  return countWithin(await rulesAt(act.tx, act.now), 'demand.open.perOrganisation', await countOpen(act.tx, organisationId), 'demand.too_many_open')
}

const mayRespondMore = async (act: Act, organisationId: string) => {
  await holdNamedLock(act.tx, `demand.responses:${organisationId}`)
  const used = await countResponses(act.tx, organisationId, later(act.now, -DAY_MS))
  return countWithin(await rulesAt(act.tx, act.now), 'demand.responses.perDay', used, 'demand.too_many_responses')
}

const publish: DemandCommands['publish'] = async (act, { organisationId: named, ...content }) => {
  const own = organisationsOf(act.actor, 'enterprise')
  const organisationId = named ?? own[0]
  if (organisationId === undefined || !own.includes(organisationId)) return refuse('demand.forbidden', {}, { field: 'organisationId' })
  if (!(await isQualified(act.tx, organisationId))) return refuse('demand.organisation_not_verified')
  const sound = checkContent(act, content)
  if (!sound.ok) return sound
  const room = await mayPublishMore(act, organisationId)
  if (!room.ok) return room
  const organisation = await organisationById(act.tx, organisationId)
  const id = act.newId('dem')
  await insertDemand(
    act.tx,
    id,
    { ...content, region: content.region ?? organisation?.region ?? null },
    { organisationId, organisationName: organisation?.name ?? null, createdBy: actorIdOf(act.actor), now: act.now },
  )
  planExpiry(act, id, content.deadline)
  tell(act, demandFacts.published, { id, organisationId, content })
  return ok({ demandId: id, state: 'published' as DemandState })
}

/** The demand, locked, when the actor may do this with it now. */
const permitted = async (act: Act, name: DemandAct, id: string): Promise<Result<DemandRow>> => {
  const row = await lockDemand(act.tx, id)
  if (!row) return refuse('demand.not_found')
  const answered = name === 'respond' && (await hasResponded(act.tx, id, actorIdOf(act.actor)))
  const verdict = permit(name, act.actor, { ...ownedOf(row), hasResponded: answered })
  return verdict.ok ? ok(row) : verdict
}

const revise: DemandCommands['revise'] = async (act, { id, ...content }) => {
  const found = await permitted(act, 'revise', id)
  if (!found.ok) return found
  const row = found.value
  const sound = checkContent(act, content)
  if (!sound.ok) return sound
  const organisation = row.organisationId === null ? null : await organisationById(act.tx, row.organisationId)
  await updateDemand(act.tx, id, content, { organisationName: organisation?.name ?? null, now: act.now })
  planExpiry(act, id, content.deadline)
  tell(act, demandFacts.revised, { id, organisationId: row.organisationId, content })
  return ok({ demandId: id, state: row.state })
}

interface Ending {
  readonly event: DemandEvent
  readonly fact: (typeof demandFacts)['closed' | 'expired' | 'withdrawn' | 'taken_down']
  readonly outcome: Outcome | null
  readonly reason: string | null
}

const end = async (act: Act, row: DemandRow, ending: Ending): Promise<Result<{ demandId: string; state: DemandState }>> => {
  const next = DEMAND.next(row.state, ending.event)
  if (next === null || next === 'published') return refuse('demand.wrong_state', { state: row.state })
  await endDemand(act.tx, row.id, { state: next, outcome: ending.outcome, reason: ending.reason, now: act.now })
  act.unschedule(`${EXPIRY_TASK}:${row.id}`)
  act.publish(ending.fact, {
    subject: row.id,
    related: row.organisationId === null ? [] : [row.organisationId],
    body: { demandId: row.id, organisationId: row.organisationId, outcome: ending.outcome, reason: ending.reason },
  })
  return ok({ demandId: row.id, state: next })
}

const endAs = async (act: Act, name: DemandAct, input: { readonly id: string; readonly ending: Ending }) => {
  const found = await permitted(act, name, input.id)
  return found.ok ? end(act, found.value, input.ending) : found
}

const close: DemandCommands['close'] = (act, { id, outcome, reason }) =>
  endAs(act, 'close', { id, ending: { event: 'close', fact: demandFacts.closed, outcome, reason: reason || null } })

const withdraw: DemandCommands['withdraw'] = (act, { id, reason }) =>
  endAs(act, 'withdraw', { id, ending: { event: 'withdraw', fact: demandFacts.withdrawn, outcome: null, reason } })

const takeDown: DemandCommands['takeDown'] = (act, { id, reason }) =>
  endAs(act, 'takeDown', { id, ending: { event: 'takeDown', fact: demandFacts.taken_down, outcome: null, reason } })

const respond: DemandCommands['respond'] = async (act, input) => {
  const found = await permitted(act, 'respond', input.id)
  if (!found.ok) return found
  const row = found.value
  const mandate = act.actor.mandates.find(({ role }) => RESPONDING.some((responding) => responding === role))
  if (!mandate) return refuse('demand.not_found')
  const room = await mayRespondMore(act, mandate.organisationId)
  if (!room.ok) return room
  const responseId = act.newId('rsp')
  const response = {
    id: responseId,
    demandId: row.id,
    personId: actorIdOf(act.actor),
    organisationId: mandate.organisationId,
    message: input.message,
    contact: input.contact,
    achievementId: input.achievementId,
  }
  await insertResponse(act.tx, response, act.now)
  act.publish(demandFacts.responded, {
    subject: row.id,
    related: [responseId],
    body: { demandId: row.id, responseId, organisationId: mandate.organisationId, achievementId: input.achievementId, message: input.message },
    visibleTo: [actorIdOf(act.actor), ...(row.organisationId === null ? [] : [row.organisationId])],
  })
  return ok({ demandId: row.id, responseId })
}

const isOver = (row: DemandRow, now: Instant): boolean => row.deadline !== null && now >= endOfDay(calendarDate(row.deadline))

const onExpiry: Task = async (act, payload) => {
  const row = await lockDemand(act.tx, String(payload['demandId']))
  if (!row || row.state !== 'published' || !isOver(row, act.now)) return ok(null)
  return end(act, row, { event: 'expire', fact: demandFacts.expired, outcome: 'expired', reason: null })
}

export const commands: DemandCommands = { publish, revise, close, withdraw, takeDown, respond, importDemands }
export const tasks: Readonly<Record<string, Task>> = { [EXPIRY_TASK]: onExpiry }
