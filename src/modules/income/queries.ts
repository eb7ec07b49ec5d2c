import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { type Instant, isoOrNull, parseInstant, toIso } from '#kernel/instant.ts'
import { basisPointsOf } from '#kernel/money.ts'
import { ok, refuse } from '#kernel/result.ts'
import { completersOf } from '#modules/achievement/index.ts'
import { documentsOf } from '#modules/document/index.ts'
import { organisationById, organisationsByIds, payoutAccountOf, personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import { actsOf } from './acts.ts'
import type { incomeContract } from './api.ts'
import { maySee, maySeeInside } from './core/permit.ts'
import { awaitedOf } from './queries-waiting.ts'
import { rewardRules } from './rules.ts'
import { costsOf, payeesOf, payeesOfMany, planOfContract, planOfNotice, planRow, viewOf, type PayeeRow, type PlanRow } from './store.ts'
import type { IncomeTables } from './tables.ts'

const NAMELESS: Bilingual = { zh: '', en: '' }
const hrefOf = (documentId: string): string => `/api/v1/documents/${documentId}/content`

const dueOf = (row: PlanRow): Instant | null =>
  row.state === 'noticed' ? row.notice_closes_at : row.state === 'paid' || row.state === 'paying' ? null : row.pay_due_at

const summaryOf = (actor: Actor, row: PlanRow, payees: readonly PayeeRow[]) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  title: row.title,
  contractId: row.contract_id,
  contractNumber: row.contract_number,
  grossMinor: String(row.gross_minor),
  rewardMinor: String(row.reward_minor),
  receivedAt: toIso(row.received_at),
  dueAt: isoOrNull(dueOf(row)),
  isMine: awaitedOf(actor, row, payees).length > 0,
})

const peopleOf = (row: PlanRow): readonly string[] => [row.maker_id, row.first_approver_id, row.second_approver_id].filter((id) => id !== null)

const payeeShapes = async (reader: Reader, payees: readonly PayeeRow[], nameOf: (id: string) => Bilingual) =>
  Promise.all(
    payees.map(async (payee) => ({
      personId: payee.person_id,
      name: nameOf(payee.person_id),
      group: payee.share_group,
      basisPoints: payee.basis_points,
      amountMinor: String(payee.amount_minor),
      settledAt: isoOrNull(payee.settled_at),
      receivedAt: isoOrNull(payee.received_at),
      hasAccount: (await payoutAccountOf(reader, payee.person_id)) !== null,
    })),
  )

const figuresOf = (row: PlanRow) => {
  const netMinor = row.gross_minor - row.cost_minor - row.tax_minor
  return {
    costMinor: String(row.cost_minor),
    taxMinor: String(row.tax_minor),
    netMinor: String(netMinor),
    retainedMinor: String(row.retained_minor),
    onNetMinor: String(basisPointsOf(netMinor, row.team_rate, 'up')),
    onGrossMinor: String(basisPointsOf(row.gross_minor, row.team_rate, 'up')),
    base: row.base,
    teamRateBasisPoints: row.team_rate,
    rates: row.rates,
  }
}

const stepsOf = (row: PlanRow, nameOf: (id: string) => Bilingual) => {
  const named = (id: string | null) => (id === null ? null : nameOf(id))
  return {
    payDueAt: isoOrNull(row.pay_due_at),
    noticeId: row.notice_id,
    noticeClosesAt: isoOrNull(row.notice_closes_at),
    maker: named(row.maker_id),
    firstApprover: named(row.first_approver_id),
    firstApprovedAt: isoOrNull(row.first_approved_at),
    secondApprover: named(row.second_approver_id),
    secondApprovedAt: isoOrNull(row.second_approved_at),
    paidOutAt: isoOrNull(row.paid_out_at),
    paidAt: isoOrNull(row.paid_at),
    returnReason: row.return_reason,
  }
}

