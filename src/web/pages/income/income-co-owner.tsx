/** What an organisation gets of the fees that another holder of the same right collected. */
import type { Route } from './+types/income-co-owner.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { noticePage } from '../notice/addresses.ts'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'coOwnerIncome')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver', 'enterprise'])
  return apiOf(context).income.coOwners.mine({})
}

const CoOwnerIncomePage = ({ loaderData: { items } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('coOwnerIncome')} subtitle={say('coOwnerIncomeLead')} />
      <DataTable
        caption={say('coOwnerIncome')}
        rows={items}
        rowKey={(item) => item.planId}
        empty={<EmptyState title={say('coOwnerEmpty')}>{say('coOwnerEmptyAbout')}</EmptyState>}
        columns={[
          { key: 'plan', header: say('plan'), cell: (item) => `${item.number} ${inLang(item.title)}` },
          { key: 'seller', header: say('seller'), cell: (item) => inLang(item.institutionName), isWideOnly: true },
          { key: 'state', header: say('state'), cell: (item) => <PlanStateBadge state={item.state} /> },
          { key: 'gross', header: say('gross'), align: 'end', cell: (item) => <Price minor={item.grossMinor} size="s" isExact /> },
          {
            key: 'share',
            header: say('ourShare'),
            align: 'end',
            cell: (item) => (
              <>
                <Price minor={item.amountMinor} size="s" isExact /> ({item.basisPoints / 100}%)
              </>
            ),
          },
          { key: 'basis', header: say('basis'), cell: (item) => item.agreement || say('byRecord'), isWideOnly: true },
          {
            key: 'paid',
            header: say('paid'),
            cell: (item) => (
              <>
                {item.settledAt === null ? say('notPaid') : say('paidOn', { time: formatInstant(item.settledAt, lang) })}{' '}
                {item.noticeId === null ? null : <LocalLink to={noticePage(item.noticeId)}>{say('seeNotice')}</LocalLink>}
              </>
            ),
          },
        ]}
      />
    </Page>
  )
}
export default CoOwnerIncomePage
