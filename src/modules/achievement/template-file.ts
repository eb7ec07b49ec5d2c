/** The form that institutions fill in for an import: headings, one made-up line, and the words every column takes. */
import { FIELDS } from '#kernel/field.ts'
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import { COLUMNS, type ColumnKey } from './core/import-columns.ts'
import { ATTRIBUTES, CHAINS, EVALUATION_FORMS, FORMS, FUNDING_SOURCES, IP_KINDS, LEVELS, MODES, RESULT_TYPES, STAGES } from './core/words.ts'
import { zh } from './messages.ts'

const WORDS: Readonly<Record<string, string>> = zh

const EXAMPLE: Readonly<Record<ColumnKey, string>> = {
  registrationNumber: '3302026Y0001',
  registeredOn: '2026-01-15',
  titleZh: '高强度可回收复合板材制备工艺',
  titleEn: 'Process for high-strength recyclable composite panels',
  abstractZh: '以热塑性树脂与连续纤维制备板材，抗弯强度不低于450兆帕，边角料可全部回用。',
  abstractEn: 'Panels of thermoplastic resin and continuous fibre: bending strength of 450 MPa or more, all offcuts reusable.',
  useZh: '用于冷链车厢与装配式建筑墙板。',
  keywords: '复合材料;热塑性;可回收',
  institution: '浙江示范大学（演示）',
  creditCode: '',
  recommendingUnit: '',
  completers: '甲某:60;*乙某:25;丙某:15',
  fundingSource: '省级财政',
  projectNumber: '',
  startedOn: '2022-03',
  endedOn: '2025-10',
  secrecy: '公开',
  resultType: '应用技术开发',
  evaluationForm: '验收',
  form: '新工艺',
  ipKind: '发明专利',
  patentNumbers: '201810861934.2',
  attribute: '原始性创新',
  stage: '中试',
  trl: '7',
  level: '国内领先',
  field: '新材料',
  chains: '炼化一体化与新材料',
  industryCode: 'C2922',
  ipc: 'B32B 27/12',
  modes: '转让;普通许可',
  priceWan: '120',
}

const CHOICES: Readonly<Partial<Record<ColumnKey, readonly [string, readonly string[]]>>> = {
  fundingSource: ['funding', FUNDING_SOURCES],
  resultType: ['result', RESULT_TYPES],
  evaluationForm: ['evaluation', EVALUATION_FORMS],
  form: ['form', FORMS],
  ipKind: ['ip', IP_KINDS],
  attribute: ['attribute', ATTRIBUTES],
  stage: ['stage', STAGES],
  level: ['level', LEVELS],
  field: ['field', FIELDS],
  chains: ['chain', CHAINS],
  modes: ['mode', MODES],
}

const NOTES: Readonly<Partial<Record<ColumnKey, string>>> = {
  completers: '姓名:比例，用分号分隔，比例合计100；第一位为完成人代表；加*者为主要贡献人员',
  secrecy: '公开、内部。国家秘密不得填报',
  trl: '1至9',
  priceWan: '以万元为单位的数字，可留空',
  patentNumbers: '多个用分号分隔；授权专利加ZL',
  keywords: '不超过3个',
  startedOn: '如2022-03',
  registeredOn: '如2026-01-15',
  industryCode: 'GB/T 4754门类加2至4位数字',
}

const choicesOf = (key: ColumnKey): string => {
  const [list, codes] = CHOICES[key] ?? ['', []]
  return codes.map((code) => WORDS[`enum.achievement.${list}.${code}`] ?? code).join('、')
}

const heading = (column: (typeof COLUMNS)[number]): string => `${column.zh}${column.required ? '*' : ''}`

export const csvTemplate = (): Buffer =>
  Buffer.from(stringify([COLUMNS.map(heading), COLUMNS.map(({ key }) => EXAMPLE[key])], { bom: true, record_delimiter: 'windows' }))

export const xlsxTemplate = async (): Promise<Buffer> => {
  const form = [COLUMNS.map((column) => ({ value: heading(column), fontWeight: 'bold' as const })), COLUMNS.map(({ key }) => EXAMPLE[key])]
  const guide = [
    ['栏目', 'Column', '必填', '说明与可选值'].map((value) => ({ value, fontWeight: 'bold' as const })),
    ...COLUMNS.map(({ key, zh: name, en, required }) => [name, en, required ? '是' : '', NOTES[key] ?? choicesOf(key)]),
  ]
  return writeExcelFile([
    { data: form, sheet: '成果登记', columns: COLUMNS.map(() => ({ width: 22 })) },
    { data: guide, sheet: '填写说明', columns: [{ width: 22 }, { width: 28 }, { width: 8 }, { width: 90 }] },
  ]).toBuffer()
}
