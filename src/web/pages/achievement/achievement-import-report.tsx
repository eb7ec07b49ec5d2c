/** What an import did, and every row that it did not take. */
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FormReader } from '../../shell/form-reader.ts'
import { FieldProblem } from '../../shell/form-reader.ts'
import { inLang, useLang, useSay } from '../../i18n/lang.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './achievement.text.ts'

type Text = { readonly zh: string; readonly en: string }

interface Report {
  readonly read: number
  readonly arrived: number
  readonly present: number
  readonly reported: readonly {
    readonly line: number
    readonly title: string
    readonly code: string
    readonly column?: Text | null
    readonly value?: string | null
    readonly text: Text
  }[]
  readonly rejected: { readonly name: string; readonly contentBase64: string } | null
}

type Reported = Report['reported'][number]

/** As much as one request may carry once it is written as text. */
const MAX_BYTES = 2_800_000
const MISSING = { zh: '请选择文件。', en: 'Choose a file.' }
const TOO_LARGE = { zh: '文件超过3 MB，请分批导入。', en: 'The file is larger than 3 MB; please split it.' }

export const fileInput = async (form: FormReader, name: string): Promise<{ readonly name: string; readonly contentBase64: string }> => {
  const file = form.file(name)
  if (!file) throw new FieldProblem(name, MISSING)
  if (file.size > MAX_BYTES) throw new FieldProblem(name, TOO_LARGE)
  return { name: file.name, contentBase64: Buffer.from(await file.arrayBuffer()).toString('base64') }
}

interface ReportProps {
  readonly report: Report
  /** Where what arrived stands now, and who acts next. */
  readonly next?: ReactNode
}

export const AchievementImportReport = ({ report, next }: ReportProps) => {
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
                  { key: 'column', header: say('column'), cell: (row: Reported) => (row.column ? inLang(row.column, lang) : '') },
                  {
                    key: 'value',
                    header: say('value'),
                    cell: (row: Reported) => <span style={{ display: 'block', minWidth: 'min(14ch, 100%)', overflowWrap: 'anywhere' }}>{row.value}</span>,
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
