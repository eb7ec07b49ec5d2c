/** The only SQL that writes lots, reserves, checks and applications. */
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { ApplicationState, LotState } from './core/lifecycle.ts'
import type { Aspect, DepositKind } from './core/words.ts'
import type { AuctionOnRecord } from './core/regime.ts'
import type { SubjectOutcome } from './core/subject.ts'
import type { LotRight, LotTerms } from './core/terms.ts'
import type { MethodTerms } from './method.ts'
import type { ApplicationTable, ListingTables, LotTable } from './tables.ts'

export type LotRow = Selectable<LotTable>
export type ApplicationRow = Selectable<ApplicationTable>
export type ForfeitRow = Selectable<ListingTables['listing.forfeit']>

const db = (tx: Tx) => writing<ListingTables>(tx)
const from = (reader: Reader) => reading<ListingTables>(reader)

/** Everything a seller may write. */
export interface LotContent extends LotTerms {
  readonly consignment: AuctionOnRecord | null
  readonly title: Bilingual
  readonly summary: Bilingual
  readonly terms: Bilingual
  readonly qualifications: Bilingual
  readonly plannedOpensAt: Instant | null
  readonly noticeUnit: 'cd' | 'wd'
  readonly method: string
  readonly methodTerms: MethodTerms
  readonly rules: readonly RuleCitation[]
}

const rightColumns = (right: LotRight) =>
  right.kind === 'assignment'
    ? { rightKind: right.kind, shareBasisPoints: right.shareBasisPoints ?? null, exclusivity: null, termMonths: null, territory: null, field: null }
    : {
        rightKind: right.kind,
        shareBasisPoints: null,
        exclusivity: right.exclusivity,
        termMonths: right.termMonths,
        territory: json(right.territory),
        field: json(right.field),
      }

const contentColumns = (content: LotContent) => ({
  ...rightColumns(content.right),
  title: json(content.title),
  summary: json(content.summary),
  method: content.method,
  methodTerms: json(content.methodTerms),
  startingPriceMinor: content.startingPriceMinor,
  depositMinor: content.depositMinor,
  depositAlternatives: [...content.depositAlternatives],
  waiverBasis: content.waiverBasis === null ? null : json(content.waiverBasis),
  noticeDays: content.noticeDays,
  noticeUnit: content.noticeUnit,
  priceBasisKind: content.priceBasis.kind,
  priceBasis: json(content.priceBasis.text),
  valuationMinor: content.priceBasis.valuationMinor,
  terms: json(content.terms),
  qualifications: json(content.qualifications),
  consignment: content.consignment === null ? null : json(content.consignment),
  stateAsset: content.stateAsset === null ? null : json(content.stateAsset),
  extensionDays: content.extension?.days ?? null,
  extensionTimes: content.extension?.times ?? null,
  reserveMinutes: content.reserveMinutes,
  nextBidderDays: content.nextBidderDays,
  refusalAfter: content.refusalAfter === null ? null : json(content.refusalAfter),
  units: content.units,
  rules: json(content.rules),
  plannedOpensAt: content.plannedOpensAt === null ? null : timestamp(content.plannedOpensAt),
})

export interface NewLot {
  readonly id: string
  readonly sellerOrganisationId: string
  readonly achievementId: string
  readonly content: LotContent
  readonly commitment: string | null
  readonly predecessorId: string | null
  readonly reofferDecisionId: string | null
  readonly createdBy: string
  readonly now: Instant
}

export const insertLot = async (tx: Tx, lot: NewLot): Promise<string> => {
  const { rows } = await sql<{ next: bigint }>`select nextval('listing.lot_number') as next`.execute(db(tx))
  const number = `ZP${dateOf(lot.now).slice(0, 4)}-${String(rows[0]?.next).padStart(5, '0')}`
  await db(tx)
    .insertInto('listing.lot')
    .values({
      ...contentColumns(lot.content),
      id: lot.id,
      number,
      sellerOrganisationId: lot.sellerOrganisationId,
      achievementId: lot.achievementId,
      state: 'draft',
      round: 0,
      hasReserve: lot.commitment !== null,
      reserveCommitment: lot.commitment,
      predecessorId: lot.predecessorId,
      reofferDecisionId: lot.reofferDecisionId,
      createdBy: lot.createdBy,
      createdAt: timestamp(lot.now),
      changedAt: timestamp(lot.now),
    })
    .execute()
  return number
}

