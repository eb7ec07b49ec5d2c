/** The finance officer's first screen: what waits, what is due back, how the bank stands. */
import { IconDownload } from '@tabler/icons-react'
import type { Route } from './+types/finance.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { holdsAny, useViewer, useVisit } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { Button } from '../../ui/button.tsx'
import { Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { waitingItems } from '../../shell/waiting.server.ts'
import { TodoList } from '../../ui/todo-list.tsx'
import { batchesPage, financeFile, ledgerAccountsPage, linesPage, payoutsPage, requestsPage, statementsPage } from './addresses.ts'
import { rulePage } from '../rulebook/addresses.ts'
import { PayoutsTable, READERS, useLedgerText } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'finance')

/** What waits on the money desk. */
const KINDS = ['bank_line', 'payout', 'payout_batch']

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const { pathname, searchParams } = new URL(request.url)
  const refused = searchParams.get('refused')
  const api = apiOf(context)
  const overview = await orNotFound(api.payment.overview({}))
  return {
    overview,
    items: await waitingItems({ api, lang: langOfPath(pathname) }, KINDS),
    subjects: await subjectsOf(api, overview.refundsDue),
    refused: refused !== null && /^ledger\.[a-z_.]{1,60}$/.test(refused) ? refused : null,
  }
}

const useCounted = () => {
  const say = useSay(text)
  return (count: number) => (count === 1 ? say('countOne') : say('count', { count }))
}

/** A plain form, because the answer is a file and not a page. */
const DemoBank = () => {
  const say = useSay(text)
  const lang = useLang()
  const { formKey } = useVisit()
  return (
    <Section title={say('demoTitle')} about={say('demoAbout')} isSheet>
      <form method="post" action={localPath(lang, financeFile())}>
        <input type="hidden" name="idempotencyKey" value={`${formKey}-demo`} />
        <input type="hidden" name="kind" value="demo" />
        <Stack gap={12}>
          <label>
            <input type="checkbox" name="withStranger" value="on" /> {say('demoStranger')}
          </label>
          <Row>
            <Button type="submit" name="format" value="camt.053" tone="quiet" icon={<IconDownload size={16} aria-hidden="true" />}>
              {say('demoCamt')}
            </Button>
            <Button type="submit" name="format" value="csv" tone="quiet" icon={<IconDownload size={16} aria-hidden="true" />}>
              {say('demoCsv')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Section>
  )
}

const Finance = ({ loaderData: { overview, items, subjects, refused } }: Route.ComponentProps) => {
  const say = useSay(text)
  const code = useLedgerText()
  const { demo } = useVisit()
  const isFinance = holdsAny(useViewer(), ['finance'])
  const counted = useCounted()
  return (
    <Page width="wide">
      <PageHead title={say('finance')} subtitle={say('about')} actions={isFinance ? <LinkButton to={statementsPage()}>{say('upload')}</LinkButton> : null} />
      {refused ? (
        <Banner tone="danger" isResult>
          {code(refused)}
        </Banner>
      ) : null}
      {overview.bank === null && !demo.enabled ? <Banner tone="warning">{say('noAccountYet')}</Banner> : null}
      <Stats>
        <Stat label={say('bankBalance')} value={<Price minor={overview.bank?.closingMinor ?? '0'} size="l" isShort />} note={say('asOf')} />
        <Stat label={say('openRequests')} value={<Price minor={overview.openRequests.minor} size="l" isShort />} note={counted(overview.openRequests.count)} />
        <Stat label={say('unmatched')} value={<Price minor={overview.unmatchedLines.minor} size="l" isShort />} note={counted(overview.unmatchedLines.count)} />
        <Stat label={say('toPay')} value={<Price minor={overview.toBatch.minor} size="l" isShort />} note={counted(overview.toBatch.count)} />
      </Stats>
      <Row>
        <LinkButton to={linesPage()} variant="default">
          {say('lines')}
        </LinkButton>
        <LinkButton to={requestsPage()} variant="default">
          {say('requests')}
        </LinkButton>
        <LinkButton to={payoutsPage()} variant="default">
          {say('payouts')}
        </LinkButton>
        <LinkButton to={batchesPage()} variant="default">
          {say('batches')}
        </LinkButton>
        <LinkButton to={ledgerAccountsPage()} variant="default">
          {say('accounts')}
        </LinkButton>
      </Row>
      <Section title={say('waiting')}>
        <TodoList items={items} />
      </Section>
      <Section title={say('refundsDue')} about={say('refundsAbout')} aside={<LocalLink to={rulePage('deposit.refund.losers')}>{say('refundRule')}</LocalLink>}>
        {overview.refundsDue.length === 0 ? (
          <EmptyState title={say('refundsNone')}>{say('refundsNoneAbout')}</EmptyState>
        ) : (
          <PayoutsTable payouts={overview.refundsDue} subjects={subjects} />
        )}
      </Section>
      {demo.enabled ? <DemoBank /> : null}
    </Page>
  )
}
export default Finance
