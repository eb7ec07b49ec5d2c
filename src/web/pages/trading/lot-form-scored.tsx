/** What the lot form asks for marks and price rounds. */
import { useSay } from '../../i18n/lang.ts'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { FieldGroup } from '../../ui/form.tsx'
import { CRITERIA_OFFERED } from './lot-form-input.ts'
import type { ScoredTermsShown } from './method-terms.ts'
import { text } from './lot-form-scored.text.ts'

interface ScoredProps {
  readonly scored: ScoredTermsShown | null
}

/** Filled in where the seller has not said anything yet. */
const USUAL: readonly { readonly zh: string; readonly en: string; readonly weightBasisPoints: number }[] = [
  { zh: '技术实施方案', en: 'How the technology will be put to use', weightBasisPoints: 4000 },
  { zh: '产业化能力', en: 'Capacity to industrialise', weightBasisPoints: 3500 },
  { zh: '后续研发投入', en: 'Further research and development', weightBasisPoints: 2500 },
]

const percent = (basisPoints: number | undefined): string | undefined => (basisPoints === undefined ? undefined : String(basisPoints / 100))

export const MarkFields = ({ scored }: ScoredProps) => {
  const say = useSay(text)
  const criteria = scored?.criteria ?? USUAL
  return (
    <>
      <TextField
        name="methodTerms.markWeightBasisPoints"
        label={say('weight')}
        help={say('weightHelp')}
        unit="%"
        inputMode="decimal"
        defaultValue={percent(scored?.markWeightBasisPoints ?? 4000)}
      />
      <NumberField name="methodTerms.experts" label={say('experts')} help={say('expertsHelp')} defaultValue={scored?.experts ?? 3} />
      <FieldGroup legend={say('criteria')} about={say('criteriaHelp')}>
        {CRITERIA_OFFERED.map((place) => (
          <FieldGroup key={place} legend={say('criterion', { place: place + 1 })}>
            <TextField name={`methodTerms.criteria.${place}.zh`} label={say('nameZh')} maxLength={40} defaultValue={criteria[place]?.zh} />
            <TextField name={`methodTerms.criteria.${place}.en`} label={say('nameEn')} maxLength={80} defaultValue={criteria[place]?.en} />
            <TextField
              name={`methodTerms.criteria.${place}.weightBasisPoints`}
              label={say('criterionWeight')}
              unit="%"
              inputMode="decimal"
              defaultValue={percent(criteria[place]?.weightBasisPoints)}
            />
          </FieldGroup>
        ))}
      </FieldGroup>
    </>
  )
}

export const RoundFields = ({ scored }: ScoredProps) => {
  const say = useSay(text)
  return (
    <>
      <NumberField
        name="methodTerms.proposalHours"
        label={say('proposals')}
        unit={say('hours')}
        help={say('proposalsHelp')}
        defaultValue={scored?.proposalHours ?? 240}
      />
      <NumberField
        name="methodTerms.markingHours"
        label={say('marking')}
        unit={say('hours')}
        help={say('markingHelp')}
        defaultValue={scored?.markingHours ?? 120}
      />
      <NumberField
        name="methodTerms.roundMinutes"
        label={say('round')}
        unit={say('minutes')}
        help={say('roundHelp')}
        defaultValue={scored?.roundMinutes ?? 30}
      />
    </>
  )
}
