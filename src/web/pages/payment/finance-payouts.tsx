/** Payout orders by state; those that are ready are ticked into a batch. */
import { redirect } from 'react-router'
import type { Route } from './+types/finance-payouts.ts'
import { langOfPath, localPath, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import type { Column } from '../../ui/data-table.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { batchPage, batchesPage } from './addresses.ts'
import { PayoutsTable, READERS, useLedgerText, usePayoutColumns, useTrail, type Payout } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

const STATES = ['ordered', 'awaiting_account', 'batched', 'exported', 'settled', 'cancelled'] as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'payouts')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const params = new URL(request.url).searchParams
  const cursor = params.get('cursor')
  const state = STATES.find((candidate) => candidate === params.get('state')) ?? 'ordered'
  const api = apiOf(context)
  const page = await orNotFound(api.payment.payouts({ state, limit: 100, ...(cursor ? { cursor } : {}) }))
  return { state, page, subjects: await subjectsOf(api, page.items) }
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
  const choose: Column<Payout> = {
    key: 'choose',
    header: say('choose'),
    cell: (payout) => <input type="checkbox" name="payoutIds" value={payout.id} defaultChecked aria-label={`${say('choose')} ${payout.reference}`} />,
  }
  return (
    <Section title={say('makeBatch')} about={say('makeBatchAbout')}>
      <ActionForm intent="makeBatch" outcome={outcome}>
        <DataTable caption={say('payouts')} rows={payouts} columns={[choose, ...columns]} rowKey={(payout) => payout.id} />
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
      <Tabs label={say('state')} param="state" tabs={STATES.map((one) => ({ value: one, label: code(`state.payout.${one}`) }))} />
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
        <PayoutsTable payouts={page.items} subjects={subjects} />
      )}
      <Pager nextCursor={page.nextCursor} total={page.total} />
    </Page>
  )
}
export default Payouts
