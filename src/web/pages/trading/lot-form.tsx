/** The lot form in steps. */
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { formatWan } from '#kernel/money.ts'
import type { lotShape } from '#modules/listing/api.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { RuleLink } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { BilingualField, DateTimeField, NumberField, RadioField, SelectField, type Option } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, Submit, useFormState } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Steps } from '../../ui/steps.tsx'
import { formatEnd } from '../../i18n/dates.ts'
import { englishTermsOf } from './english-terms.ts'
import { useLotPreview, type LotPreview } from './lot-preview.ts'
import styles from './lot-form.module.css'
import { text } from './lot-desk.text.ts'

type Lot = z.output<typeof lotShape>

interface LotFormProps {
  readonly achievements: readonly Option[]
  readonly lot: Lot | null
  readonly reserveMinor: string | null
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const LotForm = ({ achievements, lot, reserveMinor, outcome }: LotFormProps) => {
  const say = useSay(text)
  const container = useRef<HTMLDivElement>(null)
  const preview = useLotPreview(container)
  const steps = [
    { key: 'object', label: say('step.object'), pane: <ObjectStep achievements={achievements} lot={lot} /> },
    { key: 'price', label: say('step.price'), pane: <PriceStep lot={lot} reserveMinor={reserveMinor} preview={preview} /> },
    { key: 'time', label: say('step.time'), pane: <TimeStep lot={lot} preview={preview} /> },
    { key: 'review', label: say('step.review'), pane: <ReviewStep lot={lot} preview={preview} /> },
  ]
  return (
    <div ref={container}>
      <ActionForm intent="save" outcome={outcome} label={say(lot === null ? 'newTitle' : 'editTitle')}>
        {/* The reserve price is a secret until the lot is decided: it is never kept. */}
        <Draft form="lot" basis={lot} except={RESERVE}>
          <Steps steps={steps} submits={(isLast) => <Submit tone={isLast ? 'main' : 'quiet'}>{say(lot === null ? 'save' : 'saveChanges')}</Submit>} />
        </Draft>
      </ActionForm>
    </div>
  )
}

const RESERVE = ['reserveMinor']

export const ObjectStep = ({ achievements, lot }: { readonly achievements: readonly Option[]; readonly lot: Lot | null }) => {
  const say = useSay(text)
  const right = lot?.right
  const typed = useFormState().values['right.kind']
  const [kind, setKind] = useState(typed === 'assignment' || typed === 'licence' ? typed : (right?.kind ?? 'licence'))
  return (
    <FieldGroup legend={say('step.object')}>
      <SelectField
        name="achievementId"
        label={say('achievement')}
        help={achievements.length === 0 ? say('noAchievements') : say('achievementHelp')}
        options={achievements}
        defaultValue={lot?.achievementId}
      />
      <BilingualField name="title" label={say('title')} maxLength={120} defaults={lot?.title} />
      <BilingualField name="summary" label={say('summary')} rows={4} maxLength={4000} defaults={lot?.summary} />
      <div onChange={(event) => event.target instanceof HTMLInputElement && setKind(event.target.value === 'licence' ? 'licence' : 'assignment')}>
        <RadioField
          name="right.kind"
          label={say('rightKind')}
          defaultValue={right?.kind ?? 'licence'}
          options={[
            { value: 'assignment', label: say('assignment') },
            { value: 'licence', label: say('licence') },
          ]}
        />
      </div>
      <div hidden={kind !== 'licence'}>
        <LicenceFields lot={lot} />
      </div>
    </FieldGroup>
  )
}

const NO_LIMIT = {
  exclusivity: 'ordinary',
  termMonths: 60,
  territory: { zh: '中国境内', en: 'Mainland China' },
  field: { zh: '全部应用领域', en: 'All fields of use' },
} as const

const LicenceFields = ({ lot }: { readonly lot: Lot | null }) => {
  const say = useSay(text)
  const licence = lot?.right.kind === 'licence' ? lot.right : NO_LIMIT
  return (
    <FieldGroup legend={say('licenceOnly')}>
      <SelectField
        name="right.exclusivity"
        label={say('exclusivity')}
        defaultValue={licence.exclusivity}
        options={(['exclusive', 'sole', 'ordinary'] as const).map((value) => ({ value, label: say(value) }))}
      />
      <NumberField name="right.termMonths" label={say('termMonths')} unit={say('monthUnit')} defaultValue={licence.termMonths} />
      <BilingualField name="right.territory" label={say('territory')} maxLength={120} defaults={licence.territory} />
      <BilingualField name="right.field" label={say('field')} maxLength={120} defaults={licence.field} />
    </FieldGroup>
  )
}

interface NumbersProps {
  readonly lot: Lot | null
  readonly preview: LotPreview | null
}

const IncrementField = ({ lot, preview }: NumbersProps) => {
  const say = useSay(text)
  const lang = useLang()
  const cny = (minor: string) => formatWan(BigInt(minor), lang)
  const { min, max } = preview?.methodBounds.incrementMinor ?? { min: '0', max: '0' }
  return (
    <MoneyField
      name="methodTerms.incrementMinor"
      label={say('increment')}
      help={preview ? say('incrementHelp', { value: cny(preview.methodTerms.incrementMinor), min: cny(min), max: cny(max) }) : undefined}
      defaultMinor={lot === null ? undefined : englishTermsOf(lot).incrementMinor}
      suggestedMinor={preview?.methodTerms.incrementMinor}
    />
  )
}

const PriceStep = ({ lot, reserveMinor, preview }: NumbersProps & { readonly reserveMinor: string | null }) => {
  const say = useSay(text)
  const lang = useLang()
  const cny = (minor: string) => formatWan(BigInt(minor), lang)
  const deposit = preview && { value: cny(preview.depositMinor), min: cny(preview.depositMinMinor), max: cny(preview.depositMaxMinor) }
  return (
    <FieldGroup legend={say('step.price')}>
      <MoneyField name="startingPriceMinor" label={say('start')} defaultMinor={lot?.startingPriceMinor} />
      <IncrementField lot={lot} preview={preview} />
      <MoneyField
        name="depositMinor"
        label={say('deposit')}
        help={deposit ? say('depositHelp', deposit) : undefined}
        defaultMinor={lot?.depositMinor}
        suggestedMinor={preview?.depositMinor}
      />
      <MoneyField name="reserveMinor" label={say('reserve')} help={say('reserveHelp')} defaultMinor={reserveMinor} />
      <BasisFields lot={lot} />
    </FieldGroup>
  )
}

export const BasisFields = ({ lot }: { readonly lot: Lot | null }) => {
  const say = useSay(text)
  return (
    <>
      <SelectField
        name="priceBasis.kind"
        label={say('basis')}
        defaultValue={lot?.priceBasis.kind ?? 'negotiation'}
        options={(['negotiation', 'valuation', 'other'] as const).map((value) => ({ value, label: say(`basis.${value}`) }))}
      />
      <MoneyField name="priceBasis.valuationMinor" label={say('valuation')} defaultMinor={lot?.priceBasis.valuationMinor} />
      <BilingualField name="priceBasis.text" label={say('basisText')} rows={3} maxLength={4000} defaults={lot?.priceBasis.text} />
    </>
  )
}

/** `2026-03-05T02:00:00.000Z` → `2026-03-05T10:00`, as a date field wants it. */
const localInput = (iso: string | null | undefined): string => (iso ? new Date(Date.parse(iso) + 28_800_000).toISOString().slice(0, 16) : '')

const TimeStep = ({ lot, preview }: NumbersProps) => {
  const say = useSay(text)
  const { freeMinutes, timedSeconds } = lot === null ? { freeMinutes: 60, timedSeconds: 300 } : englishTermsOf(lot)
  return (
    <FieldGroup legend={say('step.time')}>
      <NumberField
        name="noticeDays"
        label={say('noticeDays')}
        unit={say('workingDays')}
        help={preview ? say('noticeHelp', { min: preview.noticeDaysMin }) : undefined}
        defaultValue={lot?.noticeDays ?? 10}
      />
      <NumberField name="methodTerms.freeMinutes" label={say('free')} unit={say('minutes')} defaultValue={freeMinutes} />
      <NumberField name="methodTerms.timedSeconds" label={say('timed')} unit={say('seconds')} defaultValue={timedSeconds} />
      <DateTimeField name="plannedOpensAt" label={say('planned')} help={say('plannedHelp')} defaultValue={localInput(lot?.plannedOpensAt)} />
      <Dates preview={preview} />
    </FieldGroup>
  )
}

const ReviewStep = ({ lot, preview }: NumbersProps) => {
  const say = useSay(text)
  return (
    <FieldGroup legend={say('step.review')}>
      <BilingualField
        name="qualifications"
        label={say('qualifications')}
        help={say('qualificationsHelp')}
        rows={3}
        maxLength={4000}
        defaults={lot?.qualifications}
      />
      <BilingualField name="terms" label={say('terms')} rows={4} maxLength={4000} defaults={lot?.terms} />
      <Dates preview={preview} />
    </FieldGroup>
  )
}

const Dates = ({ preview }: { readonly preview: LotPreview | null }) => {
  const say = useSay(text)
  const lang = useLang()
  const noticeRule = preview?.rules.find(({ key }) => key.startsWith('bidding.notice.days'))
  return (
    <div className={styles.dates} aria-live="polite">
      <strong>{say('dates')}</strong>
      {preview === null ? (
        <p>{say('datesEmpty')}</p>
      ) : (
        <FactsTable
          rows={[
            {
              label: say('noticeCloses'),
              value: (
                <>
                  {formatEnd(preview.noticeClosesAt, lang)} {noticeRule ? <RuleLink rule={noticeRule} /> : null}
                </>
              ),
            },
            { label: say('registration'), value: formatEnd(preview.registrationClosesAt, lang) },
            { label: say('depositDue'), value: formatEnd(preview.depositDueAt, lang) },
            { label: say('opens'), value: formatEnd(preview.opensAt, lang) },
          ]}
        />
      )}
    </div>
  )
}
