import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { mayConfirmFor, noteAuthority } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { CONFIRMATION_STATEMENTS, type contractContract } from '../api.ts'
import { contractAmounts } from '../core/amounts.ts'
import { recordConfirmation, type Side, type Stage } from '../core/confirmation.ts'
import { ownSideOf, permitConfirmation, permitRedraft } from '../core/permit.ts'
import { contractFacts } from '../facts.ts'
import { tell } from '../telling.ts'
import { makeSigningPage } from '../paperwork.ts'
import { draft, takeEffect } from '../performing.ts'
import { confirmationsOf, contractRow, deductionsOf, insertConfirmation, lockContract, replaceDeductions, updateContract, type ContractRow } from '../store.ts'
import { recordsOf, viewOf } from '../store-remedies.ts'
import { json } from '#platform/db/transaction.ts'

interface Given {
  readonly row: ContractRow
  readonly side: Side
  readonly isComplete: boolean
}

const confirmStage = async (act: Act, input: { readonly id: string; readonly sha256: string }, stage: Stage): Promise<Result<Given>> => {
  const row = await lockContract(act.tx, input.id)
  if (!row) return refuse('contract.not_found')
  const confirmations = await confirmationsOf(act.tx, row.id)
  const signatory = { personId: act.actor.personId, organisationId: ownSideOf(act.actor, row), matter: stage }
  const authority = await mayConfirmFor(act.tx, signatory, act.now)
  const side = permitConfirmation(act.actor, viewOf(row, await recordsOf(act.tx, row.id)), stage, authority)
  if (!side.ok) return side
  const current = (stage === 'sale' ? row.saleSha256 : row.contractSha256) ?? ''
  const given = { stage, side: side.value, sha256: input.sha256 }
  const recorded = recordConfirmation(confirmations, given, current)
  if (!recorded.ok) return recorded
  await insertConfirmation(act.tx, {
    ...given,
    contractId: row.id,
    personId: actorIdOf(act.actor),
    statement: CONFIRMATION_STATEMENTS[stage].zh,
    at: act.now,
  })
  if (authority.ok) noteAuthority(act, authority.value, { ...signatory, subject: row.id, parties: [row.sellerOrganisationId, row.buyerOrganisationId] })
  tell(act, row, stage === 'sale' ? contractFacts.sale_confirmed : contractFacts.confirmed, {
    side: side.value,
    sha256: input.sha256,
    isComplete: recorded.value.isComplete,
  })
  return ok({ row, side: side.value, isComplete: recorded.value.isComplete })
}

const outcomeOf = (row: Pick<ContractRow, 'id' | 'state'>) => ok({ contractId: row.id, state: row.state })

export const confirmCommands: Commands<typeof contractContract, 'confirmSale' | 'confirm' | 'redraft'> = {
  confirmSale: async (act, input) => {
    const given = await confirmStage(act, input, 'sale')
    if (!given.ok) return given
    if (!given.value.isComplete) return outcomeOf(given.value.row)
    const signed = await makeSigningPage(act, given.value.row, 'sale')
    if (!signed.ok) return signed
    const drafted = await draft(act, given.value.row, await deductionsOf(act.tx, input.id))
    return drafted.ok ? outcomeOf(drafted.value) : drafted
  },
  confirm: async (act, input) => {
    const given = await confirmStage(act, input, 'contract')
    if (!given.ok) return given
    if (!given.value.isComplete) return outcomeOf(given.value.row)
    const signed = await makeSigningPage(act, given.value.row, 'contract')
    if (!signed.ok) return signed
    const effective = await takeEffect(act, given.value.row)
    return effective.ok ? outcomeOf(effective.value) : effective
  },
  redraft: async (act, { id, terms, deductions }) => {
    const row = await lockContract(act.tx, id)
    if (!row) return refuse('contract.not_found')
    const permitted = permitRedraft(act.actor, viewOf(row, await recordsOf(act.tx, id)))
    if (!permitted.ok) return permitted
    const amounts = contractAmounts(row.priceMinor, deductions)
    if (!amounts.ok) return amounts
    await replaceDeductions(act.tx, id, deductions)
    const { technologyAmountMinor, technicalIncomeMinor } = amounts.value
    await updateContract(act.tx, id, { terms: json({ ...row.terms, ...terms }), technologyAmountMinor, technicalIncomeMinor })
    const changed = await contractRow(act.tx, id)
    const drafted = changed ? await draft(act, changed, deductions) : refuse('contract.not_found')
    if (!drafted.ok) return drafted
    return ok({ contractId: id, state: drafted.value.state, sha256: drafted.value.contractSha256 ?? '', documentId: drafted.value.contractDocumentId ?? '' })
  },
}
