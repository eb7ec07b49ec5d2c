/** A party of a joint development does not agree to a patent application, takes that back, or gives up its part (Civil Code art. 860 para. 2 and 3). */
import { actorIdOf } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { organisationById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { titleContract } from './api.ts'
import { ownPart, permitOnRight, type RightAct } from './core/acts.ts'
import { sharesWithout } from './core/filing.ts'
import { titleFacts } from './facts.ts'
import { zh } from './messages.ts'
import { developersOf } from './store-origin.ts'
import { insertGivenUp, insertObjection, withdrawObjection as withdraw } from './store-filing.ts'
import { handledRight, holdersOf, insertEncumbrance, lockRight, replaceHolders, touchRight, type RightRow } from './store.ts'

type Filing = Commands<typeof titleContract, 'objectToFiling' | 'withdrawFilingObjection' | 'giveUpShare'>

interface Party {
  readonly right: RightRow
  readonly organisationId: string
  /** Everybody between whom it is. */
  readonly visibleTo: readonly string[]
}

/** The right, locked, and the house for which the actor speaks, when it may do this now. */
const partyTo = async (act: Act, name: RightAct, achievementId: string): Promise<Result<Party>> => {
  const right = await lockRight(act.tx, achievementId)
  if (!right) return refuse('title.not_found')
  const handled = await handledRight(act.tx, right)
  const verdict = permitOnRight(name, act.actor, handled)
  if (!verdict.ok) return verdict
  const own = ownPart(act.actor, handled)
  if (own === undefined) return refuse('title.not_found')
  const developers = await developersOf(act.tx, achievementId)
  return ok({ right, organisationId: own.organisationId, visibleTo: [right.institutionId, ...developers, 'role:clerk', 'role:regulator'] })
}

const objectToFiling: Filing['objectToFiling'] = async (act, { achievementId, reason }) => {
  const found = await partyTo(act, 'objectToFiling', achievementId)
  if (!found.ok) return found
  const { right, organisationId, visibleTo } = found.value
  await insertObjection(act.tx, { id: act.newId('fob'), achievementId, organisationId, reason, by: actorIdOf(act.actor), at: act.now })
  await touchRight(act.tx, achievementId, act.now)
  act.publish(titleFacts.filing_objected, {
    subject: achievementId,
    related: [organisationId],
    body: { achievementId, institutionId: right.institutionId, organisationId, reason },
    visibleTo,
  })
  return ok({ achievementId })
}

const withdrawFilingObjection: Filing['withdrawFilingObjection'] = async (act, { achievementId }) => {
  const found = await partyTo(act, 'withdrawFilingObjection', achievementId)
  if (!found.ok) return found
  const { right, organisationId, visibleTo } = found.value
  await withdraw(act.tx, { achievementId, organisationId, by: actorIdOf(act.actor), at: act.now })
  await touchRight(act.tx, achievementId, act.now)
  act.publish(titleFacts.filing_objection_withdrawn, {
    subject: achievementId,
    related: [organisationId],
    body: { achievementId, institutionId: right.institutionId, organisationId },
    visibleTo,
  })
  return ok({ achievementId })
}

/** Whoever applies and is granted the patent has it with this: the one that gave up works it free of charge. It burdens the right from now on. */
const burdenWithWorking = async (act: Act, { right, organisationId }: Party): Promise<void> => {
  const { achievementId } = right
  const encumbranceId = act.newId('enc')
  const kind = 'free_working' as const
  const inFavourOf = (await organisationById(act.tx, organisationId))?.name.zh ?? ''
  await insertEncumbrance(
    act.tx,
    {
      id: encumbranceId,
      achievementId,
      kind,
      note: zh['title.filing.free_working'],
      inFavourOf,
      from: act.now,
      to: null,
      paperDocumentId: null,
      recordedBy: actorIdOf(act.actor),
    },
    act.now,
  )
  act.publish(titleFacts.encumbrance_recorded, {
    subject: achievementId,
    related: [encumbranceId],
    body: { achievementId, encumbranceId, kind, from: toIso(act.now), to: null },
  })
}

const passOn = async (act: Act, { right: { achievementId }, organisationId }: Party): Promise<void> => {
  const before = await holdersOf(act.tx, achievementId)
  const holders = sharesWithout(before, organisationId).map((holder) => ({ organisationId: holder.organisationId, shareBasisPoints: holder.shareBasisPoints }))
  if (holders.length === before.length) return
  await replaceHolders(act.tx, achievementId, holders)
  act.publish(titleFacts.holders_declared, {
    subject: achievementId,
    related: holders.map((holder) => holder.organisationId),
    body: { achievementId, holders },
  })
}

const giveUpShare: Filing['giveUpShare'] = async (act, { achievementId, note }) => {
  const found = await partyTo(act, 'giveUpShare', achievementId)
  if (!found.ok) return found
  const { right, organisationId, visibleTo } = found.value
  await insertGivenUp(act.tx, { achievementId, organisationId, note, by: actorIdOf(act.actor), at: act.now })
  await passOn(act, found.value)
  await burdenWithWorking(act, found.value)
  await touchRight(act.tx, achievementId, act.now)
  act.publish(titleFacts.share_given_up, {
    subject: achievementId,
    related: [organisationId],
    body: { achievementId, institutionId: right.institutionId, organisationId, note },
    visibleTo,
  })
  return ok({ achievementId })
}

export const filingCommands: Filing = { objectToFiling, withdrawFilingObjection, giveUpShare }
