/** What the viewer may do with a plan now. */
import { isAllowed } from '#kernel/acts.ts'
import type { Api } from '../../contract.ts'
import { useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ActPanel, actItems, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { editPlanPage } from './addresses.ts'
import { text } from './income.text.ts'

type Got = Awaited<ReturnType<Api['income']['get']>>
type Act = Got['acts'][number]['act']
export type Plan = Omit<Got, 'acts'> & { readonly acts: readonly WordedAct<Act>[] }
type Outcome = CommandOutcome<unknown> | undefined

/** States from which an act still lies ahead. */
const AHEAD: Readonly<Partial<Record<Act, readonly Plan['state'][]>>> = { proposePlan: ['awaited'], approve: ['awaited'], payOut: ['awaited'] }

const Control = ({ act, plan, outcome }: { readonly act: Act; readonly plan: Plan; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const amounts = plan.payees.map((payee) => ({ label: inLang(payee.name), value: <Price minor={payee.amountMinor} size="s" isExact /> }))
  const owners = plan.coOwners.map((owner) => ({
    label: `${say('coOwner')} · ${inLang(owner.name)}`,
    value: <Price minor={owner.amountMinor} size="s" isExact />,
  }))
  const total = { label: say('reward'), value: <Price minor={plan.rewardMinor} isExact withCapital /> }
  switch (act) {
    case 'draftPlan':
      return (
        <LinkButton to={editPlanPage(plan.id)} variant={isAllowed(plan.acts, 'proposePlan') ? 'default' : 'filled'} fullWidth>
          {say(plan.state === 'awaited' ? 'edit' : 'editAgain')}
        </LinkButton>
      )
    case 'proposePlan':
      return (
        <ConfirmAct
          intent={act}
          outcome={outcome}
          label={say('propose')}
          confirmLabel={say('proposeDo')}
          about={say('proposeAbout')}
          consequences={[...owners, total, ...amounts]}
        />
      )
    case 'approve':
      return (
        <ConfirmAct
          intent={act}
          outcome={outcome}
          label={say('approve')}
          confirmLabel={say('approveDo')}
          about={say('approveAbout')}
          consequences={[...owners, total, ...amounts]}
        />
      )
    case 'payOut':
      return (
        <ConfirmAct
          intent={act}
          tone="final"
          outcome={outcome}
          label={say('payOut')}
          confirmLabel={say('payOutDo')}
          about={say('payOutAbout')}
          consequences={[...owners, total, ...amounts, { label: say('retained'), value: <Price minor={plan.retainedMinor} size="s" isExact /> }]}
        />
      )
    case 'returnPlan':
      return (
        <ConfirmAct intent={act} tone="quiet" outcome={outcome} label={say('back')} confirmLabel={say('backDo')} consequences={[]}>
          <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={1000} />
        </ConfirmAct>
      )
    default:
      return <ConfirmAct intent={act} outcome={outcome} label={say('confirmReceipt')} confirmLabel={say('confirmReceiptDo')} consequences={[]} />
  }
}

const LABELS = {
  draftPlan: 'edit',
  proposePlan: 'propose',
  approve: 'approve',
  returnPlan: 'back',
  payOut: 'payOut',
  confirmReceipt: 'confirmReceipt',
} as const

export const PlanActs = ({ plan, outcome }: { readonly plan: Plan; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const why: Readonly<Partial<Record<Act, string>>> = { proposePlan: say('why.propose'), approve: say('why.approve'), payOut: say('why.payOut') }
  const acts = actItems(plan.acts, {
    ahead: (act) => (AHEAD[act]?.includes(plan.state) ? why[act] : undefined),
    label: (act) => say(LABELS[act]),
    control: (act) => <Control act={act} plan={plan} outcome={outcome} />,
  })
  return <ActPanel acts={acts} />
}
