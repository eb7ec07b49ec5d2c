/** A researcher's own income from conversions. */
import type { Route } from './+types/income-mine.ts'
import { en, zh } from '#modules/income/messages.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { organisationPage } from '../party/addresses.ts'
import { planPage } from './addresses.ts'
import { Contribution } from './income-contribution.tsx'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'myIncome')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  return apiOf(context).income.mine({})
}

type Item = Route.ComponentProps['loaderData']['items'][number]

const MyIncomePage = ({ loaderData: { paidMinor, expectedMinor, hasAccount, items } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const payment = (item: Item) => {
    if (item.receivedAt !== null) return say('received')
    if (item.settledAt !== null) return <Tag>{say('toConfirm')}</Tag>
    return item.state === 'noticed' && item.noticeClosesAt !== null ? say('noticeUntil', { time: formatEnd(item.noticeClosesAt, lang) }) : say('notPaid')
  }
  return (
    <Page width="wide">
      <PageHead title={say('myIncome')} subtitle={say('myIncomeLead')} />
      {hasAccount ? null : (
        <Banner tone="warning" title={say('account')}>
          <p>{say('accountMissing')}</p>
          <LinkButton to={organisationPage()} variant="default">
            {say('accountLink')}
          </LinkButton>
        </Banner>
      )}
      <Stats>
        <Stat label={say('paidTotal')} value={<Price minor={paidMinor} size="l" />} />
        <Stat label={say('expected')} value={<Price minor={expectedMinor} size="l" />} />
      </Stats>
      <DataTable
        caption={say('myIncome')}
        rows={items}
        rowKey={(item) => item.planId}
        rowHref={(item) => localPath(lang, planPage(item.planId))}
        empty={<EmptyState title={say('mineEmpty')}>{say('mineEmptyAbout')}</EmptyState>}
        columns={[
          {
            key: 'plan',
            header: say('plan'),
            cell: (item) => (
              <>
                {inLang(item.title)} <Contribution payee={item} />
              </>
            ),
          },
          { key: 'state', header: say('state'), cell: (item) => <PlanStateBadge state={item.state} /> },
          { key: 'group', header: say('group'), cell: (item) => `${word(`enum.income.group.${item.group}`)} · ${item.basisPoints / 100}%`, isWideOnly: true },
          { key: 'amount', header: say('amount'), align: 'end', cell: (item) => <Price minor={item.amountMinor} size="s" isExact /> },
          { key: 'paid', header: say('paid'), cell: payment },
        ]}
      />
    </Page>
  )
}
export default MyIncomePage
