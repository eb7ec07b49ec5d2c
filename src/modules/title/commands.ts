import { actorIdOf } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { parseInstant, toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { ensureNaturalPerson, organisationById, organisationsByIds } from '#modules/party/index.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { titleContract } from './api.ts'
import { ownShare, permitLift, permitOnAsk, permitOnRight, type HandledAsk } from './core/acts.ts'
import { checkRecording } from './core/encumbrance.ts'
import type { Answer, AskState } from './core/first-refusal.ts'
import { checkShare } from './core/share.ts'
import { titleFacts } from './facts.ts'
import { filingCommands } from './filing-commands.ts'
import { housesOf, type MyAnswer } from './houses.ts'
import { declareOrigin } from './origin-command.ts'
import { permitted } from './permitted.ts'
import { addressed, holdersOfRefusal, lockAskWithRight, settleAsk, SILENCE_TASK, startRound } from './round.ts'
import {
  answersOf,
  handledRight,
  holderIdOf,
  holdersOf,
  insertEncumbrance,
  liftEncumbrance,
  lockEncumbrance,
  lockRight,
  replaceHolders,
  setAnswer,
  setAskState,
  setConsent,
  touchRight,
  type AskRow,
  type RightRow,
} from './store.ts'
import { isUnderWay, liveDisposals } from './store-disposal.ts'

type TitleCommands = Commands<
  typeof titleContract,
  | 'askFirstRefusal'
  | 'waive'
  | 'exercise'
  | 'cancelFirstRefusal'
  | 'declareOrigin'
  | 'declareHolders'
  | 'consent'
  | 'recordEncumbrance'
  | 'liftEncumbrance'
  | 'objectToFiling'
  | 'withdrawFilingObjection'
  | 'giveUpShare'
>

export const SILENCE_RULE = 'priority.silence'
const WHOLE = 10_000

const notFound = () => refuse('title.not_found')
const askNotFound = () => refuse('title.first_refusal.not_found')

const askFirstRefusal: TitleCommands['askFirstRefusal'] = async (act, input) => {
  const found = await permitted(act, 'askFirstRefusal', input.achievementId)
  if (!found.ok) return found
  const right = found.value
  const share = input.shareBasisPoints
  const held = checkShare(share, right.institutionId, await holdersOf(act.tx, right.achievementId))
  if (!held.ok) return refuse(held.refusal.code, held.refusal.params, { field: 'shareBasisPoints' })
  const holders = await holdersOfRefusal(act, right, share)
  // Co-owners are asked where a share is sold, and only then.
  if (holders.length === 0) return refuse('title.first_refusal_not_due')
  const rules = await rulesAt(act.tx, act.now)
  const deadline = withinCalendar(() => statutoryDeadline(rules, SILENCE_RULE, act.now))
  if (!deadline.ok) return deadline
  const { terms, silenceBasis, priceMinor, precedence } = input
  const { askId, closesAt } = await startRound(act, right, {
    ...deadline.value,
    terms,
    silenceBasis,
    priceMinor,
    precedence,
    shareBasisPoints: share,
    holders,
    ofLot: null,
  })
  return ok({ askId, state: 'open' as AskState, closesAt: toIso(closesAt) })
}

const handledAsk = async (act: Act, { ask, right }: { readonly ask: AskRow; readonly right: RightRow }, mine: MyAnswer | undefined): Promise<HandledAsk> => ({
  institutionId: right.institutionId,
  state: ask.state,
  closesAt: ask.closesAt,
  mine: mine?.answer,
  isOfLot: ask.lotId !== null,
  isDisposed: ask.usedAt !== null || (await liveDisposals(act.tx, right.achievementId)).some(isUnderWay),
  now: act.now,
})

const answerAs = async (
  act: Act,
  askId: string,
  given: { readonly answer: Answer; readonly note: string; readonly organisationId: string | null },
): Promise<Result<{ askId: string; state: AskState }>> => {
  const found = await lockAskWithRight(act, askId)
  const answers = found ? await answersOf(act.tx, [askId]) : []
  const { organisationId } = given
  const mine = answers.find((row) =>
    organisationId === null ? row.personId !== null && row.personId === act.actor.personId : row.organisationId === organisationId,
  )
  if (organisationId !== null && !housesOf(act.actor).includes(organisationId)) return askNotFound()
  if (!found || !mine) return askNotFound()
  const { ask, right } = found
  const verdict = permitOnAsk(given.answer === 'waived' ? 'waive' : 'exercise', act.actor, await handledAsk(act, found, mine))
  if (!verdict.ok) return verdict.refusal.code === 'title.first_refusal_over' ? { ok: false, refusal: { ...verdict.refusal, rule: ask.rule } } : verdict
  await setAnswer(act.tx, askId, holderIdOf(mine), { answer: given.answer, note: given.note, at: act.now })
  act.publish(given.answer === 'waived' ? titleFacts.first_refusal_waived : titleFacts.first_refusal_exercised, {
    subject: ask.achievementId,
    related: [askId, holderIdOf(mine)],
    body: {
      achievementId: ask.achievementId,
      askId,
      personId: actorIdOf(act.actor),
      ...(organisationId === null ? {} : { organisationId }),
      note: given.note,
      ...(ask.termsDigest === null ? {} : { termsDigest: ask.termsDigest }),
    },
    visibleTo: [right.institutionId, holderIdOf(mine)],
  })
  if (given.answer === 'exercised' && mine.personId !== null) await becomeBuyer(act, right, mine.personId)
  return ok({ askId, state: await settleAsk(act, ask) })
}

/** Whoever exercises it buys as a natural person (Civil Code art. 847): the right is the completer's own, and goes to no firm. */
const becomeBuyer = async (act: Act, right: RightRow, personId: string): Promise<void> => {
  const institution = await organisationById(act.tx, right.institutionId)
  await ensureNaturalPerson(act, personId, institution?.region ?? '')
}

const waive: TitleCommands['waive'] = (act, input) => answerAs(act, input.id, { answer: 'waived', note: input.note, organisationId: input.organisationId })
const exercise: TitleCommands['exercise'] = (act, input) =>
  answerAs(act, input.id, { answer: 'exercised', note: input.note, organisationId: input.organisationId })

const cancelFirstRefusal: TitleCommands['cancelFirstRefusal'] = async (act, input) => {
  const found = await lockAskWithRight(act, input.id)
  if (!found) return askNotFound()
  const { ask, right } = found
  const verdict = permitOnAsk('cancel', act.actor, await handledAsk(act, found, undefined))
  if (!verdict.ok) return verdict
  await setAskState(act.tx, ask.id, 'cancelled', act.now)
  act.unschedule(`${SILENCE_TASK}:${ask.id}`)
  const asked = await answersOf(act.tx, [ask.id])
  act.publish(titleFacts.first_refusal_cancelled, {
    subject: ask.achievementId,
    related: [ask.id],
    body: { achievementId: ask.achievementId, askId: ask.id, ...addressed(asked), reason: input.reason },
    visibleTo: [right.institutionId, ...asked.map(holderIdOf)],
  })
  return ok({ askId: ask.id, state: 'cancelled' as AskState })
}

interface HolderShare {
  readonly organisationId: string
  readonly shareBasisPoints: number
}

const checkHolders = async (act: Act, right: RightRow, holders: readonly HolderShare[]): Promise<Result<null>> => {
  const ids = holders.map((holder) => holder.organisationId)
  if (new Set(ids).size !== ids.length) return refuse('title.holder_twice', {}, { field: 'holders' })
  const sum = holders.reduce((total, holder) => total + holder.shareBasisPoints, 0)
  if (sum !== WHOLE || holders.some((holder) => holder.shareBasisPoints === 0))
    return refuse('title.shares_do_not_sum', { sum: `${sum / 100}%` }, { field: 'holders' })
  if (!ids.includes(right.institutionId)) return refuse('title.institution_must_hold', {}, { field: 'holders' })
  const known = await organisationsByIds(act.tx, ids)
  const unknown = ids.findIndex((id) => !known.has(id))
  if (unknown >= 0) return refuse('title.holder_unknown', {}, { field: `holders.${unknown}.organisationId` })
  return ok(null)
}

const declareHolders: TitleCommands['declareHolders'] = async (act, input) => {
  const found = await permitted(act, 'declareHolders', input.achievementId)
  if (!found.ok) return found
  const right = found.value
  const holders: readonly HolderShare[] = input.holders
  const sound = await checkHolders(act, right, holders)
  if (!sound.ok) return sound
  await replaceHolders(act.tx, right.achievementId, holders)
  await touchRight(act.tx, right.achievementId, act.now)
  act.publish(titleFacts.holders_declared, {
    subject: right.achievementId,
    related: holders.map((holder) => holder.organisationId),
    body: { achievementId: right.achievementId, holders: holders.map((holder) => ({ ...holder })) },
  })
  return ok({ achievementId: right.achievementId })
}

const consent: TitleCommands['consent'] = async (act, input) => {
  const right = await lockRight(act.tx, input.achievementId)
  if (!right) return notFound()
  const handled = await handledRight(act.tx, right)
  const verdict = permitOnRight('consent', act.actor, handled)
  if (!verdict.ok) return verdict
  const mine = ownShare(act.actor, handled)
  if (!mine) return notFound()
  await setConsent(act.tx, right.achievementId, mine.organisationId, { by: actorIdOf(act.actor), at: act.now })
  act.publish(titleFacts.co_owner_consented, {
    subject: right.achievementId,
    related: [mine.organisationId],
    body: { achievementId: right.achievementId, organisationId: mine.organisationId },
  })
  return ok({ achievementId: right.achievementId })
}

const recordEncumbrance: TitleCommands['recordEncumbrance'] = async (act, input) => {
  const found = await permitted(act, 'recordEncumbrance', input.achievementId)
  if (!found.ok) return found
  const right = found.value
  const from: Instant = input.from === null ? act.now : parseInstant(input.from)
  const to = input.to === null ? null : parseInstant(input.to)
  if (to !== null && to <= from) return refuse('title.period_reversed', {}, { field: 'to' })
  const encumbranceId = act.newId('enc')
  const { kind, note, inFavourOf, paperDocumentId } = input
  const holders = (await holdersOf(act.tx, right.achievementId)).map(({ organisationId }) => organisationId)
  const sound = checkRecording({ kind, hasPaper: paperDocumentId !== null, holders: holders.length })
  if (!sound.ok) return sound
  if (paperDocumentId !== null) {
    const visibleTo = [...holders, 'role:clerk', 'role:regulator']
    const linked = await linkDocuments(act, { documentIds: [paperDocumentId], subject: encumbranceId, visibleTo, field: 'paperDocumentId' })
    if (!linked.ok) return linked
  }
  await insertEncumbrance(
    act.tx,
    { id: encumbranceId, achievementId: right.achievementId, kind, note, inFavourOf, from, to, paperDocumentId, recordedBy: actorIdOf(act.actor) },
    act.now,
  )
  act.publish(titleFacts.encumbrance_recorded, {
    subject: right.achievementId,
    related: [encumbranceId],
    body: {
      achievementId: right.achievementId,
      encumbranceId,
      kind,
      from: toIso(from),
      to: to === null ? null : toIso(to),
      ...(paperDocumentId === null ? {} : { paperDocumentId }),
    },
  })
  return ok({ achievementId: right.achievementId, encumbranceId })
}

const lift: TitleCommands['liftEncumbrance'] = async (act, input) => {
  const encumbrance = await lockEncumbrance(act.tx, input.id)
  const right = encumbrance ? await lockRight(act.tx, encumbrance.achievementId) : undefined
  if (!encumbrance || !right) return refuse('title.encumbrance.not_found')
  const verdict = permitLift(act.actor, { institutionId: right.institutionId, kind: encumbrance.kind, isLifted: encumbrance.liftedAt !== null })
  if (!verdict.ok) return verdict
  await liftEncumbrance(act.tx, encumbrance.id, { by: actorIdOf(act.actor), at: act.now, reason: input.reason })
  act.publish(titleFacts.encumbrance_lifted, {
    subject: right.achievementId,
    related: [encumbrance.id],
    body: { achievementId: right.achievementId, encumbranceId: encumbrance.id, kind: encumbrance.kind, reason: input.reason },
  })
  return ok({ achievementId: right.achievementId })
}

export const commands: TitleCommands = {
  askFirstRefusal,
  waive,
  exercise,
  cancelFirstRefusal,
  declareOrigin,
  ...filingCommands,
  declareHolders,
  consent,
  recordEncumbrance,
  liftEncumbrance: lift,
}
