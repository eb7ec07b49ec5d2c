import { sql } from 'kysely'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { isoOrNull, parseInstant, toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { premiumBasisPoints } from '#modules/document/index.ts'
import { escrowBalance } from '#modules/ledger/index.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { contractContract } from './api.ts'
import { contractLifecycle } from './core/lifecycle.ts'
import { actsForSide, actsOf, maySee } from './core/permit.ts'
import { awaitedOf, confirmationsBy, dueOf } from './queries-waiting.ts'
import { confirmationsOf, contractOfLot, contractRow, deductionsOf, handoversOf, viewOf, type ContractRow } from './store.ts'
import type { ContractTables } from './tables.ts'

const hrefOf = (documentId: string): string => `/api/v1/documents/${documentId}/content`

const sideOf = (actor: Actor, row: ContractRow): 'seller' | 'buyer' | null => {
  const contract = { sellerOrganisationId: row.seller_organisation_id, buyerOrganisationId: row.buyer_organisation_id }
  if (actsForSide(actor, contract, 'seller')) return 'seller'
  return actsForSide(actor, contract, 'buyer') ? 'buyer' : null
}

const NAMELESS: Bilingual = { zh: '', en: '' }

const summariesOf = async (view: View, rows: readonly ContractRow[]) => {
  const organisations = await organisationsByIds(view.reader, [...new Set(rows.flatMap((row) => [row.seller_organisation_id, row.buyer_organisation_id]))])
  const party = (id: string) => ({ id, name: organisations.get(id)?.name ?? NAMELESS })
  const given = await confirmationsBy(view.reader, rows)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    title: row.title,
    right: row.right_name,
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    achievementId: row.achievement_id,
    seller: party(row.seller_organisation_id),
    buyer: party(row.buyer_organisation_id),
    priceMinor: String(row.price_minor),
    openedAt: toIso(row.opened_at),
    dueAt: isoOrNull(dueOf(row)),
    isMine: awaitedOf(view, row, given(row)).length > 0,
  }))
}

const papersOf = (row: ContractRow) => ({
  salePaper: { documentId: row.sale_document_id, sha256: row.sale_sha256, href: hrefOf(row.sale_document_id) },
  contractPaper:
    row.contract_document_id === null || row.contract_sha256 === null
      ? null
      : { documentId: row.contract_document_id, sha256: row.contract_sha256, href: hrefOf(row.contract_document_id) },
})

const datesOf = (row: ContractRow) => ({
  soldAt: toIso(row.sold_at),
  draftedAt: isoOrNull(row.drafted_at),
  effectiveAt: isoOrNull(row.effective_at),
  paymentDueAt: isoOrNull(row.payment_due_at),
  cureEndsAt: isoOrNull(row.cure_ends_at),
  paidAt: isoOrNull(row.paid_at),
  handoverDueAt: isoOrNull(row.handover_due_at),
  handedOverAt: isoOrNull(row.handed_over_at),
  acceptanceDueAt: isoOrNull(row.acceptance_due_at),
  endedAt: isoOrNull(row.ended_at),
})

const moneyOf = async (reader: Reader, row: ContractRow) => ({
  startingPriceMinor: String(row.starting_price_minor),
  premiumBasisPoints: premiumBasisPoints(row.starting_price_minor, row.price_minor),
  depositMinor: String(row.deposit_minor),
  balanceMinor: String(row.price_minor - row.deposit_minor),
  turnoverMinor: String(row.price_minor),
  technologyAmountMinor: String(row.technology_amount_minor),
  technicalIncomeMinor: String(row.technical_income_minor),
  escrowMinor: String(await escrowBalance(reader, row.id)),
  deductions: (await deductionsOf(reader, row.id)).map((line) => ({ ...line, amountMinor: String(line.amountMinor) })),
})

/** The remark by which the bank transfer is recognised is for who pays and who books. */
const paymentOf = (actor: Actor, row: ContractRow) => {
  const mayRead = actsFor(actor, row.buyer_organisation_id) || holdsRole(actor, 'finance') || holdsRole(actor, 'clerk')
  const { payment_reference: reference, payment_due_at: dueAt } = row
  const isOpen = row.state === 'effective' || row.state === 'overdue'
  if (!mayRead || !isOpen || reference === null || dueAt === null) return null
  return { reference, amountMinor: String(row.price_minor - row.deposit_minor), dueAt: toIso(dueAt) }
}

