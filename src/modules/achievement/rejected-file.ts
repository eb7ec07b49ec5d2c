/** The rows that an import did not take, as a workbook: with line and reason before the columns, every cell as text, ready to be corrected and sent again. */
import writeExcelFile from 'write-excel-file/node'
import { hiddenSigns } from '#kernel/plain-text.ts'
import type { RejectedRow } from '#platform/table/import.ts'
import { COLUMNS, type Row } from './core/import-columns.ts'

export interface NumberedRow {
  readonly line: number
  readonly row: Row
}

export const REJECTED_NAME = '未收的行.xlsx'

/** What XML cannot carry cannot be sent back either. */
const sendable = (text: string): string => hiddenSigns(text).reduce((rest, sign) => rest.replaceAll(sign, ''), text)

/** Unknown headings are left alone by the import, so that the reasons need not be taken out again. */
export const rejectedBook = (rows: readonly RejectedRow<NumberedRow>[]): Promise<Buffer> =>
  writeExcelFile([
    {
      sheet: '未收的行',
      columns: [{ width: 8 }, { width: 60 }, ...COLUMNS.map(() => ({ width: 22 }))],
      data: [
        ['原行号', '未收原因', ...COLUMNS.map(({ zh, required }) => `${zh}${required ? '*' : ''}`)].map((value) => ({ value, fontWeight: 'bold' as const })),
        ...rows.map(({ reported, row: { row } }) =>
          [String(reported.line), `${reported.text.zh} ${reported.text.en}`, ...COLUMNS.map(({ key }) => sendable(row[key].text))].map((value) => ({
            value,
            type: String,
            format: '@',
          })),
        ),
      ],
    },
  ]).toBuffer()
