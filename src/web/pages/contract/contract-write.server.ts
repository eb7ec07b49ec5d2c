/** Writes of the contract page: one intent per act. */
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { DEDUCTION_KINDS } from '#modules/contract/core/amounts.ts'
import { GROUNDS } from '#modules/contract/core/ending.ts'

const MAX_LINES = 20
const MAX_FILES = 10

const handoverFiles = async (api: Api, form: FormReader): Promise<string[]> => {
  const ids: string[] = []
  for (let index = 0; index < MAX_FILES; index += 1) {
    const id = await keepFile(api, { form, name: `file${index}`, kind: 'handover' })
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
  forum:
    form.text('terms.forum.kind') === 'arbitration'
      ? { kind: 'arbitration' as const, commission: form.text('terms.forum.commission') }
      : { kind: 'court' as const },
})

const groundFrom = (form: FormReader) => GROUNDS.find((ground) => ground === form.text('ground')) ?? 'agreement'

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
      const documentIds = await handoverFiles(api, form)
      return contract.handOver({ id, documentIds, note: form.text('note') }, call)
    }
    case 'accept':
      return contract.acceptHandover({ id, accepts }, call)
    case 'rejectHandover':
      return contract.rejectHandover({ id, reason: form.text('reason') }, call)
    case 'demandPayment':
      return contract.demandPayment({ id, note: form.text('note') }, call)
    case 'markDefault':
      return contract.markDefault({ id, reason: form.text('reason') }, call)
    case 'withdraw':
      return contract.withdraw({ id, ground: groundFrom(form), reason: form.text('reason') }, call)
    case 'terminate':
      return contract.terminate({ id, ground: groundFrom(form), reason: form.text('reason') }, call)
    default:
      return null
  }
}
