/** One bank line: what the bank wrote, why it matched nothing, and what two people decide about it. */
import type { ReactNode } from 'react'
import type { Route } from './+types/finance-line.ts'
import type { LineAct } from '#modules/payment/core/acts.ts'
import { formatDate } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { linePage, linesPage, statementPage } from './addresses.ts'
import { LedgerState, READERS, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'lines')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const api = apiOf(context)
  const found = await orNotFound(api.payment.lines.get({ lineId: params.id }))
  const next = await nextActs(api, { kind: 'bank_line', state: found.line.state })
  return { ...found, next, acts: wordedActs(langOfPath(new URL(request.url).pathname), found.acts) }
}

const NOTE_KINDS = ['note', 'waits', 'asked_bank'] as const

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call): Promise<unknown> => {
    const lineId = params.id
    switch (form.text('intent')) {
      case 'propose':
        return api.payment.proposeAssignment({ lineId, targetId: form.text('targetId'), note: form.text('note') }, call)
      case 'confirm':
        return api.payment.confirmAssignment({ lineId }, call)
      case 'reject':
        return api.payment.rejectAssignment({ lineId }, call)
      case 'note': {
        const kind = NOTE_KINDS.find((one) => one === form.text('kind')) ?? 'note'
        return api.payment.noteLine({ lineId, kind, note: form.text('note') }, call)
      }
      case 'return':
        return api.payment.orderReturn({ lineId }, call)
      default:
        return api.payment.cancelReturn({ lineId }, call)
    }
  })

type Props = Route.ComponentProps
type Given = { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }

const useConsequences = ({ line }: Props['loaderData']) => {
  const say = useSay(text)
  return [
    { label: say('party'), value: line.counterpartyName },
    { label: say('amount'), value: <Price minor={line.amountMinor} isExact withCapital /> },
  ]
}

const Propose = ({ data, outcome }: Given) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const name = useInLang()
  const lang = useLang()
  const isCredit = data.line.direction === 'credit'
  const options = [
    ...data.requestCandidates.map((one) => ({ value: one.id, label: `${one.reference} · ${one.payerName ? name(one.payerName) : ''}` })),
    ...data.payoutCandidates.map((one) => ({ value: one.id, label: `${one.reference} · ${one.accountName}` })),
    ...data.batchCandidates.map((one) => ({ value: one.id, label: `${one.id} · ${more('batchOf', { count: one.payoutCount })}` })),
    ...data.lineCandidates.map((one) => ({
      value: one.id ?? '',
      label: more('reversalOption', { date: formatDate(one.bookedOn, lang), party: one.counterpartyName || one.remark }),
    })),
    ...(isCredit ? [{ value: 'interest', label: more('interestOption') }] : []),
    // Money in is no charge, but a bank gives one back now and then.
    { value: 'charge', label: more(isCredit ? 'chargeBackOption' : 'chargeOption') },
  ]
  return (
    <ConfirmAct
      intent="propose"
      outcome={outcome}
      label={say('assign')}
      about={say('assignAbout')}
      consequences={useConsequences(data)}
      confirmLabel={say('propose')}
    >
      <SelectField name="targetId" label={say('assignTo')} options={options} isRequired />
      <TextAreaField name="note" label={say('note')} help={say('noteHelp')} isRequired />
    </ConfirmAct>
  )
}

const Return = ({ data, outcome }: Given) => {
  const say = useSay(text)
  const consequences = useConsequences(data)
  const isBounced = data.line.reason === 'payout_returned'
  const account = {
    label: say('accountNumber'),
    value: data.line.canReceive ? data.line.counterpartyAccount : null,
    absent: useSay(moreText)('nameAccountAbout'),
  }
  return (
    <ConfirmAct
      intent="return"
      tone="quiet"
      outcome={outcome}
      label={say(isBounced ? 'reissue' : 'returnIt')}
      about={say(isBounced ? 'reissueAbout' : 'returnAbout')}
      consequences={isBounced ? consequences : [...consequences, account]}
      confirmLabel={say(isBounced ? 'reissueLabel' : 'returnLabel')}
    />
  )
}

const Note = ({ outcome }: Given) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  return (
    <ConfirmAct intent="note" tone="quiet" outcome={outcome} label={more('addNote')} consequences={[]} confirmLabel={more('addNoteLabel')}>
      <SelectField name="kind" label={more('noteKind')} options={NOTE_KINDS.map((kind) => ({ value: kind, label: code(`enum.note.${kind}`) }))} isRequired />
      <TextAreaField name="note" label={say('note')} help={say('noteHelp')} isRequired />
    </ConfirmAct>
  )
}

const ANSWERS = { confirm: 'confirmLabel', reject: 'rejectLabel', cancelReturn: 'cancelReturnLabel' } as const

const Answer = ({ act, data, outcome }: Given & { readonly act: keyof typeof ANSWERS }) => {
  const say = useSay(text)
  const open = data.assignments.find((assignment) => assignment.state === 'proposed')
  const proposed =
    open === undefined
      ? []
      : [
          { label: say('assignTo'), value: open.targetId },
          { label: say('note'), value: open.note },
        ]
  return (
    <ConfirmAct
      intent={act}
      outcome={outcome}
      label={say(act)}
      consequences={[...useConsequences(data), ...proposed]}
      confirmLabel={say(ANSWERS[act])}
      tone={act === 'confirm' ? 'main' : 'quiet'}
    />
  )
}

