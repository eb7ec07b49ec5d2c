/** One distribution plan: the arithmetic drawn, every person, the notice, the approvals and the payments. */
import { redirect } from 'react-router'
import type { Route } from './+types/income-page.ts'
import { en, zh } from '#modules/income/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { RuleLink, SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { UnverifiedMark } from '../../ui/name-mark.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { oncePerSource } from '../contract/contract-facts.tsx'
import { noticePage } from '../notice/addresses.ts'
import { coOwnerIncomePage, ownIncomePage, plansPage } from './addresses.ts'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { PlanActs, type Plan } from './income-acts.tsx'
import { ShareBar } from './income-bar.tsx'
import { Contribution } from './income-contribution.tsx'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

const CO_OWNERS = ['tto', 'approver', 'enterprise'] as const
/** Longer lists are marked in their first part only. */
const MOST_MARKED = 100

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const api = apiOf(context)
  // A co-owner is told of the plan by its number, and reads its own part of it.
  if (holdsAny(viewer, CO_OWNERS)) {
    const { items } = await api.income.coOwners.mine({})
    const isTheirs = items.some(({ planId, institutionId }) => planId === id && !viewer.mandates.some(({ organisationId }) => organisationId === institutionId))
    if (isTheirs) throw redirect(localPath(langOfPath(new URL(request.url).pathname), coOwnerIncomePage()))
  }
  const got = await orNotFound(api.income.get({ id }))
  const plan = { ...got, acts: wordedActs(langOfPath(new URL(request.url).pathname), got.acts) }
  const people = plan.payees.flatMap(({ personId, particulars }) => (particulars === null ? personId : [])).slice(0, MOST_MARKED)
  const unverified = people.length === 0 ? [] : (await api.party.unverifiedNames({ personIds: people })).personIds
  const next = await nextActs(api, { kind: 'income_plan', state: plan.state, until: plan.dueAt, sides: { institution: plan.institution.name } })
  return { plan, unverified, next }
}

export const handle = withMoments<typeof loader>(({ plan }) => [
  { name: 'planNoticeEnds', at: plan.state === 'noticed' ? plan.noticeClosesAt : null },
  { name: 'payOutBy', at: plan.paidAt === null ? plan.payDueAt : null },
])

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.plan.number ?? '')

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ income }, form, call) => {
    switch (form.text('intent')) {
      case 'proposePlan':
        return income.proposePlan({ id }, call)
      case 'approve':
        return income.approve({ id }, call)
      case 'returnPlan':
        return income.returnPlan({ id, reason: form.text('reason') }, call)
      case 'payOut':
        return income.payOut({ id }, call)
      case 'confirmReceipt':
        return income.confirmReceipt({ id }, call)
      default:
        return null
    }
  })

const ORDER = ['draft', 'noticed', 'cleared', 'approving', 'approved', 'paying', 'paid'] as const

const Process = ({ plan }: { readonly plan: Plan }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const place = plan.state === 'awaited' ? 0 : ORDER.indexOf(plan.state)
  const rule = (key: string) => plan.rules.find((candidate) => candidate.key === key)
  const noticeRule = rule('publicity.reward')
  const payRule = rule('reward.payDeadline')
  const clock = (at: string | null, cited: typeof noticeRule) => (at === null ? null : { at, ...(cited === undefined ? {} : { rule: cited }) })
  const rows = [
    { key: 'draft', label: say('stepDraft'), name: plan.maker, at: null, deadline: clock(plan.payDueAt, payRule) },
    { key: 'notice', label: say('stepNotice'), name: null, at: plan.noticeClosesAt, deadline: clock(plan.noticeClosesAt, noticeRule) },
    { key: 'first', label: say('stepFirst'), name: plan.firstApprover, at: plan.firstApprovedAt, deadline: clock(plan.payDueAt, payRule) },
    { key: 'second', label: say('stepSecond'), name: plan.secondApprover, at: plan.secondApprovedAt, deadline: clock(plan.payDueAt, payRule) },
    { key: 'pay', label: say('stepPay'), name: null, at: plan.paidOutAt, deadline: clock(plan.payDueAt, payRule) },
    { key: 'paid', label: say('stepPaid'), name: null, at: plan.paidAt, deadline: null },
  ]
  const steps: TimelineStep[] = rows.map((row, index) => ({
    key: row.key,
    label: row.label,
    state: index < place ? 'done' : index === place ? 'now' : 'next',
    at: index < place ? row.at : null,
    deadline: index === place ? row.deadline : null,
    note: row.name === null ? null : say('by', { name: inLang(row.name) }),
  }))
  return <Timeline label={say('process')} steps={steps} />
}

