/** Parts that the money pages share: states as badges, tables of bank lines and payouts. */
import type { ContractRouterClient } from '@orpc/contract'
import { en as bookEn, zh as bookZh } from '#modules/ledger/messages.ts'
import type { paymentContract } from '#modules/payment/api.ts'
import { en, zh } from '#modules/payment/messages.ts'
import { formatDate, formatEnd, formatInstant } from '../../i18n/dates.ts'
import { inLang, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Due } from '../../ui/due.tsx'
import { Price } from '../../ui/price.tsx'
import type { Place } from '../../i18n/place.ts'
import { financePage, linePage, paymentPage, payoutPage } from './addresses.ts'
import { moreText } from './finance-more.text.ts'
import type { SubjectNames } from './finance-subjects.ts'
import { text } from './finance.text.ts'

type Payments = ContractRouterClient<typeof paymentContract>
export type BankLine = Awaited<ReturnType<Payments['statement']>>['lines'][number]
export type Payout = Awaited<ReturnType<Payments['payouts']>>['items'][number]
export type PayoutWay = Awaited<ReturnType<Payments['payout']>>['payout']
export type PaymentRequest = Awaited<ReturnType<Payments['paymentRequests']>>['items'][number]

export const READERS = ['finance', 'approver'] as const

const WORDS = { zh: { ...bookZh, ...zh }, en: { ...bookEn, ...en } }

export const useLedgerText = () => useCodeText(WORDS)

const TONES: Readonly<Record<string, Tone>> = {
  open: 'waiting',
  paid: 'done',
  refunded: 'neutral',
  cancelled: 'neutral',
  awaiting_account: 'failed',
  ordered: 'waiting',
  batched: 'waiting',
  exported: 'active',
  settled: 'done',
  proposed: 'waiting',
  approved: 'active',
  rejected: 'failed',
  confirmed: 'done',
  previewed: 'waiting',
  booked: 'done',
  partly_booked: 'failed',
  replaced: 'neutral',
  reversed: 'neutral',
  discarded: 'neutral',
  known: 'neutral',
  matched: 'done',
  unmatched: 'failed',
  assigned: 'done',
  return_ordered: 'active',
  returned: 'neutral',
}

interface LedgerStateProps {
  readonly of: 'request' | 'payout' | 'batch' | 'statement' | 'line' | 'assignment'
  readonly state: string
}

export const LedgerState = ({ of, state }: LedgerStateProps) => (
  <StateBadge tone={TONES[state] ?? 'neutral'}>{useLedgerText()(`state.${of}.${state}`)}</StateBadge>
)

/** The way back to the finance desk. */
export const useTrail = (more: readonly { readonly key: keyof typeof text.zh; readonly to: Place }[] = []) => {
  const say = useSay(text)
  const lang = useLang()
  const all = [{ key: 'finance', to: financePage() } as const, ...more]
  return all.map(({ key, to }) => ({ label: say(key), to: localPath(lang, to) }))
}

export const useMoment = () => {
  const lang = useLang()
  return (iso: string | null): string => (iso === null ? '' : formatInstant(iso, lang))
}

/** A moment that ends a period. */
export const useEnd = () => {
  const lang = useLang()
  return (iso: string | null): string => (iso === null ? '' : formatEnd(iso, lang))
}

/** What the money is for: its name and number, leading to its page; the bare id where the viewer may not see more. */
export const SubjectLink = ({ id, subjects }: { readonly id: string; readonly subjects: SubjectNames }) => {
  const name = useInLang()
  const found = subjects[id]
  if (found) return <LocalLink to={found.to}>{`${name(found.title)} · ${found.number}`}</LocalLink>
  if (id.startsWith('bln_')) return <LocalLink to={linePage(id)}>{id}</LocalLink>
  if (id.startsWith('pyo_')) return <LocalLink to={payoutPage(id)}>{id}</LocalLink>
  return <span style={{ overflowWrap: 'anywhere' }}>{id}</span>
}

const LineResult = ({ line }: { readonly line: BankLine }) => {
  const code = useLedgerText()
  const more = useSay(moreText)
  const name = useInLang()
  return (
    <>
      <LedgerState of="line" state={line.state} /> {line.reason === null ? null : code(`enum.reason.${line.reason}`)}
      {line.settles && line.settles !== 'request' && line.settles !== 'payout' ? ` ${code(`enum.settles.${line.settles}`)}` : null}
      {line.targetCount > 1 ? ` ${more('severalPayouts', { count: line.targetCount })}` : line.target?.name ? ` ${name(line.target.name)}` : null}
      {line.counterpartyAccount !== '' && !line.canReceive && line.direction === 'credit' ? ` ${more('noWayBack')}` : null}
    </>
  )
}

interface LinesTableProps {
  readonly lines: readonly BankLine[]
  /** Lines lead to the page on which they are assigned. */
  readonly isLinked?: boolean
}

