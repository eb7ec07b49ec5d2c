/** The plan form as the words of the operation: the same reading for the live check in the browser and for the write on the server. */
import { COST_KINDS, type CostKind } from '#modules/income/core/base.ts'
import type { OwnerShare } from '#modules/income/core/co-owners.ts'
import type { PlanDraft } from '#modules/income/core/plan.ts'
import { GROUPS, type Group, type Share } from '#modules/income/core/shares.ts'
import { FieldProblem, type FormReader } from '../../shell/form-reader.ts'

export const MAX_COST_LINES = 12
export const TRANSFER_LINES = 4
export const CONTRIBUTOR_LINES = 3
/** Stands for a voucher that is being uploaded with the form. */
export const UPLOADING = 'uploading'

export interface CostEntry {
  readonly line: number
  readonly kind: CostKind
  readonly label: string
  readonly amountMinor: bigint
  readonly voucherDocumentId: string | null
}

const COST_OF_VOUCHER = { zh: '此行附有凭证，请填写名称和金额。', en: 'This line has a voucher: enter its name and amount.' }

const PARTICULARS = { zh: '请填写此人的单位和职务。', en: 'Enter the unit and post of this person.' }
/** Stands for the number that a plan gives somebody who is not on record. */
const OUTSIDE = 'outside:'

const isGroup = (text: string): text is Group => GROUPS.some((group) => group === text)

const costsFrom = (form: FormReader): readonly CostEntry[] =>
  Array.from({ length: MAX_COST_LINES }, (_, line) => line).flatMap((line) => {
    const label = form.text(`costs.${line}.label`)
    const amount = form.optionalAmount(`costs.${line}.amountMinor`)
    const hasFile = form.file(`voucher${line}`) !== undefined
    if (label === '' && amount === undefined && !hasFile) return []
    // A voucher of nothing would be lost without a word.
    if (amount === undefined && hasFile) throw new FieldProblem(`costs.${line}.amountMinor`, COST_OF_VOUCHER)
    const kind = COST_KINDS.find((candidate) => candidate === form.text(`costs.${line}.kind`)) ?? 'ip_upkeep'
    const voucherDocumentId = hasFile ? UPLOADING : (form.optional(`costs.${line}.voucher`) ?? null)
    return [{ line, kind, label, amountMinor: BigInt(amount ?? '0'), voucherDocumentId }]
  })

const sharesFrom = (form: FormReader): readonly Share[] =>
  form.rows('shares', ['personId', 'group', 'share', 'contribution', 'name', 'particulars']).flatMap((row, index) => {
    const { personId, group, share, contribution, name, particulars } = row
    // A line in which somebody is described is not left out without a word.
    const isEmpty = contribution === '' && name === '' && (personId === '' || share === '')
    if (isEmpty || !isGroup(group)) return []
    const outside = name === '' ? null : { name, particulars }
    if (outside !== null && particulars === '') throw new FieldProblem(`shares.${index}.particulars`, PARTICULARS)
    return [
      { personId: outside === null ? personId : `${OUTSIDE}${index}`, group, basisPoints: form.basisPoints(`shares.${index}.share`), contribution, outside },
    ]
  })

const ownersFrom = (form: FormReader): readonly OwnerShare[] =>
  form
    .rows('coOwners', ['organisationId', 'share'])
    .map(({ organisationId }, index) => ({ organisationId, basisPoints: form.basisPoints(`coOwners.${index}.share`) }))

/** Throws a FieldProblem when something cannot be read. */
export const planFrom = (
  form: FormReader,
  grossMinor: bigint,
): PlanDraft & { readonly costs: readonly CostEntry[]; readonly coOwners: readonly OwnerShare[]; readonly coOwnerAgreement: string } => ({
  grossMinor,
  costs: costsFrom(form),
  taxMinor: BigInt(form.optionalAmount('taxMinor') ?? '0'),
  base: form.text('base') === 'gross' ? 'gross' : 'net',
  teamRateBasisPoints: form.basisPoints('teamRateBasisPoints'),
  rates: { main: form.basisPoints('rates.main'), transfer: form.basisPoints('rates.transfer'), other: form.basisPoints('rates.other') },
  shares: sharesFrom(form),
  coOwners: ownersFrom(form),
  coOwnerAgreement: form.text('coOwnerAgreement'),
  unitRule: form.text('unitRule'),
})
