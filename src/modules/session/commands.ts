/** A session from its draft to its announcement, or its end before that. */
import { actorIdOf } from '#kernel/actor.ts'
import { parseInstant, toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import { isRegion, organisationsByIds } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { invitePartner } from './co-listing-commands.ts'
import { permit, type SessionAct } from './core/acts.ts'
import { SESSION, windowProblem } from './core/lifecycle.ts'
import { joinProblem } from './core/lots.ts'
import { sessionFacts } from './facts.ts'
import { handledOf } from './handled.ts'
import { planPapers } from './paperwork.ts'
import { planSession } from './planning.ts'
import { cancelRoadshow } from './roadshow-planning.ts'
import {
  entriesOf,
  insertSession,
  lockSession,
  moveSession,
  numberOf,
  releaseEntries,
  reviseSession,
  type EntryRow,
  type SessionContent,
  type SessionRow,
} from './store.ts'
import { planWatchers } from './watching.ts'

type Handlers = Commands<typeof sessionContract, 'draft' | 'revise' | 'submit' | 'announce' | 'sendBack' | 'cancel'>
type Given = Parameters<Handlers['draft']>[1]

const ORGANISERS: readonly string[] = ['market', 'university', 'institute', 'government']

const contentOf = ({ startsAt, endsAt, ...content }: Given): SessionContent => ({
  ...content,
  partnerIds: [...new Set(content.partnerIds)].filter((id) => id !== content.organiserId),
  startsAt: parseInstant(startsAt),
  endsAt: parseInstant(endsAt),
})

/** What is wrong with what was written, at its field. */
const checked = async (act: Act, content: SessionContent): Promise<Result<null>> => {
  const problem = windowProblem(content, act.now)
  if (problem !== null) return refuse(problem, {}, { field: problem === 'session.window_past' ? 'startsAt' : 'endsAt' })
  if (!isRegion(content.region)) return refuse('session.region_unknown', { region: content.region }, { field: 'region' })
  if (!content.isOnline && content.place.zh === '') return refuse('session.place_missing', {}, { field: 'place.zh' })
  const organisations = await organisationsByIds(act.tx, [content.organiserId, ...content.partnerIds])
  const organiser = organisations.get(content.organiserId)
  if (organiser?.state !== 'verified' || !ORGANISERS.includes(organiser.kind)) return refuse('session.organiser_unfit', {}, { field: 'organiserId' })
  const isUnknown = content.partnerIds.some((id) => organisations.get(id)?.state !== 'verified' || organisations.get(id)?.kind !== 'market')
  return isUnknown ? refuse('session.partner_unknown', {}, { field: 'partnerIds' }) : ok(null)
}

const bodyOf = (row: SessionRow) => ({
  sessionId: row.id,
  number: numberOf(row),
  title: row.title,
  summary: row.summary,
  organiserId: row.organiserId,
  region: row.region,
  field: row.field,
  isOnline: row.isOnline,
  place: row.place,
  startsAt: toIso(row.startsAt),
  endsAt: toIso(row.endsAt),
  partnerIds: [...row.partnerIds],
})

const answer = ({ id }: SessionRow, state: SessionRow['state']) => ok({ sessionId: id, state })

interface Found {
  readonly row: SessionRow
  readonly admitted: readonly EntryRow[]
}

/** The session, locked, when the actor may do this with it now. */
export const permitted = async (act: Act, name: SessionAct, id: string): Promise<Result<Found>> => {
  const row = await lockSession(act.tx, id)
  if (!row) return refuse('session.not_found')
  const admitted = (await entriesOf(act.tx, [id])).filter(({ standing }) => standing === 'admitted')
  const verdict = permit(name, act.actor, handledOf(row, admitted.length, act.now))
  return verdict.ok ? ok({ row, admitted }) : verdict
}

const draft: Handlers['draft'] = async (act, input) => {
  const content = contentOf(input)
  const sound = await checked(act, content)
  if (!sound.ok) return sound
  const row = await insertSession(act.tx, content, { id: act.newId('ses'), state: SESSION.initial, by: actorIdOf(act.actor), at: act.now })
  act.publish(sessionFacts.drafted, { subject: row.id, related: [row.organiserId], body: bodyOf(row), visibleTo: [row.organiserId] })
  return answer(row, row.state)
}

const revise: Handlers['revise'] = async (act, { id, ...input }) => {
  const found = await permitted(act, 'revise', id)
  if (!found.ok) return found
  const content = contentOf(input)
  const sound = await checked(act, content)
  if (!sound.ok) return sound
  const row = await reviseSession(act.tx, id, content, act.now)
  act.publish(sessionFacts.revised, { subject: row.id, related: [row.organiserId], body: bodyOf(row), visibleTo: [row.organiserId] })
  return answer(row, row.state)
}

const submit: Handlers['submit'] = async (act, { id }) => {
  const found = await permitted(act, 'submit', id)
  if (!found.ok) return found
  const { row } = found.value
  await moveSession(act.tx, id, { state: 'submitted', submittedBy: actorIdOf(act.actor) }, act.now)
  act.publish(sessionFacts.submitted, { subject: id, related: [row.organiserId], body: { sessionId: id }, visibleTo: [row.organiserId] })
  return answer(row, 'submitted')
}

export const sellersOf = (entries: readonly EntryRow[]): string[] => [...new Set(entries.map(({ sellerOrganisationId }) => sellerOrganisationId))]

/** Lots that could join today: drafts lie a while, and lots move on meanwhile. */
const unfitLots = async (act: Act, { row, admitted }: Found): Promise<readonly string[]> => {
  const lots = await lotsByIds(
    act.tx,
    admitted.map(({ lotId }) => lotId),
  )
  return [...lots.values()].filter((lot) => joinProblem(lot, row) !== null).map(({ number }) => number)
}

const announce: Handlers['announce'] = async (act, { id }) => {
  const found = await permitted(act, 'announce', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  if (row.startsAt <= act.now) return refuse('session.window_past')
  const unfit = await unfitLots(act, found.value)
  if (unfit.length > 0) return refuse('session.lots_unfit', { lots: unfit.join(' ') })
  const lotIds = admitted.map(({ lotId }) => lotId)
  const sellerOrganisationIds = sellersOf(admitted)
  await moveSession(act.tx, id, { state: 'announced', announcedBy: actorIdOf(act.actor), announcedAt: act.now }, act.now)
  planSession(act, row)
  planPapers(act, id)
  for (const partnerId of row.partnerIds) await invitePartner(act, id, partnerId)
  act.publish(sessionFacts.announced, { subject: id, related: [row.organiserId, ...lotIds], body: { ...bodyOf(row), lotIds, sellerOrganisationIds } })
  return answer(row, 'announced')
}

const sendBack: Handlers['sendBack'] = async (act, { id, reason }) => {
  const found = await permitted(act, 'sendBack', id)
  if (!found.ok) return found
  const { row } = found.value
  await moveSession(act.tx, id, { state: 'draft', submittedBy: null }, act.now)
  act.publish(sessionFacts.sent_back, {
    subject: id,
    related: [row.organiserId],
    body: { sessionId: id, draftedBy: row.draftedBy, reason },
    visibleTo: [row.organiserId, row.draftedBy],
  })
  return answer(row, 'draft')
}

const cancel: Handlers['cancel'] = async (act, { id, reason }) => {
  const found = await permitted(act, 'cancel', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  await moveSession(act.tx, id, { state: 'cancelled', closedAt: act.now, reason }, act.now)
  await releaseEntries(act.tx, id, act.now)
  await planWatchers(act, id, null)
  await cancelRoadshow(act, id, reason)
  const sellerOrganisationIds = sellersOf(admitted)
  act.publish(sessionFacts.cancelled, {
    subject: id,
    related: [row.organiserId, ...admitted.map(({ lotId }) => lotId)],
    body: { sessionId: id, title: row.title, reason, sellerOrganisationIds: row.announcedAt === null ? [] : sellerOrganisationIds },
    visibleTo: row.announcedAt === null ? [row.organiserId] : 'public',
  })
  return answer(row, 'cancelled')
}

export const commands: Handlers = { draft, revise, submit, announce, sendBack, cancel }
