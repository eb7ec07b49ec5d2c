/** The fields of a distribution plan. Every one is a plain form field; the check beside it only reads them. */
import { useEffect, useRef, useState } from 'react'
import type { Bilingual } from '#kernel/bilingual.ts'
import { COST_KINDS } from '#modules/income/core/base.ts'
import { en, zh } from '#modules/income/messages.ts'
import type { PlanDraft } from '#modules/income/core/plan.ts'
import type { Share } from '#modules/income/core/shares.ts'
import type { Api } from '../../contract.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { FieldProblem, formReader } from '../../shell/form-reader.ts'
import { Draft } from '../../ui/draft.tsx'
import { RadioField, SelectField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom } from '../../ui/file-room.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Columns, Stack } from '../../ui/layout.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Price } from '../../ui/price.tsx'
import { CONTRIBUTOR_LINES, MAX_COST_LINES, planFrom, TRANSFER_LINES } from './income-form.ts'
import { PlanPreview } from './income-preview.tsx'
import styles from './income.module.css'
import { text } from './income.text.ts'

interface EditorData {
  readonly editor: Awaited<ReturnType<Api['income']['editor']['get']>>
  /** People of the institution who may be named; transfer money goes to its staff. */
  readonly people: readonly { readonly id: string; readonly name: Bilingual; readonly isStaff: boolean }[]
  readonly usage: Awaited<ReturnType<Api['document']['usage']>>
}

const SPARE_COSTS = 2
const WHOLE = 10_000

const percent = (basisPoints: number): string => String(basisPoints / 100)

/** Shares of the catalogue, scaled to the members of one group; the last one takes the rest. */
const scaled = (members: readonly { readonly personId: string; readonly weight: number }[], group: Share['group']): readonly Share[] => {
  const sum = members.reduce((all, member) => all + member.weight, 0)
  let left = WHOLE
  return members.map((member, index) => {
    const basisPoints = index === members.length - 1 ? left : Math.floor((member.weight * WHOLE) / Math.max(1, sum))
    left -= basisPoints
    return { personId: member.personId, group, basisPoints }
  })
}

/** What the form starts with: the stored plan, or the shares of the disclosure. */
export const startingShares = ({ editor, people }: EditorData): readonly Share[] => {
  if (editor.plan.payees.length > 0)
    return editor.plan.payees.map(({ personId, group, basisPoints, contribution, particulars, name }) => ({
      personId,
      group,
      basisPoints,
      contribution,
      outside: particulars === null ? null : { name: name.zh, particulars },
    }))
  const members = (isMain: boolean) =>
    editor.completers.flatMap((completer) =>
      completer.isMain === isMain && completer.personId !== null ? [{ personId: completer.personId, weight: completer.shareBasisPoints }] : [],
    )
  const first = people.find(({ isStaff }) => isStaff)
  return [
    ...scaled(members(true), 'main'),
    ...scaled(members(false), 'other'),
    ...(first ? [{ personId: first.id, group: 'transfer' as const, basisPoints: WHOLE }] : []),
  ]
}

const startingDraft = (data: EditorData): PlanDraft => {
  const { plan } = data.editor
  const shares = startingShares(data)
  const hasOthers = shares.some((share) => share.group === 'other')
  const rates = plan.payees.length > 0 || hasOthers ? plan.rates : { main: WHOLE - plan.rates.transfer, transfer: plan.rates.transfer, other: 0 }
  return {
    grossMinor: BigInt(plan.grossMinor),
    costs: plan.costs.map((cost) => ({ ...cost, amountMinor: BigInt(cost.amountMinor) })),
    taxMinor: BigInt(plan.taxMinor),
    base: plan.base,
    teamRateBasisPoints: plan.teamRateBasisPoints,
    rates,
    shares,
    coOwners: plan.coOwners.map(({ organisationId, basisPoints }) => ({ organisationId, basisPoints })),
    unitRule: plan.unitRule,
  }
}

const CostFields = ({ data, draft }: { readonly data: EditorData; readonly draft: PlanDraft }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const lines = Math.min(MAX_COST_LINES, draft.costs.length + SPARE_COSTS)
  const kinds = COST_KINDS.map((kind) => ({ value: kind, label: word(`enum.income.cost.${kind}`) }))
  const vouchers = [{ value: '', label: say('none') }, ...data.editor.vouchers.map((voucher) => ({ value: voucher.documentId, label: voucher.name }))]
  return (
    <FieldGroup legend={say('costGroup')} about={say('costGroupAbout')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.cost}>
          <SelectField name={`costs.${line}.kind`} label={say('costKind')} options={kinds} defaultValue={draft.costs[line]?.kind ?? 'ip_upkeep'} />
          <TextField name={`costs.${line}.label`} label={say('costLabel')} defaultValue={draft.costs[line]?.label} maxLength={100} />
          <MoneyField name={`costs.${line}.amountMinor`} label={say('amount')} defaultMinor={draft.costs[line]?.amountMinor} unit="yuan" />
          {data.editor.vouchers.length > 0 ? (
            <SelectField
              name={`costs.${line}.voucher`}
              label={say('costVoucher')}
              options={vouchers}
              defaultValue={draft.costs[line]?.voucherDocumentId ?? ''}
            />
          ) : null}
          <FileField name={`voucher${line}`} label={say('costUpload')} accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx" />
        </div>
      ))}
      <FileRoom usage={data.usage} />
    </FieldGroup>
  )
}

