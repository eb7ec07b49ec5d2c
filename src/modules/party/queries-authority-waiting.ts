/** Authorities that wait to be checked, and organisations for which nobody can confirm yet. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import type { AuthorityTables } from './authority-store.ts'
import { AUTHORITY_WAITS, authorityActs, SIGNING_KINDS, SIGNING_WAITS } from './core/authority.ts'
import { CONFIRMATION_EDITION } from './core/confirmation-agreement.ts'
import { organisationsByIds } from './doors.ts'
import type { PartyTables } from './tables.ts'

const PLAIN = { number: null, count: null, until: null } as const

export const authoritiesWaiting = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(AUTHORITY_WAITS, actor)
  const rows = await reading<AuthorityTables>(reader)
    .selectFrom('party.authority')
    .selectAll()
    .where(claimed(claims, sql.ref('state'), { market: anywhere, itself: organisationIn(sql.ref('organisationId')) }))
    .orderBy('filedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const organisations = await organisationsByIds(
    reader,
    rows.map(({ organisationId }) => organisationId),
  )
  return rows
    .filter((row) => isAllowed(authorityActs(actor, row), 'confirm'))
    .slice(0, MOST_WAITING)
    .map((row) => ({
      ...PLAIN,
      kind: 'authority',
      id: row.id,
      within: row.organisationId,
      title: { ...(organisations.get(row.organisationId)?.name ?? { zh: '', en: '' }) },
      act: actor.mandates.some(({ organisationId }) => organisationId === row.organisationId) ? 'confirm' : 'check',
      since: row.filedAt,
    }))
}

/** One's own verified organisations that make deals and lack an authority in force, or the agreement that whoever has one could give. */
export const signingWaiting = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const own = [...new Set(claimsOf(SIGNING_WAITS, actor).flatMap(({ organisationIds }) => organisationIds))]
  if (own.length === 0) return []
  const rows = await reading<PartyTables & AuthorityTables>(reader)
    .selectFrom('party.organisation as o')
    .select((eb) => {
      const standing = eb
        .selectFrom('party.authority as a')
        .select('a.id')
        .whereRef('a.organisationId', '=', 'o.id')
        .where((of) => of.or([of('a.state', '=', 'filed'), of('a.state', '=', 'confirmed')]))
        .where((of) => of.or([of('a.validUntil', 'is', null), of('a.validUntil', '>', timestamp(now))]))
      const agreement = eb
        .selectFrom('party.confirmationAgreement as c')
        .select('c.organisationId')
        .whereRef('c.organisationId', '=', 'o.id')
        .where('c.edition', '=', CONFIRMATION_EDITION)
      const mayAgree = standing
        .where('a.personId', '=', actor.personId ?? '')
        .where('a.state', '=', 'confirmed')
        .where('a.validFrom', '<=', timestamp(now))
        .where(sql<boolean>`'agreement' = any(a.matters)`)
      return [
        'o.id',
        'o.nameZh',
        'o.nameEn',
        'o.decidedAt',
        'o.registeredAt',
        eb.exists(standing).as('isAuthorised'),
        eb.and([eb.not(eb.exists(agreement)), eb.exists(mayAgree)]).as('isToAgree'),
      ]
    })
    .where('o.id', 'in', own)
    .where('o.kind', 'in', [...SIGNING_KINDS])
    .where('o.state', '=', 'verified')
    .orderBy('o.id')
    .limit(MOST_WAITING)
    .execute()
  return rows
    .filter(({ isAuthorised, isToAgree }) => isToAgree || !isAuthorised)
    .map((row) => ({
      ...PLAIN,
      kind: 'signing',
      id: row.id,
      within: null,
      title: { zh: row.nameZh, en: row.nameEn },
      act: row.isToAgree ? 'agree' : 'authorise',
      since: row.decidedAt ?? row.registeredAt,
    }))
}
