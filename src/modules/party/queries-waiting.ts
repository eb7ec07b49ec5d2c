/** Registrations and relations that wait for the asker. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { organisationActs, relationActs, type RelationAct } from './core/acts.ts'
import { AUTHORITY_WAITS, SIGNING_WAITS } from './core/authority.ts'
import { CREDENTIAL_WAITS } from './core/credential.ts'
import { credentialsWaiting } from './queries-credential-waiting.ts'
import { authoritiesWaiting, signingWaiting } from './queries-authority-waiting.ts'
import { ORGANISATION_WAITS } from './core/organisation.ts'
import { RELATION_WAITS } from './core/relation.ts'
import { organisationsByIds } from './doors.ts'
import { relationFrom, selectRelations } from './relation-store.ts'
import { organisationFrom, selectOrganisations } from './store.ts'
import * as words from './waiting-messages.ts'

const organisations = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(ORGANISATION_WAITS, actor)
  const rows = await selectOrganisations(reader)
    .where(claimed(claims, sql.ref('o.state'), { market: anywhere, itself: organisationIn(sql.ref('o.id')) }))
    .orderBy('o.registeredAt')
    .orderBy('o.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const items = rows.flatMap((row): Waiting[] => {
    const organisation = organisationFrom(row)
    const verdicts = organisationActs(organisation, actor)
    return actsAwaited(claims, row.state)
      .filter((act) => isAllowed(verdicts, act))
      .map((act) => ({
        kind: 'organisation',
        id: row.id,
        within: null,
        number: null,
        title: { ...organisation.name },
        act,
        count: null,
        since: row.decidedAt ?? row.registeredAt,
        until: act === 'verify' ? row.decideBy : null,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

/** Acts by which one waits no longer. */
const ANSWERS: Readonly<Record<'answer' | 'decide' | 'decideEnd', readonly RelationAct[]>> = {
  answer: ['confirm', 'object'],
  decide: ['confirmByEvidence', 'reject'],
  decideEnd: ['end', 'keep'],
}

const relations = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(RELATION_WAITS, actor)
  const otherSide = sql`case when r.declared_for = r.from_id then r.to_id when r.declared_for = r.to_id then r.from_id end`
  const rows = await selectRelations(reader)
    .where(claimed(claims, sql.ref('r.state'), { otherSide: organisationIn(otherSide), market: anywhere }))
    .where((eb) => eb.or([eb('r.state', '<>', 'confirmed'), eb('r.endAskedFor', 'is not', null)]))
    .where('r.validTo', 'is', null)
    .orderBy('r.validFrom')
    .orderBy('r.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const found = rows.map(relationFrom)
  const ends = await organisationsByIds(
    reader,
    found.flatMap(({ from, to }) => [from, to]),
  )
  const items = found.flatMap((relation): Waiting[] => {
    const verdicts = relationActs(relation, actor)
    const claimant = relation.declaredFor === relation.to ? relation.to : relation.from
    const other = claimant === relation.from ? relation.to : relation.from
    return actsAwaited(claims, relation.state)
      .filter((act) => ANSWERS[act].some((name) => isAllowed(verdicts, name)))
      .map((act) => ({
        kind: 'relation',
        id: relation.id,
        within: act === 'answer' ? other : claimant,
        number: null,
        title: { ...(ends.get(claimant)?.name ?? { zh: '', en: '' }) },
        act,
        count: null,
        since: (act === 'decideEnd' ? relation.endAskedAt : null) ?? relation.declaredAt,
        until: relation.state === 'declared' ? relation.answerBy : null,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

export const waiting: WaitingSource = {
  tables: { organisation: ORGANISATION_WAITS, relation: RELATION_WAITS, authority: AUTHORITY_WAITS, signing: SIGNING_WAITS, credential: CREDENTIAL_WAITS },
  words,
  read: async (view) => [
    ...(await organisations(view)),
    ...(await relations(view)),
    ...(await authoritiesWaiting(view)),
    ...(await signingWaiting(view)),
    ...(await credentialsWaiting(view)),
  ],
}
