/** Partner markets are invited, and say themselves whether they show a session or a lot as well. */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { sessionContract } from './api.ts'
import { permitCoListing, type CoListingAct } from './core/co-listing.ts'
import { coListedOf } from './co-listed.ts'
import { sessionFacts } from './facts.ts'
import { planPapers } from './paperwork.ts'
import { coListingsOf, decideCoListing, insertCoListing, lockCoListing, type CoListingRow } from './store-co-listing.ts'

type Handlers = Commands<typeof sessionContract, 'inviteCoListing' | 'confirmCoListing' | 'declineCoListing' | 'withdrawCoListing'>

const LIVING: readonly string[] = ['invited', 'confirmed']

const answer = (id: string, state: CoListingRow['state']) => ok({ coListingId: id, state })
const bodyOf = ({ id, subject, partnerId }: Pick<CoListingRow, 'id' | 'subject' | 'partnerId'>) => ({ coListingId: id, subject, partnerId })
const aboutOf = ({ subject, partnerId }: Pick<CoListingRow, 'subject' | 'partnerId'>) => ({ subject, related: [partnerId] })

/** Whoever is invited is a market, and verified here. */
export const isPartner = async (reader: Reader, partnerId: string): Promise<boolean> => {
  const partner = (await organisationsByIds(reader, [partnerId])).get(partnerId)
  return partner?.state === 'verified' && partner.kind === 'market'
}

/** One invitation at a time for each partner. */
export const invitePartner = async (act: Act, subject: string, partnerId: string): Promise<Result<string>> => {
  await holdNamedLock(act.tx, `session.coListing:${subject}`)
  const known = await coListingsOf(act.tx, [subject])
  if (known.some((each) => each.partnerId === partnerId && LIVING.includes(each.state))) return refuse('session.partner_invited', {}, { field: 'partnerId' })
  const id = act.newId('col')
  await insertCoListing(act.tx, { id, subject, partnerId, by: actorIdOf(act.actor), at: act.now })
  act.publish(sessionFacts.co_listing_invited, { ...aboutOf({ subject, partnerId }), body: bodyOf({ id, subject, partnerId }), visibleTo: [partnerId] })
  return ok(id)
}

const invite: Handlers['inviteCoListing'] = async (act, { subject, partnerId }) => {
  const listed = (await coListedOf(act.tx, [subject], act.now)).get(subject)
  if (!listed?.isLiving) return refuse('session.nothing_to_co_list', {}, { field: 'subject' })
  if (!(await isPartner(act.tx, partnerId))) return refuse('session.partner_unknown', {}, { field: 'partnerId' })
  if (partnerId === listed.organiserId) return refuse('session.partner_is_organiser', {}, { field: 'partnerId' })
  const invited = await invitePartner(act, subject, partnerId)
  return invited.ok ? answer(invited.value, 'invited') : invited
}

const permitted = async (act: Act, name: CoListingAct, id: string): Promise<Result<CoListingRow>> => {
  const row = await lockCoListing(act.tx, id)
  if (!row) return refuse('session.co_listing.not_found')
  const listed = (await coListedOf(act.tx, [row.subject], act.now)).get(row.subject)
  const verdict = permitCoListing(name, act.actor, { ...row, isLiving: listed?.isLiving ?? false })
  return verdict.ok ? ok(row) : verdict
}

/** The catalogue names who shows the session as well. */
const reprint = (act: Act, { subject }: CoListingRow): void => {
  if (subject.startsWith('ses_')) planPapers(act, subject)
}

const confirm: Handlers['confirmCoListing'] = async (act, { id, line }) => {
  const found = await permitted(act, 'confirm', id)
  if (!found.ok) return found
  await decideCoListing(act.tx, id, { state: 'confirmed', line }, act.now)
  act.publish(sessionFacts.co_listing_confirmed, { ...aboutOf(found.value), body: { ...bodyOf(found.value), line } })
  reprint(act, found.value)
  return answer(id, 'confirmed')
}

const decline: Handlers['declineCoListing'] = async (act, { id, reason }) => {
  const found = await permitted(act, 'decline', id)
  if (!found.ok) return found
  await decideCoListing(act.tx, id, { state: 'declined', reason }, act.now)
  act.publish(sessionFacts.co_listing_declined, { ...aboutOf(found.value), body: { ...bodyOf(found.value), reason }, visibleTo: [found.value.partnerId] })
  return answer(id, 'declined')
}

/** What was public ends in public. */
const withdraw: Handlers['withdrawCoListing'] = async (act, { id, reason }) => {
  const found = await permitted(act, 'withdraw', id)
  if (!found.ok) return found
  const { state, partnerId } = found.value
  await decideCoListing(act.tx, id, { state: 'withdrawn', reason }, act.now)
  act.publish(sessionFacts.co_listing_withdrawn, {
    ...aboutOf(found.value),
    body: { ...bodyOf(found.value), reason },
    visibleTo: state === 'confirmed' ? 'public' : [partnerId],
  })
  reprint(act, found.value)
  return answer(id, 'withdrawn')
}

export const coListingCommands: Handlers = { inviteCoListing: invite, confirmCoListing: confirm, declineCoListing: decline, withdrawCoListing: withdraw }
