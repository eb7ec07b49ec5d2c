/** Rows of panels: sides, candidates, seats, items and sheets. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Candidate } from './core/draw.ts'
import type { ItemMark, ItemMarks } from './core/marks.ts'
import type { PanelState, PanelTimes, SeatState } from './core/panel.ts'
import type { NamedCriterion, PanelTables } from './tables.ts'

const db = (tx: Tx) => writing<PanelTables>(tx)
const from = (reader: Reader) => reading<PanelTables>(reader)

export interface PanelRow extends PanelTimes {
  readonly id: string
  readonly serial: bigint
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly title: Bilingual
  readonly seats: number
  readonly perUnit: number
  readonly leastSheets: number
  readonly criteria: readonly NamedCriterion[]
  readonly involved: readonly string[]
  readonly state: PanelState
  readonly openedAt: Instant
  readonly poolDigest: string
  readonly seed: string | null
  readonly drawnAt: Instant | null
  readonly itemsLaidAt: Instant | null
  readonly lockedAt: Instant | null
  readonly marks: readonly ItemMark[] | null
  readonly endedAt: Instant | null
  readonly endReason: string
}

export const selectPanels = (reader: Reader) => from(reader).selectFrom('panel.panel as p').selectAll('p')
type Row = Awaited<ReturnType<ReturnType<typeof selectPanels>['executeTakeFirstOrThrow']>>
export const panelFrom = ({ titleZh, titleEn, ...row }: Row): PanelRow => ({ ...row, title: { zh: titleZh, en: titleEn } })

/** By which people call it: 评审 PS-2026-000001. */
export const numberOf = ({ openedAt, serial }: Pick<PanelRow, 'openedAt' | 'serial'>): string =>
  `PS-${dateOf(openedAt).slice(0, 4)}-${String(serial).padStart(6, '0')}`

type New = Omit<PanelRow, 'serial' | 'seed' | 'drawnAt' | 'itemsLaidAt' | 'lockedAt' | 'marks' | 'endedAt' | 'endReason'>

export const insertPanel = async (tx: Tx, panel: New): Promise<void> => {
  const { title, criteria, involved, openedAt, sealBy, unsealBy, declareBy, scoreBy, ...rest } = panel
  await db(tx)
    .insertInto('panel.panel')
    .values({
      ...rest,
      titleZh: title.zh,
      titleEn: title.en,
      criteria: json(criteria),
      involved: [...involved],
      openedAt: timestamp(openedAt),
      sealBy: timestamp(sealBy),
      unsealBy: timestamp(unsealBy),
      declareBy: timestamp(declareBy),
      scoreBy: timestamp(scoreBy),
    })
    .execute()
}

export const readPanel = async (reader: Reader, id: string): Promise<PanelRow | null> => {
  const row = await selectPanels(reader).where('p.id', '=', id).executeTakeFirst()
  return row ? panelFrom(row) : null
}

export const lockPanel = async (tx: Tx, id: string): Promise<PanelRow | null> => {
  const row = await db(tx).selectFrom('panel.panel').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? panelFrom(row) : null
}

const setPanel = (tx: Tx, id: string) => db(tx).updateTable('panel.panel').where('id', '=', id)

