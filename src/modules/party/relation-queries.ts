/** Reading relations: those of one organisation, and those that wait for the asker. */
import { isAllowed } from '#kernel/acts.ts'
import { holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import type { Queries } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { partyContract, RelationView } from './api.ts'
import { relationActs, type RelationAct } from './core/acts.ts'
import { speaksAbout } from './core/relation.ts'
import { organisationsByIds } from './doors.ts'
import { organisationView } from './organisation-view.ts'
import { relationFrom, selectRelations, type RelationRecord } from './relation-store.ts'

const MAX_LISTED = 200

/** Acts that somebody else waits for. */
const ANSWERS: readonly RelationAct[] = ['confirm', 'confirmByEvidence', 'object', 'reject', 'end', 'keep']

const viewsOf = async (reader: Reader, actor: Actor, relations: readonly RelationRecord[]): Promise<RelationView[]> => {
  const ends = await organisationsByIds(
    reader,
    relations.flatMap((relation) => [relation.from, relation.to]),
  )
  return relations.flatMap((relation) => {
    const from = ends.get(relation.from)
    const to = ends.get(relation.to)
    if (!from || !to) return []
    return {
      id: relation.id,
      kind: relation.kind,
      from: organisationView(from),
      to: organisationView(to),
      note: relation.note,
      since: relation.declaredAt,
      state: relation.state,
      declaredFor: relation.declaredFor,
      answerBy: relation.answerBy === null || relation.state !== 'declared' ? null : relation.answerBy,
      objection: relation.objection,
      answerReason: relation.answerReason,
      evidenceDocumentId: relation.evidenceDocumentId,
      endAsked:
        relation.endAskedFor === null || relation.endAskedAt === null
          ? null
          : { for: relation.endAskedFor, at: relation.endAskedAt, reason: relation.endReason },
      acts: relationActs(relation, actor),
    }
  })
}

/** What stands or waits between the organisation and others. */
export const relationsOf = async (reader: Reader, actor: Actor, organisationId: string): Promise<RelationView[]> => {
  const rows = await selectRelations(reader)
    .where((eb) => eb.or([eb('r.fromId', '=', organisationId), eb('r.toId', '=', organisationId)]))
    .where('r.validTo', 'is', null)
    .orderBy('r.validFrom')
    .limit(MAX_LISTED)
    .execute()
  return viewsOf(reader, actor, rows.map(relationFrom))
}

export const relationQueries: Queries<typeof partyContract, 'relations'> = {
  relations: {
    waiting: async ({ reader, actor }, input) => {
      const own = organisationsOf(actor).filter((id) => speaksAbout(actor, id))
      const isOfficer = holdsRole(actor, 'clerk')
      if (!isOfficer && own.length === 0) return ok({ items: [], nextCursor: null, total: 0 })
      const rows = await selectRelations(reader)
        .where('r.validTo', 'is', null)
        .where((eb) => eb.or([eb('r.state', 'in', ['declared', 'objected']), eb('r.endAskedFor', 'is not', null)]))
        .$if(!isOfficer, (q) => q.where((eb) => eb.or([eb('r.fromId', 'in', own), eb('r.toId', 'in', own)])).where('r.state', '=', 'declared'))
        .$if(input.cursor !== undefined, (q) =>
          q.where((eb) =>
            eb(
              eb.refTuple('r.validFrom', 'r.id'),
              '>',
              eb
                .selectFrom('party.relation as c')
                .select(['c.validFrom', 'c.id'])
                .where('c.id', '=', input.cursor ?? '')
                .$asTuple('validFrom', 'id'),
            ),
          ),
        )
        .orderBy('r.validFrom')
        .orderBy('r.id')
        .limit(input.limit + 1)
        .execute()
      const shown = rows.slice(0, input.limit)
      const views = await viewsOf(reader, actor, shown.map(relationFrom))
      return ok({
        items: views.filter(({ acts }) => ANSWERS.some((act) => isAllowed(acts, act))),
        nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
        total: null,
      })
    },
  },
}
