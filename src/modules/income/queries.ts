import { holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { basisPointsOf } from '#kernel/money.ts'
import { ok, refuse } from '#kernel/result.ts'
import { completersOf } from '#modules/achievement/index.ts'
import { documentsOf } from '#modules/document/index.ts'
import { accountHoldersAmong, organisationById, organisationsByIds, payoutAccountOf, personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import { actsOf } from './acts.ts'
import type { incomeContract } from './api.ts'
import { maySee, maySeeInside } from './core/permit.ts'
import { awaitedOf } from './queries-waiting.ts'
import { rewardRules } from './reward-rules.ts'
import { coOwnersOf, costsOf, payeesOf, payeesOfMany, planOfContract, planOfNotice, planRow, planRows, viewOf, type PayeeRow, type PlanRow } from './store.ts'
import type { IncomeTables } from './tables.ts'

const CO_OWNER_ROLES: readonly string[] = ['tto', 'approver', 'enterprise']
const NAMELESS: Bilingual = { zh: '', en: '' }
const hrefOf = (documentId: string): string => `/api/v1/documents/${documentId}/content`

const dueOf = (row: PlanRow): Instant | null =>
  row.state === 'noticed' ? row.noticeClosesAt : row.state === 'paid' || row.state === 'paying' ? null : row.payDueAt

const summaryOf = (actor: Actor, row: PlanRow, payees: readonly PayeeRow[]) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  title: row.title,
  contractId: row.contractId,
  contractNumber: row.contractNumber,
  grossMinor: row.grossMinor,
  rewardMinor: row.rewardMinor,
  receivedAt: row.receivedAt,
  dueAt: dueOf(row),
  isMine: awaitedOf(actor, row, payees).length > 0,
})

const peopleOf = (row: PlanRow): readonly string[] => [row.makerId, row.firstApproverId, row.secondApproverId].filter((id) => id !== null)

type NameOf = (id: string) => Bilingual

const namedPayee = (payee: PayeeRow, nameOf: NameOf) => ({
  name: payee.outsideName === null ? nameOf(payee.personId) : { zh: payee.outsideName, en: payee.outsideName },
  group: payee.shareGroup,
  basisPoints: payee.basisPoints,
  contribution: payee.contribution,
  particulars: payee.outsideParticulars,
  amountMinor: payee.amountMinor,
})

/** Who is not on record is paid through the unit, by its account. */
const payeeShapes = async (reader: Reader, row: PlanRow, payees: readonly PayeeRow[], nameOf: NameOf) => {
  const accountOf = (payee: PayeeRow): string => (payee.outsideName === null ? payee.personId : row.institutionId)
  const holders = await accountHoldersAmong(reader, [...new Set(payees.map(accountOf))])
  return payees.map((payee) => ({
    ...namedPayee(payee, nameOf),
    personId: payee.personId,
    settledAt: payee.settledAt,
    receivedAt: payee.receivedAt,
    hasAccount: holders.has(accountOf(payee)),
  }))
}

const coOwnerShapes = async (reader: Reader, row: PlanRow) => {
  const owners = await coOwnersOf(reader, row.id)
  const names = await organisationsByIds(
    reader,
    owners.map(({ organisationId }) => organisationId),
  )
  return owners.map(({ organisationId, recorded, basisPoints, amountMinor, settledAt }) => ({
    organisationId,
    name: names.get(organisationId)?.name ?? NAMELESS,
    recordedBasisPoints: recorded,
    basisPoints,
    amountMinor,
    settledAt,
  }))
}

const figuresOf = (row: PlanRow) => {
  const ownMinor = row.grossMinor - row.coOwnerMinor
  const netMinor = ownMinor - row.costMinor - row.taxMinor
  return {
    coOwnerMinor: row.coOwnerMinor,
    coOwnerAgreement: row.coOwnerAgreement,
    unitRule: row.unitRule,
    binds: row.binds,
    costMinor: row.costMinor,
    taxMinor: row.taxMinor,
    netMinor,
    retainedMinor: row.retainedMinor,
    onNetMinor: basisPointsOf(netMinor, row.teamRate, 'up'),
    onGrossMinor: basisPointsOf(ownMinor, row.teamRate, 'up'),
    base: row.base,
    teamRateBasisPoints: row.teamRate,
    rates: row.rates,
  }
}

