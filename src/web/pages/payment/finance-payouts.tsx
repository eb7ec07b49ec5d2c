/** Payout orders by state; those that are ready are ticked into a batch. */
import { redirect } from 'react-router'
import type { Route } from './+types/finance-payouts.ts'
import { langOfPath, localPath, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useSelection } from '../../ui/selection.tsx'
import { batchPage, batchesPage, payoutsFile } from './addresses.ts'
import { PAYOUT_STATES } from './finance-states.ts'
import { payoutsAsked } from './lists.server.ts'
import { PayoutsTable, READERS, useLedgerText, usePayoutColumns, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'payouts')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const params = new URL(request.url).searchParams
  const cursor = params.get('cursor')
  const asked = payoutsAsked(params)
  const api = apiOf(context)
  const page = await orNotFound(api.payment.payouts.list({ ...asked, limit: 100, ...(cursor ? { cursor } : {}) }))
  return { state: asked.state, page, subjects: await subjectsOf(api, page.items) }
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    if (form.text('intent') === 'nameAccounts') return api.payment.nameAccounts({}, call)
    const { batchId } = await api.payment.makeBatch({ payoutIds: form.all('payoutIds') }, call)
    throw redirect(localPath(lang, batchPage(batchId)))
  })
}

type Props = Route.ComponentProps

const BatchForm = ({ loaderData, outcome }: { readonly loaderData: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const payouts = loaderData.page.items
  const columns = usePayoutColumns(loaderData.subjects)
  const { boxes, sum } = useSelection({
    rows: payouts,
    rowKey: ({ id }) => id,
    nameOf: ({ reference }) => reference,
    of: say('amount'),
    minorOf: ({ amountMinor }) => amountMinor,
    field: 'payoutIds',
    isAllChosen: true,
  })
  return (
    <Section title={say('makeBatch')} about={say('makeBatchAbout')}>
      <ActionForm intent="makeBatch" outcome={outcome}>
        <DataTable
          caption={say('payouts')}
          rows={payouts}
          columns={[...boxes, ...columns]}
          rowKey={(payout) => payout.id}
          nextCursor={loaderData.page.nextCursor}
        />
        {sum}
        <FormActions>
          <Submit>{say('chosen')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const Payouts = ({ loaderData, actionData }: Props) => {
  const { state: list, page, subjects } = loaderData
  const say = useSay(text)
  const code = useLedgerText()
  const isFinance = holdsAny(useViewer(), ['finance'])
  return (
    <Page width="wide">
      <PageHead
        title={say('payouts')}
        trail={useTrail()}
        actions={
          <LinkButton to={batchesPage()} variant="default">
            {say('batches')}
          </LinkButton>
        }
      />
      <Tabs label={say('state')} param="state" tabs={PAYOUT_STATES.map((one) => ({ value: one, label: code(`state.payout.${one}`) }))} />
      <ListTools searchLabel={say('searchReference')} file={payoutsFile()} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('named', { ...actionData.value })}
        </Banner>
      ) : null}
      {list === 'awaiting_account' && isFinance && page.items.length > 0 ? (
        <ActionForm intent="nameAccounts" outcome={actionData}>
          <Submit tone="quiet">{say('nameAccounts')}</Submit>
        </ActionForm>
      ) : null}
      {list === 'ordered' && isFinance && page.items.length > 0 ? (
        <BatchForm loaderData={loaderData} outcome={actionData} />
      ) : (
        <PayoutsTable payouts={page.items} subjects={subjects} nextCursor={page.nextCursor} />
      )}
      <Pager nextCursor={page.nextCursor} total={page.total} />
    </Page>
  )
}
export default Payouts