export const LinesTable = ({ lines, isLinked = false }: LinesTableProps) => {
  const say = useSay(text)
  const lang = useLang()
  const code = useLedgerText()
  const columns: readonly Column<BankLine>[] = [
    { key: 'date', header: say('date'), cell: (line) => formatDate(line.bookedOn, lang) },
    { key: 'line', header: say('line'), isWideOnly: true, cell: (line) => line.lineNumber },
    { key: 'way', header: say('inOut'), cell: (line) => code(`enum.direction.${line.direction}`) },
    { key: 'amount', header: say('amount'), align: 'end', cell: (line) => <Price minor={line.amountMinor} isExact size="s" /> },
    { key: 'party', header: say('party'), cell: (line) => line.counterpartyName },
    { key: 'remark', header: say('remark'), cell: (line) => line.remark },
    { key: 'result', header: say('result'), cell: (line) => <LineResult line={line} /> },
  ]
  return (
    <DataTable
      caption={say('statements')}
      rows={lines}
      columns={columns}
      rowKey={(line) => line.id ?? `${line.lineNumber} ${line.bankLineId}`}
      {...(isLinked ? { rowHref: (line: BankLine) => localPath(lang, linePage(line.id ?? '')) } : {})}
      empty={<EmptyState title={say('noLines')}>{say('noLinesAbout')}</EmptyState>}
    />
  )
}

export const usePayoutColumns = (subjects: SubjectNames): readonly Column<Payout>[] => {
  const more = useSay(moreText)
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  return [
    { key: 'reference', header: say('reference'), cell: (payout) => <LocalLink to={payoutPage(payout.id)}>{payout.reference}</LocalLink> },
    { key: 'beneficiary', header: say('beneficiary'), cell: (payout) => (payout.beneficiaryName ? name(payout.beneficiaryName) : payout.beneficiaryId) },
    { key: 'purpose', header: say('purpose'), cell: (payout) => code(`enum.purpose.${payout.purpose}`) },
    { key: 'subject', header: more('forWhat'), cell: (payout) => <SubjectLink id={payout.subject} subjects={subjects} /> },
    { key: 'amount', header: say('amount'), align: 'end', cell: (payout) => <Price minor={payout.amountMinor} isExact size="s" /> },
    {
      key: 'account',
      header: say('account'),
      isWideOnly: true,
      cell: (payout) => (payout.accountTail === '' ? '—' : `${payout.bankName} ****${payout.accountTail}`),
    },
    { key: 'due', header: say('dueAt'), cell: (payout) => <Due at={payout.dueAt} isOpen={payout.state !== 'settled' && payout.state !== 'cancelled'} /> },
    { key: 'state', header: say('state'), cell: (payout) => <LedgerState of="payout" state={payout.state} /> },
  ]
}

interface PayoutsTableProps {
  readonly payouts: readonly Payout[]
  readonly subjects: SubjectNames
}

export const PayoutsTable = ({ payouts, subjects }: PayoutsTableProps) => {
  const say = useSay(text)
  return (
    <DataTable
      caption={say('payouts')}
      rows={payouts}
      columns={usePayoutColumns(subjects)}
      rowKey={(payout) => payout.id}
      empty={<EmptyState title={say('noPayouts')}>{say('noPayoutsAbout')}</EmptyState>}
    />
  )
}

interface RequestsTableProps {
  readonly requests: readonly PaymentRequest[]
  readonly subjects: SubjectNames
}

/** Each row leads to its slip, receipt and refund. */
export const RequestsTable = ({ requests, subjects }: RequestsTableProps) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const lang = useLang()
  const moment = useMoment()
  const columns: readonly Column<PaymentRequest>[] = [
    { key: 'reference', header: say('reference'), cell: (request) => <strong>{request.reference}</strong> },
    { key: 'payer', header: say('payer'), cell: (request) => (request.payerName ? inLang(request.payerName, lang) : request.payerOrganisationId) },
    { key: 'purpose', header: say('purpose'), cell: (request) => code(`enum.purpose.${request.purpose}`) },
    { key: 'subject', header: more('forWhat'), cell: (request) => <SubjectLink id={request.subject} subjects={subjects} /> },
    { key: 'amount', header: say('amount'), align: 'end', cell: (request) => <Price minor={request.amountMinor} isExact size="s" /> },
    { key: 'due', header: say('dueAt'), cell: (request) => <Due at={request.dueAt} isOpen={request.state === 'open'} /> },
    { key: 'paid', header: say('paidAt'), isWideOnly: true, cell: (request) => moment(request.paidAt) },
    { key: 'state', header: say('state'), cell: (request) => <LedgerState of="request" state={request.state} /> },
  ]
  return (
    <DataTable
      caption={say('requests')}
      rows={requests}
      columns={columns}
      rowKey={(request) => request.id}
      rowHref={(request) => localPath(lang, paymentPage(request.id))}
      empty={<EmptyState title={say('noRequests')}>{say('noRequestsAbout')}</EmptyState>}
    />
  )
}
