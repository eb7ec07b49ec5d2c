/** Accounts with balances, and the bank against the ledger. */
import type { Route } from './+types/finance-accounts.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { contractPage } from '../contract/addresses.ts'
import { financeFile, ledgerAccountPage } from './addresses.ts'
import { READERS, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'accounts')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const { ledger, payment } = apiOf(context)
  const [accounts, reconciliation] = await orNotFound(
    Promise.all([ledger.accounts.list({ limit: 50, ...(cursor ? { cursor } : {}) }), payment.reconciliation({})]),
  )
  return { accounts, reconciliation }
}

type Props = Route.ComponentProps

const Reconciliation = ({ found }: { readonly found: Props['loaderData']['reconciliation'] }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const moment = useMoment()
  const money = (minor: string) => <Price minor={minor} isExact size="s" />
  const agrees = found.differenceMinor === '0'
  return (
    <Section title={say('reconciliation')} isSheet>
      <Banner tone={agrees ? 'success' : 'danger'}>{say(agrees ? 'agrees' : 'differs')}</Banner>
      <FactsTable
        columns={2}
        rows={[
          { label: say('perBank'), value: money(found.bankClosingMinor) },
          { label: say('perLedger'), value: money(found.ledgerBankMinor) },
          { label: say('difference'), value: money(found.differenceMinor) },
          {
            label: say('lastStatement'),
            value: found.lastStatement ? `${found.lastStatement.fileName} · ${moment(found.lastStatement.bookedAt)}` : null,
            absent: '—',
          },
        ]}
      />
      <Banner tone={found.isCovered ? 'success' : 'danger'}>{say(found.isCovered ? 'covered' : 'notCovered')}</Banner>
      <FactsTable
        columns={2}
        rows={[
          ...found.liabilities.map((row) => ({ label: code(`enum.class.${row.class}`), value: money(row.minor) })),
          { label: say('owed'), value: money(found.liabilitiesMinor) },
          { label: say('claims'), value: money(found.claimsMinor) },
          { label: more('charges'), value: money(found.chargesMinor) },
          { label: more('unreadLines'), value: found.partlyBooked.count === 0 ? null : money(found.partlyBooked.minor) },
          { label: say('debitsEqual'), value: money(found.debitsMinor) },
          { label: say('creditsEqual'), value: money(found.creditsMinor) },
          { label: say('inTransit'), value: money(found.payoutsInTransitMinor) },
          { label: say('orders'), value: money(found.payoutOrdersMinor) },
        ]}
      />
    </Section>
  )
}

/** The ledger knows a contract by its id only: the link leads to its number and parties. */
const Owner = ({ account: { ownerName, ownerId } }: { readonly account: Props['loaderData']['accounts']['items'][number] }) => {
  const say = useSay(text)
  const name = useInLang()
  if (ownerName) return name(ownerName)
  if (ownerId === null) return say('market')
  return ownerId.startsWith('con_') ? <LocalLink to={contractPage(ownerId)}>{say('ownerContract')}</LocalLink> : ownerId
}

const Accounts = ({ loaderData: { accounts, reconciliation } }: Props) => {
  const say = useSay(text)
  const lang = useLang()
  const code = useLedgerText()
  const table = (
    <>
      <DataTable
        caption={say('accounts')}
        rows={accounts.items}
        rowKey={(row) => row.code}
        rowHref={(row) => localPath(lang, ledgerAccountPage(row.code))}
        columns={[
          { key: 'class', header: say('class'), cell: (row) => code(`enum.class.${row.class}`) },
          { key: 'owner', header: say('owner'), cell: (row) => <Owner account={row} /> },
          { key: 'posted', header: say('posted'), align: 'end', cell: (row) => <Price minor={row.postedMinor} isExact size="s" /> },
          { key: 'held', header: say('held'), align: 'end', cell: (row) => <Price minor={row.heldMinor} isExact size="s" /> },
          { key: 'available', header: say('available'), align: 'end', cell: (row) => <Price minor={row.availableMinor} isExact size="s" /> },
        ]}
      />
      <Pager nextCursor={accounts.nextCursor} total={accounts.total} />
      <Section title={say('journal')} about={say('journalAbout')}>
        <DownloadButton href={localPath(lang, financeFile())}>{say('journal')}</DownloadButton>
      </Section>
    </>
  )
  return (
    <Page width="wide">
      <PageHead title={say('accounts')} trail={useTrail()} />
      <Reconciliation found={reconciliation} />
      {table}
    </Page>
  )
}
export default Accounts