const stepsOf = (row: PlanRow, nameOf: (id: string) => Bilingual) => {
  const named = (id: string | null) => (id === null ? null : nameOf(id))
  return {
    payDueAt: row.payDueAt,
    noticeId: row.noticeId,
    noticeClosesAt: row.noticeClosesAt,
    maker: named(row.makerId),
    firstApprover: named(row.firstApproverId),
    firstApprovedAt: row.firstApprovedAt,
    secondApprover: named(row.secondApproverId),
    secondApprovedAt: row.secondApprovedAt,
    paidOutAt: row.paidOutAt,
    paidAt: row.paidAt,
    returnReason: row.returnReason,
  }
}

const fullShape = async (view: View, row: PlanRow, payees: readonly PayeeRow[]) => {
  const persons = await personsByIds(view.reader, [...new Set([...peopleOf(row), ...payees.map((payee) => payee.personId)])])
  const nameOf = (id: string): Bilingual => persons.get(id)?.name ?? NAMELESS
  const institution = await organisationById(view.reader, row.institutionId)
  return {
    ...summaryOf(view.actor, row, payees),
    ...figuresOf(row),
    ...stepsOf(row, nameOf),
    achievementId: row.achievementId,
    institution: { id: row.institutionId, name: institution?.name ?? NAMELESS },
    costs: (await costsOf(view.reader, row.id)).map((cost) => ({ ...cost, amountMinor: cost.amountMinor })),
    coOwners: await coOwnerShapes(view.reader, row),
    payees: await payeeShapes(view.reader, row, payees, nameOf),
    rules: [...row.rules],
    paper: row.documentId === null || row.sha256 === null ? null : { documentId: row.documentId, sha256: row.sha256, href: hrefOf(row.documentId) },
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

/** Finance pays what it may not open: who gets what share is not its business, what a payment is for is. */
const planNames: Queries<typeof incomeContract, 'names'>['names']['list'] = async (view, { ids }) => {
  const rows = await planRows(view.reader, ids)
  const payees = await payeesOfMany(
    view.reader,
    rows.map(({ id }) => id),
  )
  const items = rows.map((row) => ({
    id: row.id,
    title: row.title,
    contractNumber: row.contractNumber,
    isOpen: isVisible(view.actor, row, payees(row.id)),
  }))
  return ok({ items: holdsRole(view.actor, 'finance') ? items : items.filter(({ isOpen }) => isOpen) })
}

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly stage?: 'open' | 'done' | undefined
}

const pageOfRows = (reader: Reader, institutions: readonly string[] | null, page: Page) => {
  const after = timePlaceOf(page.cursor)
  return reading<IncomeTables>(reader)
    .selectFrom('income.plan')
    .selectAll()
    .$if(institutions !== null, (query) => query.where('institutionId', 'in', institutions ?? []))
    .$if(page.stage !== undefined, (query) => query.where('state', page.stage === 'done' ? '=' : '<>', 'paid'))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('receivedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))),
    )
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

const institutionsOf = (actor: Actor): readonly string[] | null =>
  actor.kind === 'system' || holdsRole(actor, 'regulator') ? null : organisationsOf(actor, 'tto', 'approver')

const payeeRowsOf = (reader: Reader, personId: string) =>
  reading<IncomeTables>(reader)
    .selectFrom('income.payee as e')
    .innerJoin('income.plan as p', 'p.id', 'e.planId')
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.contractNumber',
      'p.institutionId',
      'p.state',
      'p.grossMinor',
      'p.rewardMinor',
      'p.noticeId',
      'p.noticeClosesAt',
    ])
    .select(['e.shareGroup', 'e.basisPoints', 'e.amountMinor', 'e.contribution', 'e.settledAt', 'e.receivedAt'])
    .where('e.personId', '=', personId)
    .where('p.state', 'not in', ['awaited', 'draft'])
    .orderBy('p.receivedAt', 'desc')
    .limit(200)
    .execute()

const sum = (amounts: readonly bigint[]): string => String(amounts.reduce((all, amount) => all + amount, 0n))

const myIncome: Queries<typeof incomeContract, 'mine'>['mine'] = async (view) => {
  const personId = view.actor.personId ?? ''
  const rows = await payeeRowsOf(view.reader, personId)
  const institutions = await organisationsByIds(view.reader, [...new Set(rows.map((row) => row.institutionId))])
  return ok({
    paidMinor: sum(rows.filter((row) => row.settledAt !== null).map((row) => row.amountMinor)),
    expectedMinor: sum(rows.filter((row) => row.settledAt === null).map((row) => row.amountMinor)),
    hasAccount: (await payoutAccountOf(view.reader, personId)) !== null,
    items: rows.map((row) => ({
      planId: row.id,
      number: row.number,
      title: row.title,
      institutionName: institutions.get(row.institutionId)?.name ?? NAMELESS,
      contractNumber: row.contractNumber,
      state: row.state,
      group: row.shareGroup,
      basisPoints: row.basisPoints,
      contribution: row.contribution,
      amountMinor: row.amountMinor,
      grossMinor: row.grossMinor,
      rewardMinor: row.rewardMinor,
      noticeId: row.noticeId,
      noticeClosesAt: row.noticeClosesAt,
      settledAt: row.settledAt,
      receivedAt: row.receivedAt,
    })),
  })
}