export const updateContent = async (
  tx: Tx,
  id: string,
  content: LotContent,
  kept: { readonly commitment: string | null; readonly now: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('listing.lot')
    .set({ ...contentColumns(content), hasReserve: kept.commitment !== null, reserveCommitment: kept.commitment, changedAt: timestamp(kept.now) })
    .where('id', '=', id)
    .execute()
}

export interface Reserve {
  readonly lotId: string
  readonly reserveMinor: bigint
  readonly salt: string
  readonly setBy: string
  /** Who typed it again; null where it was set in the draft. */
  readonly confirmedBy: string | null
  readonly setAt: Instant
}

export const putReserve = async (tx: Tx, lotId: string, reserve: Reserve | null): Promise<void> => {
  await db(tx).deleteFrom('listing.reserve').where('lotId', '=', lotId).execute()
  if (reserve === null) return
  await db(tx)
    .insertInto('listing.reserve')
    .values({ ...reserve, setAt: timestamp(reserve.setAt) })
    .execute()
}

export const reserveRow = (reader: Reader, lotId: string) =>
  from(reader).selectFrom('listing.reserve').selectAll().where('lotId', '=', lotId).executeTakeFirst()

/** What one person typed and a second has not typed again: no query reads the amount. */
export interface ReserveEntry {
  readonly lotId: string
  readonly reserveMinor: bigint
  readonly enteredBy: string
  readonly enteredAt: Instant
}

export const putReserveEntry = async (tx: Tx, lotId: string, entry: ReserveEntry | null): Promise<void> => {
  await db(tx).deleteFrom('listing.reserveEntry').where('lotId', '=', lotId).execute()
  if (entry !== null)
    await db(tx)
      .insertInto('listing.reserveEntry')
      .values({ ...entry, enteredAt: timestamp(entry.enteredAt) })
      .execute()
}

export const reserveEntry = (tx: Tx, lotId: string) => db(tx).selectFrom('listing.reserveEntry').selectAll().where('lotId', '=', lotId).executeTakeFirst()

export const reserveEnteredBy = async (reader: Reader, lotId: string): Promise<string | null> =>
  (await from(reader).selectFrom('listing.reserveEntry').select('enteredBy').where('lotId', '=', lotId).executeTakeFirst())?.enteredBy ?? null

/** Whose applicants and deposits are those of this lot: a unit's buyer applied for the lot that it is a unit of. */
export const appliedTo = (lotId: string) => sql<string>`(select coalesce(l.unit_of, l.id) from listing.lot l where l.id = ${lotId})`

export const lotRow = (reader: Reader, id: string) => from(reader).selectFrom('listing.lot').selectAll().where('id', '=', id).executeTakeFirst()

/** What offers it again, if anything does. */
export const successorOf = (reader: Reader, id: string) =>
  from(reader).selectFrom('listing.lot').selectAll().where('predecessorId', '=', id).where('state', '<>', 'withdrawn').executeTakeFirst()

/** Locks the lot until the transaction ends. */
export const lockLot = (tx: Tx, id: string) => db(tx).selectFrom('listing.lot').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export interface LotChange {
  readonly state?: LotState
  readonly suspendedFrom?: 'notice' | 'ready' | 'bidding' | null
  readonly stateReason?: string | null
  readonly round?: number
  readonly extensionsUsed?: number
  readonly noticeId?: string
  readonly noticeClosesAt?: Instant
  readonly isNoticePaused?: boolean
  readonly registrationClosesAt?: Instant
  readonly depositDueAt?: Instant
  readonly opensAt?: Instant
  readonly viewingFrom?: Instant
  readonly viewingUntil?: Instant
  readonly procedureId?: string
  readonly buyerOrganisationId?: string
  readonly priceMinor?: bigint
  readonly buyerConfirmedBy?: string
  readonly buyerConfirmedAt?: Instant
  readonly resultNoticeId?: string
  readonly submittedAt?: Instant
  readonly checkedAt?: Instant
  readonly closedAt?: Instant
  readonly settledAt?: Instant
  readonly hasReserve?: boolean
  readonly reserveCommitment?: string
  readonly reserveDueAt?: Instant
  readonly reserveFixedAt?: Instant
  readonly unitOf?: string
  readonly unitNo?: number
  readonly nextOrganisationId?: string
  readonly nextNumber?: number
  readonly nextPriceMinor?: bigint
  readonly nextAnswerBy?: Instant
  readonly nextAcceptedAt?: Instant
  readonly subjectOrganisationId?: string
  readonly subjectPriceMinor?: bigint
  readonly subjectAt?: Instant
  readonly subjectOutcome?: SubjectOutcome
}

const INSTANTS: ReadonlySet<string> = new Set<keyof LotChange>([
  'noticeClosesAt',
  'registrationClosesAt',
  'depositDueAt',
  'opensAt',
  'viewingFrom',
  'viewingUntil',
  'submittedAt',
  'checkedAt',
  'buyerConfirmedAt',
  'closedAt',
  'settledAt',
  'reserveDueAt',
  'reserveFixedAt',
  'nextAnswerBy',
  'nextAcceptedAt',
  'subjectAt',
])

const changedColumns = (change: LotChange): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(change)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, INSTANTS.has(key) ? timestamp(value as Instant) : value]),
  )

