/** What the lot form asks for the way of sale: the fields of its terms, with what the rules propose and bound. */
import type { z } from 'zod'
import { formatWan } from '#kernel/money.ts'
import { isScored, isSealed } from '#modules/auction/core/method.ts'
import type { lotShape } from '#modules/listing/api.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { NumberField } from '../../ui/fields.tsx'
import { FieldGroup } from '../../ui/form.tsx'
import { Fold } from '../../ui/layout.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import type { LotPreview } from './lot-preview.ts'
import { BANDS_OFFERED, methodOffered, type MethodOffered } from './lot-form-input.ts'
import { MarkFields, RoundFields } from './lot-form-scored.tsx'
import { englishTermsOf, fallingTermsOf, isRising, scoredTermsOf, sealedHoursOf } from './method-terms.ts'
import { text } from './lot-desk.text.ts'

export { METHODS_OFFERED, methodOffered, type MethodOffered } from './lot-form-input.ts'

interface MethodFieldsProps {
  readonly method: MethodOffered
  readonly lot: z.output<typeof lotShape> | null
  readonly preview: LotPreview | null
}

/** A term of money with what is proposed for it and between which bounds. */
const TermField = ({
  name,
  label,
  preview,
  defaultMinor,
}: {
  readonly name: string
  readonly label: string
  readonly preview: LotPreview | null
  readonly defaultMinor: string | undefined
}) => {
  const say = useSay(text)
  const lang = useLang()
  const cny = (minor: string) => formatWan(BigInt(minor), lang)
  const proposed = preview?.methodTerms[name]
  const bounds = preview?.methodBounds[name]
  const value = proposed === undefined ? undefined : String(proposed)
  return (
    <MoneyField
      name={`methodTerms.${name}`}
      label={label}
      help={value && bounds ? say('incrementHelp', { value: cny(value), min: cny(bounds.min), max: cny(bounds.max) }) : undefined}
      defaultMinor={defaultMinor}
      suggestedMinor={value}
    />
  )
}

interface OwnProps {
  readonly lot: MethodFieldsProps['lot']
  /** What was proposed for this very method. */
  readonly own: LotPreview | null
}

const FallingPriceFields = ({ lot, own }: OwnProps) => {
  const say = useSay(text)
  const falling = lot && fallingTermsOf(lot)
  return (
    <>
      <TermField name="decrementMinor" label={say('decrement')} preview={own} defaultMinor={falling?.decrementMinor} />
      <MoneyField
        name="methodTerms.floorMinor"
        label={say('floor')}
        help={say('floorHelp')}
        defaultMinor={falling?.floorMinor}
        suggestedMinor={own === null ? undefined : String(own.methodTerms['floorMinor'])}
      />
    </>
  )
}

type Ascending = ReturnType<typeof englishTermsOf>

/** What few lots have: folded away until one has it. */
const ExtraFields = ({ capMinor, bands, maxExtensions }: Partial<Ascending>) => {
  const say = useSay(text)
  return (
    <Fold title={say('priceExtras')} isOpen={[capMinor, bands, maxExtensions].some((value) => value !== undefined)}>
      <FieldGroup legend={say('priceExtras')}>
        <MoneyField name="methodTerms.capMinor" label={say('cap')} help={say('capHelp')} defaultMinor={capMinor} />
        {BANDS_OFFERED.map((place) => (
          <FieldGroup key={place} legend={say('band', { place: place + 1 })}>
            <MoneyField name={`methodTerms.bands.${place}.fromMinor`} label={say('bandFrom')} defaultMinor={bands?.[place]?.fromMinor} />
            <MoneyField name={`methodTerms.bands.${place}.incrementMinor`} label={say('bandStep')} defaultMinor={bands?.[place]?.incrementMinor} />
          </FieldGroup>
        ))}
        <NumberField
          name="methodTerms.maxExtensions"
          label={say('mostExtensions')}
          unit={say('times')}
          help={say('mostExtensionsHelp')}
          defaultValue={maxExtensions}
        />
      </FieldGroup>
    </Fold>
  )
}

const RisingPriceFields = ({ lot, own }: OwnProps) => {
  const say = useSay(text)
  const terms: Partial<Ascending> = lot !== null && isRising(lot) ? englishTermsOf(lot) : {}
  return (
    <>
      <TermField name="incrementMinor" label={say('incrementField')} preview={own} defaultMinor={terms.incrementMinor} />
      <ExtraFields {...terms} />
    </>
  )
}

export const MethodPriceFields = ({ method, lot, preview }: MethodFieldsProps) => {
  const own = preview !== null && methodOffered(preview.method) === method ? preview : null
  if (isSealed(method)) return null
  if (isScored(method)) return <MarkFields scored={lot && scoredTermsOf(lot)} />
  return method === 'dutch' ? <FallingPriceFields lot={lot} own={own} /> : <RisingPriceFields lot={lot} own={own} />
}

export const MethodTimeFields = ({ method, lot }: MethodFieldsProps) => {
  const say = useSay(text)
  const falling = lot && fallingTermsOf(lot)
  if (method === 'dutch')
    return <NumberField key="tick" name="methodTerms.tickSeconds" label={say('tick')} unit={say('seconds')} defaultValue={falling?.tickSeconds ?? 60} />
  if (isSealed(method))
    return (
      <NumberField key="sealed" name="methodTerms.sealedHours" label={say('sealedFor')} unit={say('hours')} defaultValue={(lot && sealedHoursOf(lot)) ?? 24} />
    )
  if (isScored(method)) return <RoundFields scored={lot && scoredTermsOf(lot)} />
  const { freeMinutes, timedSeconds } = lot !== null && isRising(lot) ? englishTermsOf(lot) : { freeMinutes: 60, timedSeconds: 300 }
  return (
    <>
      <NumberField key="free" name="methodTerms.freeMinutes" label={say('free')} unit={say('minutes')} defaultValue={freeMinutes} />
      <NumberField key="timed" name="methodTerms.timedSeconds" label={say('timed')} unit={say('seconds')} defaultValue={timedSeconds} />
    </>
  )
}
