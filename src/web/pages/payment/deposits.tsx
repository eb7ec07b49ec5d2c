/** All deposits of one's enterprise: what is bound to which lot, what is on its way back, what is free, and why. */
import type { Route } from './+types/deposits.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { EnterpriseField } from '../trading/lot-enterprise.tsx'
import { depositsFile } from './addresses.ts'
import { DepositBadge, InstrumentsTable, PaperFields } from './deposits-parts.tsx'
import { SubjectLink, useLedgerText } from './finance-parts.tsx'
import { depositSubjectsOf } from './finance-subjects.ts'
import { text } from './deposits.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'deposits')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  const api = apiOf(context)
  const [page, papers] = await Promise.all([
    orNotFound(api.payment.deposits.mine({ limit: PAGE, ...(cursor ? { cursor } : {}) })),
    orNotFound(api.payment.instruments.mine({ limit: PAGE })),
  ])
  const subjects = await depositSubjectsOf(api, [...page.items, ...papers.items.flatMap(({ subject }) => (subject === null ? [] : [{ subject }]))])
  return { ...page, papers, subjects }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const organisationId = form.optional('organisationId')
    const documentId = (await keepFile(api, { form, name: 'proof', kind: 'proof' })) ?? ''
    const paper = { issuerName: form.text('issuerName'), number: form.text('number'), validUntil: form.text('validUntil'), statement: form.text('statement') }
    const own = organisationId === undefined ? {} : { organisationId }
    return api.payment.fileFrame({ ...paper, amountMinor: form.amount('amountMinor'), documentId, ...own }, call)
  })

type Data = Route.ComponentProps['loaderData']

const sumOf = (rows: readonly { readonly amountMinor: string }[]): string => String(rows.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n))

const Sums = ({ data: { items, papers } }: { readonly data: Data }) => {
  const say = useSay(text)
  const bound = items.filter(({ state }) => state === 'bound' || state === 'called')
  const free = papers.items.filter(({ subject, state }) => subject === null && state === 'standing')
  const freeMinor = free.reduce((sum, { amountMinor, boundMinor }) => sum + BigInt(amountMinor) - BigInt(boundMinor), 0n)
  const sum = (minor: string) => <Price minor={minor} isExact size="m" />
  return (
    <FactsTable
      columns={2}
      rows={[
        { label: say('bound'), value: sum(sumOf(bound)) },
        { label: say('moneyBound'), value: sum(sumOf(bound.filter(({ kind }) => kind === 'cash'))) },
        { label: say('returning'), value: sum(sumOf(items.filter(({ state }) => state === 'returning'))) },
        { label: `${say('free')} · ${say('freeHelp')}`, value: sum(String(freeMinor)) },
      ]}
    />
  )
}

const DepositsPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { items, nextCursor, papers, subjects } = loaderData
  const say = useSay(text)
  const code = useLedgerText()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('deposits')} subtitle={say('depositsLead')} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('filedDone')}
        </Banner>
      ) : null}
      <Sums data={loaderData} />
      <ListTools file={depositsFile()} />
      <DataTable
        caption={say('deposits')}
        rows={items}
        rowKey={({ id }) => id}
        nextCursor={nextCursor}
        empty={<EmptyState title={say('noDeposits')}>{say('noDepositsAbout')}</EmptyState>}
        columns={[
          { key: 'lot', header: say('lot'), cell: (row) => <SubjectLink id={row.subject} subjects={subjects} /> },
          { key: 'kind', header: say('kind'), cell: (row) => code(`enum.deposit.${row.kind}`), sort: (row) => row.kind },
          {
            key: 'amount',
            header: say('amount'),
            align: 'end',
            cell: (row) => <Price minor={row.amountMinor} isExact size="s" />,
            sort: (row) => BigInt(row.amountMinor),
          },
          { key: 'state', header: say('state'), cell: (row) => <DepositBadge of="deposit" state={row.state} />, sort: (row) => row.state },
          { key: 'why', header: say('why'), cell: (row) => say(`why.${row.state}`, { reference: row.reference ?? '' }) },
          { key: 'since', header: say('since'), isWideOnly: true, cell: (row) => formatInstant(row.since, lang), sort: (row) => row.since },
          { key: 'until', header: say('until'), cell: (row) => (row.until === null ? '—' : formatEnd(row.until, lang)), sort: (row) => row.until },
        ]}
      />
      <Pager nextCursor={nextCursor} />
      <Section title={say('papers')} about={say('papersAbout')}>
        <InstrumentsTable rows={papers.items} subjects={subjects} nextCursor={null} />
        <ConfirmAct intent="fileFrame" outcome={actionData} label={say('fileFrame')} confirmLabel={say('fileFrameConfirm')} consequences={[]} isMultipart>
          {/* Not kept: a file and the particulars of one paper. */}
          <EnterpriseField />
          <MoneyField name="amountMinor" label={say('amount')} isRequired />
          <PaperFields />
        </ConfirmAct>
      </Section>
    </Page>
  )
}
export default DepositsPage
