import { sql } from 'kysely'
import { actsFor, holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse } from '#kernel/result.ts'
import { premiumBasisPoints } from './papers/sale-confirmation.ts'
import { escrowBalance } from '#modules/ledger/index.ts'
import { mayConfirmFor, organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { cursorOf, cutPage, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { contractContract } from './api.ts'
import { contractLifecycle } from './core/lifecycle.ts'
import { actsOf } from './core/acts.ts'
import type { Stage } from './core/confirmation.ts'
import { actsForSide, maySee, ownSideOf, silentSides } from './core/permit.ts'
import { awaitedOf, dueOf } from './queries-waiting.ts'
import { remediesOf } from './queries-remedies.ts'
import { contractOfLot, contractRow, deductionsOf, handoversOf, type ContractRow } from './store.ts'
import { recordsOf, recordsOfMany, viewOf } from './store-remedies.ts'
import type { ContractTables } from './tables.ts'

const hrefOf = (documentId: string): string => `/api/v1/documents/${documentId}/content`

const sideOf = (actor: Actor, row: ContractRow): 'seller' | 'buyer' | null => {
  const contract = { sellerOrganisationId: row.sellerOrganisationId, buyerOrganisationId: row.buyerOrganisationId }
  if (actsForSide(actor, contract, 'seller')) return 'seller'
  return actsForSide(actor, contract, 'buyer') ? 'buyer' : null
}

const NAMELESS: Bilingual = { zh: '', en: '' }

const summariesOf = async (view: View, rows: readonly ContractRow[]) => {
  const organisations = await organisationsByIds(view.reader, [...new Set(rows.flatMap((row) => [row.sellerOrganisationId, row.buyerOrganisationId]))])
  const party = (id: string) => ({ id, name: organisations.get(id)?.name ?? NAMELESS })
  const records = await recordsOfMany(
    view.reader,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    title: row.title,
    right: row.rightName,
    lotId: row.lotId,
    lotNumber: row.lotNumber,
    achievementId: row.achievementId,
    seller: party(row.sellerOrganisationId),
    buyer: party(row.buyerOrganisationId),
    priceMinor: row.priceMinor,
    openedAt: row.openedAt,
    dueAt: dueOf(row),
    isMine: awaitedOf(view, row, records(row.id)).length > 0,
  }))
}

const papersOf = (row: ContractRow) => ({
  salePaper: { documentId: row.saleDocumentId, sha256: row.saleSha256, href: hrefOf(row.saleDocumentId) },
  contractPaper:
    row.contractDocumentId === null || row.contractSha256 === null
      ? null
      : { documentId: row.contractDocumentId, sha256: row.contractSha256, href: hrefOf(row.contractDocumentId) },
})

const datesOf = (row: ContractRow) => ({
  soldAt: row.soldAt,
  draftedAt: row.draftedAt,
  effectiveAt: row.effectiveAt,
  paymentDueAt: row.paymentDueAt,
  demandedAt: row.demandedAt,
  cureEndsAt: row.cureEndsAt,
  paidAt: row.paidAt,
  handoverDueAt: row.handoverDueAt,
  handedOverAt: row.handedOverAt,
  acceptanceDueAt: row.acceptanceDueAt,
  endedAt: row.endedAt,
  signBy: row.signBy,
  registrationDueAt: row.registrationDueAt,
})

const moneyOf = async (reader: Reader, row: ContractRow) => ({
  startingPriceMinor: row.startingPriceMinor,
  premiumBasisPoints: premiumBasisPoints(row.startingPriceMinor, row.priceMinor),
  depositMinor: row.depositMinor,
  balanceMinor: row.priceMinor - row.depositMinor,
  turnoverMinor: row.priceMinor,
  technologyAmountMinor: row.technologyAmountMinor,
  technicalIncomeMinor: row.technicalIncomeMinor,
  escrowMinor: await escrowBalance(reader, row.id),
  receivedMinor: row.receivedMinor,
  deductions: (await deductionsOf(reader, row.id)).map((line) => ({ ...line, amountMinor: line.amountMinor })),
})

/** The remark by which the bank transfer is recognised is for who pays and who books. */
const paymentOf = (actor: Actor, row: ContractRow) => {
  const mayRead = actsFor(actor, row.buyerOrganisationId) || holdsRole(actor, 'finance') || holdsRole(actor, 'clerk')
  const { paymentReference: reference, paymentDueAt: dueAt } = row
  const isOpen = row.state === 'effective' || row.state === 'overdue'
  if (!mayRead || !isOpen || reference === null || dueAt === null) return null
  return { reference, amountMinor: row.priceMinor - row.depositMinor, dueAt }
}

const authorityOf = async ({ actor, reader, now }: View, row: ContractRow) => {
  const of = (matter: Stage) => mayConfirmFor(reader, { personId: actor.personId, organisationId: ownSideOf(actor, row), matter }, now)
  return { sale: await of('sale'), contract: await of('contract') }
}

