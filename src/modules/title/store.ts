/** The only SQL that writes rights, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { HandledRight } from './core/acts.ts'
import type { EncumbranceKind } from './core/encumbrance.ts'
import type { Answer, AskState } from './core/first-refusal.ts'
import type { Scope, Span } from './core/scope.ts'
import type { TitleTables } from './tables.ts'

export type RightRow = Selectable<TitleTables['title.right_record']>
export type AskRow = Selectable<TitleTables['title.first_refusal']>

const db = (tx: Tx) => writing<TitleTables>(tx)
const from = (reader: Reader) => reading<TitleTables>(reader)

const multirange = (spans: readonly Span[]): string => `{${spans.map((span) => `[${span.from},${span.to})`).join(',')}}`
const period = (start: Instant, end: Instant | null): string => `[${toIso(start)},${end === null ? '' : toIso(end)})`

export interface NewRight {
  readonly achievementId: string
  readonly institutionId: string
  readonly title: Bilingual
  readonly isService: boolean
  readonly completers: readonly (string | null)[]
}

/** False when the record is there already. */
export const insertRight = async (tx: Tx, right: NewRight, at: Instant): Promise<boolean> => {
  const { achievementId, institutionId } = right
  const row = await db(tx)
    .insertInto('title.right_record')
    .values({
      achievement_id: achievementId,
      institution_id: institutionId,
      title: json(right.title),
      is_service: right.isService,
      opened_at: timestamp(at),
      changed_at: timestamp(at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('achievement_id')
    .executeTakeFirst()
  if (!row) return false
  await replaceHolders(tx, achievementId, [{ organisationId: institutionId, shareBasisPoints: 10_000 }])
  if (right.completers.length > 0)
    await db(tx)
      .insertInto('title.completer')
      .values(right.completers.map((personId, position) => ({ achievement_id: achievementId, position, person_id: personId })))
      .execute()
  return true
}

export const rightRow = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.right_record').selectAll().where('achievement_id', '=', achievementId).executeTakeFirst()

/** Serialises everything that is decided about one right. */
export const lockRight = (tx: Tx, achievementId: string) =>
  db(tx).selectFrom('title.right_record').selectAll().where('achievement_id', '=', achievementId).forUpdate().executeTakeFirst()

export const setCompleter = async (tx: Tx, achievementId: string, position: number, personId: string): Promise<void> => {
  await db(tx)
    .updateTable('title.completer')
    .set({ person_id: personId })
    .where('achievement_id', '=', achievementId)
    .where('position', '=', position)
    .execute()
}

export const completersOf = async (reader: Reader, achievementId: string): Promise<readonly (string | null)[]> => {
  const rows = await from(reader).selectFrom('title.completer').select('person_id').where('achievement_id', '=', achievementId).orderBy('position').execute()
  return rows.map((row) => row.person_id)
}

export const holdersOf = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.holder')
    .selectAll()
    .where('achievement_id', '=', achievementId)
    .orderBy('share_basis_points', 'desc')
    .orderBy('organisation_id')
    .execute()

export const replaceHolders = async (
  tx: Tx,
  achievementId: string,
  holders: readonly { readonly organisationId: string; readonly shareBasisPoints: number }[],
): Promise<void> => {
  await db(tx).deleteFrom('title.holder').where('achievement_id', '=', achievementId).execute()
  await db(tx)
    .insertInto('title.holder')
    .values(
      holders.map((holder) => ({
        achievement_id: achievementId,
        organisation_id: holder.organisationId,
        share_basis_points: holder.shareBasisPoints,
        consented_by: null,
        consented_at: null,
      })),
    )
    .execute()
}

export const setConsent = async (
  tx: Tx,
  achievementId: string,
  organisationId: string,
  given: { readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('title.holder')
    .set({ consented_by: given.by, consented_at: timestamp(given.at) })
    .where('achievement_id', '=', achievementId)
    .where('organisation_id', '=', organisationId)
    .execute()
}

const bound = (which: 'lower' | 'upper') => sql<Instant | null>`${sql.raw(which)}(period)`

export const encumbrancesOf = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.encumbrance')
    .select([
      'id',
      'achievement_id',
      'kind',
      'note',
      'in_favour_of',
      'recorded_by',
      'recorded_at',
      'lifted_at',
      bound('lower').as('starts_at'),
      bound('upper').as('ends_at'),
    ])
    .where('achievement_id', '=', achievementId)
    .orderBy('recorded_at')
    .execute()

export const lockEncumbrance = (tx: Tx, id: string) =>
  db(tx).selectFrom('title.encumbrance').select(['id', 'achievement_id', 'kind', 'lifted_at']).where('id', '=', id).forUpdate().executeTakeFirst()

export interface NewEncumbrance {
  readonly id: string
  readonly achievementId: string
  readonly kind: EncumbranceKind
  readonly note: string
  readonly inFavourOf: string
  readonly from: Instant
  readonly to: Instant | null
  readonly recordedBy: string
}

export const insertEncumbrance = async (tx: Tx, encumbrance: NewEncumbrance, at: Instant): Promise<void> => {
  await db(tx)
    .insertInto('title.encumbrance')
    .values({
      id: encumbrance.id,
      achievement_id: encumbrance.achievementId,
      kind: encumbrance.kind,
      note: encumbrance.note,
      in_favour_of: encumbrance.inFavourOf,
      period: period(encumbrance.from, encumbrance.to),
      recorded_by: encumbrance.recordedBy,
      recorded_at: timestamp(at),
      lifted_by: null,
      lifted_at: null,
      lift_reason: null,
    })
    .execute()
}

export const liftEncumbrance = async (tx: Tx, id: string, lifted: { readonly by: string; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await db(tx)
    .updateTable('title.encumbrance')
    .set({ lifted_by: lifted.by, lifted_at: timestamp(lifted.at), lift_reason: lifted.reason })
    .where('id', '=', id)
    .execute()
}

/** A live disposal that stands in the way, the lot's own excepted. The same question as the exclusion constraint asks. */
export const conflictingDisposal = (reader: Reader, achievementId: string, scope: Scope, exceptLotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'lot_id', 'right_kind', 'state'])
    .where('achievement_id', '=', achievementId)
    .where('state', '<>', 'released')
    .where('lot_id', '<>', exceptLotId)
    .where(
      sql<boolean>`fields && ${multirange(scope.fields)}::int8multirange and places && ${multirange(scope.territory)}::int8multirange and period && ${period(scope.from, scope.to)}::tstzrange`,
    )
    .$if(scope.right === 'ordinary', (q) => q.where('right_kind', '<>', 'ordinary'))
    .limit(1)
    .executeTakeFirst()

export interface NewDisposal {
  readonly id: string
  readonly achievementId: string
  readonly lotId: string
  readonly field: string | null
  readonly territory: string | null
  readonly scope: Scope
}

export const insertDisposal = async (tx: Tx, disposal: NewDisposal, at: Instant): Promise<void> => {
  const { scope } = disposal
  await db(tx)
    .insertInto('title.disposal')
    .values({
      id: disposal.id,
      achievement_id: disposal.achievementId,
      lot_id: disposal.lotId,
      contract_id: null,
      right_kind: scope.right,
      field: disposal.field,
      territory: disposal.territory,
      fields: multirange(scope.fields),
      places: multirange(scope.territory),
      period: period(scope.from, scope.to),
      state: 'reserved',
      reserved_at: timestamp(at),
      changed_at: timestamp(at),
    })
    .execute()
}

export const liveDisposalOfLot = (reader: Reader, lotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'achievement_id', 'right_kind', 'state'])
    .where('lot_id', '=', lotId)
    .where('state', '<>', 'released')
    .executeTakeFirst()

export const setDisposal = async (
  tx: Tx,
  id: string,
  state: 'completed' | 'released',
  change: { readonly at: Instant; readonly contractId?: string },
): Promise<void> => {
  await db(tx)
    .updateTable('title.disposal')
    .set({ state, changed_at: timestamp(change.at), ...(change.contractId === undefined ? {} : { contract_id: change.contractId }) })
    .where('id', '=', id)
    .execute()
}

export const liveDisposals = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['lot_id', 'right_kind', 'field', 'territory', 'state', bound('lower').as('starts_at'), bound('upper').as('ends_at')])
    .where('achievement_id', '=', achievementId)
    .where('state', '<>', 'released')
    .orderBy('reserved_at')
    .execute()

export interface NewAsk {
  readonly id: string
  readonly achievementId: string
  readonly round: number
  readonly terms: string
  readonly priceMinor: bigint | null
  readonly askedBy: string
  readonly closesAt: Instant
  readonly rule: RuleCitation
  readonly personIds: readonly string[]
}

export const insertAsk = async (tx: Tx, ask: NewAsk, at: Instant): Promise<void> => {
  await db(tx)
    .insertInto('title.first_refusal')
    .values({
      id: ask.id,
      achievement_id: ask.achievementId,
      round: ask.round,
      state: 'open',
      terms: ask.terms,
      price_minor: ask.priceMinor,
      asked_by: ask.askedBy,
      asked_at: timestamp(at),
      closes_at: timestamp(ask.closesAt),
      rule: json(ask.rule),
      closed_at: null,
    })
    .execute()
  await db(tx)
    .insertInto('title.first_refusal_answer')
    .values(ask.personIds.map((personId) => ({ ask_id: ask.id, person_id: personId, answer: null, answered_at: null })))
    .execute()
}

export const lockAsk = (tx: Tx, id: string) => db(tx).selectFrom('title.first_refusal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const latestAsk = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.first_refusal').selectAll().where('achievement_id', '=', achievementId).orderBy('round', 'desc').limit(1).executeTakeFirst()

interface RowsOfRight {
  readonly holders: Awaited<ReturnType<typeof holdersOf>>
  readonly completers: readonly (string | null)[]
  readonly ask: AskRow | undefined
  readonly disposals: readonly unknown[]
}

/** What decides on the acts of a right. */
export const handledFrom = (right: RightRow, { holders, completers, ask, disposals }: RowsOfRight): HandledRight => ({
  institutionId: right.institution_id,
  isService: right.is_service,
  holders: holders.map((holder) => ({ organisationId: holder.organisation_id, hasConsented: holder.consented_at !== null })),
  completers,
  ask: ask ? { state: ask.state, closesAt: ask.closes_at } : null,
  isDisposed: disposals.length > 0,
})

export const handledRight = async (reader: Reader, right: RightRow): Promise<HandledRight> => {
  const id = right.achievement_id
  return handledFrom(right, {
    holders: await holdersOf(reader, id),
    completers: await completersOf(reader, id),
    ask: await latestAsk(reader, id),
    disposals: await liveDisposals(reader, id),
  })
}

export const answersOf = (reader: Reader, askIds: readonly string[]) =>
  askIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('title.first_refusal_answer')
        .selectAll()
        .where('ask_id', 'in', [...askIds])
        .orderBy('ask_id')
        .orderBy('person_id')
        .execute()

export const setAnswer = async (
  tx: Tx,
  askId: string,
  personId: string,
  given: { readonly answer: Answer; readonly note: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('title.first_refusal_answer')
    .set({ answer: given.answer, note: given.note, answered_at: timestamp(given.at) })
    .where('ask_id', '=', askId)
    .where('person_id', '=', personId)
    .execute()
}

/** Open rounds whose period is not over, each locked. */
export const lockOpenAsks = (tx: Tx, now: Instant) =>
  db(tx).selectFrom('title.first_refusal').selectAll().where('state', '=', 'open').where('closes_at', '>', timestamp(now)).orderBy('id').forUpdate().execute()

export const setAskEnd = async (tx: Tx, id: string, closesAt: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.first_refusal')
    .set({ closes_at: timestamp(closesAt) })
    .where('id', '=', id)
    .execute()
}

export const setAskState = async (tx: Tx, id: string, state: Exclude<AskState, 'open'>, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.first_refusal')
    .set({ state, closed_at: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const touchRight = async (tx: Tx, achievementId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.right_record')
    .set({ changed_at: timestamp(at) })
    .where('achievement_id', '=', achievementId)
    .execute()
}
