import { actorIdOf, holdsRole } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { json, timestamp } from '#platform/db/transaction.ts'
import type { incomeContract } from './api.ts'
import { checkCoOwners, type OwnerShare } from './core/co-owners.ts'
import { permitApproval, permitMaking, permitReturn, type PlanView } from './core/permit.ts'
import { distribute } from './core/plan.ts'
import type { PlanState } from './core/lifecycle.ts'
import type { Share } from './core/shares.ts'
import { incomeFacts } from './facts.ts'
import { figuresBody, tell } from './telling.ts'
import { rewardRules } from './reward-rules.ts'
import { backToDraft, checkPayees, orderPayouts, publishPlan, reread } from './steps.ts'
import {
  coOwnersOf,
  costsOf,
  lockPlan,
  markReceived,
  onRecord,
  payeesOf,
  replaceCosts,
  replacePayees,
  setCoOwner,
  updatePlan,
  viewOf,
  type PlanRow,
} from './store.ts'

type Handlers = Commands<typeof incomeContract, 'draftPlan' | 'proposePlan' | 'approve' | 'returnPlan' | 'payOut' | 'confirmReceipt'>

const lockPermitted = async (
  act: Act,
  id: string,
  permit: (view: PlanView, row: PlanRow) => Result<PlanState>,
): Promise<Result<{ readonly row: PlanRow; readonly next: PlanState }>> => {
  const row = await lockPlan(act.tx, id)
  if (!row) return refuse('income.not_found')
  const next = permit(viewOf(row, await payeesOf(act.tx, id)), row)
  return next.ok ? ok({ row, next: next.value }) : next
}

const outcomeOf = (row: Pick<PlanRow, 'id' | 'state'>) => ({ planId: row.id, state: row.state })

type DraftInput = Parameters<Handlers['draftPlan']>[1]

/** Who is not on record gets a number of this plan: under it the unit hands the money on. */
const sharesFrom = (act: Act, inputs: DraftInput['shares']): Result<readonly Share[]> => {
  const shares: Share[] = []
  for (const [index, { personId, outside, contribution, ...share }] of inputs.entries()) {
    if ((personId === undefined) !== (outside !== null)) return refuse('income.contributor_unnamed', {}, { field: `shares.${index}.personId` })
    shares.push({ ...share, contribution, outside, personId: personId ?? act.newId('ctb') })
  }
  return ok(shares)
}

const byOrganisation = (owners: readonly OwnerShare[]): readonly OwnerShare[] => owners.toSorted((a, b) => (a.organisationId < b.organisationId ? -1 : 1))

/** Vouchers that stood in the plan before may be by another officer; new ones must be the drafter's own. */
const linkVouchers = async (act: Act, row: PlanRow, input: DraftInput): Promise<Result<unknown>> => {
  const known = new Set((await costsOf(act.tx, row.id)).map((cost) => cost.voucherDocumentId))
  const documentIds = input.costs.flatMap((cost) => (cost.voucherDocumentId === null || known.has(cost.voucherDocumentId) ? [] : cost.voucherDocumentId))
  return linkDocuments(act, { documentIds, subject: row.id, visibleTo: [row.institutionId], field: 'costs' })
}

const draftPlan: Handlers['draftPlan'] = async (act, input) => {
  const found = await lockPermitted(act, input.id, (view) => permitMaking(act.actor, view, 'draft'))
  if (!found.ok) return found
  const { row, next } = found.value
  const rules = rewardRules(await rulesAt(act.tx, act.now), row.binds)
  const named = sharesFrom(act, input.shares)
  if (!named.ok) return named
  const shares = named.value
  const recorded = (await coOwnersOf(act.tx, row.id)).map((owner) => ({ organisationId: owner.organisationId, basisPoints: owner.recorded }))
  const owners = checkCoOwners(byOrganisation(input.coOwners ?? recorded), recorded, input.coOwnerAgreement)
  if (!owners.ok) return owners
  const worked = distribute({ ...input, shares, coOwners: owners.value, grossMinor: row.grossMinor }, rules)
  if (!worked.ok) return worked
  const payees = await checkPayees(act, row, shares)
  if (!payees.ok) return payees
  const linked = await linkVouchers(act, row, input)
  if (!linked.ok) return linked
  const { costMinor, taxMinor, rewardMinor, retainedMinor, netMinor, payouts, coOwnerMinor, coOwners } = worked.value
  await replaceCosts(act.tx, row.id, input.costs)
  await replacePayees(act.tx, row.id, payouts)
  for (const owner of coOwners) await setCoOwner(act.tx, row.id, owner)
  await updatePlan(act.tx, row.id, {
    state: next,
    round: row.round + 1,
    costMinor,
    taxMinor,
    rewardMinor,
    retainedMinor,
    coOwnerMinor,
    coOwnerAgreement: input.coOwnerAgreement,
    unitRule: input.unitRule,
    base: input.base,
    teamRate: input.teamRateBasisPoints,
    rates: json(input.rates),
    makerId: act.actor.personId,
    draftedAt: timestamp(act.now),
  })
  const drafted = await reread(act, row.id)
  tell(act, drafted, incomeFacts.planned, {
    body: {
      ...figuresBody(drafted),
      round: drafted.round,
      payees: payouts.map((payout) => ({
        personId: payout.personId,
        group: payout.group,
        basisPoints: payout.basisPoints,
        amountMinor: String(payout.amountMinor),
      })),
      contributors: payouts.flatMap(({ personId, contribution = '', outside }) =>
        contribution === '' ? [] : [{ personId, contribution, name: outside?.name ?? null, particulars: outside?.particulars ?? null }],
      ),
      coOwners: coOwners.map((owner) => ({ ...owner, amountMinor: String(owner.amountMinor) })),
      coOwnerAgreement: input.coOwnerAgreement,
      unitRule: input.unitRule,
    },
  })
  return ok({ ...outcomeOf(drafted), netMinor: String(netMinor), rewardMinor: String(rewardMinor), retainedMinor: String(retainedMinor) })
}

