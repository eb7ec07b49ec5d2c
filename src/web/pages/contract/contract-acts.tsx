/** What the viewer may do with a contract now, and why not where it is not yet possible. */
import { DEDUCTION_KINDS } from '#modules/contract/core/amounts.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { useCodeText, useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ActPanel, actItems, ConfirmAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { CheckField, NumberField, RadioField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom } from '../../ui/file-room.tsx'
import { FieldGroup } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Price } from '../../ui/price.tsx'
import type { Contract, UploadProps } from './contract-facts.tsx'
import { isQuietVerdict, isRemedy, RemedyControl } from './contract-remedy-acts.tsx'
import { remedyText } from './contract-remedies.text.ts'
import styles from './contract.module.css'
import { text } from './contract.text.ts'

type Act = Contract['acts'][number]['act']
type Outcome = CommandOutcome<unknown> | undefined

export const DEDUCTION_LINES = 3
export const HANDOVER_FILES = 3

/** States from which an act still lies ahead: shown with the reason. Acts that lie behind are not shown. */
const AHEAD: Readonly<Partial<Record<Act, readonly Contract['state'][]>>> = {
  confirm: ['sale_pending'],
  redraft: ['sale_pending'],
  handOver: ['drafted', 'effective', 'overdue'],
  accept: ['effective', 'overdue', 'paid'],
  rejectHandover: ['paid'],
}

