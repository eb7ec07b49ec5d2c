/** Parts that the money pages share: states as badges, tables of bank lines and payouts. */
import type { ContractRouterClient } from '@orpc/contract'
import type { paymentContract } from '#modules/payment/api.ts'
import { formatDate, formatEnd, formatInstant } from '../../i18n/dates.ts'
import { inLang, localPath, type Lang, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { DataTable, Lines, type Column } from '../../ui/data-table.tsx'
import { NoneFound } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Due } from '../../ui/due.tsx'
import { Price } from '../../ui/price.tsx'
import { useSelection } from '../../ui/selection.tsx'
import type { Place } from '../../i18n/place.ts'
import { financePage, linePage, paymentPage, payoutPage } from './addresses.ts'
import { moreText } from './finance-more.text.ts'
import type { SubjectNames } from './finance-subjects.ts'
import { WORDS } from './finance-words.ts'
import { text } from './finance.text.ts'

type Payments = ContractRouterClient<typeof paymentContract>
export type BankLine = Awaited<ReturnType<Payments['statements']['get']>>['lines'][number]
export type Payout = Awaited<ReturnType<Payments['payouts']['list']>>['items'][number]
export type PayoutWay = Awaited<ReturnType<Payments['payouts']['get']>>['payout']
export type PaymentRequest = Awaited<ReturnType<Payments['requests']['list']>>['items'][number]

export const READERS = ['finance', 'approver'] as const

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
  if (found) {
    const called = `${name(found.title)} · ${found.number}`
    return found.to === null ? called : <LocalLink to={found.to}>{called}</LocalLink>
  }
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
  const beneficiary = (payout: Payout): string => (payout.beneficiaryName ? name(payout.beneficiaryName) : payout.beneficiaryId)
  return [
    {
      key: 'reference',
      header: say('reference'),
      cell: (payout) => <LocalLink to={payoutPage(payout.id)}>{payout.reference}</LocalLink>,
      sort: (payout) => payout.reference,
    },
    { key: 'beneficiary', header: say('beneficiary'), cell: beneficiary, sort: beneficiary },
    {
      key: 'purpose',
      header: say('purpose'),
      cell: (payout) => code(`enum.purpose.${payout.purpose}`),
      sort: (payout) => code(`enum.purpose.${payout.purpose}`),
    },
    { key: 'subject', header: more('forWhat'), cell: (payout) => <SubjectLink id={payout.subject} subjects={subjects} /> },
    {
      key: 'amount',
      header: say('amount'),
      align: 'end',
      cell: (payout) => <Price minor={payout.amountMinor} isExact size="s" />,
      sort: (payout) => BigInt(payout.amountMinor),
    },
    {
      key: 'account',
      header: say('account'),
      isWideOnly: true,
      cell: (payout) => (payout.accountTail === '' ? '—' : `${payout.bankName} ****${payout.accountTail}`),
    },
    {
      key: 'due',
      header: say('dueAt'),
      sort: (payout) => payout.dueAt,
      cell: (payout) => <Due at={payout.dueAt} isOpen={payout.state !== 'settled' && payout.state !== 'cancelled'} />,
    },
    { key: 'state', header: say('state'), cell: (payout) => <LedgerState of="payout" state={payout.state} /> },
  ]
}

interface PayoutsTableProps {
  readonly payouts: readonly Payout[]
  readonly subjects: SubjectNames
  readonly nextCursor?: string | null
}

export const PayoutsTable = ({ payouts, subjects, nextCursor }: PayoutsTableProps) => {
  const say = useSay(text)
  const columns = usePayoutColumns(subjects)
  const { boxes, sum } = useSelection({
    rows: payouts,
    rowKey: ({ id }) => id,
    nameOf: ({ reference }) => reference,
    of: say('amount'),
    minorOf: ({ amountMinor }) => amountMinor,
  })
  return (
    <>
      <DataTable
        caption={say('payouts')}
        rows={payouts}
        columns={[...boxes, ...columns]}
        rowKey={(payout) => payout.id}
        nextCursor={nextCursor}
        empty={
          <NoneFound>
            <EmptyState title={say('noPayouts')}>{say('noPayoutsAbout')}</EmptyState>
          </NoneFound>
        }
      />
      {sum}
    </>
  )
}

const payerOf = ({ payerName, payerOrganisationId }: PaymentRequest, lang: Lang): string => (payerName ? inLang(payerName, lang) : payerOrganisationId)

interface RequestsTableProps {
  readonly requests: readonly PaymentRequest[]
  readonly subjects: SubjectNames
  readonly nextCursor: string | null
}

/** Each row leads to its slip, receipt and refund. */
export const RequestsTable = ({ requests, subjects, nextCursor }: RequestsTableProps) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const lang = useLang()
  const moment = useMoment()
  const { boxes, sum } = useSelection({
    rows: requests,
    rowKey: ({ id }) => id,
    nameOf: ({ reference }) => reference,
    of: say('amount'),
    minorOf: ({ amountMinor }) => amountMinor,
  })
  const columns: readonly Column<PaymentRequest>[] = [
    ...boxes,
    {
      key: 'reference',
      header: say('reference'),
      cell: (request) => <strong>{request.reference}</strong>,
      sort: (request) => request.reference,
    },
    { key: 'payer', header: say('payer'), cell: (request) => payerOf(request, lang), sort: (request) => payerOf(request, lang) },
    {
      key: 'subject',
      header: more('forWhat'),
      cell: (request) => (
        <Lines>
          <span>{code(`enum.purpose.${request.purpose}`)}</span>
          <SubjectLink id={request.subject} subjects={subjects} />
        </Lines>
      ),
      sort: (request) => code(`enum.purpose.${request.purpose}`),
    },
    {
      key: 'amount',
      header: say('amount'),
      align: 'end',
      cell: (request) => <Price minor={request.amountMinor} isExact size="s" />,
      sort: (request) => BigInt(request.amountMinor),
    },
    { key: 'due', header: say('dueAt'), cell: (request) => <Due at={request.dueAt} isOpen={request.state === 'open'} />, sort: (request) => request.dueAt },
    {
      key: 'state',
      header: say('state'),
      cell: (request) => (
        <Lines>
          <LedgerState of="request" state={request.state} />
          {request.paidAt === null ? null : <span>{moment(request.paidAt)}</span>}
        </Lines>
      ),
      sort: (request) => request.state,
    },
  ]
  return (
    <>
      <DataTable
        caption={say('requests')}
        rows={requests}
        columns={columns}
        rowKey={(request) => request.id}
        rowHref={(request) => localPath(lang, paymentPage(request.id))}
        nextCursor={nextCursor}
        empty={
          <NoneFound>
            <EmptyState title={say('noRequests')}>{say('noRequestsAbout')}</EmptyState>
          </NoneFound>
        }
      />
      {sum}
    </>
  )
}