/** Who approves a cost sees its voucher beside it; the file is the institution's own. */
const Voucher = ({ plan, documentId }: { readonly plan: Plan; readonly documentId: string | null }) => {
  const say = useSay(text)
  const isOfHouse = useViewer()?.mandates.some(({ organisationId }) => organisationId === plan.institution.id) ?? false
  return documentId === null || !isOfHouse ? null : <a href={`/api/v1/documents/${documentId}/content`}>{say('voucher')}</a>
}

const Figures = ({ plan }: { readonly plan: Plan }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const sumOf = (group: string) => plan.payees.filter((payee) => payee.group === group).reduce((sum, payee) => sum + BigInt(payee.amountMinor), 0n)
  const exact = (minor: string) => <Price minor={minor} size="s" isExact />
  const isMade = plan.payees.length > 0
  return (
    <Stack gap={16}>
      {isMade ? (
        <ShareBar
          label={say('figures')}
          slices={[
            { key: 'owners', label: say('coOwners'), minor: BigInt(plan.coOwnerMinor), tone: 'owner' },
            { key: 'cost', label: `${say('cost')} + ${say('tax')}`, minor: BigInt(plan.costMinor) + BigInt(plan.taxMinor), tone: 'cost' },
            { key: 'house', label: say('retained'), minor: BigInt(plan.retainedMinor), tone: 'house' },
            ...(['main', 'transfer', 'other'] as const).map((group) => ({
              key: group,
              label: word(`enum.income.group.${group}`),
              minor: sumOf(group),
              tone: group,
            })),
          ]}
        />
      ) : null}
      <FactsTable
        rows={[
          { label: say('gross'), value: <Price minor={plan.grossMinor} isExact withCapital /> },
          ...plan.coOwners.map((owner) => ({
            label: `${say('coOwner')} · ${inLang(owner.name)} (${owner.basisPoints / 100}%)`,
            value: (
              <>
                {exact(owner.amountMinor)} {owner.settledAt === null ? null : say('paidOn', { time: formatInstant(owner.settledAt, lang) })}
              </>
            ),
          })),
          ...(plan.coOwnerAgreement === '' ? [] : [{ label: say('agreement'), value: plan.coOwnerAgreement }]),
          { label: say('net'), value: exact(plan.netMinor) },
          ...plan.costs.map((cost) => ({
            label: `${word(`enum.income.cost.${cost.kind}`)} · ${cost.label}`,
            value: (
              <>
                {exact(cost.amountMinor)} <Voucher plan={plan} documentId={cost.voucherDocumentId} />
              </>
            ),
          })),
          { label: say('tax'), value: exact(plan.taxMinor) },
          { label: say('base'), value: word(`enum.income.base.${plan.base}`) },
          { label: say('rate'), value: `${plan.teamRateBasisPoints / 100}%`, hint: say(plan.binds ? 'floorsBind' : 'floorsPropose') },
          ...(plan.unitRule === '' ? [] : [{ label: say('unitRule'), value: plan.unitRule }]),
          { label: say('onNet'), value: exact(plan.onNetMinor) },
          { label: say('onGross'), value: exact(plan.onGrossMinor) },
          // Before the plan is made there is nothing to split.
          { label: say('reward'), value: isMade ? exact(plan.rewardMinor) : null, absent: say('notMade') },
          { label: say('retained'), value: isMade ? exact(plan.retainedMinor) : null, absent: say('notMade') },
        ]}
      />
    </Stack>
  )
}

