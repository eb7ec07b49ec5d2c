/** Lots and applications in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import { applicationActs, lotActs } from './core/acts.ts'
import { APPLICATION_WAITS, LOT_WAITS } from './core/lifecycle.ts'
import { handledApplication, handledLot } from './handled.ts'
import { namesOf } from './names.ts'
import type { LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'
import * as words from './waiting-messages.ts'

const from = (reader: Reader) => reading<ListingTables>(reader)

const sinceOf = (lot: LotRow) => ({ submitted: lot.submittedAt, checked: lot.checkedAt })[lot.state as string] ?? lot.changedAt

const lots = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(LOT_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .where(
      claimed(claims, sql.ref('state'), {
        seller: organisationIn(sql.ref('sellerOrganisationId')),
        market: anywhere,
        buyer: organisationIn(sql`method_terms ->> 'buyerOrganisationId'`),
      }),
    )
    .orderBy('changedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const items = rows.flatMap((lot): Waiting[] => {
    const verdicts = lotActs(actor, { lot: handledLot(lot), now, question: null })
    return actsAwaited(claims, lot.state)
      .filter((act) => isAllowed(verdicts, act))
      .map((act) => ({
        kind: 'lot',
        id: lot.id,
        within: null,
        number: lot.number,
        title: lot.title,
        act,
        count: null,
        since: sinceOf(lot),
        until: null,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

/** The clerk is told of the applicant; the applicant, of the lot. */
const applications = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(APPLICATION_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('listing.application')
    .selectAll()
    .where(claimed(claims, sql.ref('state'), { market: anywhere, applicant: organisationIn(sql.ref('organisationId')) }))
    .orderBy('appliedAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const lotIds = [...new Set(rows.map((row) => row.lotId))]
  const found = lotIds.length === 0 ? [] : await from(reader).selectFrom('listing.lot').selectAll().where('id', 'in', lotIds).execute()
  const lotOf = new Map(found.map((lot) => [lot.id, lot]))
  const name = await namesOf(
    reader,
    rows.map((row) => row.organisationId),
  )
  const items = rows.flatMap((row): Waiting[] => {
    const lot = lotOf.get(row.lotId)
    if (!lot) return []
    const verdicts = applicationActs(actor, handledApplication(row, lot), now)
    return actsAwaited(claims, row.state)
      .filter((act) => (act === 'qualify' ? isAllowed(verdicts, 'qualify') : isAllowed(verdicts, 'withdraw')))
      .map((act) => ({
        kind: 'application',
        id: row.id,
        within: lot.id,
        number: lot.number,
        title: act === 'qualify' ? { ...name(row.organisationId) } : lot.title,
        act,
        count: null,
        since: row.decidedAt ?? row.appliedAt,
        until: row.depositDueAt,
      }))
  })
  return items.slice(0, MOST_WAITING)
}

export const waiting: WaitingSource = {
  tables: { lot: LOT_WAITS, application: APPLICATION_WAITS },
  words,
  read: async (view) => [...(await lots(view)), ...(await applications(view))],
}
