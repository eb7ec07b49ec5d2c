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

export type RightRow = Selectable<TitleTables['title.rightRecord']>
export type AskRow = Selectable<TitleTables['title.firstRefusal']>

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
    .insertInto('title.rightRecord')
    .values({
      achievementId,
      institutionId,
      title: json(right.title),
      isService: right.isService,
      openedAt: timestamp(at),
      changedAt: timestamp(at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('achievementId')
    .executeTakeFirst()
  if (!row) return false
  await replaceHolders(tx, achievementId, [{ organisationId: institutionId, shareBasisPoints: 10_000 }])
  if (right.completers.length > 0)
    await db(tx)
      .insertInto('title.completer')
      .values(right.completers.map((personId, position) => ({ achievementId, position, personId })))
      .execute()
  return true
}

export const rightRow = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.rightRecord').selectAll().where('achievementId', '=', achievementId).executeTakeFirst()

/** Serialises everything that is decided about one right. */
export const lockRight = (tx: Tx, achievementId: string) =>
  db(tx).selectFrom('title.rightRecord').selectAll().where('achievementId', '=', achievementId).forUpdate().executeTakeFirst()

export const setCompleter = async (tx: Tx, achievementId: string, position: number, personId: string): Promise<void> => {
  await db(tx).updateTable('title.completer').set({ personId }).where('achievementId', '=', achievementId).where('position', '=', position).execute()
}

export const completersOf = async (reader: Reader, achievementId: string): Promise<readonly (string | null)[]> => {
  const rows = await from(reader).selectFrom('title.completer').select('personId').where('achievementId', '=', achievementId).orderBy('position').execute()
  return rows.map((row) => row.personId)
}

export const holdersOf = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.holder')
    .selectAll()
    .where('achievementId', '=', achievementId)
    .orderBy('shareBasisPoints', 'desc')
    .orderBy('organisationId')
    .execute()

export const replaceHolders = async (
  tx: Tx,
  achievementId: string,
  holders: readonly { readonly organisationId: string; readonly shareBasisPoints: number }[],
): Promise<void> => {
  await db(tx).deleteFrom('title.holder').where('achievementId', '=', achievementId).execute()
  await db(tx)
    .insertInto('title.holder')
    .values(
      holders.map((holder) => ({
        achievementId,
        organisationId: holder.organisationId,
        shareBasisPoints: holder.shareBasisPoints,
        consentedBy: null,
        consentedAt: null,
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
    .set({ consentedBy: given.by, consentedAt: timestamp(given.at) })
    .where('achievementId', '=', achievementId)
    .where('organisationId', '=', organisationId)
    .execute()
}

const bound = (which: 'lower' | 'upper') => sql<Instant | null>`${sql.raw(which)}(period)`

export const encumbrancesOf = (reader: Reader, achievementId: string) =>
  from(reader)
    .selectFrom('title.encumbrance')
    .select([
      'id',
      'achievementId',
      'kind',
      'note',
      'inFavourOf',
      'recordedBy',
      'recordedAt',
      'liftedAt',
      bound('lower').as('startsAt'),
      bound('upper').as('endsAt'),
    ])
    .where('achievementId', '=', achievementId)
    .orderBy('recordedAt')
    .execute()

export const lockEncumbrance = (tx: Tx, id: string) =>
  db(tx).selectFrom('title.encumbrance').select(['id', 'achievementId', 'kind', 'liftedAt']).where('id', '=', id).forUpdate().executeTakeFirst()

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
      achievementId: encumbrance.achievementId,
      kind: encumbrance.kind,
      note: encumbrance.note,
      inFavourOf: encumbrance.inFavourOf,
      period: period(encumbrance.from, encumbrance.to),
      recordedBy: encumbrance.recordedBy,
      recordedAt: timestamp(at),
      liftedBy: null,
      liftedAt: null,
      liftReason: null,
    })
    .execute()
}

export const liftEncumbrance = async (tx: Tx, id: string, lifted: { readonly by: string; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await db(tx)
    .updateTable('title.encumbrance')
    .set({ liftedBy: lifted.by, liftedAt: timestamp(lifted.at), liftReason: lifted.reason })
    .where('id', '=', id)
    .execute()
}

/** A live disposal that stands in the way, the lot's own excepted. The same question as the exclusion constraint asks. */
export const conflictingDisposal = (reader: Reader, achievementId: string, scope: Scope, exceptLotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'lotId', 'rightKind', 'state'])
    .where('achievementId', '=', achievementId)
    .where('state', '<>', 'released')
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
      state: 'reserved',
      holders: json(disposal.holders),
      reservedAt: timestamp(at),
      changedAt: timestamp(at),
    })
    .execute()
}

