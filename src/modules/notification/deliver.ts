/** From a fact to inboxes and letters. */
import { SYSTEM } from '#kernel/actor.ts'
import { holdersOf, personsByIds } from '#modules/party/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Hearer } from './core/hearers.ts'
import { letterFor, nextDigest, USUAL_CHOICE } from './core/choice.ts'
import { notificationFacts } from './facts.ts'
import { sendLetters, type Words } from './letters.ts'
import { quietly } from '#platform/work/queue.ts'
import { addItems, choicesOf, followersOf, type NewItem } from './store.ts'

export const DIGEST_TASK = 'notification.digest'

/** Persons behind the hearers, by what they are allowed to act for now. */
const personsOf = async (act: Act, hearers: readonly Hearer[]): Promise<readonly string[]> => {
  const followers = await followersOf(
    act.tx,
    hearers.flatMap((hearer) => ('subject' in hearer ? [hearer.subject] : [])),
  )
  const houses = [
    ...hearers.flatMap((hearer) => ('organisationId' in hearer ? [hearer] : [])),
    ...followers.flatMap(({ partyId, role }) => (role === null ? [] : [{ organisationId: partyId, roles: [role] }])),
  ]
  const holders = await holdersOf(act.tx, [...new Set(houses.map(({ organisationId }) => organisationId))], act.now)
  const heard = holders.filter(({ organisationId, role }) =>
    houses.some((house) => house.organisationId === organisationId && (house.roles.length === 0 || house.roles.includes(role))),
  )
  return [
    ...new Set([
      ...hearers.flatMap((hearer) => ('personId' in hearer ? [hearer.personId] : [])),
      ...followers.flatMap(({ partyId, role }) => (role === null ? [partyId] : [])),
      ...heard.map(({ personId }) => personId),
    ]),
  ]
}

/**
 * Proof of service: who was given what, and when. Its person alone reads it, for it may say who applied for a lot; the market keeps the salt and can open the
 * commitment in the log when it has to prove it.
 */
const tellServed = (act: Act, items: readonly NewItem[]): void => {
  for (const { id, personId, factId, type, subject } of items)
    act.publish(notificationFacts.served, {
      subject: id,
      related: [personId, subject],
      body: { itemId: id, personId, factId, factType: type },
      visibleTo: [personId],
    })
}

interface Line {
  readonly isService: boolean
  readonly hasOwnLetter: boolean
}

export const deliver = async (
  act: Act,
  fact: Fact,
  hearers: readonly Hearer[],
  { isService, hasOwnLetter, words }: Line & { readonly words: Words },
): Promise<void> => {
  const by = fact.actor === SYSTEM ? null : fact.actor.personId
  const persons = (await personsOf(act, hearers)).filter((personId) => personId !== by)
  const items = persons.map((personId) => ({
    id: act.newId('itm'),
    personId,
    factId: fact.id,
    type: fact.type,
    subject: fact.subject,
    isService,
    at: act.now,
  }))
  const added = await addItems(act.tx, items)
  const fresh = items.filter(({ id }) => added.has(id))
  if (isService) tellServed(act, fresh)
  if (hasOwnLetter || fresh.length === 0) return
  const ids = fresh.map(({ personId }) => personId)
  const choices = await choicesOf(act.tx, ids)
  const asked = ids.map((personId) => ({ personId, letter: letterFor(choices.get(personId) ?? USUAL_CHOICE, isService) }))
  for (const { personId } of asked.filter(({ letter }) => letter === 'daily'))
    act.schedule({ key: quietly(`${DIGEST_TASK}:${personId}`), task: DIGEST_TASK, payload: { personId }, dueAt: nextDigest(act.now) })
  const known = await personsByIds(
    act.tx,
    asked.flatMap(({ personId, letter }) => (letter === 'now' ? personId : [])),
  )
  const userIds = [...known.values()].map(({ userId }) => userId)
  await sendLetters(act, userIds, { kind: 'item', facts: [fact], words })
}