const RateFields = ({ draft, isBinding }: { readonly draft: PlanDraft; readonly isBinding: boolean }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  return (
    <>
      <FieldGroup legend={say('incomeGroup')}>
        <p className={styles.quiet}>
          {say('gross')} <Price minor={draft.grossMinor} isExact withCapital />
        </p>
        <MoneyField name="taxMinor" label={say('tax')} defaultMinor={draft.taxMinor} unit="yuan" />
        <RadioField
          name="base"
          label={say('base')}
          defaultValue={draft.base}
          options={[
            { value: 'net', label: word('enum.income.base.net') },
            { value: 'gross', label: word('enum.income.base.gross') },
          ]}
        />
        <TextField
          name="unitRule"
          label={say('unitRule')}
          help={say(isBinding ? 'unitRuleBound' : 'unitRuleFree')}
          defaultValue={draft.unitRule}
          maxLength={500}
        />
        <TextField name="teamRateBasisPoints" label={say('rate')} unit="%" inputMode="decimal" defaultValue={percent(draft.teamRateBasisPoints)} isRequired />
      </FieldGroup>
      <FieldGroup legend={say('ratesGroup')}>
        <div className={styles.three}>
          {(['main', 'transfer', 'other'] as const).map((group) => (
            <TextField
              key={group}
              name={`rates.${group}`}
              label={word(`enum.income.group.${group}`)}
              unit="%"
              inputMode="decimal"
              defaultValue={percent(draft.rates[group])}
              isRequired
            />
          ))}
        </div>
      </FieldGroup>
    </>
  )
}

const PersonFields = ({ data, draft }: { readonly data: EditorData; readonly draft: PlanDraft }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const shareOf = (personId: string | null) => draft.shares.find((share) => share.personId === personId)
  const staff = data.people.filter(({ isStaff }) => isStaff)
  const transfer = draft.shares.filter((share) => share.group === 'transfer' && !share.contribution)
  const completers = data.editor.completers.filter((completer) => completer.personId !== null)
  const groups = (isMain: boolean) =>
    (isMain ? (['main'] as const) : (['other', 'main'] as const)).map((group) => ({ value: group, label: word(`enum.income.group.${group}`) }))
  return (
    <FieldGroup legend={say('personsGroup')} about={say('completersAbout')}>
      {completers.map((completer, index) => (
        <div key={completer.personId} className={styles.person}>
          <input type="hidden" name={`shares.${index}.personId`} value={completer.personId ?? ''} />
          <span>{inLang(completer.name)}</span>
          <SelectField
            name={`shares.${index}.group`}
            label={say('group')}
            options={groups(completer.isMain)}
            defaultValue={shareOf(completer.personId)?.group ?? (completer.isMain ? 'main' : 'other')}
          />
          <TextField
            name={`shares.${index}.share`}
            label={say('share')}
            unit="%"
            inputMode="decimal"
            defaultValue={percent(shareOf(completer.personId)?.basisPoints ?? 0)}
            isRequired
          />
        </div>
      ))}
      <p className={styles.quiet}>{say('transferAbout')}</p>
      {Array.from({ length: TRANSFER_LINES }, (_, line) => {
        const index = completers.length + line
        return (
          <div key={index} className={styles.person}>
            <input type="hidden" name={`shares.${index}.group`} value="transfer" />
            <SelectField
              name={`shares.${index}.personId`}
              label={say('name')}
              options={staff.map((person) => ({ value: person.id, label: inLang(person.name) }))}
              defaultValue={transfer[line]?.personId ?? ''}
            />
            <TextField
              name={`shares.${index}.share`}
              label={say('share')}
              unit="%"
              inputMode="decimal"
              defaultValue={transfer[line] ? percent(transfer[line].basisPoints) : ''}
            />
          </div>
        )
      })}
    </FieldGroup>
  )
}

