/** One bank line: what the bank wrote, why it matched nothing, and what two people decide about it. */
import type { Route } from './+types/finance-line.ts'
import { formatDate } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActPanel, ConfirmAct, type ActItem } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { linePage, linesPage, statementPage } from './addresses.ts'
import { LedgerState, READERS, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'lines')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  return orNotFound(apiOf(context).ledger.line({ lineId: params.id }))
}

const NOTE_KINDS = ['note', 'waits', 'asked_bank'] as const

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call): Promise<unknown> => {
    const lineId = params.id
    switch (form.text('intent')) {
      case 'propose':
        return api.ledger.proposeAssignment({ lineId, targetId: form.text('targetId'), note: form.text('note') }, call)
      case 'confirm':
        return api.ledger.confirmAssignment({ lineId }, call)
      case 'reject':
        return api.ledger.rejectAssignment({ lineId }, call)
      case 'note': {
        const kind = NOTE_KINDS.find((one) => one === form.text('kind')) ?? 'note'
        return api.ledger.noteLine({ lineId, kind, note: form.text('note') }, call)
      }
      case 'return':
        return api.ledger.orderReturn({ lineId }, call)
      default:
        return api.ledger.cancelReturn({ lineId }, call)
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

const useUnmatchedActs = ({ data, outcome }: Given): readonly ActItem[] => {
  const say = useSay(text)
  const name = useInLang()
  const consequences = useConsequences(data)
  const isBounced = data.line.reason === 'payout_returned'
  const account = {
    label: say('accountNumber'),
    value: data.line.canReceive ? data.line.counterpartyAccount : null,
    absent: useSay(moreText)('nameAccountAbout'),
  }
  const more = useSay(moreText)
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
  return [
    {
      key: 'propose',
      label: say('assign'),
      control: (
        <ConfirmAct
          intent="propose"
          outcome={outcome}
          label={say('assign')}
          about={say('assignAbout')}
          consequences={consequences}
          confirmLabel={say('propose')}
        >
          <SelectField name="targetId" label={say('assignTo')} options={options} isRequired />
          <TextAreaField name="note" label={say('note')} help={say('noteHelp')} isRequired />
        </ConfirmAct>
      ),
    },
    {
      key: 'return',
      label: say(isBounced ? 'reissue' : 'returnIt'),
      reason: data.line.direction === 'debit' ? say('onlyCredits') : null,
      control: (
        <ConfirmAct
          intent="return"
          tone="quiet"
          outcome={outcome}
          label={say(isBounced ? 'reissue' : 'returnIt')}
          about={say(isBounced ? 'reissueAbout' : 'returnAbout')}
          consequences={isBounced ? consequences : [...consequences, account]}
          confirmLabel={say(isBounced ? 'reissueLabel' : 'returnLabel')}
        />
      ),
    },
  ]
}

const useNoteAct = (outcome: Given['outcome']): ActItem => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  return {
    key: 'note',
    label: more('addNote'),
    control: (
      <ConfirmAct intent="note" tone="quiet" outcome={outcome} label={more('addNote')} consequences={[]} confirmLabel={more('addNoteLabel')}>
        <SelectField name="kind" label={more('noteKind')} options={NOTE_KINDS.map((kind) => ({ value: kind, label: code(`enum.note.${kind}`) }))} isRequired />
        <TextAreaField name="note" label={say('note')} help={say('noteHelp')} isRequired />
      </ConfirmAct>
    ),
  }
}

const useProposedActs = ({ data, outcome }: Given): readonly ActItem[] => {
  const say = useSay(text)
  const viewer = useViewer()
  const consequences = useConsequences(data)
  const open = data.assignments.find((assignment) => assignment.state === 'proposed')
  const reason = open?.madeById === viewer?.personId ? say('makerWaits') : null
  const rows = [...consequences, { label: say('assignTo'), value: open?.targetId }, { label: say('note'), value: open?.note }]
  return [
    {
      key: 'confirm',
      label: say('confirm'),
      reason,
      control: <ConfirmAct intent="confirm" outcome={outcome} label={say('confirm')} consequences={rows} confirmLabel={say('confirmLabel')} />,
    },
    {
      key: 'reject',
      label: say('reject'),
      reason,
      control: <ConfirmAct intent="reject" tone="quiet" outcome={outcome} label={say('reject')} consequences={rows} confirmLabel={say('rejectLabel')} />,
    },
  ]
}

const Acts = (given: Given) => {
  const say = useSay(text)
  const unmatched = useUnmatchedActs(given)
  const proposed = useProposedActs(given)
  const consequences = useConsequences(given.data)
  const note = useNoteAct(given.outcome)
  const { state } = given.data.line
  if (state === 'unmatched') return <ActPanel acts={[...unmatched, note]} />
  if (state === 'proposed') return <ActPanel acts={[...proposed, note]} />
  if (state !== 'return_ordered') return <Banner tone="success">{say('lineDone')}</Banner>
  const control = (
    <ConfirmAct
      intent="cancelReturn"
      tone="quiet"
      outcome={given.outcome}
      label={say('cancelReturn')}
      consequences={consequences}
      confirmLabel={say('cancelReturnLabel')}
    />
  )
  return <ActPanel acts={[{ key: 'cancelReturn', label: say('cancelReturn'), control }]} />
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
  const viewer = useViewer()
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
        side={holdsAny(viewer, ['finance', 'approver']) ? <Acts data={data} outcome={actionData} /> : null}
      />
    </Page>
  )
}
export default LinePage