const Acts = (given: Given) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const { acts, line } = given.data
  const controls: Readonly<Record<LineAct, ReactNode>> = {
    propose: <Propose {...given} />,
    confirm: <Answer act="confirm" {...given} />,
    reject: <Answer act="reject" {...given} />,
    return: <Return {...given} />,
    cancelReturn: <Answer act="cancelReturn" {...given} />,
    note: <Note {...given} />,
  }
  const labels: Readonly<Record<LineAct, string>> = {
    propose: say('assign'),
    confirm: say('confirm'),
    reject: say('reject'),
    return: say(line.reason === 'payout_returned' ? 'reissue' : 'returnIt'),
    cancelReturn: say('cancelReturn'),
    note: more('addNote'),
  }
  const items = actItems(acts, { label: (act) => labels[act], control: (act) => controls[act] })
  return items.length === 0 ? <Banner tone="success">{say('lineDone')}</Banner> : <ActPanel acts={items} />
}

const Notes = ({ data }: { readonly data: Props['loaderData'] }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const name = useInLang()
  const moment = useMoment()
  return (
    <DataTable
      caption={more('notes')}
      rows={data.notes}
      rowKey={(row) => row.id}
      columns={[
        { key: 'kind', header: more('noteKind'), cell: (row) => code(`enum.note.${row.kind}`) },
        { key: 'note', header: say('note'), cell: (row) => row.note },
        { key: 'made', header: say('madeBy'), cell: (row) => `${row.madeBy ? name(row.madeBy) : ''} ${moment(row.madeAt)}` },
      ]}
      empty={<p>{more('noNotes')}</p>}
    />
  )
}

const History = ({ data }: { readonly data: Props['loaderData'] }) => {
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  const moment = useMoment()
  return (
    <DataTable
      caption={say('history')}
      rows={data.assignments}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'target',
          header: say('assignTo'),
          cell: (row) => `${code(`enum.settles.${row.targetKind}`)} ${row.targetKind === 'charge' || row.targetKind === 'interest' ? '' : row.targetId}`,
        },
        { key: 'note', header: say('note'), cell: (row) => row.note },
        { key: 'state', header: say('state'), cell: (row) => <LedgerState of="assignment" state={row.state} /> },
        { key: 'made', header: say('madeBy'), cell: (row) => `${row.madeBy ? name(row.madeBy) : ''} ${moment(row.madeAt)}` },
        { key: 'decided', header: say('decidedBy'), cell: (row) => `${row.decidedBy ? name(row.decidedBy) : ''} ${moment(row.decidedAt)}` },
      ]}
      empty={<p>{say('noHistory')}</p>}
    />
  )
}

const LinePage = ({ loaderData: data, actionData }: Props) => {
  const say = useSay(text)
  const lang = useLang()
  const code = useLedgerText()
  const name = useInLang()
  const more = useSay(moreText)
  const { line } = data
  const target = line.target ? `${line.target.name ? name(line.target.name) : ''} ${line.target.id}` : ''
  const facts = [
    { label: say('inOut'), value: code(`enum.direction.${line.direction}`) },
    { label: say('amount'), value: <Price minor={line.amountMinor} isExact /> },
    { label: say('date'), value: formatDate(line.bookedOn, lang) },
    { label: say('party'), value: line.counterpartyName, absent: '—' },
    {
      label: say('accountNumber'),
      value: line.counterpartyAccount,
      absent: '—',
      ...(line.canReceive || line.counterpartyAccount === '' ? {} : { hint: more('noWayBack') }),
    },
    { label: say('remark'), value: line.remark, absent: '—' },
    { label: say('bankLineId'), value: line.bankLineId },
    { label: say('reason'), value: line.reason === null ? null : code(`enum.reason.${line.reason}`) },
    {
      label: say('result'),
      value: line.settles
        ? `${code(`enum.settles.${line.settles}`)} ${line.targetCount > 1 ? more('severalPayouts', { count: line.targetCount }) : target}`
        : target,
    },
    {
      label: more('reverses'),
      value: line.reversesLineId ? <LocalLink to={linePage(line.reversesLineId)}>{line.reversesLineId}</LocalLink> : null,
    },
  ]
  const trail = useTrail([{ key: 'lines', to: linesPage() }])
  return (
    <Page width="wide">
      <PageHead title={`${say('line')} ${line.lineNumber}`} number={line.bankLineId} state={<LedgerState of="line" state={line.state} />} trail={trail} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={data.next} />
      <Columns
        main={
          <>
            <Section isSheet>
              <FactsTable rows={facts} columns={2} />
              {line.id === null ? null : (
                <div>
                  <SealLink subject={line.id} />
                </div>
              )}
            </Section>
            <Section title={more('notes')}>
              <Notes data={data} />
            </Section>
            <Section title={say('history')}>
              <History data={data} />
            </Section>
            <p>
              <a href={localPath(lang, statementPage(line.statementId))}>{say('statements')}</a>
            </p>
          </>
        }
        side={data.acts.length > 0 ? <Acts data={data} outcome={actionData} /> : null}
      />
    </Page>
  )
}
export default LinePage