const fullShape = async (view: View, row: ContractRow) => {
  const [summary] = await summariesOf(view, [row])
  if (!summary) throw new Error('a row without its summary')
  const confirmations = await confirmationsOf(view.reader, row.id)
  const handovers = await handoversOf(view.reader, row.id)
  const persons = await personsByIds(view.reader, [
    ...new Set([...confirmations.map((given) => given.person_id), ...handovers.map((given) => given.handed_over_by)]),
  ])
  const nameOf = (id: string): Bilingual => persons.get(id)?.name ?? NAMELESS
  const currentOf = (stage: 'sale' | 'contract') => (stage === 'sale' ? row.sale_sha256 : row.contract_sha256)
  return {
    ...summary,
    ...papersOf(row),
    ...datesOf(row),
    ...(await moneyOf(view.reader, row)),
    saleNumber: row.sale_number,
    auctionId: row.auction_id,
    noticeId: row.notice_id,
    bidNumber: row.bid_number,
    termMonths: row.term_months,
    territory: row.territory,
    field: row.field,
    terms: row.terms,
    rules: [...row.rules],
    endGround: row.end_ground,
    endReason: row.end_reason,
    confirmations: confirmations.map((given) => ({
      stage: given.stage,
      side: given.side,
      name: nameOf(given.person_id),
      statement: given.statement,
      sha256: given.sha256,
      isCurrent: given.sha256 === currentOf(given.stage),
      confirmedAt: toIso(given.confirmed_at),
    })),
    handovers: handovers.map((given) => ({
      round: given.round,
      note: given.note,
      documentIds: given.document_ids,
      byName: nameOf(given.handed_over_by),
      handedOverAt: toIso(given.handed_over_at),
      outcome: given.outcome,
      reason: given.reason,
      decidedAt: isoOrNull(given.decided_at),
    })),
    payment: paymentOf(view.actor, row),
    side: sideOf(view.actor, row),
    acts: actsOf(view.actor, viewOf(row, confirmations), view.now),
  }
}

const isVisible = (actor: Actor, row: ContractRow): boolean =>
  maySee(actor, { sellerOrganisationId: row.seller_organisation_id, buyerOrganisationId: row.buyer_organisation_id })

const PARTY_ROLES = ['tto', 'approver', 'enterprise'] as const
const ENDED = contractLifecycle.states.filter((state) => contractLifecycle.isFinal(state))

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly stage?: 'open' | 'ended' | undefined
  /** In a number or a title. */
  readonly q?: string | undefined
}

/** `null`: no narrowing by organisation, for officers. */
const organisationsOf = (actor: Actor): readonly string[] | null => {
  if (actor.kind === 'system' || holdsRole(actor, 'clerk') || holdsRole(actor, 'finance') || holdsRole(actor, 'regulator')) return null
  return [...new Set(actor.mandates.filter((mandate) => PARTY_ROLES.some((role) => role === mandate.role)).map((mandate) => mandate.organisationId))]
}

const pageOfRows = async (reader: Reader, organisations: readonly string[] | null, page: Page) => {
  if (organisations?.length === 0) return []
  const [at, id] = (page.cursor ?? '').split('|')
  const words = containing(page.q ?? '')
  return reading<ContractTables>(reader)
    .selectFrom('contract.contract')
    .selectAll()
    .$if(organisations !== null, (query) =>
      query.where((eb) => eb.or([eb('seller_organisation_id', 'in', organisations ?? []), eb('buyer_organisation_id', 'in', organisations ?? [])])),
    )
    .$if(page.stage !== undefined, (query) => query.where('state', page.stage === 'ended' ? 'in' : 'not in', ENDED))
    .$if(Boolean(page.q), (query) =>
      query.where((eb) => eb.or([eb('number', 'ilike', words), eb('sale_number', 'ilike', words), eb(sql<string>`title::text`, 'ilike', words)])),
    )
    .$if(at !== undefined && at !== '' && id !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('opened_at', 'id'), '<', eb.tuple(timestamp(parseInstant(at ?? '')), id ?? ''))),
    )
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

const CURSOR = /^\d{4}-\d\d-\d\dT[\d:.]+Z\|con_[0-9a-z]+$/

export const queries: Queries<typeof contractContract, 'list' | 'get' | 'ofLot'> = {
  list: async (view, { limit, cursor, stage, q }) => {
    if (cursor !== undefined && !CURSOR.test(cursor)) return refuse('contract.cursor_unknown', {}, { field: 'cursor' })
    const rows = await pageOfRows(view.reader, organisationsOf(view.actor), { limit, cursor, stage, q })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return ok({ items: await summariesOf(view, shown), nextCursor: rows.length > limit && last ? `${toIso(last.opened_at)}|${last.id}` : null, total: null })
  },
  get: async (view, { id }) => {
    const row = await contractRow(view.reader, id)
    return row && isVisible(view.actor, row) ? ok(await fullShape(view, row)) : refuse('contract.not_found')
  },
  ofLot: async (view, { lotId }) => {
    const row = await contractOfLot(view.reader, lotId)
    if (!row || !isVisible(view.actor, row)) return refuse('contract.not_found')
    const [summary] = await summariesOf(view, [row])
    return summary ? ok(summary) : refuse('contract.not_found')
  },
}
