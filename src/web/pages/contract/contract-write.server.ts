/** Writes of the contract page: one intent per act. */
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { DEDUCTION_KINDS } from '#modules/contract/core/amounts.ts'
import { FILING_CAUSES, FILING_OUTCOMES } from '#modules/contract/core/registration.ts'
import { SPLIT_OUTCOMES } from '#modules/contract/core/split.ts'

const MAX_LINES = 20
const MAX_FILES = 10

const filesOf = async (api: Api, form: FormReader, kind: 'handover' | 'proof'): Promise<string[]> => {
  const ids: string[] = []
  for (let index = 0; index < MAX_FILES; index += 1) {
    const id = await keepFile(api, { form, name: `file${index}`, kind })
    if (id !== null) ids.push(id)
  }
  return ids
}

const deductionsFrom = (form: FormReader) =>
  Array.from({ length: MAX_LINES }, (_, line) => line).flatMap((line) => {
    const label = form.text(`deductions.${line}.label`)
    const amountMinor = form.optionalAmount(`deductions.${line}.amountMinor`)
    if (label === '' && amountMinor === undefined) return []
    const kind = DEDUCTION_KINDS.find((candidate) => candidate === form.text(`deductions.${line}.kind`)) ?? 'equipment'
    return [{ kind, label, amountMinor: amountMinor ?? '0' }]
  })

const termsFrom = (form: FormReader) => ({
  handoverDays: form.int('terms.handoverDays'),
  acceptanceDays: form.int('terms.acceptanceDays'),
  guidanceDays: form.int('terms.guidanceDays'),
  secrecyYears: form.int('terms.secrecyYears'),
  silenceDays: form.int('terms.silenceDays'),
  registerDays: form.int('terms.registerDays'),
  objectionDays: form.int('terms.objectionDays'),
  forum:
    form.text('terms.forum.kind') === 'arbitration'
      ? { kind: 'arbitration' as const, commission: form.text('terms.forum.commission') }
      : { kind: 'court' as const },
})

const outcomeFrom = (form: FormReader) => SPLIT_OUTCOMES.find((outcome) => outcome === form.text('outcome')) ?? 'ended'

const filingFrom = (form: FormReader) => {
  const cause = FILING_CAUSES.find((known) => known === form.text('cause'))
  return {
    outcome: FILING_OUTCOMES.find((outcome) => outcome === form.text('outcome')) ?? 'applied',
    number: form.text('number'),
    on: form.text('on'),
    reason: form.text('reason'),
    ...(cause === undefined ? {} : { cause }),
  }
}

/** What goes beside the straight way; null for every other intent. */
const remedy = async (id: string, api: Api, form: FormReader, call: CallOptions) => {
  const { contract } = api
  const proofs = () => filesOf(api, form, 'proof')
  switch (form.text('intent')) {
    case 'demand':
      return contract.demand({ id, note: form.text('note') }, call)
    case 'acceptPart':
      return contract.acceptPart({ id, amountMinor: form.amount('amountMinor'), defects: form.text('defects') }, call)
    case 'fileRegistration':
      return contract.fileRegistration({ id, ...filingFrom(form), documentIds: await proofs() }, call)
    case 'checkRegistration':
      return contract.checkRegistration({ id, decision: form.text('decision') === 'returned' ? 'returned' : 'confirmed', note: form.text('note') }, call)
    case 'rescind':
    case 'rescindImpossible':
      return contract.rescind({ id, isImpossible: form.text('intent') === 'rescindImpossible', reason: form.text('reason') }, call)
    case 'recordEnd':
      return contract.recordEnd({ id }, call)
    case 'openDispute':
      return contract.openDispute({ id, statement: form.text('statement'), documentIds: await proofs() }, call)
    case 'stateCase':
      return contract.stateCase({ id, statement: form.text('statement'), documentIds: await proofs() }, call)
    case 'closeDispute':
      return contract.closeDispute({ id }, call)
    case 'proposeSplit':
      return contract.proposeSplit({ id, sellerMinor: form.amount('sellerMinor'), outcome: outcomeFrom(form), statement: form.text('statement') }, call)
    case 'recordAward': {
      const award = { sellerMinor: form.amount('sellerMinor'), outcome: outcomeFrom(form), statement: form.text('statement') }
      return contract.recordAward({ id, ...award, number: form.text('number'), on: form.text('on'), documentIds: await proofs() }, call)
    }
    case 'confirmSplit':
      return contract.confirmSplit({ id, sha256: form.text('sha256'), accepts: form.flag('accepts') as true }, call)
    default:
      return null
  }
}

export const actOnContract = (id: string) => async (api: Api, form: FormReader, call: CallOptions) => {
  const { contract } = api
  const accepts = true as const
  switch (form.text('intent')) {
    case 'confirmSale':
      return contract.confirmSale({ id, sha256: form.text('sha256'), accepts: form.flag('accepts') as true }, call)
    case 'confirm':
      return contract.confirm({ id, sha256: form.text('sha256'), accepts: form.flag('accepts') as true }, call)
    case 'redraft':
      return contract.redraft({ id, terms: termsFrom(form), deductions: deductionsFrom(form) }, call)
    case 'handOver': {
      const documentIds = await filesOf(api, form, 'handover')
      return contract.handOver({ id, documentIds, note: form.text('note') }, call)
    }
    case 'accept':
      return contract.acceptHandover({ id, accepts }, call)
    case 'rejectHandover':
      return contract.rejectHandover({ id, reason: form.text('reason') }, call)
    default:
      return remedy(id, api, form, call)
  }
}
