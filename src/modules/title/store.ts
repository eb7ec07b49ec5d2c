/** The only SQL that writes rights, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { HandledRight } from './core/acts.ts'
import type { EncumbranceKind } from './core/encumbrance.ts'
import { type Answer, type AskState, type Basis, isOfAll, type Precedence, stateOfRefusal, takerOf } from './core/first-refusal.ts'
import { givesFirstRefusal } from './core/origin.ts'
import { otherHolders } from './core/share.ts'
import type { Joint } from './core/filing.ts'
import { givenUpShares, jointOf } from './store-filing.ts'
import { isUnderWay, liveDisposals, type LiveDisposal } from './store-disposal.ts'
import { developersOf, originRow } from './store-origin.ts'
import { bound, period } from './store-period.ts'
import type { TitleTables } from './tables.ts'

export type RightRow = Selectable<TitleTables['title.rightRecord']>
export type AskRow = Selectable<TitleTables['title.firstRefusal']>

const db = (tx: Tx) => writing<TitleTables>(tx)
const from = (reader: Reader) => reading<TitleTables>(reader)

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
  /** Of what was agreed. */
  readonly paperDocumentId: string | null
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
      paperDocumentId: encumbrance.paperDocumentId,
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

export interface AskedHolder {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly basis: Basis
}

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
  readonly termsDigest: string
  readonly precedence: Precedence
  readonly shareBasisPoints: number | null
  readonly lotId: string | null
  readonly answerDays: number | null
  readonly holders: readonly AskedHolder[]
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
      termsDigest: ask.termsDigest,
      precedence: ask.precedence,
      shareBasisPoints: ask.shareBasisPoints,
      usedAt: null,
      lotId: ask.lotId,
      answerDays: ask.answerDays,
    })
    .execute()
  await db(tx)
    .insertInto('title.firstRefusalAnswer')
    .values(ask.holders.map((holder) => ({ askId: ask.id, ...holder, answer: null, answeredAt: null })))
    .execute()
}

export const lockAsk = (tx: Tx, id: string) => db(tx).selectFrom('title.firstRefusal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const latestAsk = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.firstRefusal').selectAll().where('achievementId', '=', achievementId).orderBy('round', 'desc').limit(1).executeTakeFirst()

/** Houses that have first refusal today, by the origin of the achievement; who gave up its part has none. */
export const dueDevelopers = async (reader: Reader, achievementId: string): Promise<readonly AskedHolder[]> => {
  const origin = await originRow(reader, achievementId)
  if (!origin || origin.kind === 'own') return []
  const patents = (await achievementById(reader, achievementId))?.patents ?? []
  if (!givesFirstRefusal(origin, patents)) return []
  const basis = origin.kind === 'commissioned' ? 'commissioner' : 'co_developer'
  const gone = new Set((await givenUpShares(reader, achievementId)).map(({ organisationId }) => organisationId))
  const still = (await developersOf(reader, achievementId)).filter((organisationId) => !gone.has(organisationId))
  return still.map((organisationId) => ({ personId: null, organisationId, basis }))
}

type AnswerRow = Awaited<ReturnType<typeof answersOf>>[number]
export const holderIdOf = (row: Pick<AnswerRow, 'personId' | 'organisationId'>): string => row.personId ?? row.organisationId ?? ''

/** Everybody's answer with what ranks it. */
export const rankedAnswers = async (reader: Reader, ask: Pick<AskRow, 'id' | 'achievementId'>) => {
  const shares = new Map((await holdersOf(reader, ask.achievementId)).map((row) => [row.organisationId, row.shareBasisPoints]))
  return (await answersOf(reader, [ask.id])).map((row) => ({
    ...row,
    holderId: holderIdOf(row),
    shareBasisPoints: shares.get(row.organisationId ?? '') ?? 0,
  }))
}

/** Who buys, once a round was exercised. */
export const takerOfAsk = async (reader: Reader, ask: Pick<AskRow, 'id' | 'achievementId' | 'precedence'>) =>
  takerOf(await rankedAnswers(reader, ask), ask.precedence)