export const updateLot = async (tx: Tx, id: string, now: Instant, change: LotChange): Promise<void> => {
  await db(tx)
    .updateTable('listing.lot')
    .set({ ...changedColumns(change), changedAt: timestamp(now) })
    .where('id', '=', id)
    .execute()
}

export interface NewCheck {
  readonly lotId: string
  readonly round: number
  readonly aspect: Aspect
  readonly outcome: 'passed' | 'returned'
  readonly reason: string
  readonly checkedBy: string
  readonly checkedAt: Instant
}

export const insertCheck = async (tx: Tx, check: NewCheck): Promise<void> => {
  await db(tx)
    .insertInto('listing.lotCheck')
    .values({
      lotId: check.lotId,
      round: check.round,
      aspect: check.aspect,
      outcome: check.outcome,
      reason: check.reason,
      checkedBy: check.checkedBy,
      checkedAt: timestamp(check.checkedAt),
    })
    .execute()
}

export const checksOf = (reader: Reader, lotId: string, round: number) =>
  from(reader).selectFrom('listing.lotCheck').selectAll().where('lotId', '=', lotId).where('round', '=', round).execute()

export interface NewApplication {
  readonly id: string
  readonly lotId: string
  readonly organisationId: string
  readonly personId: string
  readonly statement: string
  readonly depositMinor: bigint
  readonly depositDueAt: Instant | null
  readonly now: Instant
}

export const insertApplication = async (tx: Tx, application: NewApplication): Promise<void> => {
  await db(tx)
    .insertInto('listing.application')
    .values({
      id: application.id,
      lotId: application.lotId,
      organisationId: application.organisationId,
      personId: application.personId,
      state: 'applied',
      statement: application.statement,
      depositMinor: application.depositMinor,
      instrumentId: null,
      depositDueAt: application.depositDueAt === null ? null : timestamp(application.depositDueAt),
      appliedAt: timestamp(application.now),
    })
    .execute()
}

export const applicationRow = (reader: Reader, id: string) => from(reader).selectFrom('listing.application').selectAll().where('id', '=', id).executeTakeFirst()

/** Locks the application; lock its lot first where both are needed. */
export const lockApplication = (tx: Tx, id: string) => db(tx).selectFrom('listing.application').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

const LIVE: readonly ApplicationState[] = ['applied', 'qualified', 'confirmed']

export const liveApplications = (reader: Reader, lotId: string) =>
  from(reader).selectFrom('listing.application').selectAll().where('lotId', '=', lotId).where('state', 'in', LIVE).orderBy('id').execute()

export const liveApplicationOf = (reader: Reader, lotId: string, organisationId: string) =>
  from(reader)
    .selectFrom('listing.application')
    .selectAll()
    .where('lotId', '=', lotId)
    .where('organisationId', '=', organisationId)
    .where('state', 'in', LIVE)
    .executeTakeFirst()

