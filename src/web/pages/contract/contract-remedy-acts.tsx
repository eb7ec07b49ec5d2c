/** Acts for when the other side is silent, late or in disagreement, and for the register. */
import { claimOf } from '#modules/contract/core/remedies.ts'
import { FILING_CAUSES, FILING_OUTCOMES } from '#modules/contract/core/registration.ts'
import { SPLIT_OUTCOMES } from '#modules/contract/core/split.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { useCodeText, useSay } from '../../i18n/lang.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { CheckField, DateField, RadioField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom, type FileUsage } from '../../ui/file-room.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Price } from '../../ui/price.tsx'
import type { Contract, UploadProps } from './contract-facts.tsx'
import styles from './contract.module.css'
import { remedyText } from './contract-remedies.text.ts'

type Verdict = Contract['acts'][number]
type Act = Verdict['act']
const REMEDIES = [
  'demand',
  'acceptPart',
  'fileRegistration',
  'checkRegistration',
  'rescind',
  'rescindImpossible',
  'openDispute',
  'stateCase',
  'closeDispute',
  'proposeSplit',
  'recordAward',
  'confirmSplit',
  'recordEnd',
] as const
type Remedy = (typeof REMEDIES)[number]
export const isRemedy = (act: Act): act is Remedy => REMEDIES.some((remedy) => remedy === act)

/** Refusals that tell the reader nothing that concerns him: the other side is not late, nothing was filed. Everything else says why. */
const QUIET = [
  'contract.nobody_is_late',
  'contract.not_due_yet',
  'contract.nothing_filed',
  'contract.opener_only',
  'contract.own_notice',
  'contract.not_demanded',
]
export const isQuietVerdict = ({ act, refusal }: Verdict): boolean => isRemedy(act) && refusal !== null && QUIET.includes(refusal.code)

const Files = ({ usage, isRequired }: { readonly usage: FileUsage; readonly isRequired: boolean }) => {
  const say = useSay(remedyText)
  return (
    <>
      {[0, 1, 2].map((index) => (
        <FileField
          key={index}
          name={`file${index}`}
          label={say('file', { n: index + 1 })}
          help={index === 0 ? say('fileHelp') : undefined}
          isRequired={isRequired && index === 0}
          accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.txt,.csv"
        />
      ))}
      <FileRoom usage={usage} />
    </>
  )
}

const DEMANDS = {
  payment: 'demandPaymentAbout',
  handover: 'demandHandoverAbout',
  acceptance: 'demandAcceptanceAbout',
  registration: 'demandRegistrationAbout',
} as const

const Demand = ({ contract, outcome }: UploadProps) => {
  const say = useSay(remedyText)
  const claim = claimOf(contract.state)
  return (
    <ConfirmAct
      intent="demand"
      outcome={outcome}
      label={say('demand')}
      confirmLabel={say('demandDo')}
      about={claim === null ? null : say(DEMANDS[claim.what])}
      consequences={[]}
    >
      <TextAreaField name="note" label={say('demandNote')} rows={2} maxLength={1000} />
    </ConfirmAct>
  )
}

const Part = ({ contract, outcome }: UploadProps) => {
  const say = useSay(remedyText)
  return (
    <ConfirmAct
      intent="acceptPart"
      tone="quiet"
      isFinal
      outcome={outcome}
      label={say('acceptPart')}
      confirmLabel={say('acceptPartDo')}
      about={say('acceptPartAbout')}
      consequences={[{ label: say('held'), value: <Price minor={contract.escrowMinor} isExact /> }]}
    >
      <MoneyField name="amountMinor" label={say('partAmount')} unit="yuan" isRequired />
      <TextAreaField name="defects" label={say('defects')} isRequired rows={3} maxLength={1000} />
    </ConfirmAct>
  )
}

const File = ({ usage, outcome }: UploadProps) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  return (
    <ConfirmAct
      intent="fileRegistration"
      outcome={outcome}
      isMultipart
      label={say('fileRegistration')}
      confirmLabel={say('fileRegistrationDo')}
      about={say('fileRegistrationAbout')}
      consequences={[]}
    >
      <Draft form="filing">
        <RadioField
          name="outcome"
          label={say('filingOutcome')}
          defaultValue="registered"
          options={FILING_OUTCOMES.map((value) => ({ value, label: word(`enum.contract.filing.${value}`) }))}
        />
        <TextField name="number" label={say('filingNumber')} isRequired maxLength={60} />
        <DateField name="on" label={say('filingOn')} isRequired />
        <Files usage={usage} isRequired />
        <SelectField
          name="cause"
          label={say('filingCause')}
          options={[{ value: '', label: say('noCause') }, ...FILING_CAUSES.map((value) => ({ value, label: word(`enum.contract.ground.${value}`) }))]}
        />
        <TextAreaField name="reason" label={say('filingReason')} rows={2} maxLength={1000} />
      </Draft>
    </ConfirmAct>
  )
}

const Check = ({ contract, outcome }: UploadProps) => {
  const say = useSay(remedyText)
  const filing = contract.filings.at(-1)
  return (
    <ConfirmAct
      intent="checkRegistration"
      outcome={outcome}
      isFinal={filing?.checks === 1}
      label={say('checkRegistration')}
      confirmLabel={say('checkRegistrationDo')}
      about={say('checkRegistrationAbout')}
      consequences={[
        { label: say('filingNumber'), value: filing?.number },
        { label: say('filingOn'), value: filing?.on },
      ]}
    >
      <RadioField
        name="decision"
        label={say('decision')}
        defaultValue="confirmed"
        options={[
          { value: 'confirmed', label: say('confirmed') },
          { value: 'returned', label: say('returned') },
        ]}
      />
      <TextAreaField name="note" label={say('checkNote')} rows={2} maxLength={1000} />
    </ConfirmAct>
  )
}

