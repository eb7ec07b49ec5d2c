import { describe, expect, it } from 'vitest'
import { COLUMNS, readHeading, rowOf, type ColumnKey, type TableCell } from './import-columns.ts'
import { readRow, type Lookup } from './import-row.ts'
import { zh as names } from './names.ts'

const cell = (text: string, kind: TableCell['kind'] = 'text'): TableCell => ({ kind, text })
const byLabel: Lookup = (list, codes, text) =>
  codes.find((code) => Object.entries(names).some(([key, name]) => key === `enum.achievement.${list}.${code}` && name === text)) ?? null

/** What a row needs at least. */
const LEAST: Partial<Record<ColumnKey, string>> = {
  titleZh: '碳化硅器件',
  abstractZh: '一种器件。',
  completers: '张三',
  form: '新产品',
  ipKind: '技术秘密',
  trl: '6',
  field: '新材料',
  modes: '转让',
}
const places = new Map(COLUMNS.map(({ key }, index) => [key, index]))
type Changed = Partial<Record<ColumnKey, string | TableCell>>
const read = (changed: Changed = {}, lookup = byLabel) => {
  const cells = COLUMNS.map(({ key }) => {
    const value = changed[key] ?? LEAST[key] ?? ''
    return typeof value === 'string' ? cell(value) : value
  })
  return readRow(rowOf(places, new Map(cells.entries())), lookup)
}
const content = (changed: Changed = {}) => {
  const result = read(changed)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const refusal = (changed: Changed) => {
  const result = read(changed)
  return result.ok ? null : [result.refusal.code.replace('achievement.row_', ''), result.refusal.field, result.refusal.params['value']]
}

describe('the heading of a registration file', () => {
  const heading = (...texts: string[]) => readHeading(new Map(texts.map((text) => cell(text)).entries()))

  it('asks for seven columns', () =>
    expect(heading().missing.map(({ zh }) => zh)).toEqual([
      '成果名称',
      '成果简介',
      '完成人及贡献比例',
      '成果体现形式',
      '知识产权形式',
      '高新技术领域',
      '拟合作方式',
    ]))
  it.each(['titleZh', '成果名称', '成果名称*', ' 成 果 名 称：', 'Title (Chinese)', 'TITLE（Chinese）'])('knows %j', (text) =>
    expect([...heading('备注', text).places]).toEqual([['titleZh', 1]]),
  )
  it('takes the first of two columns of a name, and says so', () => {
    const { places: found, doubled } = heading('IPC', '成果名称', '国际专利分类号')
    expect([...found]).toEqual([
      ['ipc', 0],
      ['titleZh', 1],
    ])
    expect(doubled).toEqual([{ zh: '国际专利分类号', en: 'IPC' }])
  })
  it('misses no column that is there', () => expect(heading(...COLUMNS.map(({ zh }) => zh))).toMatchObject({ missing: [], doubled: [] }))
})

describe('a row of a registration file', () => {
  it('is read with what it leaves out', () =>
    expect(content()).toEqual({
      title: { zh: '碳化硅器件', en: '' },
      abstract: { zh: '一种器件。', en: '' },
      use: { zh: '', en: '' },
      keywords: [],
      completers: [{ personId: null, name: '张三', shareBasisPoints: 10_000, isMain: true, isRepresentative: true }],
      fundingSource: 'own',
      projectNumber: '',
      priorDisclosures: [],
      trl: 6,
      form: 'product',
      ipKind: 'know_how',
      patentNumbers: [],
      field: 'new_materials',
      chains: [],
      ipc: [],
      industryCode: null,
      thirdPartyRights: '',
      secrecy: 'public',
      confidentialNote: '',
      marketNote: '',
      modes: ['assignment'],
      priceMinMinor: null,
      priceMaxMinor: null,
      isServiceAchievement: true,
      registration: {
        number: null,
        registeredOn: null,
        recommendingUnit: null,
        startedOn: null,
        endedOn: null,
        resultType: null,
        evaluationForm: null,
        attribute: null,
        stage: null,
        level: null,
      },
    }))

  it('is read in full', () =>
    expect(
      content({
        registrationNumber: '9332024Y0001',
        registeredOn: '2024年3月5日',
        recommendingUnit: '浙江省教育厅',
        keywords: '器件； 碳化硅，, 功率',
        fundingSource: '省级财政',
        startedOn: '2021.3',
        endedOn: '2023/10/31',
        secrecy: '内部',
        resultType: '应用技术开发',
        evaluationForm: '验收',
        attribute: '原始性创新',
        stage: '中试',
        level: '国内领先',
        patentNumbers: '201810861934.2、201080063196.9',
        chains: '集成电路；智能装备',
        ipc: 'H01L 29/16\nH01L 21/04',
        industryCode: 'c3972',
        modes: '转让、普通许可',
        priceWan: '35.8',
      }),
    ).toMatchObject({
      keywords: ['器件', '碳化硅', '功率'],
      fundingSource: 'provincial',
      secrecy: 'internal',
      patentNumbers: ['201810861934.2', '201080063196.9'],
      chains: ['integrated_circuits', 'intelligent_equipment'],
      ipc: ['H01L 29/16', 'H01L 21/04'],
      industryCode: 'C3972',
      modes: ['assignment', 'ordinary'],
      priceMinMinor: 35_800_000n,
      priceMaxMinor: 35_800_000n,
      registration: {
        number: '9332024Y0001',
        registeredOn: '2024-03-05',
        recommendingUnit: '浙江省教育厅',
        startedOn: '2021-03',
        endedOn: '2023-10',
        resultType: 'applied_development',
        evaluationForm: 'acceptance',
        attribute: 'original',
        stage: 'pilot',
        level: 'leading',
      },
    }))

  it('reads lines and blanks of a cell as the table shows them', () => expect(content({ abstractZh: ' 一\r\n二\r三 ' }).abstract.zh).toBe('一\n二\n三'))

  it.each(COLUMNS.filter(({ required }) => required).map(({ key }) => key))('is refused without %s', (key) =>
    expect(refusal({ [key]: '' })).toEqual(['cell_missing', key, '']),
  )

  it.each<[ColumnKey, number]>([
    ['titleZh', 200],
    ['titleEn', 200],
    ['abstractZh', 2000],
    ['abstractEn', 2000],
    ['useZh', 200],
    ['institution', 500],
  ])('takes a %s of %i signs and not one more', (key, longest) => {
    expect(refusal({ [key]: '长'.repeat(longest) })).toBeNull()
    expect(refusal({ [key]: '长'.repeat(longest + 1) })).toEqual(['cell_too_long', key, ''])
  })

  it.each<[string, ColumnKey, TableCell | string, string]>([
    ['an error of the spreadsheet', 'titleEn', cell('#N/A', 'error'), 'cell_error'],
    ['a tick', 'titleEn', cell('TRUE', 'flag'), 'cell_unknown'],
    ['a date where a name belongs', 'titleEn', cell('2024-01-01', 'date'), 'cell_is_date'],
    ['a number where a date belongs', 'startedOn', cell('2021.5', 'number'), 'date_is_number'],
    ['a code that is not on the list', 'stage', '快好了', 'cell_unknown'],
    ['a needed code that is not on the list', 'form', '发明', 'cell_unknown'],
    ['one of several codes that is not on the list', 'modes', '赠送', 'cell_unknown'],
    ['a day that does not exist', 'registeredOn', '2023-02-29', 'date'],
    ['a date in other words', 'registeredOn', '去年', 'date'],
    ['a month 13', 'startedOn', '2021-13', 'date'],
    ['October, or January that lost a zero', 'endedOn', '2021.1', 'month_unclear'],
    ['an industry without a letter', 'industryCode', '3972', 'cell_unknown'],
    ['a readiness of 10', 'trl', '10', 'number'],
    ['a price in words', 'priceWan', '三十万', 'number'],
    ['a price of nothing', 'priceWan', '0', 'number'],
    ['a comma for a point', 'priceWan', '35,8', 'number_commas'],
    ['less than a fen', 'priceWan', '0.0000001', 'number_decimals'],
  ])('refuses %s', (_, key, value, code) => {
    expect(refusal({ [key]: value })).toEqual([code, key, typeof value === 'string' ? value : value.text])
  })

  it('names the sign that no paper can show', () => {
    expect(refusal({ titleEn: 'a\u200bb' })).toEqual(['sign', 'titleEn', 'U+200B'])
    expect(read({ titleEn: 'a\u200bb' })).toMatchObject({ refusal: { params: { column: '成果英文名称', columnEn: 'Title (English)' } } })
  })
  it('shows at most 60 signs of what is wrong', () => expect(refusal({ stage: '𠮷'.repeat(61) })).toEqual(['cell_unknown', 'stage', '𠮷'.repeat(60)]))
  it('takes dates and numbers where they belong', () => {
    expect(content({ registeredOn: cell('2024-03-05', 'date') }).registration.registeredOn).toBe('2024-03-05')
    expect(content({ priceWan: cell('12.5', 'number') }).priceMinMinor).toBe(12_500_000n)
  })
  it('does not hide a fault of whoever looks codes up', () => {
    const broken: Lookup = () => {
      throw new TypeError('broken')
    }
    expect(() => read({}, broken)).toThrow(TypeError)
  })

  it.each([
    ['3', 3],
    ['TRL 7', 7],
    ['trl9', 9],
    ['5级', 5],
  ])('reads a readiness of %s', (trl, expected) => expect(content({ trl }).trl).toBe(expected))
  it.each([
    ['实验室或小试', 4],
    ['中试', 7],
    ['小批量生产', 8],
    ['有限应用', 9],
    ['规模应用', 9],
  ])('takes the stage for it where it is left out: %s', (stage, expected) => {
    expect(content({ trl: '', stage }).trl).toBe(expected)
    expect(content({ trl: '2', stage }).trl).toBe(2)
  })
  it('needs one of the two', () => expect(refusal({ trl: '' })).toEqual(['maturity_missing', 'trl', '']))

  it.each(['', '面议', 'Negotiable'])('names no price: %j', (priceWan) => expect(content({ priceWan }).priceMinMinor).toBeNull())
})

describe('completers and shares in one cell', () => {
  const shares = (completers: string) =>
    content({ completers }).completers.map(({ name, shareBasisPoints, isMain, isRepresentative }) => [name, shareBasisPoints, isMain, isRepresentative])

  it('the first is representative and main, `*` marks further mains', () =>
    expect(shares('张三 ：50.5%； 李四:49\n*王五: 0.25 ％;')).toEqual([
      ['张三', 5_050, true, true],
      ['李四', 4_900, false, false],
      ['王五', 25, true, false],
    ]))
  it('reads one digit after the point as tenths of a percent', () => expect(shares('张三:60.5;李四:39.5').map(([, share]) => share)).toEqual([6_050, 3_950]))
  it('one name alone has the whole, or what is written', () => {
    expect(shares(' 张三 ')).toEqual([['张三', 10_000, true, true]])
    expect(shares('张三:90')).toEqual([['张三', 9_000, true, true]])
  })
  it.each(['张三等', '张三、李四', '张三 李四', '张三2'])('refuses several people under one name: %s', (text) =>
    expect(refusal({ completers: text })).toEqual(['completers_several', 'completers', text]),
  )
  it('needs the share of everybody where there are several', () =>
    expect(refusal({ completers: '张三:60;李四' })).toEqual(['completers', 'completers', '李四']))
  it.each(['张三:60.123', '张三:一半', ':60'])('refuses %s', (text) => expect(refusal({ completers: text })).toEqual(['completers', 'completers', text]))
})
