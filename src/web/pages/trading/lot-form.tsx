/** The lot form in steps. */
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { formatWan } from '#kernel/money.ts'
import type { lotShape } from '#modules/listing/api.ts'
import { en, zh } from '#modules/auction/core/method-messages.ts'
import * as LISTING_WORDS from '#modules/listing/core/state-messages.ts'
import { DEPOSIT_ALTERNATIVES } from '#modules/listing/core/words.ts'
import { useCodeText, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { RuleLink } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { BilingualField, CheckField, DateTimeField, NumberField, RadioField, SelectField, TextField, type Option } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, Submit, useFormState } from '../../ui/form.tsx'
import { Fold } from '../../ui/layout.tsx'
import { localInput } from '../../ui/local-input.ts'
import { MoneyField } from '../../ui/money-field.tsx'
import { Steps } from '../../ui/steps.tsx'
import { formatEnd } from '../../i18n/dates.ts'
import { methodOffered, METHODS_OFFERED, MethodPriceFields, MethodTimeFields, type MethodOffered } from './lot-form-method.tsx'
import { RefusalFields } from './lot-form-refusal.tsx'
import { RegimeStep, useHouseOptions } from './lot-form-regime.tsx'
import { namesRight, UnitsField, useOrdinary } from './lot-form-units.tsx'
import { useLotPreview, type LotPreview } from './lot-preview.ts'
import styles from './lot-form.module.css'
import { text } from './lot-desk.text.ts'

type Lot = z.output<typeof lotShape>

interface LotFormProps {
  readonly achievements: readonly Option[]
  readonly houses: Parameters<typeof useHouseOptions>[0]
  readonly lot: Lot | null
  readonly reserveMinor: string | null
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const LotForm = ({ achievements, houses, lot, reserveMinor, outcome }: LotFormProps) => {
  const say = useSay(text)
  const container = useRef<HTMLDivElement>(null)
  const preview = useLotPreview(container)
  const typed = useFormState().values['method']
  const [method, setMethod] = useState<MethodOffered>(methodOffered(typeof typed === 'string' ? typed : lot?.method))
  const options = useHouseOptions(houses)
  const [isOrdinary, setIsOrdinary] = useOrdinary(lot)
  const steps = [
    { key: 'object', label: say('step.object'), pane: <ObjectStep achievements={achievements} lot={lot} /> },
    {
      key: 'price',
      label: say('step.price'),
      pane: <PriceStep lot={lot} reserveMinor={reserveMinor} preview={preview} method={method} isOrdinary={isOrdinary} />,
    },
    { key: 'regime', label: say('step.regime'), pane: <RegimeStep lot={lot} houses={options} /> },
    { key: 'time', label: say('step.time'), pane: <TimeStep lot={lot} preview={preview} method={method} /> },
    { key: 'review', label: say('step.review'), pane: <ReviewStep lot={lot} preview={preview} /> },
  ]
  return (
    <div
      ref={container}
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement && target.name === 'method') setMethod(methodOffered(target.value))
        if (namesRight(target)) setIsOrdinary(target)
      }}
    >
      <ActionForm intent="save" outcome={outcome} label={say(lot === null ? 'newTitle' : 'editTitle')} isMultipart>
        {/* The reserve price is a secret until the lot is decided: it is never kept. */}
        <Draft form="lot" basis={lot} except={RESERVE}>
          <Steps steps={steps} submits={(isLast) => <Submit tone={isLast ? 'main' : 'quiet'}>{say(lot === null ? 'save' : 'saveChanges')}</Submit>} />
        </Draft>
      </ActionForm>
    </div>
  )
}

const RESERVE = ['reserveMinor']
/** Where everybody's own last price stands in the record. */
const NEXT_OFFERED: readonly string[] = ['english', 'listed', 'sealed_first']

export const ObjectStep = ({ achievements, lot }: { readonly achievements: readonly Option[]; readonly lot: Lot | null }) => {
  const say = useSay(text)
  const right = lot?.right
  const typed = useFormState().values['right.kind']
  const [isLive, setIsLive] = useState(false)
  useEffect(() => setIsLive(true), [])
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
      <ShareField right={right} isHidden={isLive && kind === 'licence'} />
      <RefusalFields lot={lot} isHidden={isLive && kind === 'licence'} />
    </FieldGroup>
  )
}

