/** Facts, money and process of one contract. */
import type { Api } from '../../contract.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Row } from '../../ui/layout.tsx'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { FileUsage } from '../../ui/file-room.tsx'
import { UnverifiedAgentMark } from '../../ui/name-mark.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Price } from '../../ui/price.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { formatPremium } from '../indicator/premium.ts'
import { achievementPage } from '../achievement/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { text } from './contract.text.ts'

type Got = Awaited<ReturnType<Api['contract']['get']>>
export type Contract = Omit<Got, 'acts'> & { readonly acts: readonly WordedAct<Got['acts'][number]['act']>[] }

export interface UploadProps {
  readonly contract: Contract
  readonly usage: FileUsage
  readonly outcome: CommandOutcome<unknown> | undefined
}

const Side = ({ side, unverified }: { readonly side: Contract['seller']; readonly unverified: readonly string[] }) => {
  const inLang = useInLang()
  return (
    <Row gap={8}>
      <span>{inLang(side.name)}</span>
      {unverified.includes(side.id) ? <UnverifiedAgentMark /> : null}
    </Row>
  )
}

/** `unverified`: organisations for which somebody may sign whose name nobody has verified. */
export const useFactRows = (contract: Contract, unverified: readonly string[]) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  return [
    { label: say('number'), value: contract.number },
    { label: say('saleNumber'), value: contract.saleNumber },
    { label: say('lot'), value: <LocalLink to={lotPage(contract.lotId)}>{contract.lotNumber}</LocalLink> },
    { label: say('achievement'), value: <LocalLink to={achievementPage(contract.achievementId)}>{inLang(contract.title)}</LocalLink> },
    { label: say('right'), value: word(`enum.contract.right.${contract.right}`) },
    { label: say('term'), value: contract.termMonths === null ? null : say('months', { count: contract.termMonths }) },
    { label: say('territory'), value: contract.territory === null ? null : inLang(contract.territory) },
    { label: say('field'), value: contract.field === null ? null : inLang(contract.field) },
    { label: say('seller'), value: <Side side={contract.seller} unverified={unverified} /> },
    { label: say('buyer'), value: <Side side={contract.buyer} unverified={unverified} /> },
    { label: say('bidNumber'), value: contract.bidNumber },
    { label: say('soldAt'), value: formatInstant(contract.soldAt, lang) },
  ]
}

export const useTermRows = (contract: Contract) => {
  const say = useSay(text)
  const { terms } = contract
  return [
    { label: say('handoverDays'), value: say('days', { count: terms.handoverDays }) },
    { label: say('acceptanceDays'), value: say('days', { count: terms.acceptanceDays }) },
    { label: say('guidanceDays'), value: say('workDays', { count: terms.guidanceDays }) },
    { label: say('secrecyYears'), value: say('years', { count: terms.secrecyYears }) },
    { label: say('silenceDays'), value: terms.silenceDays === null ? say('notAgreed') : say('days', { count: terms.silenceDays }) },
    { label: say('registerDays'), value: contract.registers.length === 0 ? null : say('workDays', { count: terms.registerDays }) },
    { label: say('objectionDays'), value: say('days', { count: terms.objectionDays }) },
    { label: say('forum'), value: terms.forum.kind === 'court' ? say('court') : terms.forum.commission },
  ]
}

export const Money = ({ contract }: { readonly contract: Contract }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const exact = (minor: string) => <Price minor={minor} size="s" isExact />
  return (
    <FactsTable
      rows={[
        { label: say('turnover'), value: <Price minor={contract.turnoverMinor} isExact withCapital /> },
        ...contract.deductions.map((line) => ({
          label: say('deduction', { label: line.label, kind: word(`enum.contract.deduction.${line.kind}`) }),
          value: exact(line.amountMinor),
        })),
        { label: say('technologyAmount'), value: exact(contract.technologyAmountMinor) },
        { label: say('technicalIncome'), value: exact(contract.technicalIncomeMinor) },
        { label: say('deposit'), value: exact(contract.depositMinor) },
        { label: say('balance'), value: exact(contract.balanceMinor) },
        { label: say('escrow'), value: exact(contract.escrowMinor) },
        { label: say('received'), value: contract.receivedMinor === '0' ? null : exact(contract.receivedMinor) },
        { label: say('startingPrice'), value: exact(contract.startingPriceMinor) },
        { label: say('premium'), value: formatPremium(contract.premiumBasisPoints) },
      ]}
    />
  )
}