/** By which the winner came to its number: of a unit, at the lot that it is a unit of. */
export const winnersApplication = (reader: Reader, lotId: string, organisationId: string) =>
  from(reader)
    .selectFrom('listing.application')
    .selectAll()
    .where('lotId', '=', appliedTo(lotId))
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'confirmed')
    .executeTakeFirst()

/** Live applications that name this paper. */
export const applicationsSecuredBy = (reader: Reader, instrumentId: string) =>
  from(reader).selectFrom('listing.application').selectAll().where('instrumentId', '=', instrumentId).where('state', 'in', LIVE).orderBy('id').execute()

/** Applications of an organisation: to this lot in any state, and to all lots in the state that waits for a clerk. */
export const countApplications = async (tx: Reader, lotId: string, organisationId: string): Promise<{ readonly toLot: number; readonly waiting: number }> => {
  const row = await from(tx)
    .selectFrom('listing.application')
    .select((eb) => [
      eb.fn.countAll<bigint>().filterWhere('lotId', '=', lotId).as('toLot'),
      eb.fn.countAll<bigint>().filterWhere('state', '=', 'applied').as('waiting'),
    ])
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  return { toLot: Number(row.toLot), waiting: Number(row.waiting) }
}

/** Lots of an organisation that were never submitted. */
export const countDrafts = async (tx: Tx, organisationId: string): Promise<number> => {
  const { count } = await from(tx)
    .selectFrom('listing.lot')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('sellerOrganisationId', '=', organisationId)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface ApplicationChange {
  readonly state?: ApplicationState
  readonly reason?: string
  readonly depositState?: 'none' | 'requested' | 'held' | 'released' | 'kept'
  readonly depositDueAt?: Instant
  readonly depositKind?: DepositKind
  readonly instrumentId?: string | null
  readonly requestId?: string
  readonly reference?: string
  readonly bidderNumber?: number | null
  readonly decidedBy?: string
  readonly decidedAt?: Instant
  readonly confirmedAt?: Instant | null
}

const APPLICATION_INSTANTS: ReadonlySet<string> = new Set<keyof ApplicationChange>(['depositDueAt', 'decidedAt', 'confirmedAt'])

const applicationColumns = (change: ApplicationChange): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(change)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, APPLICATION_INSTANTS.has(key) && value !== null ? timestamp(value as Instant) : value]),
  )

export const updateApplication = async (tx: Tx, id: string, change: ApplicationChange): Promise<void> => {
  await db(tx).updateTable('listing.application').set(applicationColumns(change)).where('id', '=', id).execute()
}

export const insertForfeit = async (tx: Tx, row: Insertable<ListingTables['listing.forfeit']>): Promise<void> => {
  await db(tx).insertInto('listing.forfeit').values(row).execute()
}
export const forfeitRow = (reader: Reader, lotId: string): Promise<ForfeitRow | undefined> =>
  from(reader).selectFrom('listing.forfeit').selectAll().where('lotId', '=', lotId).executeTakeFirst()
export const lockForfeit = (tx: Tx, lotId: string): Promise<ForfeitRow | undefined> =>
  db(tx).selectFrom('listing.forfeit').selectAll().where('lotId', '=', lotId).forUpdate().executeTakeFirst()
export const updateForfeit = async (tx: Tx, lotId: string, change: Updateable<ListingTables['listing.forfeit']>): Promise<void> => {
  await db(tx).updateTable('listing.forfeit').set(change).where('lotId', '=', lotId).execute()
}

/** Further back nobody is asked: a lot is not offered again so often. */
const MOST_AGAIN = 20

/** Who did not keep its word on this lot, or on one that it offers again. */
export const defaultersBefore = async (reader: Reader, lotId: string): Promise<readonly string[]> => {
  const found: string[] = []
  let id: string | null = lotId
  for (let step = 0; id !== null && step < MOST_AGAIN; step += 1) {
    const forfeit: ForfeitRow | undefined = await forfeitRow(reader, id)
    if (forfeit) found.push(forfeit.organisationId)
    const lot: LotRow | undefined = await lotRow(reader, id)
    id = lot?.predecessorId ?? null
  }
  return found
}

export const hasDefaultedBefore = async (reader: Reader, lotId: string, organisationId: string): Promise<boolean> =>
  (await defaultersBefore(reader, lotId)).includes(organisationId)
