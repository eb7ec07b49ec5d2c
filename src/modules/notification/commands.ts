import { ok, refuse } from '#kernel/result.ts'
import { personById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import { factById } from '#platform/outbox/facts.ts'
import type { notificationContract } from './api.ts'
import { AUDIENCE } from './reactions.ts'
import { notificationFacts } from './facts.ts'
import { sendLetters, type Words } from './letters.ts'
import { choiceOf, itemOf, markRead, saveChoice, takeForDigest } from './store.ts'

/** Their own modules wrote of these. */
const OWN_LETTERS = AUDIENCE.filter(({ hasOwnLetter }) => hasOwnLetter).map(({ fact }) => fact.type)

type Handlers = Commands<typeof notificationContract, 'read' | 'readAll' | 'choose'>

const personOf = (act: Act): string => {
  if (act.actor.personId === null) throw new Error('an inbox belongs to a person')
  return act.actor.personId
}

/** Who opens what was served proves that it came. */
const open = async (act: Act, ids: readonly string[] | 'all'): Promise<number> => {
  const personId = personOf(act)
  const opened = await markRead(act.tx, personId, { ids, now: act.now })
  for (const row of opened.filter((each) => each.isService))
    act.publish(notificationFacts.opened, {
      subject: row.id,
      related: [personId, row.subject],
      body: { itemId: row.id, personId, factId: row.factId, factType: row.type },
      visibleTo: [personId],
    })
  return opened.length
}

const read: Handlers['read'] = async (act, { id }) => {
  if (!(await itemOf(act.tx, personOf(act), id))) return refuse('notification.not_found')
  return ok({ count: await open(act, [id]) })
}

const readAll: Handlers['readAll'] = async (act) => ok({ count: await open(act, 'all') })

const choose: Handlers['choose'] = async (act, { mail }) => {
  await saveChoice(act.tx, personOf(act), mail, act.now)
  return ok({ mail })
}

export const commands: Handlers = { read, readAll, choose }

export const digestWith =
  (words: Words): Task =>
  async (act, payload) => {
    const personId = String(payload['personId'])
    const [person, choice, items] = await Promise.all([
      personById(act.tx, personId),
      choiceOf(act.tx, personId),
      takeForDigest(act.tx, personId, { now: act.now, except: OWN_LETTERS }),
    ])
    if (person === null || choice !== 'daily' || items.length === 0) return ok(null)
    const facts = (await Promise.all(items.map(({ factId }) => factById(act.tx, factId)))).flatMap((logged) => logged?.fact ?? [])
    await sendLetters(act, [person.userId], { kind: 'digest', facts, words })
    return ok(null)
  }