const fullShape = async (view: View, row: PlanRow, payees: readonly PayeeRow[]) => {
  const persons = await personsByIds(view.reader, [...new Set([...peopleOf(row), ...payees.map((payee) => payee.person_id)])])
  const nameOf = (id: string): Bilingual => persons.get(id)?.name ?? NAMELESS
  const institution = await organisationById(view.reader, row.institution_id)
  return {
    ...summaryOf(view.actor, row, payees),
    ...figuresOf(row),
    ...stepsOf(row, nameOf),
    achievementId: row.achievement_id,
    institution: { id: row.institution_id, name: institution?.name ?? NAMELESS },
    costs: (await costsOf(view.reader, row.id)).map((cost) => ({ ...cost, amountMinor: String(cost.amountMinor) })),
    payees: await payeeShapes(view.reader, payees, nameOf),
    rules: [...row.rules],
    paper: row.document_id === null || row.sha256 === null ? null : { documentId: row.document_id, sha256: row.sha256, href: hrefOf(row.document_id) },
    acts: actsOf(view.actor, row, payees),
  }
}

const BEFORE_NOTICE = ['awaited', 'draft']

/** A payee reads the plan from its publication on; before that it is the transfer office's paper. */
const isVisible = (actor: Actor, row: PlanRow, payees: readonly PayeeRow[]): boolean => {
  const staff = { ...viewOf(row, payees), payeeIds: [] }
  return maySee(actor, BEFORE_NOTICE.includes(row.state) ? staff : viewOf(row, payees))
}

const visiblePlan = async (view: View, row: PlanRow | undefined) => {
  const payees = row ? await payeesOf(view.reader, row.id) : []
  return row && isVisible(view.actor, row, payees) ? { row, payees } : null
}

const CURSOR = /^\d{4}-\d\d-\d\dT[\d:.]+Z\|pln_[0-9a-z]+$/

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly stage?: 'open' | 'done' | undefined
}

const pageOfRows = (reader: Reader, institutions: readonly string[] | null, page: Page) => {
  const [at, id] = (page.cursor ?? '').split('|')
  return reading<IncomeTables>(reader)
    .selectFrom('income.plan')
    .selectAll()
    .$if(institutions !== null, (query) => query.where('institution_id', 'in', institutions ?? []))
    .$if(page.stage !== undefined, (query) => query.where('state', page.stage === 'done' ? '=' : '<>', 'paid'))
    .$if(at !== undefined && at !== '' && id !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('received_at', 'id'), '<', eb.tuple(timestamp(parseInstant(at ?? '')), id ?? ''))),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

const institutionsOf = (actor: Actor): readonly string[] | null =>
  actor.kind === 'system' || holdsRole(actor, 'regulator')
    ? null
    : [...new Set(actor.mandates.filter(({ role }) => role === 'tto' || role === 'approver').map(({ organisationId }) => organisationId))]

const payeeRowsOf = (reader: Reader, personId: string) =>
  reading<IncomeTables>(reader)
    .selectFrom('income.payee as e')
    .innerJoin('income.plan as p', 'p.id', 'e.plan_id')
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.contract_number',
      'p.institution_id',
      'p.state',
      'p.gross_minor',
      'p.reward_minor',
      'p.notice_id',
      'p.notice_closes_at',
    ])
    .select(['e.share_group', 'e.basis_points', 'e.amount_minor', 'e.settled_at', 'e.received_at'])
    .where('e.person_id', '=', personId)
    .where('p.state', 'not in', ['awaited', 'draft'])
    .orderBy('p.received_at', 'desc')
    .limit(200)
    .execute()

const sum = (amounts: readonly bigint[]): string => String(amounts.reduce((all, amount) => all + amount, 0n))

