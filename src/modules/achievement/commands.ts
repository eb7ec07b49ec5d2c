import { actorIdOf, organisationsOf } from '#kernel/actor.ts'
import { dateOf } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { personById } from '#modules/party/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { achievementContract } from './api.ts'
import { enterCatalogue } from './cataloguing.ts'
import { permit, type AchievementAct, type Handled } from './core/acts.ts'
import { ACHIEVEMENT, eventOfApproval, type AchievementEvent, type AchievementState } from './core/lifecycle.ts'
import { readPatentNumber } from './core/patent-number.ts'
import { contentRules, namedCompleters, regionOfInstitution, writeContent, yearOf } from './disclosing.ts'
import { achievementFacts } from './facts.ts'
import { importAchievements } from './import-command.ts'
import {
  addPatents,
  completerRows,
  countUndecided,
  dropKeys,
  insertDraft,
  lockRecord,
  patentRows,
  recordRow,
  saveDraftValues,
  setCompleterPerson,
  setConfirmation,
  updateRecord,
  type CompleterRow,
  type RecordRow,
} from './store.ts'
import { disclosureBody, tellParties } from './telling.ts'
import type { DraftValues } from './tables.ts'

type AchievementCommands = Commands<
  typeof achievementContract,
  | 'saveDraft'
  | 'disclose'
  | 'withdraw'
  | 'confirmContribution'
  | 'returnToResearcher'
  | 'assess'
  | 'approve'
  | 'sendBack'
  | 'recordFiling'
  | 'linkCompleter'
  | 'importAchievements'
>

const MAX_DRAFT_CHARACTERS = 120_000

const notFound = () => refuse('achievement.not_found')
const wrongState = (row: RecordRow) => refuse('achievement.wrong_state', { state: row.state })

interface Loaded {
  readonly row: RecordRow
  readonly completers: readonly CompleterRow[]
}

const load = async (act: Act, id: string): Promise<Loaded | undefined> => {
  const row = await lockRecord(act.tx, id)
  return row ? { row, completers: await completerRows(act.tx, [id]) } : undefined
}

export const ownedOf = (row: RecordRow, completers: readonly CompleterRow[]) => ({
  institutionId: row.institutionId,
  state: row.state,
  createdBy: row.createdBy,
  completerIds: completers.flatMap((completer) => completer.personId ?? []),
})

export const handledOf = (row: RecordRow, completers: readonly CompleterRow[]): Handled => ({
  ...ownedOf(row, completers),
  assessedBy: row.assessedBy,
  completers: completers.map(({ personId, name, confirmation }) => ({ personId, name, confirmation })),
})

/** The record, locked, when the actor may do this with it now. */
const permitted = async (act: Act, name: AchievementAct, id: string): Promise<Result<Loaded>> => {
  const found = await load(act, id)
  if (!found) return notFound()
  const verdict = permit(name, act.actor, handledOf(found.row, found.completers))
  return verdict.ok ? ok(found) : verdict
}

const step = (row: RecordRow, event: AchievementEvent): Result<AchievementState> => {
  const next = ACHIEVEMENT.next(row.state, event)
  return next === null ? wrongState(row) : ok(next)
}

/** One at a time for each person, so that many at once do not pass together. */
const mayBeginMore = async (act: Act) => {
  await holdNamedLock(act.tx, `achievement.undecided:${actorIdOf(act.actor)}`)
  const used = await countUndecided(act.tx, actorIdOf(act.actor))
  return countWithin(await rulesAt(act.tx, act.now), 'achievement.undecided.perPerson', used, 'achievement.too_many_undecided')
}

/** The own draft to write on, made when there is none yet. */
const openDraft = async (act: Act, input: { readonly id?: string | undefined; readonly institutionId?: string | undefined }): Promise<Result<RecordRow>> => {
  if (input.id !== undefined) {
    const found = await permitted(act, 'edit', input.id)
    return found.ok ? ok(found.value.row) : found
  }
  const institutions = organisationsOf(act.actor, 'researcher')
  const institutionId = input.institutionId ?? institutions[0]
  if (institutionId === undefined || !institutions.includes(institutionId)) return refuse('achievement.forbidden', {}, { field: 'institutionId' })
  const room = await mayBeginMore(act)
  if (!room.ok) return room
  const id = act.newId('ach')
  await insertDraft(
    act.tx,
    { id, institutionId, region: await regionOfInstitution(act, institutionId), createdBy: actorIdOf(act.actor), source: 'disclosed' },
    act.now,
  )
  const row = await recordRow(act.tx, id)
  return row ? ok(row) : notFound()
}