/** Before the page's script is there, which choice was made is not known: then it is shown. */
const ShareField = ({ right, isHidden }: { readonly right: Lot['right'] | undefined; readonly isHidden: boolean }) => {
  const say = useSay(text)
  const share = right?.kind === 'assignment' ? right.shareBasisPoints : null
  return (
    <div hidden={isHidden}>
      <TextField
        name="right.shareBasisPoints"
        label={say('share')}
        help={say('shareHelp')}
        inputMode="decimal"
        maxLength={6}
        defaultValue={share === null ? undefined : String(share / 100)}
      />
    </div>
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
  readonly method: MethodOffered
  readonly lot: Lot | null
  readonly preview: LotPreview | null
}

const PriceStep = ({
  lot,
  reserveMinor,
  preview,
  method,
  isOrdinary,
}: NumbersProps & { readonly reserveMinor: string | null; readonly isOrdinary: boolean }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  const cny = (minor: string) => formatWan(BigInt(minor), lang)
  const deposit = preview && { value: cny(preview.depositMinor), min: cny(preview.depositMinMinor), max: cny(preview.depositMaxMinor) }
  return (
    <FieldGroup legend={say('step.price')}>
      <MoneyField name="startingPriceMinor" label={say('start')} defaultMinor={lot?.startingPriceMinor} />
      <SelectField
        name="method"
        label={say('method')}
        help={say(`method.${method}.help`)}
        defaultValue={method}
        options={METHODS_OFFERED.map((value) => ({ value, label: word(`enum.auction.method.${value}`) }))}
      />
      <MethodPriceFields method={method} lot={lot} preview={preview} />
      {isOrdinary ? <UnitsField method={method} lot={lot} /> : null}
      <MoneyField
        name="depositMinor"
        label={say('deposit')}
        help={deposit ? say('depositHelp', deposit) : undefined}
        defaultMinor={lot?.depositMinor}
        suggestedMinor={preview?.depositMinor}
      />
      <DepositKindFields lot={lot} />
      {/* A falling price has its public floor for a reserve. */}
      {method === 'dutch' ? null : <MoneyField name="reserveMinor" label={say('reserve')} help={say('reserveHelp')} defaultMinor={reserveMinor} />}
      {method === 'english' ? (
        <CheckField
          name="reserveLater"
          value="yes"
          label={say('reserveLater')}
          help={say('reserveLaterHelp')}
          isChecked={(lot?.reserveLater ?? null) !== null}
        />
      ) : null}
      {NEXT_OFFERED.includes(method) ? (
        <CheckField name="nextBidder" value="yes" label={say('nextBidder')} help={say('nextBidderHelp')} isChecked={(lot?.nextBidderDays ?? null) !== null} />
      ) : null}
      <BasisFields lot={lot} />
    </FieldGroup>
  )
}

const DepositKindFields = ({ lot }: { readonly lot: Lot | null }) => {
  const say = useSay(text)
  const word = useCodeText(LISTING_WORDS)
  return (
    <Fold title={say('depositKinds')} isOpen={(lot?.depositAlternatives.length ?? 0) > 0}>
      <p>{say('depositKindsHelp')}</p>
      {DEPOSIT_ALTERNATIVES.map((kind) => (
        <CheckField
          key={kind}
          name="depositAlternatives"
          value={kind}
          label={word(`enum.listing.depositKind.${kind}`)}
          isChecked={lot?.depositAlternatives.includes(kind) ?? false}
        />
      ))}
      <BilingualField
        name="waiverBasis"
        label={say('waiverBasis')}
        help={say('waiverBasisHelp')}
        rows={2}
        maxLength={1000}
        defaults={lot?.waiverBasis ?? undefined}
      />
    </Fold>
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

const TimeStep = ({ lot, preview, method }: NumbersProps) => {
  const say = useSay(text)
  return (
    <FieldGroup legend={say('step.time')}>
      <NumberField
        name="noticeDays"
        label={say('noticeDays')}
        unit={say(preview?.noticeUnit === 'cd' ? 'calendarDays' : 'workingDays')}
        help={preview ? say(preview.noticeUnit === 'cd' ? 'noticeHelpDays' : 'noticeHelp', { min: preview.noticeDaysMin }) : undefined}
        defaultValue={lot?.noticeDays ?? 10}
      />
      <NumberField
        name="extension.times"
        label={say('extensionTimes')}
        unit={say('timesUnit')}
        help={say('extensionHelp')}
        defaultValue={lot?.extension?.times}
      />
      <NumberField name="extension.days" label={say('extensionDays')} unit={say('workingDays')} defaultValue={lot?.extension?.days ?? 5} />
      <MethodTimeFields method={method} lot={lot} preview={preview} />
      <DateTimeField name="plannedOpensAt" label={say('planned')} help={say('plannedHelp')} defaultValue={localInput(lot?.plannedOpensAt)} />
      <Dates preview={preview} />
    </FieldGroup>
  )
}

const ReviewStep = ({ lot, preview }: Omit<NumbersProps, 'method'>) => {
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
  const noticeRule = preview?.rules.find(({ key }) => key.startsWith('bidding.notice.days') || key === 'auction.notice.minDays')
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