const proposePlan: Handlers['proposePlan'] = async (act, { id }) => {
  const found = await lockPermitted(act, id, (view) => permitMaking(act.actor, view, 'propose'))
  if (!found.ok) return found
  const noticed = await publishPlan(act, found.value.row)
  if (!noticed.ok) return noticed
  const { noticeId, noticeClosesAt: closesAt } = noticed.value
  if (noticeId === null || closesAt === null) throw new Error('a noticed plan without its notice')
  return ok({ ...outcomeOf(noticed.value), noticeId, closesAt: toIso(closesAt) })
}

const approve: Handlers['approve'] = async (act, { id }) => {
  const found = await lockPermitted(act, id, (view, row) => permitApproval(act.actor, view, row.firstIsApprover))
  if (!found.ok) return found
  const { row, next } = found.value
  const personId = actorIdOf(act.actor)
  if (next === 'approving') {
    const isApprover = holdsRole(act.actor, 'approver', row.institutionId)
    await updatePlan(act.tx, id, { state: next, firstApproverId: personId, firstIsApprover: isApprover, firstApprovedAt: timestamp(act.now) })
    tell(act, row, incomeFacts.approval_given, { body: { approverId: personId, sha256: row.sha256 } })
  } else {
    await updatePlan(act.tx, id, { state: next, secondApproverId: personId, secondApprovedAt: timestamp(act.now) })
    const persons = onRecord(await payeesOf(act.tx, id))
    tell(act, row, incomeFacts.approved, { body: { ...figuresBody(row), approverIds: [row.firstApproverId, personId], sha256: row.sha256 }, persons })
  }
  return ok(outcomeOf({ id, state: next }))
}

const returnPlan: Handlers['returnPlan'] = async (act, { id, reason }) => {
  const found = await lockPermitted(act, id, (view) => permitReturn(act.actor, view))
  if (!found.ok) return found
  await backToDraft(act, found.value.row, reason)
  return ok(outcomeOf({ id, state: found.value.next }))
}

const payOut: Handlers['payOut'] = async (act, { id }) => {
  const found = await lockPermitted(act, id, (view) => permitMaking(act.actor, view, 'pay_out'))
  if (!found.ok) return found
  const paying = await orderPayouts(act, found.value.row)
  return paying.ok ? ok(outcomeOf(paying.value)) : paying
}

const confirmReceipt: Handlers['confirmReceipt'] = async (act, { id }) => {
  const row = await lockPlan(act.tx, id)
  const payee = row ? (await payeesOf(act.tx, id)).find((candidate) => candidate.personId === act.actor.personId) : undefined
  if (!row || !payee) return refuse('income.not_found')
  if (payee.settledAt === null) return refuse('income.not_paid_yet')
  if (payee.receivedAt !== null) return refuse('income.already_confirmed')
  await markReceived(act.tx, { planId: id, personId: payee.personId, now: act.now })
  tell(act, row, incomeFacts.receipt_confirmed, { body: { personId: payee.personId, amountMinor: String(payee.amountMinor) }, persons: [payee.personId] })
  return ok(outcomeOf(row))
}

export const commands: Handlers = { draftPlan, proposePlan, approve, returnPlan, payOut, confirmReceipt }
