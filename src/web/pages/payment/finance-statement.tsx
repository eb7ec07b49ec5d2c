/** One statement: the preview with what booking would do, or what was booked, line by line. */
import { isAllowed } from '#kernel/acts.ts'
import { redirect } from 'react-router'
import type { Route } from './+types/finance-statement.ts'
import { langOfPath, localPath, useInLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { linesPage, statementPage, statementsPage } from './addresses.ts'
import { LedgerState, LinesTable, READERS, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'statements')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const found = await orNotFound(apiOf(context).payment.statements.get({ statementId: params.id }))
  return { ...found, acts: wordedActs(langOfPath(new URL(request.url).pathname), found.acts) }
}

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    if (form.text('intent') === 'book') return api.payment.bookStatement({ statementId: params.id }, call)
    await api.payment.discardStatement({ statementId: params.id }, call)
    throw redirect(localPath(lang, statementsPage()))
  })
}

type Props = Route.ComponentProps

const Acts = ({ statement, outcome }: { readonly statement: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const count = (state: string) => String(statement.lines.filter((line) => line.state === state).length)
  const consequences = ['matched', 'unmatched', 'known'].map((state) => ({ label: code(`state.line.${state}`), value: say('count', { count: count(state) }) }))
  const unread = { label: more('unreadLines'), value: statement.unreadCount === 0 ? null : say('count', { count: statement.unreadCount }) }
  const closing = { label: say('closing'), value: <Price minor={statement.closingMinor} isExact withCapital /> }
  const book = (
    <ConfirmAct intent="book" outcome={outcome} label={say('bookLabel')} consequences={[...consequences, unread, closing]} confirmLabel={say('book')}>
      {statement.lines.every((line) => line.state === 'known') && statement.unreadCount === 0 ? <p>{say('nothingNew')}</p> : null}
    </ConfirmAct>
  )
  const discard = (
    <ConfirmAct
      intent="discard"
      tone="quiet"
      outcome={outcome}
      label={say('discardLabel')}
      consequences={[{ label: say('fileName'), value: statement.fileName }]}
      confirmLabel={say('discard')}
    />
  )
  const items = actItems(statement.acts, { label: (act) => say(`${act}Label`), control: (act) => (act === 'book' ? book : discard) })
  return <ActPanel acts={items} />
}

/** Lines of the file that book nothing, each with its reason. */
const SetAsideTable = ({ statement }: { readonly statement: Props['loaderData'] }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  if (statement.setAside.length === 0) return null
  return (
    <Section title={more('setAside')} about={more('setAsideAbout')}>
      <DataTable
        caption={more('setAside')}
        rows={statement.setAside}
        rowKey={(row) => `${row.lineNumber} ${row.text}`}
        columns={[
          { key: 'line', header: say('line'), cell: (row) => row.lineNumber },
          { key: 'reason', header: say('reason'), cell: (row) => (row.problem === null ? more('zeroLine') : code(row.problem.code, row.problem.params)) },
          { key: 'text', header: say('remark'), cell: (row) => row.text },
        ]}
      />
    </Section>
  )
}

/** What still waits after booking, and which statement stands in whose place. */
const Waiting = ({ statement }: { readonly statement: Props['loaderData'] }) => {
  const more = useSay(moreText)
  const { state, unreadCount, waitingCount, replacedBy, replaces, partCount } = statement
  return (
    <>
      {partCount > 1 ? <Banner tone="info">{more('parts', { count: partCount })}</Banner> : null}
      {replaces ? (
        <Banner tone="info" title={more('replaces')}>
          {more('replacesAbout')}
        </Banner>
      ) : null}
      {state === 'partly_booked' ? (
        <Banner tone="warning" title={more('partlyBooked', { count: unreadCount })}>
          {more('partlyBookedAbout')}
        </Banner>
      ) : null}
      {replacedBy ? (
        <Banner tone="info">
          <LocalLink to={statementPage(replacedBy)}>{more('replacedBy')}</LocalLink>
        </Banner>
      ) : null}
      {waitingCount > 0 ? (
        <Banner tone="warning">
          <LocalLink to={linesPage()}>{more('waiting', { count: waitingCount })}</LocalLink>
        </Banner>
      ) : null}
    </>
  )
}

const Facts = ({ statement, isWide }: { readonly statement: Props['loaderData']; readonly isWide: boolean }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const name = useInLang()
  const moment = useMoment()
  return (
    <Section isSheet>
      <FactsTable
        columns={isWide ? 2 : 1}
        rows={[
          { label: say('opening'), value: <Price minor={statement.openingMinor} isExact size="s" /> },
          { label: say('credits'), value: <Price minor={statement.creditMinor} isExact size="s" /> },
          { label: say('debits'), value: <Price minor={statement.debitMinor} isExact size="s" /> },
          { label: say('closing'), value: <Price minor={statement.closingMinor} isExact size="s" /> },
          { label: more('unreadMinor'), value: statement.unreadCount === 0 ? null : <Price minor={statement.unreadMinor} isExact size="s" /> },
          { label: say('lineCount'), value: String(statement.lineCount) },
          {
            label: say('uploadedBy'),
            value: statement.uploadedBy ? `${name(statement.uploadedBy)} · ${moment(statement.uploadedAt)}` : moment(statement.uploadedAt),
          },
          { label: say('bookedBy'), value: statement.bookedBy ? `${name(statement.bookedBy)} · ${moment(statement.bookedAt)}` : null },
          { label: say('digest'), value: <code style={{ overflowWrap: 'anywhere' }}>{statement.sha256}</code> },
        ]}
      />
      {statement.bookedAt ? (
        <div>
          <SealLink subject={statement.id} />
        </div>
      ) : null}
    </Section>
  )
}

const StatementPage = ({ loaderData: statement, actionData }: Props) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const code = useLedgerText()
  const isPreview = statement.state === 'previewed'
  const result = actionData?.ok && actionData.intent === 'book' ? actionData.value : null
  return (
    <Page width="wide">
      <PageHead
        title={statement.fileName}
        number={statement.format}
        state={<LedgerState of="statement" state={statement.state} />}
        trail={useTrail([{ key: 'statements', to: statementsPage() }])}
      />
      {result ? (
        <Banner tone="success" isResult>
          {result.unread > 0 ? more('bookedMore', { ...result }) : say('booked', { ...result })}
        </Banner>
      ) : null}
      {isPreview ? (
        <Banner tone="info" title={say('previewTitle')}>
          {say('previewAbout')}
        </Banner>
      ) : null}
      {statement.problem ? (
        <Banner tone="danger" title={say('cannotBook')}>
          {code(statement.problem.code, statement.problem.params)}
        </Banner>
      ) : null}
      <Waiting statement={statement} />
      {isAllowed(statement.acts, 'discard') ? (
        <Columns main={<Facts statement={statement} isWide={false} />} side={<Acts statement={statement} outcome={actionData} />} />
      ) : (
        <Facts statement={statement} isWide />
      )}
      <SetAsideTable statement={statement} />
      <LinesTable lines={statement.lines} isLinked={statement.bookedAt !== null} />
    </Page>
  )
}
export default StatementPage
