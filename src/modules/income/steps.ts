/** Steps that commands and reactions share. */
import { dateOf, toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { completersOf } from '#modules/achievement/index.ts'
import { coOwnersOfDisposal } from '#modules/title/index.ts'
import { contractById, type Contract } from '#modules/contract/index.ts'
import { orderPayout } from '#modules/payment/index.ts'
import { openNotice } from '#modules/notice/index.ts'
import { actorForUser, organisationById, personsByIds } from '#modules/party/index.ts'
import { holdsRole } from '#kernel/actor.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { json, timestamp } from '#platform/db/transaction.ts'
import { splitAmongOwners } from './core/co-owners.ts'
import { distribute, type Distribution } from './core/plan.ts'
import { isGovernmentInstitute } from './core/rules.ts'
import { checkPersons, type Completer, type Share } from './core/shares.ts'
import { incomeNotices } from './notices.ts'
import { incomeFacts } from './facts.ts'
import { figuresBody, tell } from './telling.ts'
import { makePlanPaper, noticeText } from './paperwork.ts'
import { rewardRules } from './reward-rules.ts'
import {
  coOwnersOf,
  costsOf,
  countUnsettled,
  insertCoOwners,
  insertPlan,
  lockPlan,
  nextSerial,
  onRecord,
  payeesOf,
  planOfContract,
  planRow,
  setCoOwner,
  setPayout,
  settleCoOwner,
  settlePayee,
  shareOf,
  updatePlan,
  type PlanRow,
} from './store.ts'

const SERIAL_DIGITS = 6
const SHARING_KINDS = ['university', 'institute']

export const reread = async (act: Act, id: string): Promise<PlanRow> => {
  const row = await planRow(act.tx, id)
  if (!row) throw new Error(`plan ${id} vanished`)
  return row
}

/** Settled; or ended before, when the seller keeps the price of a part that was accepted. */
const hasEarned = ({ state, receivedMinor }: Pick<Contract, 'state' | 'receivedMinor'>): boolean =>
  receivedMinor > 0n && (state === 'settled' || state === 'defaulted' || state === 'terminated')

/** The seller's money has come: an institution owes its inventors a plan. Idempotent by contract. */
export const awaitPlan = async (act: Act, contractId: string): Promise<Result<unknown>> => {
  if (await planOfContract(act.tx, contractId)) return ok(null)
  const contract = await contractById(act.tx, contractId)
  if (!contract || !hasEarned(contract)) return ok(null)
  const seller = await organisationById(act.tx, contract.sellerOrganisationId)
  if (!seller || !SHARING_KINDS.includes(seller.kind)) return ok(null)
  const rules = await rulesAt(act.tx, act.now)
  const binds = isGovernmentInstitute(seller)
  const reward = rewardRules(rules, binds)
  const due = withinCalendar(() => statutoryDeadline(rules, 'reward.payDeadline', act.now))
  const year = Number(dateOf(act.now).slice(0, 4))
  const id = act.newId('pln')
  const transfer = reward.transferRate.value
  const owners = splitAmongOwners(contract.receivedMinor, await coOwnersOfDisposal(act.tx, contract.lotId))
  if (!owners.ok) return owners
  await insertPlan(act.tx, {
    id,
    number: `ZJP-FP-${year}-${String(await nextSerial(act.tx, year)).padStart(SERIAL_DIGITS, '0')}`,
    contractId: contract.id,
    contractNumber: contract.number,
    achievementId: contract.achievementId,
    institutionId: contract.sellerOrganisationId,
    title: json(contract.title),
    state: 'awaited',
    grossMinor: contract.receivedMinor,
    coOwnerMinor: owners.value.coOwnerMinor,
    binds,
    base: reward.base.value,
    teamRate: reward.teamRate.value,
    rates: json({ main: reward.mainRate.value, transfer, other: 10_000 - reward.mainRate.value - transfer }),
    rules: json([
      reward.teamRate.rule,
      reward.base.rule,
      reward.mainRate.rule,
      reward.transferRate.rule,
      reward.planRate.rule,
      rules.cite('publicity.reward'),
      rules.cite('reward.payDeadline'),
    ]),
    receivedAt: timestamp(act.now),
    payDueAt: due.ok ? timestamp(due.value.closesAt) : null,
    makerId: null,
  })
  await insertCoOwners(act.tx, id, owners.value.coOwners)
  const row = await reread(act, id)
  tell(act, row, incomeFacts.awaited, { body: { grossMinor: String(row.grossMinor), payDueAt: row.payDueAt === null ? null : toIso(row.payDueAt) } })
  return ok(null)
}

/** Completers with their accounts; one without an account cannot be paid and must be linked first. */
export const payableCompleters = async (reader: Reader, achievementId: string): Promise<Result<readonly Completer[]>> => {
  const completers: Completer[] = []
  for (const completer of await completersOf(reader, achievementId)) {
    if (completer.personId === null) return refuse('income.completer_without_account', { name: completer.name })
    completers.push({ personId: completer.personId, isMain: completer.isMain })
  }
  return ok(completers)
}

/** Transfer money goes to people of the institution's transfer office and management, nobody else. */
const checkTransferStaff = async (act: Act, shares: readonly Share[], institutionId: string): Promise<Result<null>> => {
  const persons = await personsByIds(
    act.tx,
    shares.map((share) => share.personId),
  )
  for (const [index, share] of shares.entries()) {
    if (share.outside) continue
    const person = persons.get(share.personId)
    const field = `shares.${index}.personId`
    if (!person) return refuse('income.person_unknown', {}, { field })
    if (share.group !== 'transfer') continue
    const actor = await actorForUser(act.tx, person.userId, act.now)
    if (!holdsRole(actor, 'tto', institutionId) && !holdsRole(actor, 'approver', institutionId)) return refuse('income.not_transfer_staff', {}, { field })
  }
  return ok(null)
}

export const checkPayees = async (act: Act, row: PlanRow, shares: readonly Share[]): Promise<Result<null>> => {
  const completers = await payableCompleters(act.tx, row.achievementId)
  if (!completers.ok) return completers
  const persons = checkPersons(shares, completers.value)
  return persons.ok ? checkTransferStaff(act, shares, row.institutionId) : persons
}

/** The stored plan worked out again under today's rules: what is published was checked on the day it is published. */
export const workOut = async (act: Act, row: PlanRow): Promise<Result<Distribution>> => {
  const payees = await payeesOf(act.tx, row.id)
  const rules = rewardRules(await rulesAt(act.tx, act.now), row.binds)
  return distribute(
    {
      grossMinor: row.grossMinor,
      costs: await costsOf(act.tx, row.id),
      taxMinor: row.taxMinor,
      base: row.base,
      teamRateBasisPoints: row.teamRate,
      rates: row.rates,
      shares: payees.map(shareOf),
      coOwners: await coOwnersOf(act.tx, row.id),
      unitRule: row.unitRule,
    },
    rules,
  )
}

export const publishPlan = async (act: Act, row: PlanRow): Promise<Result<PlanRow>> => {
  const figures = await workOut(act, row)
  if (!figures.ok) return figures
  const paper = await makePlanPaper(act, row, figures.value)
  if (!paper.ok) return paper
  const notice = await openNotice(act, {
    kind: incomeNotices.distribution,
    subject: row.id,
    related: [row.contractId, row.achievementId],
    ...noticeText(row, await payeesOf(act.tx, row.id)),
    ownerOrganisationId: row.institutionId,
    ruleKey: 'publicity.reward',
  })
  if (!notice.ok) return notice
  const { noticeId, closesAt } = notice.value
  await updatePlan(act.tx, row.id, {
    state: 'noticed',
    noticeId,
    noticeClosesAt: timestamp(closesAt),
    documentId: paper.value.documentId,
    sha256: paper.value.sha256,
    returnReason: null,
  })
  const noticed = await reread(act, row.id)
  const persons = onRecord(await payeesOf(act.tx, row.id))
  tell(act, noticed, incomeFacts.notified, {
    body: { ...figuresBody(noticed), noticeId, closesAt: toIso(closesAt), documentId: paper.value.documentId, sha256: paper.value.sha256 },
    persons,
  })
  for (const { organisationId, basisPoints, amountMinor } of await coOwnersOf(act.tx, row.id)) {
    const body = { organisationId, basisPoints, amountMinor: String(amountMinor), grossMinor: String(row.grossMinor) }
    tell(act, noticed, incomeFacts.co_owner_told, { body, persons: [organisationId] })
  }
  return ok(noticed)
}

/** A plan that goes back loses what was agreed about its earlier text. */
export const backToDraft = async (act: Act, row: PlanRow, reason: string): Promise<void> => {
  await updatePlan(act.tx, row.id, {
    state: 'draft',
    returnReason: reason,
    noticeId: null,
    noticeClosesAt: null,
    firstApproverId: null,
    firstIsApprover: false,
    firstApprovedAt: null,
  })
  tell(act, row, incomeFacts.returned, { body: { reason } })
}

/** Orders every payment in one step: the co-owners first, then all persons and what the institution keeps, to the fen. */
export const orderPayouts = async (act: Act, row: PlanRow): Promise<Result<PlanRow>> => {
  const order = { fromOrganisationId: row.institutionId, purpose: 'income', subject: row.id }
  for (const { organisationId, amountMinor } of await coOwnersOf(act.tx, row.id)) {
    if (amountMinor === 0n) continue
    const payout = await orderPayout(act, { ...order, beneficiary: { kind: 'organisation', id: organisationId }, amountMinor })
    if (!payout.ok) return payout
    await setCoOwner(act.tx, row.id, { organisationId, payoutId: payout.value.payoutId })
  }
  for (const payee of await payeesOf(act.tx, row.id)) {
    if (payee.amountMinor === 0n) continue
    const isOutside = payee.outsideName !== null
    const beneficiary = isOutside ? ({ kind: 'organisation', id: row.institutionId } as const) : ({ kind: 'person', id: payee.personId } as const)
    const payout = await orderPayout(act, { ...order, beneficiary, amountMinor: payee.amountMinor, key: payee.personId })
    if (!payout.ok) return payout
    await setPayout(act.tx, { planId: row.id, personId: payee.personId }, payout.value.payoutId)
  }
  const ownMinor = row.grossMinor - row.coOwnerMinor - row.rewardMinor
  if (ownMinor > 0n) {
    const own = await orderPayout(act, { ...order, beneficiary: { kind: 'organisation', id: row.institutionId }, amountMinor: ownMinor })
    if (!own.ok) return own
  }
  await updatePlan(act.tx, row.id, { state: 'paying', paidOutAt: timestamp(act.now), paidOutBy: act.actor.personId })
  tell(act, row, incomeFacts.payout_ordered, { body: figuresBody(row) })
  return ok(await reread(act, row.id))
}

/** The bank has paid one person or one co-owner; with the last one the plan is done. */
export const settlePayout = async (act: Act, planId: string, payoutId: string): Promise<Result<unknown>> => {
  const row = await lockPlan(act.tx, planId)
  const payee = row ? await settlePayee(act.tx, payoutId, act.now) : undefined
  const owner = row && !payee ? await settleCoOwner(act.tx, payoutId, act.now) : undefined
  if (!row || !(payee ?? owner)) return ok(null)
  const contract = await contractById(act.tx, row.contractId)
  if (payee) {
    const amountMinor = String(payee.amountMinor)
    const body = {
      payoutId,
      lotId: contract?.lotId ?? null,
      personId: payee.personId,
      group: payee.shareGroup,
      amountMinor,
      paidToPersonsMinor: amountMinor,
      isOutside: payee.outsideName !== null,
    }
    tell(act, row, incomeFacts.paid, { body, persons: onRecord([payee]) })
  }
  if (owner) {
    const { organisationId, amountMinor } = owner
    tell(act, row, incomeFacts.co_owner_paid, { body: { payoutId, organisationId, amountMinor: String(amountMinor) }, persons: [organisationId] })
  }
  if ((await countUnsettled(act.tx, planId)) > 0 || row.state !== 'paying') return ok(null)
  await updatePlan(act.tx, planId, { state: 'paid', paidAt: timestamp(act.now) })
  tell(act, row, incomeFacts.completed, { body: { ...figuresBody(row), lotId: contract?.lotId ?? null } })
  return ok(null)
}
