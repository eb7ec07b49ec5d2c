/** What the pages of deposits share: states as badges, the table of papers, the fields of a paper. */
import type { ContractRouterClient } from '@orpc/contract'
import type { paymentContract } from '#modules/payment/api.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { DataTable, Lines } from '../../ui/data-table.tsx'
import { DateField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { instrumentPage } from './addresses.ts'
import { SubjectLink, useLedgerText } from './finance-parts.tsx'
import type { SubjectNames } from './finance-subjects.ts'
import { text } from './deposits.text.ts'

type Payments = ContractRouterClient<typeof paymentContract>
export type Instrument = Awaited<ReturnType<Payments['instruments']['mine']>>['items'][number]

const TONES: Readonly<Record<string, Tone>> = {
  asked: 'waiting',
  inCheck: 'waiting',
  filed: 'waiting',
  checked: 'waiting',
  bound: 'active',
  standing: 'active',
  returning: 'active',
  returned: 'neutral',
  released: 'neutral',
  setOff: 'done',
  paid: 'done',
  called: 'failed',
  refused: 'failed',
  forfeited: 'failed',
  lapsed: 'failed',
}

export const DepositBadge = ({ of, state }: { readonly of: 'deposit' | 'instrument' | 'call'; readonly state: string }) => (
  <StateBadge tone={of === 'instrument' && state === 'returned' ? 'failed' : (TONES[state] ?? 'neutral')}>{useLedgerText()(`state.${of}.${state}`)}</StateBadge>
)

interface InstrumentsTableProps {
  readonly rows: readonly Instrument[]
  readonly subjects: SubjectNames
  readonly nextCursor: string | null
  /** The officers see whose it is. */
  readonly withOwner?: boolean
}

export const InstrumentsTable = ({ rows, subjects, nextCursor, withOwner = false }: InstrumentsTableProps) => {
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  const lang = useLang()
  return (
    <DataTable
      caption={say('papers')}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, instrumentPage(id))}
      nextCursor={nextCursor}
      empty={<EmptyState title={say(withOwner ? 'none' : 'noPapers')}>{say(withOwner ? 'noneAbout' : 'noPapersAbout')}</EmptyState>}
      columns={[
        ...(withOwner
          ? [{ key: 'owner', header: say('owner'), cell: (row: Instrument) => (row.organisationName ? name(row.organisationName) : row.organisationId) }]
          : []),
        {
          key: 'kind',
          header: say('kind'),
          cell: (row) => (
            <Lines>
              <span>{code(`enum.deposit.${row.kind}`)}</span>
              {row.issuerName === '' ? null : <span>{row.issuerName}</span>}
            </Lines>
          ),
        },
        { key: 'lot', header: say('forLot'), cell: (row) => (row.subject === null ? say('frame') : <SubjectLink id={row.subject} subjects={subjects} />) },
        {
          key: 'amount',
          header: say('amount'),
          align: 'end',
          cell: (row) => <Price minor={row.amountMinor} isExact size="s" />,
          sort: (row) => BigInt(row.amountMinor),
        },
        { key: 'bound', header: say('boundSum'), align: 'end', isWideOnly: true, cell: (row) => <Price minor={row.boundMinor} isExact size="s" /> },
        {
          key: 'until',
          header: say('validUntil'),
          cell: (row) => (row.validUntil === null ? '—' : formatEnd(row.validUntil, lang)),
          sort: (row) => row.validUntil,
        },
        { key: 'filed', header: say('filed'), isWideOnly: true, cell: (row) => formatInstant(row.filedAt, lang), sort: (row) => row.filedAt },
        { key: 'state', header: say('state'), cell: (row) => <DepositBadge of="instrument" state={row.state} /> },
      ]}
    />
  )
}

/** What the paper says. */
export const PaperFields = ({ validFrom }: { readonly validFrom?: string | null }) => {
  const say = useSay(text)
  return (
    <>
      <TextField name="issuerName" label={say('issuer')} isRequired />
      <TextField name="number" label={say('number')} isRequired />
      <DateField name="validUntil" label={say('validUntil')} help={say('validHelp')} isRequired {...(validFrom ? { min: validFrom } : {})} />
      <FileField name="proof" label={say('proof')} help={say('proofHelp')} isRequired accept=".pdf,.png,.jpg,.jpeg" />
      <TextAreaField name="statement" label={say('statement')} rows={2} maxLength={1000} />
    </>
  )
}
