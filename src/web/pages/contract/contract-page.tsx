/** One contract: where it stands, what it says, what it costs, who confirmed what, and what to do next. */
import type { Route } from './+types/contract-page.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, ifAllowed, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { RuleLink, SealLink } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { formatAmount } from '#kernel/money.ts'
import { contractsPage } from './addresses.ts'
import { paymentsPage } from '../payment/addresses.ts'
import { planPage } from '../income/addresses.ts'
import { ContractActs } from './contract-acts.tsx'
import { Money, oncePerSource, Process, useFactRows, useTermRows, type Contract } from './contract-facts.tsx'
import { ContractPapers, Handovers } from './contract-papers.tsx'
import { Dispute, Register, StandingBanner } from './contract-remedies.tsx'
import { remedyText } from './contract-remedies.text.ts'
import { ContractStateBadge } from './contract-state.tsx'
import { actOnContract } from './contract-write.server.ts'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { text } from './contract.text.ts'

/** Of what may wait in a state, what the record itself asks for; the rest is there only for whom it is allowed. */
const isTurn = ({ filings, statements, dispute }: Pick<Contract, 'filings' | 'statements' | 'dispute'>, act: string): boolean => {
  if (act === 'fileRegistration') return filings.at(-1)?.state !== 'open'
  if (act === 'checkRegistration') return filings.at(-1)?.state === 'open'
  if (act === 'stateCase') return new Set(statements.map(({ side }) => side)).size < 2 && dispute !== null
  return act !== 'demand' && act !== 'rescind' && act !== 'confirmSplit'
}

const planOf = async (api: ReturnType<typeof apiOf>, contractId: string) => {
  try {
    return await ifAllowed(api.income.ofContract({ contractId }))
  } catch {
    // No plan yet, or not the viewer's: the link is left out.
    return null
  }
}

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const got = await orNotFound(api.contract.get({ id }))
  const contract = { ...got, acts: wordedActs(langOfPath(new URL(request.url).pathname), got.acts) }
  const sides = { seller: contract.seller.name, buyer: contract.buyer.name }
  const [documents, plan, names, usage, next] = await Promise.all([
    api.document.list({ subject: id }),
    planOf(api, id),
    api.party.unverifiedNames({ organisationIds: [contract.seller.id, contract.buyer.id] }),
    api.document.usage({}),
    nextActs(api, { kind: 'contract', state: contract.state, until: contract.dueAt, sides }),
  ])
  return {
    contract,
    documents: documents.items,
    planId: plan?.id ?? null,
    unverified: names.organisationIds,
    usage,
    next: next.filter(({ name }) => isTurn(contract, name)),
  }
}

/** What the next date of a contract means, by its state. */
const DUE = {
  sale_pending: 'signBy',
  drafted: 'signBy',
  effective: 'payBy',
  overdue: 'payBy',
  paid: 'handOverBy',
  handed_over: 'acceptBy',
  registering: 'registerBy',
  rescinded: 'objectBy',
} as const

export const handle = withMoments<typeof loader>(({ contract: { state, dueAt } }) => [
  { name: state in DUE ? DUE[state as keyof typeof DUE] : 'nextTask', at: dueAt },
])

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.contract.number ?? '')

export const action = ({ context, request, params: { id } }: Route.ActionArgs) => runCommand(context, request, actOnContract(id))

const PaymentBanner = ({ contract }: { readonly contract: Contract }) => {
  const say = useSay(text)
  const lang = useLang()
  if (contract.payment === null || contract.side !== 'buyer') return null
  const { amountMinor, dueAt, reference } = contract.payment
  return (
    <Banner tone={contract.state === 'overdue' ? 'danger' : 'warning'} title={say('payTitle')}>
      <p>{say('payAbout', { amount: formatAmount(BigInt(amountMinor), 'CNY', lang), due: formatEnd(dueAt, lang), reference })}</p>
      <LinkButton to={paymentsPage()} variant="default">
        {say('payLink')}
      </LinkButton>
    </Banner>
  )
}

const Side = ({ data, outcome }: { readonly data: Route.ComponentProps['loaderData']; readonly outcome: Route.ComponentProps['actionData'] }) => {
  const say = useSay(text)
  const { contract, planId, usage } = data
  return (
    <Stack gap={24}>
      <ContractActs contract={contract} usage={usage} outcome={outcome} />
      <Section title={say('process')} isSheet>
        <Process contract={contract} />
      </Section>
      {planId === null ? null : (
        <Section title={say('income')}>
          <LocalLink to={planPage(planId)}>{say('incomeLink')}</LocalLink>
        </Section>
      )}
      <Section title={say('evidence')}>
        <Row>
          <SealLink subject={contract.id} />
        </Row>
      </Section>
      <Section title={say('rules')}>
        <Stack gap={4}>
          {oncePerSource(contract.rules).map((rule) => (
            <RuleLink key={rule.key} rule={rule} isCitation />
          ))}
        </Stack>
      </Section>
    </Stack>
  )
}

const ContractPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { contract, documents } = loaderData
  const say = useSay(text)
  const tell = useSay(remedyText)
  const inLang = useInLang()
  const lang = useLang()
  const facts = useFactRows(contract, loaderData.unverified)
  const terms = useTermRows(contract)
  useLive(contract.id, { events: ['contract'] })
  return (
    <Page width="wide">
      <PageHead
        outcome={actionData}
        title={inLang(contract.title)}
        number={contract.number}
        state={<ContractStateBadge state={contract.state} />}
        deadline={contract.dueAt === null ? null : { label: say('due'), at: contract.dueAt }}
        trail={[{ label: say('list'), to: localPath(lang, contractsPage()) }]}
      />
      <NextActs outcome={actionData} acts={loaderData.next} />
      <PaymentBanner contract={contract} />
      <StandingBanner contract={contract} />
      <Columns
        sideFirst
        main={
          <Stack gap={24}>
            <Section title={say('money')} about={say('moneyAbout')} isSheet>
              <Money contract={contract} />
            </Section>
            <Section title={say('papers')}>
              <ContractPapers contract={contract} documents={documents} />
            </Section>
            <Section title={say('handovers')}>
              <Handovers contract={contract} documents={documents} />
            </Section>
            {contract.registers.length === 0 ? null : (
              <Section title={tell('register')}>
                <Register contract={contract} documents={documents} />
              </Section>
            )}
            {contract.statements.length + contract.splits.length === 0 ? null : (
              <Section title={tell('disputeHead')}>
                <Dispute contract={contract} documents={documents} />
              </Section>
            )}
            <Section title={say('contract')} isSheet>
              <FactsTable rows={facts} />
            </Section>
            <Section title={say('terms')} isSheet>
              <FactsTable rows={terms} />
            </Section>
          </Stack>
        }
        side={<Side data={loaderData} outcome={actionData} />}
      />
    </Page>
  )
}
export default ContractPage
