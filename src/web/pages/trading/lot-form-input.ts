/** The lot form's fields as the operation wants them. */
import type { z } from 'zod'
import type { lotDraftInput } from '#modules/listing/api.ts'
import { DEPOSIT_ALTERNATIVES } from '#modules/listing/core/words.ts'
import type { FormReader } from '../../shell/form-reader.ts'

type Draft = z.input<typeof lotDraftInput>

const oneOf = <Value extends string>(values: readonly Value[], value: string): Value => values.find((item) => item === value) ?? (value as Value)

const rightFrom = (form: FormReader): Draft['right'] => {
  const share = 'right.shareBasisPoints'
  if (form.text('right.kind') !== 'licence')
    return { kind: 'assignment', shareBasisPoints: form.optional(share) === undefined ? null : form.basisPoints(share) }
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

export const METHODS_OFFERED = ['english', 'listed', 'dutch', 'sealed_first', 'sealed_second', 'scored'] as const
export type MethodOffered = (typeof METHODS_OFFERED)[number]
export const methodOffered = (name: string | undefined): MethodOffered => METHODS_OFFERED.find((method) => method === name) ?? 'english'

/** Bands of increments that the form has room for. */
export const BANDS_OFFERED = [0, 1, 2] as const

const fallingFrom = (form: FormReader) => ({
  decrementMinor: form.amount('methodTerms.decrementMinor'),
  tickSeconds: form.int('methodTerms.tickSeconds'),
  floorMinor: form.amount('methodTerms.floorMinor'),
})

const bandsFrom = (form: FormReader) =>
  BANDS_OFFERED.flatMap((place) => {
    const fromMinor = form.optionalAmount(`methodTerms.bands.${place}.fromMinor`)
    return fromMinor === undefined ? [] : [{ fromMinor, incrementMinor: form.amount(`methodTerms.bands.${place}.incrementMinor`) }]
  })

const ascendingFrom = (form: FormReader) => {
  const [bands, capMinor, maxExtensions] = [bandsFrom(form), form.optionalAmount('methodTerms.capMinor'), form.optionalInt('methodTerms.maxExtensions')]
  return {
    incrementMinor: form.amount('methodTerms.incrementMinor'),
    freeMinutes: form.int('methodTerms.freeMinutes'),
    timedSeconds: form.int('methodTerms.timedSeconds'),
    ...(bands.length === 0 ? {} : { bands }),
    ...(capMinor === undefined ? {} : { capMinor }),
    ...(maxExtensions === undefined ? {} : { maxExtensions }),
  }
}

const sealedFrom = (form: FormReader) => ({ sealedHours: form.int('methodTerms.sealedHours') })

/** Criteria that the form has room for. */
export const CRITERIA_OFFERED = [0, 1, 2, 3, 4] as const

const scoredFrom = (form: FormReader) => ({
  direction: 'forward' as const,
  proposalHours: form.int('methodTerms.proposalHours'),
  markingHours: form.int('methodTerms.markingHours'),
  roundMinutes: form.int('methodTerms.roundMinutes'),
  markWeightBasisPoints: form.basisPoints('methodTerms.markWeightBasisPoints'),
  experts: form.int('methodTerms.experts'),
  criteria: CRITERIA_OFFERED.flatMap((place) => {
    const at = `methodTerms.criteria.${place}`
    const { zh, en } = form.bilingual(at)
    return zh === '' && en === '' ? [] : [{ zh, en, weightBasisPoints: form.basisPoints(`${at}.weightBasisPoints`) }]
  }),
})

const TERMS_FROM = {
  english: ascendingFrom,
  listed: ascendingFrom,
  dutch: fallingFrom,
  sealed_first: sealedFrom,
  sealed_second: sealedFrom,
  scored: scoredFrom,
} as const satisfies Record<MethodOffered, (form: FormReader) => Record<string, unknown>>

export const draftFrom = (form: FormReader): Draft => {
  const method = methodOffered(form.optional('method'))
  return { ...everyDraft(form), method, methodTerms: TERMS_FROM[method](form) }
}

/** No number of times: the lot is not extended. */
const extensionFrom = (form: FormReader) => {
  const times = form.optionalInt('extension.times')
  return times === undefined || times === 0 ? null : { times, days: form.int('extension.days') }
}

/** A licence has no first refusal, whatever was ticked before the kind was chosen. */
const refusalFrom = (form: FormReader) =>
  form.text('refusalAfter') === '' || form.text('right.kind') === 'licence'
    ? null
    : {
        precedence: form.text('refusalAfter.precedence') === 'share' ? ('share' as const) : ('earliest' as const),
        silenceBasis: form.text('refusalAfter.silenceBasis'),
      }

const everyDraft = (form: FormReader) => ({
  ...commonDraft(form),
  reserveMinor: form.optionalAmount('reserveMinor') ?? null,
  reserveLater: form.text('reserveLater') !== '',
  nextBidder: form.text('nextBidder') !== '',
  refusalAfter: refusalFrom(form),
  units: form.optionalInt('units') ?? null,
  depositMinor: form.amount('depositMinor'),
  depositAlternatives: DEPOSIT_ALTERNATIVES.filter((kind) => form.all('depositAlternatives').includes(kind)),
  waiverBasis: form.text('waiverBasis.zh') === '' ? null : form.bilingual('waiverBasis'),
  extension: extensionFrom(form),
  qualifications: form.bilingual('qualifications'),
  plannedOpensAt: form.optional('plannedOpensAt') === undefined ? null : form.instant('plannedOpensAt'),
})
