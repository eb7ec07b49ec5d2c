/** The live check: the same function that the command uses, run on what is typed. */
import { en, zh } from '#modules/income/messages.ts'
import { distribute, type PlanDraft } from '#modules/income/core/plan.ts'
import type { RewardRules } from '#modules/income/core/rules.ts'
import { basisPointsOf } from '#kernel/money.ts'
import { useCodeText, useLang, useSay } from '../../i18n/lang.ts'
import { Price } from '../../ui/price.tsx'
import { RuleLink } from '../../ui/badges.tsx'
import { ShareBar } from './income-bar.tsx'
import styles from './income.module.css'
import { text } from './income.text.ts'

interface PreviewProps {
  /** Null while something cannot be read; `problem` says what. */
  readonly draft: PlanDraft | null
  readonly problem: string | null
  readonly rules: RewardRules
  readonly names: ReadonlyMap<string, string>
}

const Floors = ({ draft, rules }: { readonly draft: PlanDraft; readonly rules: RewardRules }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const worked = distribute(
    { ...draft, unitRule: '' },
    {
      ...rules,
      isBinding: false,
      teamRate: { ...rules.teamRate, value: 0 },
      mainRate: { ...rules.mainRate, value: 0 },
      transferRate: { ...rules.transferRate, value: 0 },
    },
  )
  const isTeamMet = draft.base === 'gross' || draft.base === rules.base.value ? draft.teamRateBasisPoints >= rules.teamRate.value : false
  const isPlanMet = worked.ok && worked.value.rewardMinor >= basisPointsOf(draft.grossMinor, rules.planRate.value, 'up')
  const rows = [
    {
      key: 'team',
      label: say('checkTeam', { min: rules.teamRate.value / 100, base: word(`enum.income.base.${rules.base.value}`) }),
      value: draft.teamRateBasisPoints,
      isMet: isTeamMet,
    },
    { key: 'main', label: say('checkMain', { min: rules.mainRate.value / 100 }), value: draft.rates.main, isMet: draft.rates.main >= rules.mainRate.value },
    {
      key: 'transfer',
      label: say('checkTransfer', { min: rules.transferRate.value / 100 }),
      value: draft.rates.transfer,
      isMet: draft.rates.transfer >= rules.transferRate.value,
    },
  ]
  return (
    <>
      <p className={styles.quiet}>
        {say(rules.isBinding ? 'floorsBind' : 'floorsPropose')} <RuleLink rule={rules.teamRate.rule} isCitation />
      </p>
      <ul className={styles.checks}>
        {rows.map((row) => (
          <li key={row.key} data-met={row.isMet}>
            <span>{row.label}</span>
            <strong>
              {say('shareOf', { share: row.value / 100 })} · {say(row.isMet ? 'pass' : rules.isBinding ? 'fail' : 'below')}
            </strong>
          </li>
        ))}
      </ul>
      {worked.ok ? (
        <p className={styles.quiet}>
          {say(isPlanMet ? 'planMet' : 'planNotMet', { min: rules.planRate.value / 100 })} <RuleLink rule={rules.planRate.rule} isCitation />
        </p>
      ) : null}
      {worked.ok ? (
        <p className={styles.quiet}>
          {say('onNet')} <Price minor={worked.value.onNetMinor} size="s" isExact /> · {say('onGross')}{' '}
          <Price minor={worked.value.onGrossMinor} size="s" isExact />
        </p>
      ) : null}
    </>
  )
}

export const PlanPreview = ({ draft, problem, rules, names }: PreviewProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  if (draft === null) return <p className={styles.refusal}>{problem}</p>
  const worked = distribute(draft, rules)
  const group = (key: 'main' | 'transfer' | 'other') => word(`enum.income.group.${key}`)
  return (
    <div aria-live="polite" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      {worked.ok ? (
        <p className={styles.fine}>{say('ok')}</p>
      ) : (
        <div className={styles.refusal}>
          {word(worked.refusal.code, worked.refusal.params)} {worked.refusal.rule ? <RuleLink rule={worked.refusal.rule} isCitation /> : null}
        </div>
      )}
      <Floors draft={draft} rules={rules} />
      {worked.ok ? (
        <>
          <ShareBar
            label={say('figures')}
            slices={[
              { key: 'owners', label: say('coOwners'), minor: worked.value.coOwnerMinor, tone: 'owner' },
              { key: 'cost', label: `${say('cost')} + ${say('tax')}`, minor: worked.value.costMinor + worked.value.taxMinor, tone: 'cost' },
              { key: 'house', label: say('retained'), minor: worked.value.retainedMinor, tone: 'house' },
              { key: 'main', label: group('main'), minor: worked.value.groups.main, tone: 'main' },
              { key: 'transfer', label: group('transfer'), minor: worked.value.groups.transfer, tone: 'transfer' },
              { key: 'other', label: group('other'), minor: worked.value.groups.other, tone: 'other' },
            ]}
          />
          <h3>{say('persons')}</h3>
          <ShareBar
            label={say('persons')}
            slices={worked.value.payouts.map((payout) => ({
              key: payout.personId,
              label: payout.outside?.name ?? names.get(payout.personId) ?? '',
              minor: payout.amountMinor,
              tone: payout.group,
            }))}
          />
        </>
      ) : null}
    </div>
  )
}