const Rescind = ({ act, outcome }: UploadProps & { readonly act: 'rescind' | 'rescindImpossible' }) => {
  const say = useSay(remedyText)
  return (
    <ConfirmAct
      intent={act}
      tone="quiet"
      isFinal
      outcome={outcome}
      label={say(act)}
      confirmLabel={say('rescindDo')}
      about={say(act === 'rescind' ? 'rescindAbout' : 'rescindImpossibleAbout')}
      consequences={[]}
    >
      <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={1000} />
    </ConfirmAct>
  )
}

const Statement = ({ act, usage, outcome }: UploadProps & { readonly act: 'openDispute' | 'stateCase' }) => {
  const say = useSay(remedyText)
  return (
    <ConfirmAct
      intent={act}
      tone={act === 'openDispute' ? 'quiet' : 'main'}
      outcome={outcome}
      isMultipart
      label={say(act)}
      confirmLabel={say(act === 'openDispute' ? 'openDisputeDo' : 'stateCaseDo')}
      about={act === 'openDispute' ? say('openDisputeAbout') : null}
      consequences={[]}
    >
      <Draft form={act}>
        <TextAreaField name="statement" label={say('statement')} isRequired rows={5} maxLength={4000} />
        <Files usage={usage} isRequired={false} />
      </Draft>
    </ConfirmAct>
  )
}

const Propose = ({ act, contract, usage, outcome }: UploadProps & { readonly act: 'proposeSplit' | 'recordAward' }) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const isAward = act === 'recordAward'
  const heldMinor = contract.effectiveAt === null ? contract.depositMinor : contract.escrowMinor
  return (
    <ConfirmAct
      intent={act}
      tone={isAward ? 'main' : 'quiet'}
      outcome={outcome}
      isMultipart={isAward}
      label={say(act)}
      confirmLabel={say(isAward ? 'recordAwardDo' : 'proposeSplitDo')}
      about={say(isAward ? 'recordAwardAbout' : 'proposeSplitAbout')}
      consequences={[{ label: say('held'), value: <Price minor={heldMinor} isExact /> }]}
    >
      <Draft form={act} basis={heldMinor}>
        <MoneyField name="sellerMinor" label={say('sellerShare')} unit="yuan" isRequired />
        <RadioField
          name="outcome"
          label={say('outcome')}
          defaultValue="ended"
          options={SPLIT_OUTCOMES.filter((value) => value !== 'continued' || contract.rescission !== null).map((value) => ({
            value,
            label: word(`enum.contract.outcome.${value}`),
          }))}
        />
        {isAward ? <TextField name="number" label={say('awardNumber')} isRequired maxLength={80} /> : null}
        {isAward ? <DateField name="on" label={say('awardOn')} isRequired /> : null}
        <TextAreaField name="statement" label={say(isAward ? 'awardStatement' : 'splitStatement')} isRequired rows={3} maxLength={4000} />
        {isAward ? <Files usage={usage} isRequired /> : null}
      </Draft>
    </ConfirmAct>
  )
}

const ConfirmSplit = ({ contract, outcome }: UploadProps) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const split = contract.splits.find(({ state }) => state === 'open')
  if (split === undefined) return null
  return (
    <ConfirmAct
      intent="confirmSplit"
      tone="final"
      outcome={outcome}
      label={say('confirmSplit')}
      confirmLabel={say('confirmSplitDo')}
      about={say('confirmSplitAbout')}
      hidden={{ sha256: split.sha256 }}
      consequences={[
        { label: say('sellerShare'), value: <Price minor={split.sellerMinor} isExact withCapital /> },
        { label: say('buyerShare'), value: <Price minor={split.buyerMinor} isExact withCapital /> },
        { label: say('outcome'), value: word(`enum.contract.outcome.${split.outcome}`) },
        { label: 'SHA-256', value: <code className={styles.digest}>{split.sha256}</code> },
      ]}
    >
      <CheckField name="accepts" label={say('acceptsSplit')} isRequired />
    </ConfirmAct>
  )
}

const Plain = ({ act, contract, outcome }: UploadProps & { readonly act: 'closeDispute' | 'recordEnd' }) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const { rescission } = contract
  return (
    <ConfirmAct
      intent={act}
      tone={act === 'recordEnd' ? 'final' : 'quiet'}
      outcome={outcome}
      label={say(act)}
      confirmLabel={say(act === 'recordEnd' ? 'recordEndDo' : 'closeDisputeDo')}
      about={say(act === 'recordEnd' ? 'recordEndAbout' : 'closeDisputeAbout')}
      consequences={act === 'recordEnd' && rescission !== null ? [{ label: say('ground'), value: word(`enum.contract.ground.${rescission.ground}`) }] : []}
    />
  )
}

export const RemedyControl = ({ act, ...props }: UploadProps & { readonly act: Remedy }) => {
  switch (act) {
    case 'demand':
      return <Demand {...props} />
    case 'acceptPart':
      return <Part {...props} />
    case 'fileRegistration':
      return <File {...props} />
    case 'checkRegistration':
      return <Check {...props} />
    case 'rescind':
    case 'rescindImpossible':
      return <Rescind act={act} {...props} />
    case 'openDispute':
    case 'stateCase':
      return <Statement act={act} {...props} />
    case 'proposeSplit':
    case 'recordAward':
      return <Propose act={act} {...props} />
    case 'confirmSplit':
      return <ConfirmSplit {...props} />
    default:
      return <Plain act={act} {...props} />
  }
}
