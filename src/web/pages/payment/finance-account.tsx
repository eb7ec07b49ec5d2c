/** One account: balance, what is bound and to what, and every entry. */
import type { Route } from './+types/finance-account.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireViewer } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { ledgerAccountsPage } from './addresses.ts'
import { READERS, SubjectLink, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'accounts')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const api = apiOf(context)
  const found = await orNotFound(api.ledger.accounts.get({ code: params.code, limit: 50, ...(cursor ? { cursor } : {}) }))
  return { ...found, subjects: await subjectsOf(api, found.holds) }
}

type Props = Route.ComponentProps

const Entries = ({ data }: { readonly data: Props['loaderData'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const code = useLedgerText()
  const moment = useMoment()
  return (
    <DataTable
      caption={say('entries')}
      rows={data.entries}
      rowKey={(row) => `${row.transactionId}-${row.side}-${row.balanceMinor}`}
      columns={[
        { key: 'at', header: say('at'), cell: (row) => moment(row.at) },
        { key: 'kind', header: say('kind'), cell: (row) => code(`enum.posting.${row.purpose}`) },
        {
          key: 'against',
          header: say('against'),
          cell: (row) => row.against.map((other) => code(`enum.class.${other.split(':')[0] ?? ''}`)).join(lang === 'zh' ? '、' : ', '),
        },
        { key: 'debit', header: say('debit'), align: 'end', cell: (row) => (row.side === 'D' ? <Price minor={row.amountMinor} isExact size="s" /> : '') },
        { key: 'credit', header: say('credit'), align: 'end', cell: (row) => (row.side === 'C' ? <Price minor={row.amountMinor} isExact size="s" /> : '') },
        { key: 'balance', header: say('balance'), align: 'end', cell: (row) => <Price minor={row.balanceMinor} isExact size="s" /> },
      ]}
      empty={<EmptyState title={say('noEntries')}>{say('noEntriesAbout')}</EmptyState>}
    />
  )
}

const AccountPage = ({ loaderData: data }: Props) => {
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  const moment = useMoment()
  const { account, holds } = data
  const isReader = holdsAny(useViewer(), READERS)
  const trail = useTrail([{ key: 'accounts', to: ledgerAccountsPage() }])
  return (
    <Page width="wide">
      <PageHead
        title={account.ownerName ? name(account.ownerName) : code(`enum.class.${account.class}`)}
        subtitle={code(`enum.class.${account.class}`)}
        number={account.code}
        trail={isReader ? trail : []}
      />
      <Stats>
        <Stat label={say('posted')} value={<Price minor={account.postedMinor} isExact size="l" />} />
        <Stat label={say('held')} value={<Price minor={account.heldMinor} isExact size="l" />} />
        <Stat label={say('available')} value={<Price minor={account.availableMinor} isExact size="l" />} />
      </Stats>
      {holds.length > 0 ? (
        <Section title={say('holds')}>
          <DataTable
            caption={say('holds')}
            rows={holds}
            rowKey={(row) => row.id}
            columns={[
              { key: 'purpose', header: say('purpose'), cell: (row) => code(`enum.purpose.${row.purpose}`) },
              { key: 'subject', header: say('subject'), cell: (row) => <SubjectLink id={row.subject} subjects={data.subjects} /> },
              { key: 'amount', header: say('amount'), align: 'end', cell: (row) => <Price minor={row.amountMinor} isExact size="s" /> },
              { key: 'since', header: say('placedAt'), cell: (row) => moment(row.placedAt) },
            ]}
          />
        </Section>
      ) : null}
      <Section title={say('entries')}>
        <Entries data={data} />
        <Pager nextCursor={data.nextCursor} total={null} />
      </Section>
    </Page>
  )
}
export default AccountPage
