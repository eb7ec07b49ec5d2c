/** One payout: its way to the bank, and the account that two people name where there is none. */
import type { Route } from './+types/finance-payout.ts'
import { langOfPath, useInLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField, TextField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { batchPage, payoutsPage } from './addresses.ts'
import { LedgerState, READERS, SubjectLink, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { WayFacts } from './finance-way.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, moreText, 'payout')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const api = apiOf(context)
  const found = await orNotFound(api.payment.payouts.get({ payoutId: params.id }))
  const acts = wordedActs(langOfPath(new URL(request.url).pathname), found.acts)
  const next = await nextActs(api, { kind: 'payout', state: found.payout.state })
  return { ...found, acts, next, subjects: await subjectsOf(api, [found.payout]) }
}

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call): Promise<unknown> => {
    const payoutId = params.id
    switch (form.text('intent')) {
      case 'confirmAccount':
        return api.payment.confirmPayoutAccount({ payoutId }, call)
      case 'rejectAccount':
        return api.payment.rejectPayoutAccount({ payoutId }, call)
      default:
        return api.payment.proposePayoutAccount(
          {
            payoutId,
            accountName: form.text('accountName'),
            accountNumber: form.text('accountNumber'),
            bankName: form.text('bankName'),
            reason: form.text('reason'),
          },
          call,
        )
    }
  })

type Props = Route.ComponentProps

const Acts = ({ data: { payout, proposals, acts }, outcome }: { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const amount = { label: say('amount'), value: <Price minor={payout.amountMinor} isExact withCapital /> }
  const open = proposals.find(({ state }) => state === 'proposed')
  const proposed = open && [
    { label: say('accountName'), value: open.accountName },
    { label: say('accountNumber'), value: open.accountNumber },
    { label: say('bankName'), value: open.bankName },
    { label: more('accountReason'), value: open.reason },
  ]
  const propose = (
    <ConfirmAct
      intent="proposeAccount"
      outcome={outcome}
      label={more('nameAccount')}
      about={more('nameAccountAbout')}
      consequences={[amount]}
      confirmLabel={more('proposeAccount')}
    >
      {/* Not kept: the number of an account to which money is paid. */}
      <TextField name="accountName" label={say('accountName')} defaultValue={payout.beneficiaryName?.zh ?? ''} isRequired />
      <TextField name="accountNumber" label={say('accountNumber')} isRequired />
      <TextField name="bankName" label={say('bankName')} isRequired />
      <TextAreaField name="reason" label={more('accountReason')} help={more('accountReasonHelp')} isRequired />
    </ConfirmAct>
  )
  const answer = (act: 'confirmAccount' | 'rejectAccount') => (
    <ConfirmAct
      intent={act}
      outcome={outcome}
      label={more(act)}
      consequences={[amount, ...(proposed ?? [])]}
      confirmLabel={more(`${act}Label`)}
      tone={act === 'confirmAccount' ? 'main' : 'quiet'}
    />
  )
  const items = actItems(acts, {
    label: (act) => more(act === 'proposeAccount' ? 'nameAccount' : act),
    control: (act) => (act === 'proposeAccount' ? propose : answer(act)),
  })
  return <ActPanel acts={items} />
}

const Proposals = ({ proposals }: Pick<Props['loaderData'], 'proposals'>) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const name = useInLang()
  const moment = useMoment()
  return (
    <DataTable
      caption={more('proposals')}
      rows={proposals}
      rowKey={(row) => row.id}
      columns={[
        { key: 'account', header: say('account'), cell: (row) => `${row.accountName} · ${row.bankName} · ${row.accountNumber}` },
        { key: 'reason', header: more('accountReason'), cell: (row) => row.reason },
        { key: 'state', header: say('state'), cell: (row) => <LedgerState of="assignment" state={row.state} /> },
        { key: 'made', header: say('madeBy'), cell: (row) => `${row.madeBy ? name(row.madeBy) : ''} ${moment(row.madeAt)}` },
        { key: 'decided', header: say('decidedBy'), cell: (row) => `${row.decidedBy ? name(row.decidedBy) : ''} ${moment(row.decidedAt)}` },
      ]}
      empty={<p>{more('noProposals')}</p>}
    />
  )
}

const PayoutPage = ({ loaderData, actionData }: Props) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const name = useInLang()
  const { payout, proposals, subjects } = loaderData
  return (
    <Page width="wide">
      <PageHead
        title={more('payout')}
        number={payout.reference}
        state={<LedgerState of="payout" state={payout.state} />}
        trail={useTrail([{ key: 'payouts', to: payoutsPage() }])}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={loaderData.next} />
      <Columns
        main={
          <>
            <Section about={more('payoutAbout')} isSheet>
              <FactsTable
                rows={[
                  { label: say('beneficiary'), value: payout.beneficiaryName ? name(payout.beneficiaryName) : payout.beneficiaryId },
                  { label: say('purpose'), value: code(`enum.purpose.${payout.purpose}`) },
                  { label: more('forWhat'), value: <SubjectLink id={payout.subject} subjects={subjects} /> },
                  {
                    label: say('batch'),
                    value: payout.batchId ? <LocalLink to={batchPage(payout.batchId)}>{payout.batchId}</LocalLink> : null,
                  },
                ]}
              />
              <WayFacts way={payout} />
              <div>
                <SealLink subject={payout.id} />
              </div>
            </Section>
            <Section title={more('proposals')}>
              <Proposals proposals={proposals} />
            </Section>
          </>
        }
        side={loaderData.acts.length > 0 ? <Acts data={loaderData} outcome={actionData} /> : null}
      />
    </Page>
  )
}
export default PayoutPage
