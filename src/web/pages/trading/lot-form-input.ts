/** The lot form's fields as the operation wants them. */
import type { z } from 'zod'
import type { lotDraftInput } from '#modules/listing/api.ts'
import type { FormReader } from '../../shell/form-reader.ts'

type Draft = z.input<typeof lotDraftInput>

const oneOf = <Value extends string>(values: readonly Value[], value: string): Value => values.find((item) => item === value) ?? (value as Value)

const rightFrom = (form: FormReader): Draft['right'] => {
  if (form.text('right.kind') !== 'licence') return { kind: 'assignment' }
  return {
    kind: 'licence',
    exclusivity: oneOf(['exclusive', 'sole', 'ordinary'], form.text('right.exclusivity')),
    termMonths: form.int('right.termMonths'),
    territory: form.bilingual('right.territory'),
    field: form.bilingual('right.field'),
  }
}

/** What every lot says, however it is sold. */
export const commonDraft = (form: FormReader) => ({
  achievementId: form.text('achievementId'),
  title: form.bilingual('title'),
  summary: form.bilingual('summary'),
  right: rightFrom(form),
  startingPriceMinor: form.amount('startingPriceMinor'),
  noticeDays: form.int('noticeDays'),
  priceBasis: {
    kind: oneOf(['negotiation', 'valuation', 'other'], form.text('priceBasis.kind')),
    text: form.bilingual('priceBasis.text'),
    valuationMinor: form.optionalAmount('priceBasis.valuationMinor') ?? null,
  },
  terms: form.bilingual('terms'),
})

export const draftFrom = (form: FormReader): Draft => ({
  ...commonDraft(form),
  reserveMinor: form.optionalAmount('reserveMinor') ?? null,
  depositMinor: form.amount('depositMinor'),
  methodTerms: {
    incrementMinor: form.amount('methodTerms.incrementMinor'),
    freeMinutes: form.int('methodTerms.freeMinutes'),
    timedSeconds: form.int('methodTerms.timedSeconds'),
  },
  qualifications: form.bilingual('qualifications'),
  plannedOpensAt: form.optional('plannedOpensAt') === undefined ? null : form.instant('plannedOpensAt'),
})