const sizeOf = (values: DraftValues): number =>
  Object.entries(values).reduce((total, [key, value]) => total + key.length + (typeof value === 'string' ? value.length : value.join('').length), 0)

const saveDraft: AchievementCommands['saveDraft'] = async (act, input) => {
  if (sizeOf(input.values) > MAX_DRAFT_CHARACTERS) return refuse('achievement.draft_too_large', { max: MAX_DRAFT_CHARACTERS })
  const draft = await openDraft(act, input)
  if (!draft.ok) return draft
  await saveDraftValues(act.tx, draft.value.id, input.values, act.now)
  return ok({ achievementId: draft.value.id, state: draft.value.state })
}

const disclose: AchievementCommands['disclose'] = async (act, { id, institutionId, ...input }) => {
  const draft = await openDraft(act, { id, institutionId })
  if (!draft.ok) return draft
  const next = step(draft.value, 'disclose')
  if (!next.ok) return next
  const completers = await namedCompleters(act, input.completers)
  if (!completers.ok) return completers
  const written = await writeContent(act, draft.value, { ...input, completers: completers.value }, await contentRules(act))
  if (!written.ok) return written
  await updateRecord(act.tx, draft.value.id, act.now, {
    state: next.value,
    disclosedAt: act.now,
    returnReason: null,
    decision: null,
    decisionNote: '',
    decisionDueOn: null,
    assessed: null,
  })
  const found = await load(act, draft.value.id)
  if (!found) return notFound()
  const numbers = written.value.map((patent) => patent.number)
  tellParties(act, found, achievementFacts.disclosed, disclosureBody(found, numbers))
  return ok({ achievementId: found.row.id, state: next.value })
}