export const liveDisposalOfLot = (reader: Reader, lotId: string) =>
  from(reader)
    .selectFrom('title.disposal')
    .select(['id', 'achievementId', 'rightKind', 'state', 'holders'])
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
    .select(['lotId', 'rightKind', 'field', 'territory', 'state', bound('lower').as('startsAt'), bound('upper').as('endsAt')])
    .where('achievementId', '=', achievementId)
    .where('state', '<>', 'released')
    .orderBy('reservedAt')
    .execute()

export interface NewAsk {
  readonly id: string
  readonly achievementId: string
  readonly round: number
  readonly terms: string
  readonly silenceBasis: string
  readonly priceMinor: bigint | null
  readonly askedBy: string
  readonly closesAt: Instant
  readonly rule: RuleCitation
  readonly personIds: readonly string[]
}

export const insertAsk = async (tx: Tx, ask: NewAsk, at: Instant): Promise<void> => {
  await db(tx)
    .insertInto('title.firstRefusal')
    .values({
      id: ask.id,
      achievementId: ask.achievementId,
      round: ask.round,
      state: 'open',
      terms: ask.terms,
      silenceBasis: ask.silenceBasis,
      priceMinor: ask.priceMinor,
      askedBy: ask.askedBy,
      askedAt: timestamp(at),
      closesAt: timestamp(ask.closesAt),
      rule: json(ask.rule),
      closedAt: null,
    })
    .execute()
  await db(tx)
    .insertInto('title.firstRefusalAnswer')
    .values(ask.personIds.map((personId) => ({ askId: ask.id, personId, answer: null, answeredAt: null })))
    .execute()
}

export const lockAsk = (tx: Tx, id: string) => db(tx).selectFrom('title.firstRefusal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const latestAsk = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.firstRefusal').selectAll().where('achievementId', '=', achievementId).orderBy('round', 'desc').limit(1).executeTakeFirst()

interface RowsOfRight {
  readonly holders: Awaited<ReturnType<typeof holdersOf>>
  readonly completers: readonly (string | null)[]
  readonly ask: AskRow | undefined
  readonly disposals: readonly unknown[]
}

/** What decides on the acts of a right. */
export const handledFrom = (right: RightRow, { holders, completers, ask, disposals }: RowsOfRight): HandledRight => ({
  institutionId: right.institutionId,
  isService: right.isService,
  holders: holders.map((holder) => ({ organisationId: holder.organisationId, hasConsented: holder.consentedAt !== null })),
  completers,
  ask: ask ? { state: ask.state, closesAt: ask.closesAt } : null,
  isDisposed: disposals.length > 0,
})

export const handledRight = async (reader: Reader, right: RightRow): Promise<HandledRight> => {
  const id = right.achievementId
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
        .selectFrom('title.firstRefusalAnswer')
        .selectAll()
        .where('askId', 'in', [...askIds])
        .orderBy('askId')
        .orderBy('personId')
        .execute()

export const setAnswer = async (
  tx: Tx,
  askId: string,
  personId: string,
  given: { readonly answer: Answer; readonly note: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('title.firstRefusalAnswer')
    .set({ answer: given.answer, note: given.note, answeredAt: timestamp(given.at) })
    .where('askId', '=', askId)
    .where('personId', '=', personId)
    .execute()
}

/** Open rounds whose period is not over, each locked. */
export const lockOpenAsks = (tx: Tx, now: Instant) =>
  db(tx).selectFrom('title.firstRefusal').selectAll().where('state', '=', 'open').where('closesAt', '>', timestamp(now)).orderBy('id').forUpdate().execute()

export const setAskEnd = async (tx: Tx, id: string, closesAt: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.firstRefusal')
    .set({ closesAt: timestamp(closesAt) })
    .where('id', '=', id)
    .execute()
}

export const setAskState = async (tx: Tx, id: string, state: Exclude<AskState, 'open'>, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.firstRefusal')
    .set({ state, closedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const touchRight = async (tx: Tx, achievementId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('title.rightRecord')
    .set({ changedAt: timestamp(at) })
    .where('achievementId', '=', achievementId)
    .execute()
}