const fullShape = async (view: View, row: ContractRow) => {
  const [summary] = await summariesOf(view, [row])
  if (!summary) throw new Error('a row without its summary')
  const records = await recordsOf(view.reader, row.id)
  const { confirmations, statements } = records
  const handovers = await handoversOf(view.reader, row.id)
  const persons = await personsByIds(view.reader, [
    ...new Set([...confirmations, ...statements].map((given) => given.personId).concat(handovers.map((given) => given.handedOverBy))),
  ])
  const nameOf = (id: string): Bilingual => persons.get(id)?.name ?? NAMELESS
  const seen = viewOf(row, records)
  const currentOf = (stage: 'sale' | 'contract') => (stage === 'sale' ? row.saleSha256 : row.contractSha256)
  return {
    ...summary,
    ...papersOf(row),
    ...datesOf(row),
    ...(await moneyOf(view.reader, row)),
    saleNumber: row.saleNumber,
    auctionId: row.auctionId,
    noticeId: row.noticeId,
    bidNumber: row.bidNumber,
    termMonths: row.termMonths,
    territory: row.territory,
    field: row.field,
    terms: {
      ...row.terms,
      silenceDays: row.terms.silenceDays ?? null,
      registerDays: row.terms.registerDays ?? 15,
      objectionDays: row.terms.objectionDays ?? 15,
    },
    rules: [...row.rules],
    endGround: row.endGround,
    endReason: row.endReason,
    confirmations: confirmations.map((given) => ({
      stage: given.stage,
      side: given.side,
      name: nameOf(given.personId),
      statement: given.statement,
      sha256: given.sha256,
      isCurrent: given.sha256 === currentOf(given.stage),
      confirmedAt: given.confirmedAt,
    })),
    handovers: handovers.map((given) => ({
      round: given.round,
      note: given.note,
      documentIds: given.documentIds,
      byName: nameOf(given.handedOverBy),
      handedOverAt: given.handedOverAt,
      outcome: given.outcome,
      acceptedMinor: given.acceptedMinor,
      reason: given.reason,
      decidedAt: given.decidedAt,
    })),
    payment: paymentOf(view.actor, row),
    side: sideOf(view.actor, row),
    silent: row.lapsedAt === null || contractLifecycle.next(row.state, 'withdraw') === null ? [] : [...silentSides(seen)],
    ...remediesOf(row, records, nameOf),
    acts: actsOf(view.actor, seen, view.now, await authorityOf(view, row)),
  }
}

const isVisible = (actor: Actor, row: ContractRow): boolean =>
  maySee(actor, { sellerOrganisationId: row.sellerOrganisationId, buyerOrganisationId: row.buyerOrganisationId })

const PARTY_ROLES = ['tto', 'approver', 'enterprise'] as const
const ENDED = contractLifecycle.states.filter((state) => contractLifecycle.isFinal(state))

interface Page {
  readonly limit: number
  readonly ids?: readonly string[] | undefined
  readonly lotIds?: readonly string[] | undefined
  readonly cursor?: string | undefined
  readonly stage?: 'open' | 'ended' | undefined
  /** In a number or a title. */
  readonly q?: string | undefined
}

/** `null`: no narrowing by organisation, for officers. */
const partiesOf = (actor: Actor): readonly string[] | null => {
  if (actor.kind === 'system' || holdsRole(actor, 'clerk') || holdsRole(actor, 'finance') || holdsRole(actor, 'regulator')) return null
  return organisationsOf(actor, ...PARTY_ROLES)
}

const pageOfRows = async (reader: Reader, organisations: readonly string[] | null, page: Page) => {
  if (organisations?.length === 0) return []
  const after = timePlaceOf(page.cursor)
  const words = containing(page.q ?? '')
  return reading<ContractTables>(reader)
    .selectFrom('contract.contract')
    .selectAll()
    .$if(organisations !== null, (query) =>
      query.where((eb) => eb.or([eb('sellerOrganisationId', 'in', organisations ?? []), eb('buyerOrganisationId', 'in', organisations ?? [])])),
    )
    .$if(page.ids !== undefined, (query) => query.where('id', 'in', ['', ...(page.ids ?? [])]))
    .$if(page.lotIds !== undefined, (query) => query.where('lotId', 'in', ['', ...(page.lotIds ?? [])]))
    .$if(page.stage !== undefined, (query) => query.where('state', page.stage === 'ended' ? 'in' : 'not in', ENDED))
    .$if(Boolean(page.q), (query) =>
      query.where((eb) => eb.or([eb('number', 'ilike', words), eb('saleNumber', 'ilike', words), eb(sql<string>`title::text`, 'ilike', words)])),
    )
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('openedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))),
    )
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export const queries: Queries<typeof contractContract, 'list' | 'get' | 'ofLot'> = {
  list: async (view, { limit, ...page }) => {
    const rows = await pageOfRows(view.reader, partiesOf(view.actor), { limit, ...page })
    const { items: shown, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.openedAt, row.id))
    return ok({ items: await summariesOf(view, shown), nextCursor, total: null })
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
