/** A page that takes a file with many records: the form, what an import did, and every row that it did not take. */
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ImportReport, ReportedRow, SourceFile } from '#contract/import.ts'
import { inLang, texts, useLang, useSay, type Say } from '../i18n/lang.ts'
import type { Address } from '../i18n/place.ts'
import { FieldProblem, type FormReader } from '../shell/form-reader.ts'
import type { CommandOutcome } from '../shell/outcome.ts'
import { DataTable } from './data-table.tsx'
import { FileField } from './file-field.tsx'
import { ActionForm, FormActions, Submit } from './form.tsx'
import { Page, PageHead, Row, Stack } from './layout.tsx'
import { DownloadButton } from './links.tsx'
import { Banner } from './notices.tsx'

const text = texts({
  zh: {
    import: '导入',
    report: '读取{read}条：新增{arrived}条，已有{present}条，未收{reported}条。',
    line: '行与名称',
    column: '栏目',
    value: '所填内容',
    problem: '未收原因及处理办法',
    rejectedHelp: '未收的行已整理成一个文件，并注明原行号和原因。改正后直接导入该文件即可，已收的行不会重复。',
    rejectedFile: '下载未收的行',
    reported: '未收的行',
  },
  en: {
    import: 'Import',
    report: '{read} read: {arrived} added, {present} known already, {reported} not taken.',
    line: 'Line and title',
    column: 'Column',
    value: 'What stands there',
    problem: 'Why, and what to do',
    rejectedHelp:
      'The rows not taken are in a file of their own, with their line and the reason. Correct them and import that file: rows already taken are not doubled.',
    rejectedFile: 'Download rows not taken',
    reported: 'Rows not taken',
  },
})

/** As much as one request may carry once it is written as text. */
const MAX_BYTES = 2_800_000
const MISSING = { zh: '请选择文件。', en: 'Choose a file.' }
const TOO_LARGE = { zh: '文件超过3 MB，请分批导入。', en: 'The file is larger than 3 MB; please split it.' }

export const fileInput = async (form: FormReader, name = 'file'): Promise<SourceFile> => {
  const file = form.file(name)
  if (!file) throw new FieldProblem(name, MISSING)
  if (file.size > MAX_BYTES) throw new FieldProblem(name, TOO_LARGE)
  return { name: file.name, contentBase64: Buffer.from(await file.arrayBuffer()).toString('base64') }
}

interface ImportPageProps {
  readonly say: Say<'importTitle' | 'importLead' | 'file'>
  readonly outcome: CommandOutcome<ImportReport> | undefined
  readonly trail: { readonly label: string; readonly to: Address }
  /** Where what arrived stands now, and who acts next. */
  readonly next: ReactNode
  /** Endings of the files that are taken. */
  readonly accept: string
  readonly fileHelp?: string
  /** Stands above the form: templates to fill in. */
  readonly children?: ReactNode
}

export const ImportPage = ({ say, outcome, trail, next, accept, fileHelp, children }: ImportPageProps) => {
  const own = useSay(text)
  return (
    <Page width={outcome?.ok && outcome.value.rejected !== null ? 'normal' : 'narrow'}>
      <PageHead title={say('importTitle')} subtitle={say('importLead')} trail={[trail]} />
      <Stack gap={24}>
        {outcome?.ok ? <Report report={outcome.value} next={next} /> : null}
        {children}
        <ActionForm intent="import" outcome={outcome} isMultipart label={say('importTitle')}>
          <FileField name="file" label={say('file')} {...(fileHelp === undefined ? {} : { help: fileHelp })} accept={accept} isRequired />
          <FormActions>
            <Submit>{own('import')}</Submit>
          </FormActions>
        </ActionForm>
      </Stack>
    </Page>
  )
}

const Report = ({ report, next }: Pick<ImportPageProps, 'next'> & { readonly report: ImportReport }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Stack gap={16}>
      <Banner tone={report.reported.length === 0 ? 'success' : 'warning'} isResult>
        {say('report', { read: report.read, arrived: report.arrived, present: report.present, reported: report.reported.length })}{' '}
        {report.arrived > 0 ? next : null}
      </Banner>
      {report.rejected === null ? null : (
        <Stack gap={8}>
          <p style={{ margin: 0 }}>{say('rejectedHelp')}</p>
          <Row>
            {/* The file is in the page itself: nothing about it is kept, and it needs no script. */}
            <DownloadButton
              href={`data:application/octet-stream;base64,${report.rejected.contentBase64}`}
              fileName={report.rejected.name}
              icon={<IconDownload size={16} aria-hidden="true" />}
            >
              {say('rejectedFile')}
            </DownloadButton>
          </Row>
        </Stack>
      )}
      {report.reported.length === 0 ? null : (
        <DataTable
          caption={say('reported')}
          isCaptionShown
          rows={report.reported}
          rowKey={({ line, code }) => `${line}:${code}`}
          columns={[
            { key: 'line', header: say('line'), cell: (row) => (row.title === '' ? row.line : `${row.line} · ${row.title}`) },
            ...(report.reported.some(({ column }) => column)
              ? [
                  { key: 'column', header: say('column'), cell: (row: ReportedRow) => (row.column ? inLang(row.column, lang) : '') },
                  {
                    key: 'value',
                    header: say('value'),
                    cell: (row: ReportedRow) => <span style={{ display: 'block', minWidth: 'min(14ch, 100%)', overflowWrap: 'anywhere' }}>{row.value}</span>,
                  },
                ]
              : []),
            { key: 'problem', header: say('problem'), isLong: true, cell: (row) => inLang(row.text, lang) },
          ]}
        />
      )}
    </Stack>
  )
}