const withdraw: AchievementCommands['withdraw'] = async (act, input) => {
  const found = await permitted(act, 'withdraw', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const next = step(row, 'withdraw')
  if (!next.ok) return next
  await updateRecord(act.tx, row.id, act.now, { state: next.value, returnReason: null })
  await dropKeys(act.tx, row.id)
  tellParties(act, { row, completers }, achievementFacts.withdrawn, {})
  return ok({ achievementId: row.id, state: next.value })
}

const confirmContribution: AchievementCommands['confirmContribution'] = async (act, input) => {
  const found = await permitted(act, 'confirmContribution', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const mine = completers.find((completer) => completer.personId === act.actor.personId)
  if (!mine) return notFound()
  if (!input.accepts && input.remark === '') return refuse('achievement.remark_missing', {}, { field: 'remark' })
  const confirmation = input.accepts ? ('confirmed' as const) : ('contested' as const)
  await setConfirmation(act.tx, { id: row.id, position: mine.position }, { confirmation, remark: input.remark, now: act.now })
  tellParties(act, { row, completers }, input.accepts ? achievementFacts.contribution_confirmed : achievementFacts.contribution_contested, {
    personId: mine.personId,
    shareBasisPoints: mine.shareBasisPoints,
    remark: input.remark,
  })
  return ok({ achievementId: row.id, state: row.state, confirmation })
}

const returnToResearcher: AchievementCommands['returnToResearcher'] = async (act, input) => {
  const found = await permitted(act, 'returnToResearcher', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const next = step(row, 'return')
  if (!next.ok) return next
  await updateRecord(act.tx, row.id, act.now, { state: next.value, returnReason: input.reason })
  tellParties(act, { row, completers }, achievementFacts.returned, { reason: input.reason })
  return ok({ achievementId: row.id, state: next.value })
}

const assess: AchievementCommands['assess'] = async (act, input) => {
  const found = await permitted(act, 'assess', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const next = step(row, 'assess')
  if (!next.ok) return next
  if (input.dueOn !== null && input.dueOn < dateOf(act.now)) return refuse('achievement.due_date_past', {}, { field: 'dueOn' })
  await updateRecord(act.tx, row.id, act.now, {
    state: next.value,
    decision: input.decision,
    decisionNote: input.note,
    decisionDueOn: input.dueOn,
    returnReason: null,
    assessed: { by: actorIdOf(act.actor), at: act.now },
  })
  tellParties(act, { row, completers }, achievementFacts.assessed, {
    decision: input.decision,
    note: input.note,
    dueOn: input.dueOn,
    assessedBy: actorIdOf(act.actor),
  })
  return ok({ achievementId: row.id, state: next.value })
}

const approve: AchievementCommands['approve'] = async (act, input) => {
  const found = await permitted(act, 'approve', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  if (row.decision === null) return wrongState(row)
  const patents = await patentRows(act.tx, row.id)
  const next = step(row, eventOfApproval(row.decision, patents.length > 0))
  if (!next.ok) return next
  await updateRecord(act.tx, row.id, act.now, {
    approved: { by: actorIdOf(act.actor), at: act.now },
    ...(next.value === 'catalogued' ? {} : { state: next.value }),
  })
  tellParties(act, { row, completers }, achievementFacts.approved, { decision: row.decision, approvedBy: actorIdOf(act.actor), state: next.value })
  const catalogueNumber = next.value === 'catalogued' ? await enterCatalogue(act, row) : null
  if (next.value === 'secret' || next.value === 'released')
    tellParties(act, { row, completers }, next.value === 'secret' ? achievementFacts.kept_secret : achievementFacts.released, {})
  return ok({ achievementId: row.id, state: next.value, catalogueNumber })
}

const sendBack: AchievementCommands['sendBack'] = async (act, input) => {
  const found = await permitted(act, 'sendBack', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const next = step(row, 'sendBack')
  if (!next.ok) return next
  await updateRecord(act.tx, row.id, act.now, { state: next.value, returnReason: input.reason, assessed: null, decision: null })
  tellParties(act, { row, completers }, achievementFacts.sent_back, { reason: input.reason })
  return ok({ achievementId: row.id, state: next.value })
}

const recordFiling: AchievementCommands['recordFiling'] = async (act, input) => {
  const found = await permitted(act, 'recordFiling', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const read = readPatentNumber(input.number, yearOf(act.now), 'number')
  if (!read.ok) return read
  const patents = await patentRows(act.tx, row.id)
  if (patents.some((patent) => patent.number === read.value.number))
    return refuse('achievement.patent_twice', { number: read.value.number }, { field: 'number' })
  await addPatents(act.tx, row.id, [read.value], patents.length)
  tellParties(act, { row, completers }, achievementFacts.filed, { number: read.value.number })
  return ok({ achievementId: row.id, state: 'catalogued' as AchievementState, catalogueNumber: await enterCatalogue(act, row) })
}

const linkCompleter: AchievementCommands['linkCompleter'] = async (act, input) => {
  const found = await permitted(act, 'linkCompleter', input.id)
  if (!found.ok) return found
  const { row, completers } = found.value
  const completer = completers.find(({ position }) => position === input.position)
  if (!completer) return notFound()
  if (completer.personId !== null) return refuse('achievement.already_linked')
  const person = await personById(act.tx, input.personId)
  if (!person) return refuse('achievement.completer_unknown', {}, { field: 'personId' })
  if (completers.some((other) => other.personId === person.id)) return refuse('achievement.completer_twice', { name: person.name.zh }, { field: 'personId' })
  if (person.name.zh !== completer.name)
    return refuse('achievement.completer_name_differs', { expected: completer.name, name: person.name.zh }, { field: 'personId' })
  await setCompleterPerson(act.tx, { id: row.id, position: completer.position }, person.id)
  tellParties(act, { row, completers: [...completers, { ...completer, personId: person.id }] }, achievementFacts.completer_linked, {
    position: completer.position,
    personId: person.id,
  })
  return ok({ achievementId: row.id, state: row.state })
}

export const commands: AchievementCommands = {
  saveDraft,
  disclose,
  withdraw,
  confirmContribution,
  returnToResearcher,
  assess,
  approve,
  sendBack,
  recordFiling,
  linkCompleter,
  importAchievements,
}