/** People who are no completers, each with what is rewarded. */
const ContributorFields = ({ data, draft, from }: { readonly data: EditorData; readonly draft: PlanDraft; readonly from: number }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const named = draft.shares.filter(({ contribution = '' }) => contribution !== '')
  const groups = (['other', 'main'] as const).map((group) => ({ value: group, label: word(`enum.income.group.${group}`) }))
  return (
    <FieldGroup legend={say('contributors')} about={say('contributorsAbout')}>
      {Array.from({ length: Math.max(CONTRIBUTOR_LINES, named.length + 1) }, (_, line) => {
        const index = from + line
        const share = named[line]
        return (
          <div key={index} className={styles.person}>
            <SelectField
              name={`shares.${index}.personId`}
              label={say('onRecord')}
              options={data.people.map((person) => ({ value: person.id, label: inLang(person.name) }))}
              defaultValue={share?.outside ? '' : (share?.personId ?? '')}
            />
            <TextField name={`shares.${index}.name`} label={say('outsideName')} defaultValue={share?.outside?.name} maxLength={80} />
            <TextField name={`shares.${index}.particulars`} label={say('particulars')} defaultValue={share?.outside?.particulars} maxLength={200} />
            <TextField name={`shares.${index}.contribution`} label={say('contribution')} defaultValue={share?.contribution} maxLength={500} />
            <SelectField name={`shares.${index}.group`} label={say('group')} options={groups} defaultValue={share?.group ?? 'other'} />
            <TextField
              name={`shares.${index}.share`}
              label={say('share')}
              unit="%"
              inputMode="decimal"
              defaultValue={share ? percent(share.basisPoints) : ''}
            />
          </div>
        )
      })}
    </FieldGroup>
  )
}

/** The other holders of the right: by the shares on record, or by an agreement that is named. */
const OwnerFields = ({ data }: { readonly data: EditorData }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const { coOwners, coOwnerAgreement } = data.editor.plan
  if (coOwners.length === 0) return null
  return (
    <FieldGroup legend={say('coOwners')} about={say('coOwnersAbout')}>
      {coOwners.map(({ organisationId, name, basisPoints, recordedBasisPoints }, index) => (
        <div key={organisationId} className={styles.person}>
          <input type="hidden" name={`coOwners.${index}.organisationId`} value={organisationId} />
          <span>{inLang(name)}</span>
          <TextField
            name={`coOwners.${index}.share`}
            label={say('ownerShare', { recorded: percent(recordedBasisPoints) })}
            unit="%"
            inputMode="decimal"
            defaultValue={percent(basisPoints)}
            isRequired
          />
        </div>
      ))}
      <TextField name="coOwnerAgreement" label={say('agreement')} help={say('agreementHint')} defaultValue={coOwnerAgreement} maxLength={500} />
    </FieldGroup>
  )
}

export const PlanEditor = ({ data, outcome }: { readonly data: EditorData; readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const [start] = useState(() => startingDraft(data))
  const [checked, setChecked] = useState<{ readonly draft: PlanDraft | null; readonly problem: string | null }>({ draft: start, problem: null })
  const names = new Map([
    ...data.editor.completers.map((completer) => [completer.personId ?? '', inLang(completer.name)] as const),
    ...data.people.map((person) => [person.id, inLang(person.name)] as const),
  ])
  const check = (form: HTMLFormElement | null) => {
    if (!form) return
    try {
      setChecked({ draft: planFrom(formReader(new FormData(form)), start.grossMinor), problem: null })
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error
      setChecked({ draft: null, problem: error.text[lang] })
    }
  }
  const fields = useRef<HTMLDivElement>(null)
  // The fields may hold a draft, or what was refused.
  useEffect(() => check(fields.current?.closest('form') ?? null), [])
  return (
    <Columns
      main={
        <ActionForm intent="draftPlan" outcome={outcome} isMultipart>
          <Draft form="plan" basis={data.editor.plan}>
            <div ref={fields} onInput={(event) => check(event.currentTarget.closest('form'))} onChange={(event) => check(event.currentTarget.closest('form'))}>
              <Stack gap={24}>
                <OwnerFields data={data} />
                <CostFields data={data} draft={start} />
                <RateFields draft={start} isBinding={data.editor.rules.isBinding} />
                <PersonFields data={data} draft={start} />
                <ContributorFields
                  data={data}
                  draft={start}
                  from={data.editor.completers.filter(({ personId }) => personId !== null).length + TRANSFER_LINES}
                />
              </Stack>
            </div>
            <FormActions>
              <Submit>{say('save')}</Submit>
            </FormActions>
          </Draft>
        </ActionForm>
      }
      side={
        <section className={styles.sticky} aria-label={say('preview')}>
          <h2>{say('preview')}</h2>
          <PlanPreview draft={checked.draft} problem={checked.problem} rules={data.editor.rules} names={names} />
        </section>
      }
    />
  )
}