export const saveState = async (tx: Tx, id: string, state: PanelState): Promise<void> => {
  await setPanel(tx, id).set({ state }).execute()
}
export const saveDrawn = async (tx: Tx, id: string, { seed, at }: { readonly seed: string; readonly at: Instant }): Promise<void> => {
  await setPanel(tx, id)
    .set({ state: 'drawn', seed, drawnAt: timestamp(at) })
    .execute()
}
export const saveLaid = async (tx: Tx, id: string, at: Instant): Promise<void> => {
  await setPanel(tx, id)
    .set({ itemsLaidAt: timestamp(at) })
    .execute()
}
export const saveLocked = async (tx: Tx, id: string, at: Instant): Promise<void> => {
  await setPanel(tx, id)
    .set({ state: 'locked', lockedAt: timestamp(at) })
    .execute()
}
export const saveMarks = async (tx: Tx, id: string, marks: readonly ItemMark[]): Promise<void> => {
  await setPanel(tx, id)
    .set({ state: 'aggregated', marks: json(marks) })
    .execute()
}
export const saveTimes = async (tx: Tx, id: string, { sealBy, unsealBy, declareBy, scoreBy }: PanelTimes): Promise<void> => {
  await setPanel(tx, id)
    .set({ sealBy: timestamp(sealBy), unsealBy: timestamp(unsealBy), declareBy: timestamp(declareBy), scoreBy: timestamp(scoreBy) })
    .execute()
}
export const saveEnd = async (tx: Tx, id: string, end: { readonly state: PanelState; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await setPanel(tx, id)
    .set({ state: end.state, endedAt: timestamp(end.at), endReason: end.reason })
    .execute()
}

export interface SideRow {
  readonly panelId: string
  readonly side: string
  readonly organisationId: string | null
  readonly commitment: string | null
  readonly sealedAt: Instant | null
  readonly nonce: string | null
  readonly unsealedAt: Instant | null
  readonly barred: readonly string[]
}

export const readSides = async (reader: Reader, panelId: string): Promise<readonly SideRow[]> =>
  from(reader).selectFrom('panel.side').selectAll().where('panelId', '=', panelId).orderBy('side').execute()

export const insertSides = async (
  tx: Tx,
  panelId: string,
  sides: readonly { readonly side: string; readonly organisationId: string | null }[],
): Promise<void> => {
  await db(tx)
    .insertInto('panel.side')
    .values(sides.map(({ side, organisationId }) => ({ panelId, side, organisationId })))
    .execute()
}

interface OfSide {
  readonly panelId: string
  readonly side: string
}

export const saveSealed = async (
  tx: Tx,
  { panelId, side }: OfSide,
  sealed: { readonly commitment: string; readonly barred: readonly string[]; readonly at: Instant },
): Promise<void> => {
  const { commitment, barred, at } = sealed
  await db(tx)
    .updateTable('panel.side')
    .set({ commitment, barred: [...barred], sealedAt: timestamp(at) })
    .where('panelId', '=', panelId)
    .where('side', '=', side)
    .execute()
}

export const saveUnsealed = async (tx: Tx, { panelId, side }: OfSide, nonce: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('panel.side')
    .set({ nonce, unsealedAt: timestamp(at) })
    .where('panelId', '=', panelId)
    .where('side', '=', side)
    .execute()
}

export const insertCandidates = async (tx: Tx, panelId: string, pool: readonly Candidate[]): Promise<void> => {
  if (pool.length === 0) return
  await db(tx)
    .insertInto('panel.candidate')
    .values(pool.map((candidate) => ({ panelId, ...candidate })))
    .execute()
}

export const readCandidates = async (reader: Reader, panelId: string): Promise<readonly Candidate[]> =>
  from(reader).selectFrom('panel.candidate').select(['personId', 'unitId', 'out']).where('panelId', '=', panelId).orderBy('personId').execute()

export interface SeatRow {
  readonly panelId: string
  readonly personId: string
  readonly unitId: string
  readonly state: SeatState
  readonly drawnAt: Instant
  readonly declaredAt: Instant | null
  readonly leftReason: string
  readonly lockedAt: Instant | null
  readonly salt: string | null
  readonly digest: string | null
}

export const readSeats = async (reader: Reader, panelId: string): Promise<readonly SeatRow[]> =>
  from(reader).selectFrom('panel.seat').selectAll().where('panelId', '=', panelId).orderBy('drawnAt').orderBy('personId').execute()

export const insertSeats = async (tx: Tx, panelId: string, experts: readonly Candidate[], at: Instant): Promise<void> => {
  if (experts.length === 0) return
  await db(tx)
    .insertInto('panel.seat')
    .values(experts.map(({ personId, unitId }) => ({ panelId, personId, unitId, state: 'drawn' as const, drawnAt: timestamp(at) })))
    .execute()
}

interface OfSeat {
  readonly panelId: string
  readonly personId: string
}

const setSeat = (tx: Tx, { panelId, personId }: OfSeat) => db(tx).updateTable('panel.seat').where('panelId', '=', panelId).where('personId', '=', personId)

export const saveDeclared = async (tx: Tx, seat: OfSeat, at: Instant): Promise<void> => {
  await setSeat(tx, seat)
    .set({ state: 'declared', declaredAt: timestamp(at) })
    .execute()
}
export const saveLeft = async (tx: Tx, seat: OfSeat, left: { readonly state: 'recused' | 'replaced'; readonly reason: string }): Promise<void> => {
  await setSeat(tx, seat).set({ state: left.state, leftReason: left.reason }).execute()
}
export const saveSheetLocked = async (
  tx: Tx,
  seat: OfSeat,
  { salt, digest, at }: { readonly salt: string; readonly digest: string; readonly at: Instant },
): Promise<void> => {
  await setSeat(tx, seat)
    .set({ state: 'locked', salt, digest, lockedAt: timestamp(at) })
    .execute()
}
/** Who had not locked when the clock ended. */
export const saveSilent = async (tx: Tx, panelId: string): Promise<void> => {
  await db(tx).updateTable('panel.seat').set({ state: 'silent' }).where('panelId', '=', panelId).where('state', 'in', ['drawn', 'declared']).execute()
}

export interface ItemRow {
  readonly key: string
  readonly text: string
}

export const insertItems = async (tx: Tx, panelId: string, items: readonly ItemRow[]): Promise<void> => {
  if (items.length === 0) return
  await db(tx)
    .insertInto('panel.item')
    .values(items.map(({ key, text }, place) => ({ panelId, key, text, place })))
    .execute()
}

export const readItems = async (reader: Reader, panelId: string): Promise<readonly ItemRow[]> =>
  from(reader).selectFrom('panel.item').select(['key', 'text']).where('panelId', '=', panelId).orderBy('place').execute()

export const saveSheet = async (tx: Tx, { panelId, personId }: OfSeat, sheet: readonly ItemMarks[], at: Instant): Promise<void> => {
  for (const { item, marks, opinion } of sheet) {
    const written = { marks: json(marks), opinion, savedAt: timestamp(at) }
    await db(tx)
      .insertInto('panel.sheet')
      .values({ panelId, personId, itemKey: item, ...written })
      .onConflict((conflict) => conflict.columns(['panelId', 'personId', 'itemKey']).doUpdateSet(written))
      .execute()
  }
}

/** By expert, in the order of the items. */
export const readSheets = async (reader: Reader, panelId: string): Promise<ReadonlyMap<string, readonly ItemMarks[]>> => {
  const rows = await from(reader)
    .selectFrom('panel.sheet as s')
    .innerJoin('panel.item as i', (join) => join.onRef('i.panelId', '=', 's.panelId').onRef('i.key', '=', 's.itemKey'))
    .select(['s.personId', 's.itemKey', 's.marks', 's.opinion'])
    .where('s.panelId', '=', panelId)
    .orderBy('i.place')
    .execute()
  const sheets = new Map<string, ItemMarks[]>()
  for (const { personId, itemKey, marks, opinion } of rows) sheets.set(personId, [...(sheets.get(personId) ?? []), { item: itemKey, marks, opinion }])
  return sheets
}
