/** Reading panels. Who sits on one, and what is on a sheet, is read from when it may be known and by nobody earlier. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { isAllowed } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, timePlaceOf } from '#platform/db/page.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { PanelAnswer, panelContract } from './api.ts'
import { panelActs } from './core/acts.ts'
import { lettered, shuffledFor } from './core/draw.ts'
import { answerBy, isSeated, LOCKED_STATES } from './core/panel.ts'
import { sha256 } from './digest.ts'
import { aroundOf, BAR_RULE, handledFrom, isOverdue, seatOf, sideOf, type Around } from './handled.ts'
import { panelRecordOf } from './record.ts'
import { numberOf, panelFrom, readCandidates, readItems, readPanel, readSheets, selectPanels, type PanelRow, type SeatRow } from './store.ts'

type Reads = Queries<typeof panelContract, 'list' | 'get' | 'sheet' | 'record'>

const NO_NAME: Bilingual = { zh: '', en: '' }

const cards = async ({ reader }: View, panels: readonly PanelRow[]): Promise<PanelAnswer[]> => {
  const owners = await organisationsByIds(
    reader,
    panels.map(({ ownerOrganisationId }) => ownerOrganisationId),
  )
  return panels.map((panel) => {
    const { id, subject, title, ownerOrganisationId, state, seats, openedAt, sealBy, unsealBy, declareBy, scoreBy, endedAt } = panel
    const owner = { id: ownerOrganisationId, name: { ...(owners.get(ownerOrganisationId)?.name ?? NO_NAME) } }
    return { id, number: numberOf(panel), subject, title: { ...title }, owner, state, seats, openedAt, sealBy, unsealBy, declareBy, scoreBy, endedAt }
  })
}

/** Who runs it: a clerk of the market who has no part in the matter. */
const runs = (actor: Actor, { ownerOrganisationId }: PanelRow): boolean => holdsRole(actor, 'clerk') && !actsFor(actor, ownerOrganisationId)

const withNames = async <Known extends { readonly personId: string; readonly unitId: string }>({ reader }: View, known: readonly Known[]) => {
  const [persons, units] = await Promise.all([
    personsByIds(
      reader,
      known.map(({ personId }) => personId),
    ),
    organisationsByIds(
      reader,
      known.map(({ unitId }) => unitId),
    ),
  ])
  return known.map((one) => ({
    ...one,
    name: { ...(persons.get(one.personId)?.name ?? NO_NAME) },
    unit: { ...(units.get(one.unitId)?.name ?? NO_NAME) },
  }))
}

/** Until all are locked a locked sheet looks like one that is being written. */
const seatViews = async (view: View, panel: PanelRow, seats: readonly SeatRow[]) =>
  (await withNames(view, seats)).map((seat) => ({
    personId: seat.personId,
    name: seat.name,
    unit: seat.unit,
    state: seat.state === 'locked' && !LOCKED_STATES.includes(panel.state) ? ('declared' as const) : seat.state,
    answerBy: answerBy(seat.drawnAt, panel),
    isOverdue: isOverdue(panel, seat, view.now),
    leftReason: panel.state === 'revealed' ? '' : seat.leftReason,
  }))

const sheetViews = async ({ reader }: View, panel: PanelRow, seats: readonly SeatRow[]) => {
  const sheets = await readSheets(reader, panel.id)
  const locked = seats.filter(({ state }) => state === 'locked').map(({ personId }) => personId)
  return lettered(sha256, panel.seed ?? '', locked).map((personId, at) => ({
    letter: String.fromCharCode(65 + at),
    sheet: (sheets.get(personId) ?? []).map(({ item, marks, opinion }) => ({ item, marks: { ...marks }, opinion })),
  }))
}

const sideViews = (actor: Actor, panel: PanelRow, { sides }: Around) =>
  sides.map((side) => ({
    side: side.side,
    isOwn: sideOf(actor, sides)?.side === side.side,
    commitment: side.commitment,
    // The market's own lies ready from the beginning; it is out with the others.
    isUnsealed: side.unsealedAt !== null && (panel.seed !== null || side.organisationId !== null || side.side === 'regulator'),
    nonce: panel.seed === null ? null : side.nonce,
  }))

const barView = async (view: View, panel: PanelRow) => {
  const most = (await rulesAt(view.reader, view.now)).number(BAR_RULE)
  const pool = (await readCandidates(view.reader, panel.id)).filter(({ out }) => out === null)
  return { most, experts: (await withNames(view, pool)).map(({ personId, name, unit }) => ({ personId, name, unit })) }
}

