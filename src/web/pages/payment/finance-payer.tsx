/** For organisations that pay or are paid: what is asked of them, how to transfer it, what they have. */
import type { Route } from './+types/finance-payer.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { ledgerAccountPage } from './addresses.ts'
import { RequestsTable } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'myPayments')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const payments = await api.payment.requests.mine({})
  return { ...payments, subjects: await subjectsOf(api, payments.requests) }
}

const Payer = ({ loaderData: { bank, requests, accounts, subjects } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const name = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('myPayments')} />
      {bank ? (
        <Section title={say('payTo')} about={say('payAbout')} isSheet>
          <FactsTable
            rows={[
              { label: say('accountName'), value: <CopyText label={say('accountName')}>{bank.accountName}</CopyText> },
              { label: say('accountNumber'), value: <CopyText label={say('accountNumber')}>{bank.accountNumber}</CopyText> },
              { label: say('bankName'), value: <CopyText label={say('bankName')}>{bank.bankName}</CopyText> },
            ]}
          />
        </Section>
      ) : (
        <Banner tone="warning">{say('noAccountYet')}</Banner>
      )}
      <Section title={say('myRequests')}>
        <RequestsTable requests={requests} subjects={subjects} nextCursor={null} />
      </Section>
      <Section title={say('myBalance')}>
        <DataTable
          caption={say('myBalance')}
          rows={accounts}
          rowKey={(row) => row.code}
          rowHref={(row) => localPath(lang, ledgerAccountPage(row.code))}
          columns={[
            { key: 'owner', header: say('owner'), cell: (row) => (row.ownerName ? name(row.ownerName) : row.code) },
            { key: 'posted', header: say('posted'), align: 'end', cell: (row) => <Price minor={row.postedMinor} isExact size="s" /> },
            { key: 'held', header: say('held'), align: 'end', cell: (row) => <Price minor={row.heldMinor} isExact size="s" /> },
            { key: 'available', header: say('available'), align: 'end', cell: (row) => <Price minor={row.availableMinor} isExact size="s" /> },
          ]}
          empty={<EmptyState title={say('noEntries')}>{say('noEntriesAbout')}</EmptyState>}
        />
      </Section>
    </Page>
  )
}
export default Payer