const Persons = ({ plan, unverified }: { readonly plan: Plan; readonly unverified: readonly string[] }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const payment = (payee: Plan['payees'][number]) => {
    if (payee.receivedAt !== null) return say('received')
    if (payee.settledAt !== null) return say('paidOn', { time: formatInstant(payee.settledAt, lang) })
    if (payee.particulars !== null) return say('throughUnit')
    return payee.hasAccount ? say('notPaid') : say('noAccount')
  }
  return (
    <DataTable
      caption={say('persons')}
      rows={plan.payees}
      rowKey={(payee) => payee.personId}
      empty={<EmptyState title={say('noPersons')}>{say('noPersonsAbout')}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: say('name'),
          cell: (payee) => (
            <Stack gap={4}>
              <Row gap={8}>
                <span>{inLang(payee.name)}</span>
                {unverified.includes(payee.personId) ? <UnverifiedMark /> : null}
              </Row>
              <Contribution payee={payee} />
            </Stack>
          ),
        },
        { key: 'group', header: say('group'), cell: (payee) => word(`enum.income.group.${payee.group}`) },
        { key: 'share', header: say('share'), align: 'end', cell: (payee) => `${payee.basisPoints / 100}%` },
        { key: 'amount', header: say('amount'), align: 'end', cell: (payee) => <Price minor={payee.amountMinor} size="s" isExact /> },
        { key: 'paid', header: say('paid'), cell: payment, isWideOnly: true },
      ]}
    />
  )
}

const Side = ({ plan, outcome }: { readonly plan: Plan; readonly outcome: Route.ComponentProps['actionData'] }) => {
  const say = useSay(text)
  return (
    <Stack gap={24}>
      <PlanActs plan={plan} outcome={outcome} />
      <Section title={say('process')} isSheet>
        <Process plan={plan} />
      </Section>
      {plan.paper === null ? null : (
        <Section title={say('paper')}>
          <DownloadButton href={plan.paper.href}>{say('download')}</DownloadButton>
        </Section>
      )}
      {plan.noticeId === null ? null : <LocalLink to={noticePage(plan.noticeId)}>{say('notice')}</LocalLink>}
      <Section title={say('evidence')}>
        <Row>
          <SealLink subject={plan.id} />
        </Row>
      </Section>
      <Section title={say('rules')}>
        <Stack gap={4}>
          {oncePerSource(plan.rules).map((rule) => (
            <RuleLink key={rule.key} rule={rule} isCitation />
          ))}
        </Stack>
      </Section>
    </Stack>
  )
}

const IncomePlanPage = ({ loaderData: { plan, unverified, next }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  // A payee who is no staff came from the own income, and may not see the institution's list.
  const isOwn = plan.acts.length > 0 && plan.acts.every(({ act }) => act === 'confirmReceipt')
  useLive(plan.id, { events: ['income'] })
  return (
    <Page width="wide">
      <PageHead
        outcome={actionData}
        title={inLang(plan.title)}
        subtitle={`${inLang(plan.institution.name)} · ${say('contract')} ${plan.contractNumber}`}
        number={plan.number}
        state={<PlanStateBadge state={plan.state} />}
        deadline={plan.dueAt === null ? null : { label: say('due'), at: plan.dueAt }}
        trail={[isOwn ? { label: say('myIncome'), to: localPath(lang, ownIncomePage()) } : { label: say('list'), to: localPath(lang, plansPage()) }]}
      />
      <NextActs outcome={actionData} acts={next} />
      {plan.returnReason !== null && plan.state === 'draft' ? (
        <Banner tone="warning" title={say('returned')}>
          {plan.returnReason}
        </Banner>
      ) : null}
      <Columns
        sideFirst
        main={
          <Stack gap={24}>
            <Section title={say('figures')} about={say('figuresAbout')} isSheet>
              <Figures plan={plan} />
            </Section>
            <Section title={say('persons')}>
              <Persons plan={plan} unverified={unverified} />
            </Section>
          </Stack>
        }
        side={<Side plan={plan} outcome={actionData} />}
      />
    </Page>
  )
}
export default IncomePlanPage