/** Who runs the panel knows them from the draw on, everybody else when all is revealed: then those who sat to the end. */
const expertsShown = async (view: View, panel: PanelRow, seats: readonly SeatRow[]) => {
  const sitting = panel.state === 'revealed' ? seats.filter(({ state }) => isSeated(state)) : runs(view.actor, panel) ? seats : null
  return sitting && seatViews(view, panel, sitting)
}

const get: Reads['get'] = async (view, { id }) => {
  const panel = await readPanel(view.reader, id)
  const [card] = panel ? await cards(view, [panel]) : []
  if (!panel || !card) return refuse('panel.not_found', { id })
  const around = await aroundOf(view, id)
  const { seats } = around
  const acts = panelActs(view.actor, handledFrom(view.actor, panel, around, view.now))
  const own = seatOf(view.actor, seats)
  const isRunning = runs(view.actor, panel)
  const isLocked = LOCKED_STATES.includes(panel.state)
  const isRevealed = panel.state === 'revealed'
  const mayReadSheets = isRevealed || (isLocked && (isRunning || (own !== null && isSeated(own.state))))
  const { criteria, perUnit, leastSheets, poolDigest, seed, endReason, marks } = panel
  return ok({
    ...card,
    criteria: criteria.map(({ key, title, weightBasisPoints }) => ({ key, title: { ...title }, weightBasisPoints })),
    perUnit,
    leastSheets,
    poolDigest,
    seed,
    endReason,
    sides: sideViews(view.actor, panel, around),
    experts: await expertsShown(view, panel, seats),
    lockedCount: isRunning ? seats.filter(({ state }) => state === 'locked').length : null,
    items: panel.itemsLaidAt === null ? null : (await readItems(view.reader, id)).map(({ key }) => key),
    sheets: mayReadSheets ? await sheetViews(view, panel, seats) : null,
    marks: marks === null ? null : marks.map((mark) => ({ ...mark })),
    bar: isAllowed(acts, 'seal') ? await barView(view, panel) : null,
    isOwnSeat: own !== null && isSeated(own.state),
    acts,
  })
}

const mine: Reads['sheet']['mine'] = async (view, { id }) => {
  const panel = await readPanel(view.reader, id)
  if (!panel) return refuse('panel.not_found', { id })
  const own = seatOf(view.actor, (await aroundOf(view, id)).seats)
  if (own === null) return refuse('panel.not_an_expert.forbidden')
  // Nothing of what is judged is read by who has not declared, or has left.
  const mayRead = panel.itemsLaidAt !== null && (own.state === 'declared' || own.state === 'locked') && panel.state !== 'drawn' && panel.state !== 'declared'
  const items = mayRead ? shuffledFor(sha256, panel.seed ?? '', own.personId, await readItems(view.reader, id)) : []
  const sheet = mayRead ? ((await readSheets(view.reader, id)).get(own.personId) ?? []) : []
  return ok({
    state: own.state,
    answerBy: answerBy(own.drawnAt, panel),
    digest: own.digest,
    items: items.map(({ key, text }) => {
      const written = sheet.find(({ item }) => item === key)
      return { key, text, marks: { ...written?.marks }, opinion: written?.opinion ?? '' }
    }),
  })
}

const record: Reads['record']['get'] = async ({ reader }, { id }) => {
  const panel = await readPanel(reader, id)
  if (!panel) return refuse('panel.not_found', { id })
  const found = await panelRecordOf(reader, id)
  return found ? ok(found) : refuse('panel.not_revealed_yet')
}

export const queries: Reads = {
  list: async (view, { subject, cursor, limit }) => {
    const after = timePlaceOf(cursor)
    const rows = await selectPanels(view.reader)
      .$if(subject !== undefined, (query) => query.where('p.subject', '=', subject ?? ''))
      .$if(after !== null, (query) =>
        query.where((eb) => eb(eb.refTuple('p.openedAt', 'p.id'), '<', eb.tuple(timestamp(after?.at ?? view.now), after?.id ?? ''))),
      )
      .orderBy('p.openedAt', 'desc')
      .orderBy('p.id', 'desc')
      .limit(limit + 1)
      .execute()
    const { items, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.openedAt, row.id))
    return ok({ items: await cards(view, items.map(panelFrom)), nextCursor, total: null })
  },
  get,
  sheet: { mine },
  record: { get: record },
}
