/** One paper that stands for deposits: what it says, who checked it, which lots it serves, what is claimed on it. For its bidder and for finance officers. */
import type { ReactNode } from 'react'
import type { InstrumentAct } from '#modules/payment/core/acts.ts'
import type { Route } from './+types/instrument.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { depositsPage, instrumentsPage } from './addresses.ts'
import { DepositBadge } from './deposits-parts.tsx'
import { SubjectLink, useLedgerText } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './deposits.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'paper')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['finance', 'enterprise'])
  const api = apiOf(context)
  const found = await orNotFound(api.payment.instruments.get({ instrumentId: params.id }))
  const acts = wordedActs(langOfPath(new URL(request.url).pathname), found.acts)
  const next = await nextActs(api, { kind: 'instrument', state: found.state })
  const subjects = await subjectsOf(api, [...found.bound, ...found.calls, ...(found.subject === null ? [] : [{ subject: found.subject }])])
  return { ...found, acts, next, subjects }
}

export const action = ({ context, request, params: { id: instrumentId } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call): Promise<unknown> => {
    const { payment } = api
    switch (form.text('intent')) {
      case 'check':
        return payment.checkInstrument({ instrumentId, note: form.text('note') }, call)
      case 'confirm':
        return payment.confirmInstrument({ instrumentId }, call)
      case 'return':
        return payment.returnInstrument({ instrumentId, reason: form.text('reason') }, call)
      case 'refuseCall':
        return payment.refuseCall({ instrumentId, subject: form.text('subject'), reason: form.text('reason') }, call)
      default:
        return payment.releaseInstrument({ instrumentId }, call)
    }
  })

type Props = Route.ComponentProps
type Data = Props['loaderData']

const Acts = ({ data, outcome }: { readonly data: Data; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const amount = { label: say('amount'), value: <Price minor={data.amountMinor} isExact withCapital size="s" /> }
  const open = data.calls.find(({ state }) => state === 'called')
  const reason = <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
  const act = (name: InstrumentAct, children: ReactNode, more: Partial<Parameters<typeof ConfirmAct>[0]> = {}) => (
    <ConfirmAct intent={name} outcome={outcome} label={say(name)} confirmLabel={say(`${name}Confirm`)} consequences={[amount]} {...more}>
      {children}
    </ConfirmAct>
  )
  const controls: Readonly<Record<InstrumentAct, ReactNode>> = {
    check: act('check', <TextAreaField name="note" label={say('note')} isRequired rows={3} maxLength={500} />, { about: say('checkAbout') }),
    confirm: act('confirm', null, { about: say('confirmAbout') }),
    return: act('return', reason, { tone: 'quiet', isFinal: true }),
    release: act('release', null, { tone: 'quiet', about: say('releaseAbout') }),
    refuseCall: act('refuseCall', reason, { tone: 'quiet', isFinal: true, about: say('refuseCallAbout'), hidden: { subject: open?.subject ?? '' } }),
  }
  return <ActPanel acts={actItems(data.acts, { label: (name) => say(name), control: (name) => controls[name] })} />
}

const Said = ({ data }: { readonly data: Data }) => {
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  const lang = useLang()
  const by = (who: Data['checkedByName'], at: string | null) => (at === null ? null : `${who ? name(who) : ''} ${formatInstant(at, lang)}`)
  return (
    <Section isSheet about={data.kind === 'waiver' ? undefined : say('offBalance')}>
      <FactsTable
        columns={2}
        rows={[
          { label: say('kind'), value: code(`enum.deposit.${data.kind}`) },
          { label: say('owner'), value: data.organisationName ? name(data.organisationName) : data.organisationId },
          { label: say('issuer'), value: data.issuerName || null },
          { label: say('number'), value: data.number || null },
          { label: say('amount'), value: <Price minor={data.amountMinor} isExact withCapital size="s" /> },
          { label: say('validUntil'), value: data.validUntil === null ? null : formatEnd(data.validUntil, lang) },
          { label: say('forLot'), value: data.subject === null ? say('frame') : <SubjectLink id={data.subject} subjects={data.subjects} /> },
          { label: say('statement'), value: data.statement || null },
          { label: say('checkedBy'), value: by(data.checkedByName, data.checkedAt) },
          { label: say('note'), value: data.reason || null },
          { label: say('confirmedBy'), value: by(data.confirmedByName, data.confirmedAt) },
          { label: say('filed'), value: formatInstant(data.filedAt, lang) },
        ]}
      />
      {data.documentId === null ? null : (
        <p>
          <a href={`/api/v1/documents/${data.documentId}`}>{say('download')}</a>
        </p>
      )}
      <div>
        <SealLink subject={data.id} />
      </div>
    </Section>
  )
}

const InstrumentPage = ({ loaderData, actionData }: Props) => {
  const say = useSay(text)
  const lang = useLang()
  const isOfficer = holdsAny(useViewer(), ['finance'])
  const { bound, calls, subjects } = loaderData
  return (
    <Page width="wide">
      <PageHead
        title={say('paper')}
        number={loaderData.number || null}
        state={<DepositBadge of="instrument" state={loaderData.state} />}
        trail={[{ label: say(isOfficer ? 'instruments' : 'deposits'), to: localPath(lang, isOfficer ? instrumentsPage() : depositsPage()) }]}
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
            <Said data={loaderData} />
            <Section title={say('boundTo')}>
              <DataTable
                caption={say('boundTo')}
                rows={bound}
                rowKey={({ subject }) => subject}
                empty={<p>{say('boundNone')}</p>}
                columns={[
                  { key: 'lot', header: say('lot'), cell: (row) => <SubjectLink id={row.subject} subjects={subjects} /> },
                  { key: 'amount', header: say('amount'), align: 'end', cell: (row) => <Price minor={row.amountMinor} isExact size="s" /> },
                  { key: 'since', header: say('since'), cell: (row) => formatInstant(row.placedAt, lang) },
                ]}
              />
            </Section>
            {calls.length === 0 ? null : (
              <Section title={say('calls')} about={say('callAbout')}>
                <DataTable
                  caption={say('calls')}
                  rows={calls}
                  rowKey={({ id }) => id}
                  columns={[
                    { key: 'lot', header: say('lot'), cell: (row) => <SubjectLink id={row.subject} subjects={subjects} /> },
                    { key: 'amount', header: say('amount'), align: 'end', cell: (row) => <Price minor={row.amountMinor} isExact size="s" /> },
                    { key: 'reference', header: say('callReference'), cell: (row) => row.reference },
                    { key: 'due', header: say('due'), cell: (row) => formatEnd(row.dueAt, lang) },
                    { key: 'state', header: say('state'), cell: (row) => <DepositBadge of="call" state={row.state} /> },
                    { key: 'reason', header: say('reason'), cell: (row) => row.reason },
                  ]}
                />
              </Section>
            )}
          </>
        }
        side={loaderData.acts.length > 0 ? <Acts data={loaderData} outcome={actionData} /> : null}
      />
    </Page>
  )
}
export default InstrumentPage
