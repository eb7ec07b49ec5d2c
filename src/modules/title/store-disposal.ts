/** Disposals of rights: reserved for a lot, completed, or given back. */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Scope, Span } from './core/scope.ts'
import { bound, period } from './store-period.ts'
import type { TitleTables } from './tables.ts'

const db = (tx: Tx) => writing<TitleTables>(tx)
const from = (reader: Reader) => reading<TitleTables>(reader)

const multirange = (spans: readonly Span[]): string => `{${spans.map((span) => `[${span.from},${span.to})`).join(',')}}`

/** A share that has passed to its buyer is in the holders now, and leaves the line free. */
export const stillTaken = sql<boolean>`state <> 'released' and not (state = 'completed' and share_basis_points is not null)`

/** A live disposal that stands in the way, the lot's own excepted. The same question as the exclusion constraint asks. */
export const conflictingDisposal = (reader: Reader, achievementId: string, scope: Scope, exceptLotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'lotId', 'rightKind', 'state'])
    .where('achievementId', '=', achievementId)
    .where(stillTaken)
    .where('lotId', '<>', exceptLotId)
    .where(
      sql<boolean>`fields && ${multirange(scope.fields)}::int8multirange and places && ${multirange(scope.territory)}::int8multirange and period && ${period(scope.from, scope.to)}::tstzrange`,
    )
    .$if(scope.right === 'ordinary', (q) => q.where('rightKind', '<>', 'ordinary'))
    .limit(1)
    .executeTakeFirst()

export interface NewDisposal {
  readonly id: string
  readonly achievementId: string
  readonly lotId: string
  readonly field: string | null
  readonly territory: string | null
  readonly scope: Scope
  readonly shareBasisPoints: number | null
  readonly holders: readonly { readonly organisationId: string; readonly basisPoints: number }[]
}

export const insertDisposal = async (tx: Tx, disposal: NewDisposal, at: Instant): Promise<void> => {
  const { scope } = disposal
  await db(tx)
    .insertInto('title.disposal')
    .values({
      id: disposal.id,
      achievementId: disposal.achievementId,
      lotId: disposal.lotId,
      contractId: null,
      rightKind: scope.right,
      field: disposal.field,
      territory: disposal.territory,
      fields: multirange(scope.fields),
      places: multirange(scope.territory),
      period: period(scope.from, scope.to),
      shareBasisPoints: disposal.shareBasisPoints,
      state: 'reserved',
      holders: json(disposal.holders),
      reservedAt: timestamp(at),
      changedAt: timestamp(at),
    })
    .execute()
}

/** The ordinary licence that is reserved for the one lot, once more for the other, in all that it reaches. */
export const copyOrdinary = async (
  tx: Tx,
  { id, lotId, besideLotId }: { readonly id: string; readonly lotId: string; readonly besideLotId: string },
  at: Instant,
): Promise<'ordinary'> => {
  const { rows } = await sql<{ id: string }>`
    insert into title.disposal (id, achievement_id, lot_id, right_kind, field, territory, fields, places, period, state, holders, reserved_at, changed_at)
    select ${id}, achievement_id, ${lotId}, right_kind, field, territory, fields, places, period, 'reserved', holders, ${timestamp(at)}, ${timestamp(at)}
    from title.disposal where lot_id = ${besideLotId} and state <> 'released' and right_kind = 'ordinary' returning id`.execute(db(tx))
  if (rows.length !== 1) throw new Error(`title: no ordinary licence is reserved for lot ${besideLotId}`)
  return 'ordinary'
}

export const liveDisposalOfLot = (reader: Reader, lotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'achievementId', 'rightKind', 'state', 'holders', 'shareBasisPoints'])
    .where('lotId', '=', lotId)
    .where('state', '<>', 'released')
    .executeTakeFirst()

/** Of the lot, also after the right was given back: whose it was then still shares what came in. */
export const lastDisposalOfLot = (reader: Reader, lotId: string) =>
  from(reader).selectFrom('title.disposal').select(['achievementId', 'holders']).where('lotId', '=', lotId).orderBy('id', 'desc').limit(1).executeTakeFirst()

export const setDisposal = async (
  tx: Tx,
  id: string,
  state: 'completed' | 'released',
  change: { readonly at: Instant; readonly contractId?: string },
): Promise<void> => {
  await db(tx)
    .updateTable('title.disposal')
    .set({ state, changedAt: timestamp(change.at), ...(change.contractId === undefined ? {} : { contractId: change.contractId }) })
    .where('id', '=', id)
    .execute()
}

export const liveDisposals = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['lotId', 'rightKind', 'field', 'territory', 'state', 'shareBasisPoints', bound('lower').as('startsAt'), bound('upper').as('endsAt')])
    .where('achievementId', '=', achievementId)
    .where('state', '<>', 'released')
    .orderBy('reservedAt')
    .execute()

/** Not a share that has passed already. */
export const isUnderWay = ({ state, shareBasisPoints }: Pick<LiveDisposal, 'state' | 'shareBasisPoints'>): boolean =>
  state === 'reserved' || shareBasisPoints === null

export type LiveDisposal = Awaited<ReturnType<typeof liveDisposals>>[number]