const STEP_OF = { sale_pending: 0, drafted: 1, effective: 2, overdue: 2, paid: 3, handed_over: 4, registering: 5 } as const
const FAILED = ['defaulted', 'withdrawn', 'terminated']
/** Where the straight way stands still. */
const HALTED = ['rescinded', 'disputed']

/** Index of the step that runs; the number of steps when all are done. */
const stepAt = (contract: Contract, count: number): number => {
  if (contract.state === 'settled') return count
  if (contract.state in STEP_OF) return STEP_OF[contract.state as keyof typeof STEP_OF]
  if (contract.paidAt !== null) return contract.registrationDueAt !== null ? 5 : contract.handedOverAt === null ? 3 : 4
  if (contract.effectiveAt !== null) return 2
  return contract.draftedAt === null ? 0 : 1
}

export const Process = ({ contract }: { readonly contract: Contract }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const isRegistered = contract.registers.length > 0
  const at = stepAt(contract, isRegistered ? 6 : 5)
  const isHalted = HALTED.includes(contract.state)
  const isFailed = FAILED.includes(contract.state)
  const rule = (key: string) => contract.rules.find((candidate) => candidate.key === key)
  const deadline = (when: string | null, key?: string) => {
    const cited = key === undefined ? undefined : rule(key)
    return when === null ? null : { at: when, ...(cited === undefined ? {} : { rule: cited }) }
  }
  const isOverdue = contract.state === 'overdue'
  const rows = [
    { key: 'sale', label: say('stepSale'), at: contract.draftedAt, deadline: deadline(contract.signBy, 'sale.signing') },
    { key: 'contract', label: say('stepContract'), at: contract.effectiveAt, deadline: deadline(contract.signBy, 'sale.signing') },
    {
      key: 'pay',
      label: say('stepPay'),
      at: contract.paidAt,
      deadline:
        isOverdue && contract.demandedAt !== null ? deadline(contract.cureEndsAt, 'contract.cureDays') : deadline(contract.paymentDueAt, 'payment.full'),
    },
    { key: 'handover', label: say('stepHandover'), at: contract.handedOverAt, deadline: deadline(contract.handoverDueAt) },
    {
      key: 'accept',
      label: say(isRegistered ? 'stepAcceptOnly' : 'stepAccept'),
      at: contract.handovers.at(-1)?.decidedAt ?? null,
      deadline: deadline(contract.acceptanceDueAt),
    },
    ...(isRegistered
      ? [{ key: 'register', label: say('stepRegister'), at: contract.endedAt, deadline: deadline(contract.registrationDueAt, 'contract.registerWithin') }]
      : []),
  ]
  const steps: TimelineStep[] = rows.map((row, index) => ({
    key: row.key,
    label: row.label,
    state: index < at ? 'done' : index === at ? (isFailed || isHalted ? 'failed' : 'now') : 'next',
    at: index < at ? row.at : null,
    deadline: index === at && !isFailed && !isHalted ? row.deadline : null,
  }))
  const ending: TimelineStep[] = isFailed
    ? [
        {
          key: 'ended',
          label: word(`state.contract.${contract.state}`),
          state: 'failed',
          at: contract.endedAt,
          note: `${word(`enum.contract.ground.${contract.endGround ?? 'agreement'}`)}：${contract.endReason ?? ''}`,
        },
      ]
    : []
  return <Timeline label={say('process')} steps={isFailed ? [...steps.slice(0, at), ...ending] : steps} />
}

/** Each legal source once: several rules of one deal come from the same text. */
export const oncePerSource = <Rule extends { readonly source: string }>(rules: readonly Rule[]): readonly Rule[] => [
  ...new Map(rules.map((rule) => [rule.source, rule])).values(),
]