const myIncome: Queries<typeof incomeContract, 'myIncome'>['myIncome'] = async (view) => {
  const personId = view.actor.personId ?? ''
  const rows = await payeeRowsOf(view.reader, personId)
  const institutions = await organisationsByIds(view.reader, [...new Set(rows.map((row) => row.institution_id))])
  return ok({
    paidMinor: sum(rows.filter((row) => row.settled_at !== null).map((row) => row.amount_minor)),
    expectedMinor: sum(rows.filter((row) => row.settled_at === null).map((row) => row.amount_minor)),
    hasAccount: (await payoutAccountOf(view.reader, personId)) !== null,
    items: rows.map((row) => ({
      planId: row.id,
      number: row.number,
      title: row.title,
      institutionName: institutions.get(row.institution_id)?.name ?? NAMELESS,
      contractNumber: row.contract_number,
      state: row.state,
      group: row.share_group,
      basisPoints: row.basis_points,
      amountMinor: String(row.amount_minor),
      grossMinor: String(row.gross_minor),
      rewardMinor: String(row.reward_minor),
      noticeId: row.notice_id,
      noticeClosesAt: isoOrNull(row.notice_closes_at),
      settledAt: isoOrNull(row.settled_at),
      receivedAt: isoOrNull(row.received_at),
    })),
  })
}

export const queries: Queries<typeof incomeContract, 'list' | 'get' | 'ofContract' | 'insideNotice' | 'editorOf' | 'myIncome'> = {
  list: async (view, { limit, cursor, stage }) => {
    if (cursor !== undefined && !CURSOR.test(cursor)) return refuse('income.cursor_unknown', {}, { field: 'cursor' })
    const rows = await pageOfRows(view.reader, institutionsOf(view.actor), { limit, cursor, stage })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const payees = await payeesOfMany(
      view.reader,
      shown.map((row) => row.id),
    )
    const items = shown.map((row) => summaryOf(view.actor, row, payees(row.id)))
    return ok({ items, nextCursor: rows.length > limit && last ? `${toIso(last.received_at)}|${last.id}` : null, total: null })
  },
  get: async (view, { id }) => {
    const found = await visiblePlan(view, await planRow(view.reader, id))
    return found ? ok(await fullShape(view, found.row, found.payees)) : refuse('income.not_found')
  },
  ofContract: async (view, { contractId }) => {
    const found = await visiblePlan(view, await planOfContract(view.reader, contractId))
    return found ? ok(summaryOf(view.actor, found.row, found.payees)) : refuse('income.not_found')
  },
  insideNotice: async (view, { noticeId }) => {
    const row = await planOfNotice(view.reader, noticeId)
    const payees = row ? await payeesOf(view.reader, row.id) : []
    if (!row || !maySeeInside(view.actor, viewOf(row, payees))) return ok({ inside: null })
    const persons = await personsByIds(
      view.reader,
      payees.map((payee) => payee.person_id),
    )
    return ok({
      inside: {
        planId: row.id,
        number: row.number,
        rewardMinor: String(row.reward_minor),
        maySeePlan: maySee(view.actor, viewOf(row, payees)),
        payees: payees.map((payee) => ({
          name: persons.get(payee.person_id)?.name ?? NAMELESS,
          group: payee.share_group,
          basisPoints: payee.basis_points,
          amountMinor: String(payee.amount_minor),
        })),
      },
    })
  },
  editorOf: async (view, { id }) => {
    const row = await planRow(view.reader, id)
    if (!row || !holdsRole(view.actor, 'tto', row.institution_id)) return refuse('income.not_found')
    const completers = await completersOf(view.reader, row.achievement_id)
    const persons = await personsByIds(
      view.reader,
      completers.flatMap(({ personId }) => personId ?? []),
    )
    return ok({
      plan: await fullShape(view, row, await payeesOf(view.reader, id)),
      rules: rewardRules(await rulesAt(view.reader, view.now)),
      // Who has no account stands under the name of the disclosure, in whatever writing that is.
      completers: completers.map(({ personId, name, shareBasisPoints, isMain }) => ({
        personId,
        name: persons.get(personId ?? '')?.name ?? { zh: name, en: name },
        shareBasisPoints,
        isMain,
      })),
      vouchers: (await documentsOf(view.reader, id))
        .filter((document) => document.kind === 'voucher')
        .map((document) => ({ documentId: document.id, name: document.name })),
    })
  },
  myIncome,
}
