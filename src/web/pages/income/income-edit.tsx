/** Drafting a distribution plan. */
import { redirect } from 'react-router'
import type { Route } from './+types/income-edit.ts'
import type { Api } from '../../contract.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { plainTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { planPage, plansPage } from './addresses.ts'
import { PlanEditor } from './income-editor.tsx'
import { planFrom, UPLOADING } from './income-form.ts'
import { text } from './income.text.ts'

const STAFF_ROLES = ['tto', 'approver']
const MOST_STAFF = 100

const peopleOf = async (api: Api, institutionId: string) => {
  const { items } = await api.party.persons.list({ limit: MOST_STAFF })
  return items.flatMap(({ id, name, organisations }) => {
    const roles = organisations.filter((organisation) => organisation.id === institutionId).map(({ role }) => role)
    return roles.length === 0 ? [] : [{ id, name, isStaff: roles.some((role) => STAFF_ROLES.includes(role)) }]
  })
}

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto'])
  const api = apiOf(context)
  const editor = await orNotFound(api.income.editor.get({ id }))
  return { editor, people: await peopleOf(api, editor.plan.institution.id), usage: await api.document.usage({}) }
}

export const meta: Route.MetaFunction = ({ params, loaderData }) =>
  plainTitle((params as { readonly lang?: string }).lang, loaderData?.editor.plan.number ?? '')

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const { plan } = await api.income.editor.get({ id })
    const { costs, shares, taxMinor, coOwners, coOwnerAgreement, unitRule = '', ...draft } = planFrom(form, BigInt(plan.grossMinor))
    const named = []
    for (const { line, ...cost } of costs) {
      const isNew = cost.voucherDocumentId === UPLOADING
      const voucherDocumentId = isNew ? await keepFile(api, { form, name: `voucher${line}`, kind: 'voucher' }) : cost.voucherDocumentId
      named.push({ ...cost, amountMinor: String(cost.amountMinor), voucherDocumentId })
    }
    const { base, teamRateBasisPoints, rates } = draft
    const paid = shares.map(({ personId, group, basisPoints, contribution = '', outside = null }) => ({
      group,
      basisPoints,
      contribution,
      outside,
      ...(outside === null ? { personId } : {}),
    }))
    await api.income.draftPlan(
      {
        id,
        costs: named,
        taxMinor: String(taxMinor),
        base,
        teamRateBasisPoints,
        rates,
        shares: paid,
        coOwners: [...coOwners],
        coOwnerAgreement,
        unitRule,
      },
      call,
    )
    throw redirect(localPath(langOfPath(new URL(request.url).pathname), planPage(id)))
  })

const IncomeEditPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { plan } = loaderData.editor
  return (
    <Page width="wide">
      <PageHead
        title={say('editTitle')}
        subtitle={`${inLang(plan.title)} — ${say('editLead')}`}
        number={plan.number}
        trail={[
          { label: say('list'), to: localPath(lang, plansPage()) },
          { label: plan.number, to: localPath(lang, planPage(plan.id)) },
        ]}
      />
      {plan.returnReason === null ? null : (
        <Banner tone="warning" title={say('returned')}>
          {plan.returnReason}
        </Banner>
      )}
      <PlanEditor data={loaderData} outcome={actionData} />
    </Page>
  )
}
export default IncomeEditPage