/** From the day the money came on: a co-owner waits for nobody to know what is its own. */
const coOwnerIncome: Queries<typeof incomeContract, 'coOwners'>['coOwners']['mine'] = async ({ actor, reader }) => {
  const own = [...new Set(actor.mandates.filter(({ role }) => CO_OWNER_ROLES.includes(role)).map(({ organisationId }) => organisationId))]
  const rows =
    own.length === 0
      ? []
      : await reading<IncomeTables>(reader)
          .selectFrom('income.coOwner as o')
          .innerJoin('income.plan as p', 'p.id', 'o.planId')
          .select(['o.organisationId', 'o.basisPoints', 'o.amountMinor', 'o.settledAt'])
          .select([
            'p.id',
            'p.number',
            'p.title',
            'p.contractNumber',
            'p.institutionId',
            'p.state',
            'p.grossMinor',
            'p.coOwnerAgreement',
            'p.receivedAt',
            'p.noticeId',
          ])
          .where('o.organisationId', 'in', own)
          .orderBy('p.receivedAt', 'desc')
          .orderBy('p.id', 'desc')
          .limit(200)
          .execute()
  const names = await organisationsByIds(reader, [...new Set(rows.flatMap((row) => [row.institutionId, row.organisationId]))])
  const nameOf = (id: string) => names.get(id)?.name ?? NAMELESS
  return ok({
    items: rows.map(({ id, institutionId, organisationId, coOwnerAgreement, ...row }) => ({
      ...row,
      planId: id,
      institutionId,
      institutionName: nameOf(institutionId),
      organisationName: nameOf(organisationId),
      agreement: coOwnerAgreement,
    })),
  })
}

export const queries: Queries<typeof incomeContract, 'coOwners' | 'list' | 'get' | 'names' | 'ofContract' | 'ofNotice' | 'editor' | 'mine'> = {
  list: async (view, { limit, cursor, stage }) => {
    const rows = await pageOfRows(view.reader, institutionsOf(view.actor), { limit, cursor, stage })
    const { items: shown, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.receivedAt, row.id))
    const payees = await payeesOfMany(
      view.reader,
      shown.map((row) => row.id),
    )
    const items = shown.map((row) => summaryOf(view.actor, row, payees(row.id)))
    return ok({ items, nextCursor, total: null })
  },
  get: async (view, { id }) => {
    const found = await visiblePlan(view, await planRow(view.reader, id))
    return found ? ok(await fullShape(view, found.row, found.payees)) : refuse('income.not_found')
  },
  names: { list: planNames },
  ofContract: async (view, { contractId }) => {
    const found = await visiblePlan(view, await planOfContract(view.reader, contractId))
    return found ? ok(summaryOf(view.actor, found.row, found.payees)) : refuse('income.not_found')
  },
  ofNotice: async (view, { noticeId }) => {
    const row = await planOfNotice(view.reader, noticeId)
    const payees = row ? await payeesOf(view.reader, row.id) : []
    if (!row || !maySeeInside(view.actor, viewOf(row, payees))) return ok({ inside: null })
    const persons = await personsByIds(
      view.reader,
      payees.map((payee) => payee.personId),
    )
    return ok({
      inside: {
        planId: row.id,
        number: row.number,
        rewardMinor: row.rewardMinor,
        maySeePlan: maySee(view.actor, viewOf(row, payees)),
        payees: payees.map((payee) => namedPayee(payee, (id) => persons.get(id)?.name ?? NAMELESS)),
      },
    })
  },
  editor: {
    get: async (view, { id }) => {
      const row = await planRow(view.reader, id)
      if (!row || !holdsRole(view.actor, 'tto', row.institutionId)) return refuse('income.not_found')
      const completers = await completersOf(view.reader, row.achievementId)
      const persons = await personsByIds(
        view.reader,
        completers.flatMap(({ personId }) => personId ?? []),
      )
      return ok({
        plan: await fullShape(view, row, await payeesOf(view.reader, id)),
        rules: rewardRules(await rulesAt(view.reader, view.now), row.binds),
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
  },
  mine: myIncome,
  coOwners: {
    mine: coOwnerIncome,
  },
}
