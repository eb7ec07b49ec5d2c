/** Columns of the registration file, in the order of the template. */
import type { Bilingual } from '#kernel/bilingual.ts'

export const COLUMNS = [
  { key: 'registrationNumber', zh: '登记号', en: 'Registration no.', required: false },
  { key: 'registeredOn', zh: '登记日期', en: 'Registered on', required: false },
  { key: 'titleZh', zh: '成果名称', en: 'Title (Chinese)', required: true },
  { key: 'titleEn', zh: '成果英文名称', en: 'Title (English)', required: false },
  { key: 'abstractZh', zh: '成果简介', en: 'Abstract (Chinese)', required: true },
  { key: 'abstractEn', zh: '英文简介', en: 'Abstract (English)', required: false },
  { key: 'useZh', zh: '主要用途', en: 'Use (Chinese)', required: false },
  { key: 'keywords', zh: '关键词', en: 'Keywords', required: false },
  { key: 'institution', zh: '完成单位', en: 'Completing institution', required: false },
  { key: 'creditCode', zh: '统一社会信用代码', en: 'Unified social credit code', required: false },
  { key: 'recommendingUnit', zh: '推荐单位', en: 'Recommending unit', required: false },
  { key: 'completers', zh: '完成人及贡献比例', en: 'Completers and shares', required: true },
  { key: 'fundingSource', zh: '课题来源', en: 'Funding source', required: false },
  { key: 'projectNumber', zh: '项目编号', en: 'Project no.', required: false },
  { key: 'startedOn', zh: '起始年月', en: 'Started (year-month)', required: false },
  { key: 'endedOn', zh: '完成年月', en: 'Ended (year-month)', required: false },
  { key: 'secrecy', zh: '密级', en: 'Secrecy', required: false },
  { key: 'resultType', zh: '成果类型', en: 'Result type', required: false },
  { key: 'evaluationForm', zh: '评价方式', en: 'Evaluation form', required: false },
  { key: 'form', zh: '成果体现形式', en: 'Form', required: true },
  { key: 'ipKind', zh: '知识产权形式', en: 'Intellectual property', required: true },
  { key: 'patentNumbers', zh: '专利（申请）号', en: 'Patent (application) no.', required: false },
  { key: 'attribute', zh: '成果属性', en: 'Attribute', required: false },
  { key: 'stage', zh: '所处阶段', en: 'Stage', required: false },
  { key: 'trl', zh: '技术就绪度', en: 'Readiness level', required: false },
  { key: 'level', zh: '成果水平', en: 'Innovation level', required: false },
  { key: 'field', zh: '高新技术领域', en: 'Field', required: true },
  { key: 'chains', zh: '标志性产业链', en: 'Industry chains', required: false },
  { key: 'industryCode', zh: '国民经济行业代码', en: 'Industry code (GB/T 4754)', required: false },
  { key: 'ipc', zh: '国际专利分类号', en: 'IPC', required: false },
  { key: 'modes', zh: '拟合作方式', en: 'Modes of co-operation', required: true },
  { key: 'priceWan', zh: '意向价格（万元）', en: 'Price hint (CNY 10,000)', required: false },
] as const

export type ColumnKey = (typeof COLUMNS)[number]['key']

/** As the table gives it: what the cell is and the text it shows. */
export interface TableCell {
  readonly kind: 'text' | 'number' | 'date' | 'flag' | 'error'
  readonly text: string
}
type CellsOfRow = ReadonlyMap<number, TableCell>
export type Row = Readonly<Record<ColumnKey, TableCell>>
export type Cells = Readonly<Record<ColumnKey, string>>

const squeezed = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*()（）.。:：_-]/g, '')

type Places = ReadonlyMap<ColumnKey, number>

export interface Heading {
  /** Which cell of a row holds which column. */
  readonly places: Places
  /** Required columns that the heading lacks. */
  readonly missing: readonly Bilingual[]
  /** Columns that stand in it twice. */
  readonly doubled: readonly Bilingual[]
}

/** Unknown headings are left alone. */
export const readHeading = (cells: CellsOfRow): Heading => {
  const places = new Map<ColumnKey, number>()
  const doubled: Bilingual[] = []
  for (const [index, cell] of cells) {
    const heading = squeezed(cell.text)
    const column = COLUMNS.find(({ key, zh, en }) => [key, zh, en].map(squeezed).includes(heading))
    if (!column) continue
    if (places.has(column.key)) doubled.push({ zh: column.zh, en: column.en })
    else places.set(column.key, index)
  }
  return { places, doubled, missing: COLUMNS.filter(({ key, required }) => required && !places.has(key)).map(({ zh, en }) => ({ zh, en })) }
}

const EMPTY: TableCell = { kind: 'text', text: '' }

export const rowOf = (places: Places, cells: CellsOfRow): Row =>
  Object.fromEntries(
    COLUMNS.map(({ key }) => {
      const cell = cells.get(places.get(key) ?? -1) ?? EMPTY
      return [key, { kind: cell.kind, text: cell.text.replace(/\r\n?/g, '\n').trim() }]
    }),
  ) as Row

export const textsOf = (row: Row): Cells => Object.fromEntries(COLUMNS.map(({ key }) => [key, row[key].text])) as Cells
