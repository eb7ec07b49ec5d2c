/** One payout batch: approved by a second person, then handed to the bank as a file. */
import { IconDownload } from '@tabler/icons-react'
import type { Route } from './+types/finance-batch.ts'
import { isAllowed } from '#kernel/acts.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { useVisit } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Row, Section } from '../../ui/layout.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { batchesPage, financeFile } from './addresses.ts'
import { LedgerState, PayoutsTable, READERS, useLedgerText, useMoment, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'batch')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const { pathname, searchParams } = new URL(request.url)
  const refused = searchParams.get('refused')
  const api = apiOf(context)
  const found = await orNotFound(api.payment.batches.get({ batchId: params.id }))
  const batch = { ...found, acts: wordedActs(langOfPath(pathname), found.acts) }
  const subjects = await subjectsOf(api, batch.payouts)
  const next = await nextActs(api, { kind: 'payout_batch', state: batch.state })
  return { batch, subjects, next, refused: refused !== null && /^ledger\.[a-z_.]{1,60}$/.test(refused) ? refused : null }
}

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) =>
    form.text('intent') === 'approve' ? api.payment.approveBatch({ batchId: params.id }, call) : api.payment.rejectBatch({ batchId: params.id }, call),
  )

type Props = Route.ComponentProps
type Batch = Props['loaderData']['batch']

/** Plain forms: the answer is a file. */
const ExportForm = ({ batch }: { readonly batch: Batch }) => {
  const say = useSay(text)
  const lang = useLang()
  const { formKey } = useVisit()
  return (
    <Section title={say('exportTitle')} about={say('exportAbout')} isSheet>
      <Row>
        {(['pain.001', 'csv'] as const).map((format) => (
          <form key={format} method="post" action={localPath(lang, financeFile())}>
            <input type="hidden" name="idempotencyKey" value={`${formKey}-${format}`} />
            <input type="hidden" name="batchId" value={batch.id} />
            <input type="hidden" name="format" value={format} />
            <Button type="submit" tone="quiet" icon={<IconDownload size={16} aria-hidden="true" />}>
              {format === 'csv' ? say('exportCsv') : say('exportXml')}
            </Button>
          </form>
        ))}
      </Row>
    </Section>
  )
}

const DECIDE = { approve: { label: 'approve', confirm: 'approveLabel' }, reject: { label: 'rejectBatch', confirm: 'rejectBatchLabel' } } as const
type Decision = keyof typeof DECIDE

const Decide = ({ batch, outcome }: { readonly batch: Batch; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const consequences = [
    { label: say('payoutCount'), value: say('count', { count: batch.payoutCount }) },
    { label: say('total'), value: <Price minor={batch.totalMinor} isExact withCapital /> },
  ]
  const decisions = batch.acts.filter((verdict): verdict is WordedAct<Decision> => verdict.act !== 'export')
  const items = actItems(decisions, {
    label: (act) => say(DECIDE[act].label),
    control: (act) => (
      <ConfirmAct
        intent={act}
        tone={act === 'approve' ? 'final' : 'quiet'}
        outcome={outcome}
        label={say(DECIDE[act].label)}
        consequences={consequences}
        confirmLabel={say(DECIDE[act].confirm)}
      />
    ),
  })
  return items.length === 0 ? null : <ActPanel acts={items} />
}

const STANDING = { proposed: 'exportWait', approved: null, exported: 'batchDone', rejected: 'batchRejected' } as const

const Side = ({ batch, outcome }: { readonly batch: Batch; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const standing = STANDING[batch.state]
  return (
    <>
      {standing === null ? null : <Banner tone="info">{say(standing)}</Banner>}
      <Decide batch={batch} outcome={outcome} />
      {isAllowed(batch.acts, 'export') ? <ExportForm batch={batch} /> : null}
    </>
  )
}

const BatchPage = ({ loaderData: { batch, subjects, next, refused }, actionData }: Props) => {
  const say = useSay(text)
  const code = useLedgerText()
  const name = useInLang()
  const moment = useMoment()
  const trail = useTrail([{ key: 'batches', to: batchesPage() }])
  return (
    <Page width="wide">
      <PageHead title={say('batch')} number={batch.id} state={<LedgerState of="batch" state={batch.state} />} trail={trail} />
      {refused ? (
        <Banner tone="danger" isResult>
          {code(refused)}
        </Banner>
      ) : null}
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={next} />
      <Columns
        main={
          <>
            <Section isSheet>
              <FactsTable
                columns={2}
                rows={[
                  { label: say('total'), value: <Price minor={batch.totalMinor} isExact withCapital /> },
                  { label: say('payoutCount'), value: String(batch.payoutCount) },
                  { label: say('madeBy'), value: `${batch.madeBy ? name(batch.madeBy) : ''} ${moment(batch.madeAt)}` },
                  { label: say('decidedBy'), value: batch.decidedBy ? `${name(batch.decidedBy)} ${moment(batch.decidedAt)}` : null, absent: '—' },
                ]}
              />
            </Section>
            <PayoutsTable payouts={batch.payouts} subjects={subjects} nextCursor={null} />
          </>
        }
        side={<Side batch={batch} outcome={actionData} />}
      />
    </Page>
  )
}
export default BatchPage
