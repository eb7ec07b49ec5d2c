/** Import of bank statements, and those imported before. */
import { redirect } from 'react-router'
import type { Route } from './+types/finance-statements.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { FieldProblem } from '../../shell/form-reader.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { statementPage } from './addresses.ts'
import { LedgerState, READERS, useMoment, useTrail } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'statements')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).payment.statements.list(cursor ? { cursor } : {}))
}

const MAX_BYTES = 2 * 1024 * 1024
/** Small enough for the argument list of one call. */
const CHUNK = 0x8000

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let from = 0; from < bytes.length; from += CHUNK) binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  return btoa(binary)
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const file = form.file('contentBase64')
    if (file === undefined) throw new FieldProblem('contentBase64', { zh: text.zh.chooseFile, en: text.en.chooseFile })
    if (file.size > MAX_BYTES) throw new FieldProblem('contentBase64', { zh: text.zh.tooLarge, en: text.en.tooLarge })
    const { statementId } = await api.payment.uploadStatement({ fileName: file.name, contentBase64: await base64Of(file) }, call)
    throw redirect(localPath(lang, statementPage(statementId)))
  })
}

const Statements = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const lang = useLang()
  const name = useInLang()
  const moment = useMoment()
  const viewer = useViewer()
  return (
    <Page width="wide">
      <PageHead title={say('statements')} trail={useTrail()} />
      {holdsAny(viewer, ['finance']) ? (
        <Section title={say('upload')} about={say('uploadAbout')} isSheet>
          <ActionForm intent="upload" outcome={actionData} isMultipart>
            <FileField name="contentBase64" label={say('file')} accept=".xml,.csv,.txt,text/xml,application/xml,text/csv" isRequired />
            <FormActions>
              <Submit>{say('preview')}</Submit>
            </FormActions>
          </ActionForm>
        </Section>
      ) : null}
      <DataTable
        caption={say('statements')}
        rows={loaderData.items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, statementPage(row.id))}
        columns={[
          { key: 'file', header: say('fileName'), cell: (row) => row.fileName },
          { key: 'format', header: say('format'), cell: (row) => row.format },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => (
              <>
                <LedgerState of="statement" state={row.state} /> {row.waitingCount > 0 ? more('waiting', { count: row.waitingCount }) : null}
              </>
            ),
          },
          { key: 'closing', header: say('closing'), align: 'end', cell: (row) => <Price minor={row.closingMinor} isExact size="s" /> },
          { key: 'lines', header: say('bookedCount'), align: 'end', cell: (row) => `${row.bookedCount} / ${row.lineCount}` },
          { key: 'at', header: say('uploadedAt'), cell: (row) => moment(row.uploadedAt) },
          { key: 'by', header: say('uploadedBy'), isWideOnly: true, cell: (row) => (row.uploadedBy ? name(row.uploadedBy) : '') },
        ]}
        empty={<EmptyState title={say('noStatements')}>{say('noStatementsAbout')}</EmptyState>}
      />
      <Pager nextCursor={loaderData.nextCursor} total={loaderData.total} />
    </Page>
  )
}
export default Statements
