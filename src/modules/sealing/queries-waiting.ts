/** Boxes and keys that wait for the asker. */
import { sql } from 'kysely'
import { organisationsOf } from '#kernel/actor.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import { personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { isAllowed } from '#kernel/acts.ts'
import { boxActs, keyActs } from './core/acts.ts'
import { BOX_WAITS } from './core/box.ts'
import { KEY_WAITS } from './core/officers.ts'
import { handledFrom, seatingOf } from './handled.ts'
import { boxFrom, numberOf, selectBoxes } from './store.ts'
import { selectKeys } from './store-keys.ts'
import * as words from './waiting-messages.ts'

const boxes = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const me = actor.personId ?? ''
  const own = organisationsOf(actor)
  const claims = claimsOf(BOX_WAITS, actor)
  const seated = (column: 'rehearsed_at' | 'released_at') =>
    sql<boolean>`exists (select 1 from sealing.seat s join sealing.officer_key k on k.id = s.key_id
      where s.box_id = b.id and k.person_id = ${me} and k.state <> 'revoked' and s.${sql.ref(column)} is null)`
  const rows = await selectBoxes(reader)
    .where(
      claimed(claims, sql.ref('b.state'), {
        market: () => sql<boolean>`not (${organisationIn(sql.ref('b.ownerOrganisationId'))(own)}) and b.closes_at > ${timestamp(now)}`,
        rehearsing: () => sql<boolean>`${seated('rehearsed_at')} and b.closes_at > ${timestamp(now)}`,
        releasing: () => seated('released_at'),
      }),
    )
    .orderBy('b.closesAt')
    .orderBy('b.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const waiting: Waiting[] = []
  for (const box of rows.map(boxFrom)) {
    const verdicts = boxActs(actor, handledFrom(actor, box, await seatingOf(reader, box.id), now))
    for (const act of actsAwaited(claims, box.state).filter((each) => isAllowed(verdicts, each)))
      waiting.push({
        kind: 'sealed_box',
        id: box.id,
        within: null,
        number: numberOf(box),
        title: { ...box.title },
        act,
        count: null,
        since: act === 'release' ? box.closesAt : box.openedForAt,
        until: act === 'release' ? box.openBy : box.closesAt,
      })
  }
  return waiting.slice(0, MOST_WAITING)
}

const keys = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const rows = await selectKeys(reader)
    .where(claimed(claimsOf(KEY_WAITS, actor), sql.ref('k.state'), { otherGroup: anywhere }))
    .orderBy('k.registeredAt')
    .orderBy('k.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const open = rows.filter((key) => isAllowed(keyActs(actor, key), 'certify')).slice(0, MOST_WAITING)
  const persons = await personsByIds(
    reader,
    open.map(({ personId }) => personId),
  )
  return open.map(({ id, personId, registeredAt }) => ({
    kind: 'officer_key',
    id,
    within: null,
    number: null,
    title: { ...(persons.get(personId)?.name ?? { zh: '', en: '' }) },
    act: 'certify',
    count: null,
    since: registeredAt,
    until: null,
  }))
}

export const waiting: WaitingSource = {
  tables: { sealed_box: BOX_WAITS, officer_key: KEY_WAITS },
  words,
  read: async (view) => [...(await boxes(view)), ...(await keys(view))],
}