const Confirm = ({ contract, stage, outcome }: { readonly contract: Contract; readonly stage: 'sale' | 'contract'; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const sha256 = (stage === 'sale' ? contract.salePaper.sha256 : contract.contractPaper?.sha256) ?? ''
  const key = stage === 'sale' ? 'confirmSale' : 'confirm'
  return (
    <ConfirmAct
      intent={key}
      tone="final"
      outcome={outcome}
      label={say(key)}
      confirmLabel={say(stage === 'sale' ? 'confirmSaleDo' : 'confirmDo')}
      about={say(stage === 'sale' ? 'confirmSaleAbout' : 'confirmAbout')}
      hidden={{ sha256 }}
      consequences={[
        { label: say('price'), value: <Price minor={contract.priceMinor} isExact withCapital /> },
        { label: say('seenDigest'), value: <code className={styles.digest}>{sha256}</code> },
      ]}
    >
      <CheckField name="accepts" label={say('accepts')} isRequired />
    </ConfirmAct>
  )
}

const Redraft = ({ contract, outcome }: { readonly contract: Contract; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const { terms, deductions } = contract
  const kinds = DEDUCTION_KINDS.map((kind) => ({ value: kind, label: word(`enum.contract.deduction.${kind}`) }))
  return (
    <ConfirmAct
      intent="redraft"
      tone="quiet"
      outcome={outcome}
      label={say('redraft')}
      confirmLabel={say('redraftDo')}
      about={say('redraftAbout')}
      consequences={[]}
    >
      <Draft form="redraft" basis={terms}>
        <NumberField name="terms.handoverDays" label={say('handoverDays')} defaultValue={terms.handoverDays} isRequired />
        <NumberField name="terms.acceptanceDays" label={say('acceptanceDays')} defaultValue={terms.acceptanceDays} isRequired />
        <NumberField name="terms.guidanceDays" label={say('guidanceDays')} defaultValue={terms.guidanceDays} isRequired />
        <NumberField name="terms.secrecyYears" label={say('secrecyYears')} defaultValue={terms.secrecyYears} isRequired />
        <NumberField name="terms.silenceDays" label={say('silenceDays')} defaultValue={terms.silenceDays ?? undefined} isRequired />
        <NumberField name="terms.registerDays" label={say('registerDays')} defaultValue={terms.registerDays} isRequired />
        <NumberField name="terms.objectionDays" label={say('objectionDays')} defaultValue={terms.objectionDays} isRequired />
        <RadioField
          name="terms.forum.kind"
          label={say('forumKind')}
          defaultValue={terms.forum.kind}
          options={[
            { value: 'court', label: say('court') },
            { value: 'arbitration', label: say('arbitration') },
          ]}
        />
        <TextField
          name="terms.forum.commission"
          label={say('commission')}
          defaultValue={terms.forum.kind === 'arbitration' ? terms.forum.commission : ''}
          maxLength={60}
        />
        <FieldGroup legend={say('deductions')}>
          {Array.from({ length: Math.max(DEDUCTION_LINES, deductions.length + 1) }, (_, line) => (
            <div key={line} className={styles.deduction}>
              <TextField name={`deductions.${line}.label`} label={say('deductionLabel')} defaultValue={deductions[line]?.label} maxLength={100} />
              <SelectField name={`deductions.${line}.kind`} label={say('deductionKind')} defaultValue={deductions[line]?.kind ?? 'equipment'} options={kinds} />
              <MoneyField name={`deductions.${line}.amountMinor`} label={say('amount')} defaultMinor={deductions[line]?.amountMinor} unit="yuan" />
            </div>
          ))}
        </FieldGroup>
      </Draft>
    </ConfirmAct>
  )
}

const HandOver = ({ contract, usage, outcome }: UploadProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <ConfirmAct
      intent="handOver"
      outcome={outcome}
      isMultipart
      label={say('handOver')}
      confirmLabel={say('handOverDo')}
      about={say('handOverAbout')}
      consequences={[{ label: say('buyer'), value: inLang(contract.buyer.name) }]}
    >
      {Array.from({ length: HANDOVER_FILES }, (_, index) => (
        <FileField
          key={index}
          name={`file${index}`}
          label={say('file', { n: index + 1 })}
          help={index === 0 ? say('fileHelp') : undefined}
          isRequired={index === 0}
          accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.txt,.csv"
        />
      ))}
      <FileRoom usage={usage} />
      <TextAreaField name="note" label={say('note')} rows={2} maxLength={1000} />
    </ConfirmAct>
  )
}

const Accept = ({ contract, outcome }: { readonly contract: Contract; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const isRegistered = contract.registers.length > 0
  return (
    <ConfirmAct
      intent="accept"
      tone="final"
      outcome={outcome}
      label={say('accept')}
      confirmLabel={say(isRegistered ? 'acceptToRegisterDo' : 'acceptDo')}
      about={say(isRegistered ? 'acceptToRegisterAbout' : 'acceptAbout')}
      consequences={[
        { label: say('payee'), value: inLang(contract.seller.name) },
        { label: say('amount'), value: <Price minor={contract.escrowMinor} isExact withCapital /> },
      ]}
    />
  )
}

const Reject = ({ contract, outcome }: { readonly contract: Contract; readonly outcome: Outcome }) => {
  const say = useSay(text)
  return (
    <ConfirmAct
      intent="rejectHandover"
      tone="quiet"
      outcome={outcome}
      label={say('rejectHandover')}
      confirmLabel={say('rejectDo')}
      consequences={[{ label: say('contract'), value: contract.number }]}
    >
      <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={1000} />
    </ConfirmAct>
  )
}

const Control = ({ act, contract, usage, outcome }: UploadProps & { readonly act: Act }) => {
  switch (act) {
    case 'confirmSale':
      return <Confirm contract={contract} stage="sale" outcome={outcome} />
    case 'confirm':
      return <Confirm contract={contract} stage="contract" outcome={outcome} />
    case 'redraft':
      return <Redraft contract={contract} outcome={outcome} />
    case 'handOver':
      return <HandOver contract={contract} usage={usage} outcome={outcome} />
    case 'accept':
      return <Accept contract={contract} outcome={outcome} />
    case 'rejectHandover':
      return <Reject contract={contract} outcome={outcome} />
    default:
      return <RemedyControl act={act} contract={contract} usage={usage} outcome={outcome} />
  }
}

export const ContractActs = ({ contract, usage, outcome }: UploadProps) => {
  const say = useSay(text)
  const why: Readonly<Partial<Record<Act, string>>> = {
    confirm: say('why.confirm'),
    redraft: say('why.redraft'),
    handOver: say('why.handOver'),
    accept: say('why.accept'),
    rejectHandover: say('why.rejectHandover'),
  }
  const tell = useSay(remedyText)
  const shown = contract.acts.filter((verdict) => !isQuietVerdict(verdict))
  const acts = actItems(shown, {
    ahead: (act) => (AHEAD[act]?.includes(contract.state) ? why[act] : undefined),
    label: (act) => (isRemedy(act) ? tell(act) : say(act)),
    control: (act) => <Control act={act} contract={contract} usage={usage} outcome={outcome} />,
  })
  return <ActPanel acts={acts} />
}
