/** One payment: the slip with everything a transfer form asks for, the receipt once the bank has booked it, and the way of its refund. */
import { capitalAmount, formatAmount } from '#kernel/money.ts'
import type { Route } from './+types/finance-payment.ts'
import { formatDate } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireViewer } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { SealLink } from '../../ui/badges.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { paymentsPage, requestsPage } from './addresses.ts'
import { LedgerState, READERS, SubjectLink, useEnd, useLedgerText } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { WayFacts } from './finance-way.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, moreText, 'slip')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const payment = await orNotFound(api.payment.requests.get({ requestId: params.id }))
  return { ...payment, subjects: await subjectsOf(api, [payment.request]) }
}

type Payment = Route.ComponentProps['loaderData']

const FEN_IN_YUAN = 100n
/** As transfer forms take it: no separators. */
const plainYuan = (minor: bigint): string => `${minor / FEN_IN_YUAN}.${String(minor % FEN_IN_YUAN).padStart(2, '0')}`

const useAmountRows = ({ request, subjects }: Payment): readonly FactRow[] => {
  const say = useSay(text)
  const more = useSay(moreText)
  const lang = useLang()
  const code = useLedgerText()
  const name = useInLang()
  const minor = BigInt(request.amountMinor)
  return [
    {
      label: say('amount'),
      value: (
        <CopyText label={say('amount')} value={plainYuan(minor)}>
          {formatAmount(minor, 'CNY', lang)}
        </CopyText>
      ),
    },
    { label: more('capital'), value: capitalAmount(minor) },
    { label: say('payer'), value: request.payerName ? name(request.payerName) : request.payerOrganisationId },
    { label: say('purpose'), value: code(`enum.purpose.${request.purpose}`) },
    { label: more('forWhat'), value: <SubjectLink id={request.subject} subjects={subjects} /> },
  ]
}

const Slip = ({ payment }: { readonly payment: Payment }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const end = useEnd()
  const amounts = useAmountRows(payment)
  const { bank, request } = payment
  if (bank === null) return <Banner tone="warning">{say('noAccountYet')}</Banner>
  const copied = (label: string, value: string) => ({ label, value: <CopyText label={label}>{value}</CopyText> })
  return (
    <Section title={more('slip')} about={more('slipAbout')} isSheet>
      <FactsTable
        rows={[
          copied(more('payee'), bank.accountName),
          copied(more('payeeAccount'), bank.accountNumber),
          copied(more('payeeBank'), bank.bankName),
          copied(more('remarkToWrite'), request.reference),
          ...amounts,
          { label: say('dueAt'), value: end(request.dueAt) },
        ]}
      />
      <p data-no-print="">{more('print')}</p>
    </Section>
  )
}

const Receipt = ({ payment, received }: { readonly payment: Payment; readonly received: NonNullable<Payment['received']> }) => {
  const more = useSay(moreText)
  const lang = useLang()
  const amounts = useAmountRows(payment)
  const { bank, request } = payment
  return (
    <Section title={more('receipt')} about={more('receiptAbout')} isSheet>
      <FactsTable
        rows={[
          { label: more('receiptNumber'), value: <CopyText label={more('receiptNumber')}>{request.reference}</CopyText> },
          ...amounts,
          { label: more('payerOnStatement'), value: received.payerName },
          { label: more('payerAccount'), value: received.accountTail === '' ? null : `****${received.accountTail}` },
          { label: more('receivedOn'), value: formatDate(received.bookedOn, lang) },
          { label: more('payee'), value: bank?.accountName },
        ]}
      />
      <div>
        <SealLink subject={request.id} />
      </div>
      <p data-no-print="">{more('print')}</p>
    </Section>
  )
}

const PaymentPage = ({ loaderData: payment }: Route.ComponentProps) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const lang = useLang()
  const isOfficer = holdsAny(useViewer(), READERS)
  const { request, received, refund } = payment
  const back = isOfficer ? { label: say('requests'), to: requestsPage() } : { label: say('myPayments'), to: paymentsPage() }
  return (
    <Page>
      <PageHead
        title={more(received ? 'receipt' : 'slip')}
        number={request.reference}
        state={<LedgerState of="request" state={request.state} />}
        trail={[{ label: back.label, to: localPath(lang, back.to) }]}
      />
      {received ? <Receipt payment={payment} received={received} /> : null}
      {request.state === 'open' ? (
        <>
          <Slip payment={payment} />
          <Banner tone="info">{more('notPaid')}</Banner>
        </>
      ) : null}
      {request.state === 'cancelled' ? <Banner tone="warning">{more('cancelledRequest')}</Banner> : null}
      {received ? (
        <Section title={more('refund')} about={more('refundAbout')} isSheet>
          {refund ? <WayFacts way={refund} /> : <p>{more('noRefund')}</p>}
        </Section>
      ) : null}
    </Page>
  )
}
export default PaymentPage