/** Other holders who are not asked as developers already; asked where a share is sold. */
export const dueCoOwners = async (reader: Reader, right: Pick<RightRow, 'achievementId' | 'institutionId'>, asked: readonly AskedHolder[]) => {
  const known = new Set(asked.map(({ organisationId }) => organisationId))
  const others = otherHolders(await holdersOf(reader, right.achievementId), right.institutionId)
  return others.flatMap((organisationId): AskedHolder[] => (known.has(organisationId) ? [] : [{ personId: null, organisationId, basis: 'co_owner' }]))
}

/** Where first refusal stands today: for the assignment of the whole, or of a share; undefined: of what was last asked about. */
export const standingOf = async (reader: Reader, right: Pick<RightRow, 'achievementId' | 'institutionId' | 'isService'>, wanted?: number | null) => {
  const last = await latestAsk(reader, right.achievementId)
  const ask = last?.usedAt === null ? last : undefined
  const share = wanted === undefined ? (ask?.shareBasisPoints ?? null) : wanted
  const developers = await dueDevelopers(reader, right.achievementId)
  const houses = share === null ? developers : [...developers, ...(await dueCoOwners(reader, right, developers))]
  const isDue = right.isService || houses.length > 0
  const asked = ask ? (await answersOf(reader, [ask.id])).map(holderIdOf) : []
  const latest = ask && ask.shareBasisPoints === share ? ask.state : null
  return { isDue, ask, developers, state: stateOfRefusal({ isDue, latest, isOfAll: isOfAll(houses.map(holderIdOf), asked) }) }
}

interface RowsOfRight {
  readonly holders: Awaited<ReturnType<typeof holdersOf>>
  readonly completers: readonly (string | null)[]
  readonly ask: AskRow | undefined
  readonly origin: unknown
  readonly developers: readonly AskedHolder[]
  readonly disposals: readonly Pick<LiveDisposal, 'rightKind' | 'state' | 'shareBasisPoints'>[]
  readonly joint: Joint | null
}

/** What decides on the acts of a right. */
export const handledFrom = (right: RightRow, { holders, completers, ask, origin, developers, disposals, joint }: RowsOfRight): HandledRight => ({
  institutionId: right.institutionId,
  isService: right.isService,
  holders: holders.map((holder) => ({ organisationId: holder.organisationId, hasConsented: holder.consentedAt !== null })),
  completers,
  isOriginDeclared: origin !== undefined,
  hasDevelopers: developers.length > 0,
  ask: ask && ask.usedAt === null ? { state: ask.state, closesAt: ask.closesAt } : null,
  isDisposed: disposals.length > 0,
  isAssigned: disposals.some((disposal) => disposal.rightKind === 'assignment' && isUnderWay(disposal)),
  joint,
})

export const handledRight = async (reader: Reader, right: RightRow): Promise<HandledRight> => {
  const id = right.achievementId
  return handledFrom(right, {
    holders: await holdersOf(reader, id),
    completers: await completersOf(reader, id),
    ask: await latestAsk(reader, id),
    origin: await originRow(reader, id),
    developers: await dueDevelopers(reader, id),
    disposals: await liveDisposals(reader, id),
    joint: await jointOf(reader, id),
  })
}

const holderColumn = sql<string>`coalesce(person_id, organisation_id)`

export const answersOf = (reader: Reader, askIds: readonly string[]) =>
  askIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('title.firstRefusalAnswer')
        .selectAll()
        .where('askId', 'in', [...askIds])
        .orderBy('askId')
        .orderBy(holderColumn)
        .execute()

export const setAnswer = async (
  tx: Tx,
  askId: string,
  holderId: string,
  given: { readonly answer: Answer; readonly note: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('title.firstRefusalAnswer')
    .set({ answer: given.answer, note: given.note, answeredAt: timestamp(given.at) })
    .where('askId', '=', askId)
    .where(holderColumn, '=', holderId)
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

export const askOfLot = (reader: Reader, lotId: string) =>
  from(reader).selectFrom('title.firstRefusal').selectAll().where('lotId', '=', lotId).executeTakeFirst()

/** A share was sold, or who exercised did not keep its word: whatever was asked is used up. */
export const useUpAsk = async (tx: Tx, achievementId: string, at: Instant): Promise<void> => {
  const ask = await latestAsk(tx, achievementId)
  if (ask && ask.usedAt === null)
    await db(tx)
      .updateTable('title.firstRefusal')
      .set({ usedAt: timestamp(at) })
      .where('id', '=', ask.id)
      .execute()
}
