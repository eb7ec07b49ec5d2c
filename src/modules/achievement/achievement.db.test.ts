import { describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rowXml, workbookOf } from '#platform/table/workbook.samples.ts'
import { readWorkbook } from '#platform/table/workbook.ts'
import { achievementById, completersOf, markConverted, markListed, markUnlisted } from './index.ts'
import { csvTemplate, xlsxTemplate } from './template-file.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'

const m = await market()
const university = await m.organisation({ kind: 'university', name: '浙江示范大学' })
const otherUniversity = await m.organisation({ kind: 'university', name: '浙江样例大学' })
const lin = await m.person({ name: '甲某', roles: [{ role: 'researcher', organisationId: university }] })
const shen = await m.person({ name: '乙某', roles: [{ role: 'researcher', organisationId: university }] })
const officer = await m.person({ name: '转移办经办', roles: [{ role: 'tto', organisationId: university }] })
const head = await m.person({ name: '转移办负责', roles: [{ role: 'approver', organisationId: university }] })
const stranger = await m.person({
  name: '外校经办',
  roles: [
    { role: 'tto', organisationId: otherUniversity },
    { role: 'approver', organisationId: otherUniversity },
  ],
})
const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const system: Actor = { kind: 'system', personId: null, mandates: [] }
await m.settle()

let serial = 0
const content = (over: Record<string, unknown> = {}) => {
  serial += 1
  return {
    title: { zh: `耐高温锂离子电池隔膜制备方法${serial}`, en: `Heat-resistant separators for lithium-ion cells ${serial}` },
    abstract: { zh: '采用陶瓷涂覆，闭孔温度高于一百八十摄氏度，热收缩率低于百分之二。', en: 'Ceramic coating: shutdown above 180 °C, shrinkage below 2 %.' },
    keywords: ['隔膜', '陶瓷涂覆'],
    completers: [
      { personId: lin.personId ?? '', shareBasisPoints: 6000, isMain: true, isRepresentative: true },
      { personId: shen.personId ?? '', shareBasisPoints: 4000, isMain: false, isRepresentative: false },
    ],
    trl: 6,
    form: 'material' as const,
    ipKind: 'know_how' as const,
    field: 'new_materials' as const,
    chains: ['energy_vehicles' as const],
    modes: ['assignment' as const, 'ordinary' as const],
    confidentialNote: '浆料配比为内部资料',
    priceMinMinor: '120000000',
    ...over,
  }
}

const disclosed = async (over: Record<string, unknown> = {}): Promise<string> => {
  const result = await m.as(lin).achievement.disclose(content(over) as never)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.achievementId
}

const catalogued = async (over: Record<string, unknown> = {}): Promise<string> => {
  const id = await disclosed(over)
  await m.as(shen).achievement.confirmContribution({ id })
  await m.as(officer).achievement.assess({ id, decision: 'publish' })
  const approved = await m.as(head).achievement.approve({ id })
  if (!approved.ok) throw new Error(JSON.stringify(approved.refusal))
  await m.settle()
  return id
}

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

describe('disclosure', () => {
  it('goes from draft to the catalogue by four eyes and is found by its words', async () => {
    const draft = await m.as(lin).achievement.saveDraft({ values: { 'title.zh': '半成品', keywords: ['一', '二'] } })
    if (!draft.ok) throw new Error('no draft')
    const id = draft.value.achievementId
    expect(await m.as(lin).achievement.drafts.get({ id })).toMatchObject({ ok: true, value: { values: { 'title.zh': '半成品', keywords: ['一', '二'] } } })
    expect(code(await m.as(officer).achievement.get({ id }))).toBe('achievement.not_found')
    expect(await m.as(lin).achievement.disclose({ ...content(), id } as never)).toMatchObject({ ok: true, value: { achievementId: id, state: 'disclosed' } })
    expect(await m.as(officer).achievement.waiting({ limit: 20, state: 'disclosed' })).toMatchObject({ ok: true, value: { items: [{ id, unconfirmed: 1 }] } })

    expect([await waitingFor(m, officer), await waitingFor(m, shen)]).toEqual([['achievement.assess'], ['achievement.confirmContribution']])
    expect(await m.as(officer).achievement.assess({ id, decision: 'publish', note: '市场前景良好' })).toMatchObject({ ok: true, value: { state: 'assessed' } })
    expect([await waitingFor(m, officer), await waitingFor(m, head), await waitingFor(m, lin)]).toEqual([[], ['achievement.approve'], []])
    expect(code(await m.as(officer).achievement.approve({ id }))).toBe('achievement.maker_may_not_approve')
    expect(code(await m.as(head).achievement.approve({ id }))).toBe('achievement.contribution_unconfirmed')
    expect(await m.as(shen).achievement.mine({ limit: 20 })).toMatchObject({ ok: true, value: { items: [{ id, awaitsMyConfirmation: true }] } })
    expect(await m.as(shen).achievement.confirmContribution({ id })).toMatchObject({ ok: true, value: { confirmation: 'confirmed' } })
    expect(await waitingFor(m, shen)).toEqual([])
    const approved = await m.as(head).achievement.approve({ id })
    expect(approved).toMatchObject({ ok: true, value: { state: 'catalogued' } })
    expect(approved.ok && approved.value.catalogueNumber).toMatch(/^3302026Y\d{4}$/)

    for (const q of ['锂电池隔膜', '电池', '陶瓷', 'separator', 'lithium cells', '隔膜 ceramic', '甲某'])
      expect([q, await m.as(visitor).achievement.list({ q, limit: 20, sort: 'newest' })]).toMatchObject([
        q,
        { ok: true, value: { total: q === '锂电池隔膜' ? 0 : 1 } },
      ])
    expect(await m.as(visitor).achievement.list({ q: '钙钛矿', limit: 20, sort: 'newest' })).toMatchObject({ ok: true, value: { total: 0, items: [] } })
  })

  it('shows confidential parts to the institution and the completers only', async () => {
    const id = await catalogued()
    expect(await m.as(visitor).achievement.get({ id })).toMatchObject({ ok: true, value: { confidential: null } })
    expect(JSON.stringify(await m.as(stranger).achievement.get({ id }))).not.toContain('浆料')
    expect(await m.as(shen).achievement.get({ id })).toMatchObject({
      ok: true,
      value: { confidential: { confidentialNote: '浆料配比为内部资料', completers: [{ shareBasisPoints: 6000 }, { shareBasisPoints: 4000 }] } },
    })
    const facts = await m.database.pool.query('select body from platform.fact where subject = $1 and visible_to is null', [id])
    expect(JSON.stringify(facts.rows)).not.toContain('浆料')
    expect(JSON.stringify(facts.rows)).not.toContain('6000')
  })

  it('refuses what is wrong, with the field, and writes nothing', async () => {
    const before = await m.database.pool.query('select count(*) from achievement.record')
    const shares = (a: number, b: number) => ({
      completers: [
        { personId: lin.personId, shareBasisPoints: a, isMain: true, isRepresentative: true },
        { personId: shen.personId, shareBasisPoints: b, isMain: false, isRepresentative: false },
      ],
    })
    const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
      [shares(6000, 3999), 'achievement.shares_do_not_sum'],
      [shares(6000, 4001), 'achievement.shares_do_not_sum'],
      [shares(10000, 0), 'achievement.share_not_positive'],
      [{ completers: [] }, 'achievement.completers_missing'],
      [
        { completers: [{ personId: 'per_00000000000000000000000000', shareBasisPoints: 10000, isMain: true, isRepresentative: true }] },
        'achievement.completer_unknown',
      ],
      [{ ipKind: 'invention', patentNumbers: ['201810861934.3'] }, 'achievement.patent_check_digit'],
      [{ ipKind: 'invention', patentNumbers: ['12345'] }, 'achievement.patent_number_malformed'],
      [{ ipKind: 'invention' }, 'achievement.patent_number_missing'],
      [{ keywords: ['一', '二', '三', '四'] }, 'achievement.too_many_keywords'],
      [{ secrecy: 'state_secret' }, 'achievement.state_secret'],
      [{ modes: [] }, 'achievement.modes_missing'],
      [{ priceMaxMinor: '100' }, 'achievement.price_range_reversed'],
      [{ trl: 10 }, 'request.invalid'],
      [{ abstract: { zh: '长'.repeat(2001), en: '' } }, 'request.invalid'],
      [{ institutionId: otherUniversity }, 'achievement.forbidden'],
    ]
    for (const [over, expected] of wrong) expect([expected, code(await m.as(lin).achievement.disclose(content(over) as never))]).toEqual([expected, expected])
    const refused = await m.as(lin).achievement.disclose(content({ keywords: ['一', '二', '三', '四'] }) as never)
    expect(refused).toMatchObject({ ok: false, refusal: { field: 'keywords', rule: { key: 'achievement.keywords.max' } } })
    expect((await m.database.pool.query('select count(*) from achievement.record')).rows).toEqual(before.rows)
  })

  it('keeps other institutions out: their officers find nothing', async () => {
    const id = await disclosed()
    for (const result of [
      await m.as(stranger).achievement.get({ id }),
      await m.as(stranger).achievement.assess({ id, decision: 'publish' }),
      await m.as(stranger).achievement.approve({ id }),
      await m.as(stranger).achievement.returnToResearcher({ id, reason: '越权' }),
      await m.as(shen).achievement.withdraw({ id }),
    ])
      expect(code(result)).toBe('achievement.not_found')
    expect(code(await m.as(lin).achievement.assess({ id, decision: 'publish' }))).toBe('request.forbidden')
  })

  it('returns, contests and starts again', async () => {
    const id = await disclosed()
    expect(code(await m.as(shen).achievement.confirmContribution({ id, accepts: false }))).toBe('achievement.remark_missing')
    expect(await m.as(shen).achievement.confirmContribution({ id, accepts: false, remark: '比例偏低' })).toMatchObject({
      ok: true,
      value: { confirmation: 'contested' },
    })
    await m.as(officer).achievement.assess({ id, decision: 'publish' })
    expect(code(await m.as(head).achievement.approve({ id }))).toBe('achievement.contribution_contested')
    expect(await m.as(head).achievement.sendBack({ id, reason: '请重新确定比例' })).toMatchObject({ ok: true, value: { state: 'disclosed' } })
    expect(await m.as(officer).achievement.returnToResearcher({ id, reason: '请重新确定比例' })).toMatchObject({ ok: true, value: { state: 'returned' } })
    const half = [
      { personId: lin.personId, shareBasisPoints: 5000, isMain: true, isRepresentative: true },
      { personId: shen.personId, shareBasisPoints: 5000, isMain: true, isRepresentative: false },
    ]
    expect(await m.as(lin).achievement.disclose({ ...content({ completers: half }), id } as never)).toMatchObject({ ok: true, value: { state: 'disclosed' } })
    expect(await m.as(lin).achievement.withdraw({ id })).toMatchObject({ ok: true, value: { state: 'draft' } })
    expect(code(await m.as(officer).achievement.get({ id }))).toBe('achievement.not_found')
  })

  it('files before it publishes, keeps secrets, releases', async () => {
    const filed = await disclosed({ ipKind: 'know_how' })
    const secret = await disclosed()
    const released = await disclosed()
    for (const [id, decision] of [
      [filed, 'file_patent'],
      [secret, 'keep_secret'],
      [released, 'release'],
    ] as const) {
      await m.as(shen).achievement.confirmContribution({ id })
      await m.as(officer).achievement.assess({ id, decision })
    }
    expect(await m.as(head).achievement.approve({ id: secret })).toMatchObject({ ok: true, value: { state: 'secret', catalogueNumber: null } })
    expect(await m.as(head).achievement.approve({ id: released })).toMatchObject({ ok: true, value: { state: 'released' } })
    expect(await m.as(head).achievement.approve({ id: filed })).toMatchObject({ ok: true, value: { state: 'approved', catalogueNumber: null } })
    expect(code(await m.as(officer).achievement.recordFiling({ id: filed, number: '201080063196.8' }))).toBe('achievement.patent_check_digit')
    expect(await m.as(officer).achievement.recordFiling({ id: filed, number: '2010800631969' })).toMatchObject({ ok: true, value: { state: 'catalogued' } })
    expect(code(await m.as(visitor).achievement.get({ id: secret }))).toBe('achievement.not_found')
    expect(await m.as(visitor).achievement.get({ id: filed })).toMatchObject({
      ok: true,
      value: { patents: [{ number: '201080063196.9', kind: 'invention' }] },
    })
  })

  it('does not take the same achievement twice', async () => {
    const twice = content({ title: { zh: '同名成果', en: '' } })
    expect((await m.as(lin).achievement.disclose(twice as never)).ok).toBe(true)
    expect(code(await m.as(shen).achievement.disclose({ ...twice, title: { zh: '同名 成果。', en: '' } } as never))).toBe('achievement.already_known')
  })

  it('is enforced by the database as well', async () => {
    const id = await disclosed()
    await expect(
      m.database.pool.query('update achievement.completer set share_basis_points = 1 where achievement_id = $1 and position = 0', [id]),
    ).rejects.toThrow('basis points')
    await expect(m.database.pool.query("update achievement.record set assessed_by = 'x', approved_by = 'x' where id = $1", [id])).rejects.toThrow('check')
  })
})

describe('catalogue', () => {
  it('filters, counts, sorts and pages without loss', async () => {
    const before = await m.as(visitor).achievement.list({ limit: 1, sort: 'newest' })
    const known = before.ok ? (before.value.total ?? 0) : 0
    for (const [index, field] of (['aerospace', 'aerospace', 'new_energy'] as const).entries()) {
      m.clock.advance(1000)
      await catalogued({ field, trl: index + 1, chains: [], modes: ['exclusive'], priceMinMinor: index === 0 ? null : `${index}00` })
    }
    const all: string[] = []
    for (const sort of ['newest', 'maturity', 'price'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await m.as(visitor).achievement.list({ limit: 2, sort, ...(cursor === undefined ? {} : { cursor }) })
        if (!page.ok) throw new Error(page.refusal.code)
        expect(page.value.total).toBe(known + 3)
        seen.push(...page.value.items.map((item) => item.id))
        cursor = page.value.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(new Set(seen).size).toBe(known + 3)
      all.push(...seen)
    }
    const filtered = await m.as(visitor).achievement.list({ limit: 20, sort: 'newest', field: 'aerospace' })
    if (!filtered.ok) throw new Error('refused')
    expect(filtered.value.total).toBe(2)
    const count = (facet: 'field' | 'mode' | 'institution', value: string) => filtered.value.facets[facet]?.find((entry) => entry.value === value)?.count
    expect(filtered.value.facets.field?.find(({ value }) => value === 'aerospace')?.label).toEqual({ zh: '航空航天', en: expect.stringMatching(/^[A-Z]/) })
    expect([count('field', 'aerospace'), count('field', 'new_energy'), count('mode', 'exclusive'), count('institution', university)]).toEqual([2, 1, 2, 2])
    expect(code(await m.as(visitor).achievement.list({ limit: 20, sort: 'newest', cursor: 'nonsense' }))).toBe('achievement.cursor_invalid')
    expect(await m.as(visitor).achievement.list({ q: "'\\ & | !", limit: 5, sort: 'newest' })).toMatchObject({ ok: true, value: { total: 0 } })
  })

  it('shows similar records and what is on offer', async () => {
    const id = await catalogued()
    const similar = await m.as(visitor).achievement.similar({ id })
    expect(similar.ok && similar.value.items.length).toBeGreaterThan(0)
    expect(similar.ok && similar.value.items.some((item) => item.id === id)).toBe(false)
    await m.act(officer, (act) => markListed(act, id, 'lot_1'))
    await m.act(officer, (act) => markUnlisted(act, id, 'lot_2'))
    expect((await achievementById(m.database.reader, id))?.offer).toBe('listed')
    await m.act(officer, (act) => markConverted(act, id, 'con_1'))
    expect(await m.as(visitor).achievement.list({ limit: 5, sort: 'newest', offer: 'converted' })).toMatchObject({ ok: true, value: { total: 1 } })
    expect((await completersOf(m.database.reader, id)).map((completer) => completer.shareBasisPoints)).toEqual([6000, 4000])
  })
})

const HEADING =
  '登记号,登记日期,成果名称,成果简介,完成单位,完成人及贡献比例,成果体现形式,知识产权形式,专利（申请）号,所处阶段,高新技术领域,拟合作方式,意向价格（万元）'
const line = (number: string, title: string, over: Partial<Record<'unit' | 'team' | 'field' | 'patent' | 'date', string>> = {}) =>
  `${number},${over.date ?? '2026-01-15'},${title},"简介第一行
第二行",${over.unit ?? '浙江示范大学'},${over.team ?? '丙某:70;*丁某:30'},新工艺,${over.patent ? '发明专利' : '技术秘密'},${over.patent ?? ''},中试,${over.field ?? '新材料'},转让;普通许可,35.5`
const csv = (...lines: string[]) => ({ name: '登记.csv', contentBase64: Buffer.from(`\ufeff${[HEADING, ...lines].join('\r\n')}\r\n`).toString('base64') })

describe('import', () => {
  const rows = [
    line('3302025Y0007', '导入成果甲'),
    line('', '导入成果乙'),
    line('3302025Y0008', '导入成果丙', { team: '丙某:70;丁某:20' }),
    line('3302025Y0009', '导入成果丁', { unit: '没有登记的大学' }),
    line('3302025Y0010', '导入成果戊', { patent: '201810861934.3' }),
    line('3302025Y0011', '导入成果己', { field: '炼金术' }),
    line('3302025Y0012', '导入成果庚', { date: '2026-02-30' }),
    line('3302025Y0013', '导入成果辛', { date: '9999-12-31' }),
  ]

  it('takes what is sound and reports the rest with line and reason', async () => {
    const report = await m.as(system).achievement.importAchievements(csv(...rows))
    if (!report.ok) throw new Error(report.refusal.code)
    expect(report.value).toMatchObject({ read: 8, arrived: 2, present: 0 })
    expect(report.value.reported.map((row) => [row.line, row.code])).toEqual([
      [6, 'achievement.shares_do_not_sum'],
      [8, 'achievement.row_institution_unknown'],
      [10, 'achievement.patent_check_digit'],
      [12, 'achievement.row_cell_unknown'],
      [14, 'achievement.row_date'],
      [16, 'achievement.row_date'],
    ])
    expect(report.value.reported[3]).toMatchObject({
      column: { zh: '高新技术领域', en: 'Field' },
      value: '炼金术',
      text: { zh: expect.stringContaining('“高新技术领域”的值“炼金术”不在可选范围内'), en: expect.stringContaining('"Field": "炼金术"') },
    })
    await m.settle()
    expect(await m.as(visitor).achievement.list({ q: '导入成果甲', limit: 5, sort: 'newest' })).toMatchObject({
      ok: true,
      value: { items: [{ catalogueNumber: '3302025Y0007', priceMinMinor: '35500000' }] },
    })
    expect(await m.as(visitor).achievement.list({ q: '导入成果乙', limit: 5, sort: 'newest' })).toMatchObject({ ok: true, value: { total: 0 } })
  })

  it('adds nothing the second time', async () => {
    const facts = await m.database.pool.query('select count(*) from platform.fact')
    expect(await m.as(system).achievement.importAchievements(csv(...rows))).toMatchObject({ ok: true, value: { read: 8, arrived: 0, present: 2 } })
    expect((await m.database.pool.query('select count(*) from platform.fact')).rows).toEqual(facts.rows)
  })

  it("lets an officer's rows wait for a second person, and only rows of the own institution", async () => {
    const mine = csv(line('3302025Y0100', '经办导入成果'), line('3302025Y0101', '别校成果', { unit: '浙江样例大学' }))
    const report = await m.as(officer).achievement.importAchievements(mine)
    expect(report).toMatchObject({ ok: true, value: { read: 2, arrived: 1, reported: [{ line: 4, code: 'achievement.row_institution_other' }] } })
    const inbox = await m.as(head).achievement.waiting({ limit: 50, state: 'assessed' })
    const id = inbox.ok ? inbox.value.items.find((item) => item.title.zh === '经办导入成果')?.id : undefined
    expect(code(await m.as(officer).achievement.approve({ id: id ?? '' }))).toBe('achievement.maker_may_not_approve')
    expect(await m.as(head).achievement.approve({ id: id ?? '' })).toMatchObject({ ok: true, value: { state: 'catalogued', catalogueNumber: '3302025Y0100' } })
    const bing = await m.person({ name: '丙某', roles: [{ role: 'researcher', organisationId: university }] })
    expect(code(await m.as(officer).achievement.linkCompleter({ id: id ?? '', position: 1, personId: bing.personId ?? '' }))).toBe(
      'achievement.completer_name_differs',
    )
    expect((await m.as(officer).achievement.linkCompleter({ id: id ?? '', position: 0, personId: bing.personId ?? '' })).ok).toBe(true)
  })

  it('refuses disguised, broken and headless files', async () => {
    const sendAs = (name: string, bytes: Buffer) => m.as(system).achievement.importAchievements({ name, contentBase64: bytes.toString('base64') })
    expect(code(await sendAs('表.xlsx', Buffer.from('MZ not a workbook')))).toBe('achievement.file_type')
    expect(code(await sendAs('表.csv', await xlsxTemplate()))).toBe('achievement.file_type')
    expect(code(await sendAs('表.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)])))).toBe('achievement.file_unreadable')
    expect(code(await sendAs('表.csv', Buffer.from([0, 1, 2, 3])))).toBe('achievement.file_type')
    expect(code(await sendAs('表.exe', Buffer.from('x')))).toBe('achievement.file_type')
    expect(code(await sendAs('表.csv', Buffer.from('成果名称,作者\n甲,乙\n')))).toBe('achievement.file_headings')
  })

  /** A workbook as somebody with a text editor would make it: some cells by their XML, all others text. */
  const book = (heading: readonly string[], ...rows: readonly (readonly string[])[]) =>
    workbookOf(rowXml(1, heading) + rows.map((row, index) => rowXml(index + 2, row)).join(''))
  const send = (bytes: Buffer, actor = officer) => m.as(actor).achievement.importAchievements({ name: '表.xlsx', contentBase64: bytes.toString('base64') })
  const base = (title: string, over: Readonly<Record<string, string>> = {}) => {
    const cells: Record<string, string> = {
      成果名称: title,
      成果简介: '简介文字。',
      完成人及贡献比例: '丙某:60;丁某:40',
      成果体现形式: '新工艺',
      知识产权形式: '技术秘密',
      技术就绪度: '7',
      高新技术领域: '新材料',
      拟合作方式: '转让',
      ...over,
    }
    return [...HEADINGS].map((heading) => cells[heading] ?? '')
  }
  const HEADINGS = [
    '登记号',
    '成果名称',
    '成果简介',
    '完成单位',
    '统一社会信用代码',
    '完成人及贡献比例',
    '起始年月',
    '成果体现形式',
    '知识产权形式',
    '专利（申请）号',
    '技术就绪度',
    '高新技术领域',
    '拟合作方式',
    '意向价格（万元）',
  ]

  it('survives a workbook whose one cell stands in the last row and column there are', async () => {
    expect(code(await send(workbookOf('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')))).toBe('achievement.file_headings')
  })

  it('finds the heading below titles and blank rows', async () => {
    const below = workbookOf(rowXml(1, ['科技成果登记表']) + rowXml(4, HEADINGS) + rowXml(5, base('标题行下的成果')))
    expect(await send(below)).toMatchObject({ ok: true, value: { read: 1, arrived: 1 } })
    expect(code(await send(book([...HEADINGS, '成果名称'], base('两列同名'))))).toBe('achievement.file_heading_twice')
  })

  it('never guesses: what cannot be told for certain is reported and nothing of its row arrives', async () => {
    const rows: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
      ['价格错误值', { '意向价格（万元）': '#DIV/0!' }, 'achievement.row_cell_error'],
      ['登记号错误值', { 登记号: '#N/A' }, 'achievement.row_cell_error'],
      ['小数逗号', { '意向价格（万元）': '12,5' }, 'achievement.row_number_commas'],
      ['全角逗号', { '意向价格（万元）': '1，2' }, 'achievement.row_number_commas'],
      ['逗号乱放', { '意向价格（万元）': '1,2,3' }, 'achievement.row_number_commas'],
      ['厘', { '意向价格（万元）': '0.0000001' }, 'achievement.row_number_decimals'],
      ['顿号名单', { 完成人及贡献比例: '丙某、丁某、戊某' }, 'achievement.row_completers_several'],
      ['空格名单', { 完成人及贡献比例: '丙某 60 丁某 40' }, 'achievement.row_completers_several'],
      ['等字名单', { 完成人及贡献比例: '丙某等5人' }, 'achievement.row_completers_several'],
      ['两个姓名', { 完成人及贡献比例: '丙某 丁某' }, 'achievement.row_completers_several'],
      ['and', { 完成人及贡献比例: 'Anna Nowak and Jan Kowalski' }, 'achievement.row_completers_several'],
      ['他校名称', { 完成单位: '没有登记的大学' }, 'achievement.row_institution_other'],
      ['他校代码', { 统一社会信用代码: '12100000400000624D' }, 'achievement.row_institution_other'],
      ['坏代码', { 统一社会信用代码: '1.21E+17' }, 'achievement.row_institution_other'],
      ['名称对代码错', { 完成单位: '浙江示范大学', 统一社会信用代码: '12100000400000624D' }, 'achievement.row_institution_other'],
      ['不明年月', { 起始年月: '2021.1' }, 'achievement.row_month_unclear'],
      ['方向符', { 成果简介: '简介\u202e文字' }, 'achievement.row_sign'],
      ['半个字', { 成果简介: '简介_xD83D_' }, 'achievement.row_sign'],
      ['生僻字', { 完成人及贡献比例: '沈𱖎:60;丁某:40' }, 'achievement.row_sign'],
      ['错号', { 知识产权形式: '发明专利', '专利（申请）号': '999910000001.5' }, 'achievement.patent_number_malformed'],
    ]
    const report = await send(book(HEADINGS, ...rows.map(([title, over]) => base(title, over))))
    if (!report.ok) throw new Error(report.refusal.code)
    expect(report.value).toMatchObject({ read: rows.length, arrived: 0 })
    expect(report.value.reported.map((row) => [row.title, row.code])).toEqual(rows.map(([title, , why]) => [title, why]))
    const inbox = await m.as(head).achievement.waiting({ limit: 50, state: 'assessed' })
    expect(inbox.ok && inbox.value.items.filter((item) => rows.some(([title]) => title === item.title.zh))).toEqual([])

    const typed = base('数字年月').map(
      (cell, index) =>
        `<c r="${String.fromCharCode(65 + index)}2" ${HEADINGS[index] === '起始年月' ? '><v>2021.1</v>' : `t="inlineStr"><is><t>${cell}</t></is>`}</c>`,
    )
    expect(await send(workbookOf(`${rowXml(1, HEADINGS)}<row r="2">${typed.join('')}</row>`))).toMatchObject({
      ok: true,
      value: { arrived: 0, reported: [{ line: 2, code: 'achievement.row_date_is_number', column: { zh: '起始年月' }, value: '2021.1' }] },
    })
  })

  it('gives the rows not taken back with their reasons, to be corrected and sent again', async () => {
    const report = await send(book(HEADINGS, base('可收成果'), base('待改成果', { '意向价格（万元）': '12,5' })))
    const sent = report.ok ? report.value.rejected : null
    const bytes = Buffer.from(sent?.contentBase64 ?? '', 'base64')
    const reading = await readWorkbook(bytes, { maxRows: 10 })
    const texts = reading.kind === 'sheets' ? reading.sheets[0]?.rows.map((row) => [...row.cells.values()].map(({ text }) => text)) : []
    expect(texts?.[1]?.slice(0, 3)).toEqual(['3', expect.stringContaining('千分位'), '待改成果'])
    expect(await send(bytes)).toMatchObject({ ok: true, value: { read: 1, arrived: 0, reported: [{ line: 2, code: 'achievement.row_number_commas' }] } })
    expect(await send(book(HEADINGS, base('可收成果')))).toMatchObject({ ok: true, value: { present: 1, rejected: null } })
  })

  it('gives a template that can be imported as it is', async () => {
    const reading = await readWorkbook(await xlsxTemplate(), { maxRows: 10 })
    expect(reading).toMatchObject({ kind: 'sheets', sheets: [{ rows: [{ cells: { size: 32 } }, {}] }, {}] })
    for (const [name, bytes] of [
      ['模板.csv', csvTemplate()],
      ['模板.xlsx', await xlsxTemplate()],
    ] as const) {
      const text = name.endsWith('csv') ? Buffer.from(bytes.toString('utf8').replace('浙江示范大学（演示）', '浙江示范大学')) : bytes
      const report = await m.as(name.endsWith('csv') ? system : officer).achievement.importAchievements({ name, contentBase64: text.toString('base64') })
      if (name.endsWith('csv')) expect(report).toMatchObject({ ok: true, value: { read: 1, arrived: 1, reported: [] } })
      else expect(report).toMatchObject({ ok: true, value: { read: 1 } })
    }
  })
})

describe('disclosures that nobody has decided on', () => {
  it('are bounded for each person, drafts and disclosed ones together, also among many at once; an old draft may still be written on', async () => {
    const busy = await m.person({ name: '丙某', roles: [{ role: 'researcher', organisationId: university }] })
    const begin = (n: number) => m.as(busy).achievement.saveDraft({ values: { 'title.zh': `草稿${n}` } })
    const sole = [{ personId: busy.personId ?? '', shareBasisPoints: 10_000, isMain: true, isRepresentative: true }]
    expect(code(await m.as(busy).achievement.disclose(content({ completers: sole }) as never))).toBe('ok')
    const answers = []
    for (let n = 0; n < 47; n += 1) answers.push(await begin(n))
    answers.push(...(await Promise.all([47, 48, 49, 50].map(begin))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(49)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: { code: 'achievement.too_many_undecided', params: { used: 50, allowed: 50 }, rule: { key: 'achievement.undecided.perPerson' } },
    })
    expect(code(await m.as(busy).achievement.disclose(content({ completers: sole }) as never))).toBe('achievement.too_many_undecided')
    const [first] = answers
    if (!first?.ok) throw new Error('no draft')
    expect(code(await m.as(busy).achievement.saveDraft({ id: first.value.achievementId, values: { 'title.zh': '续写' } }))).toBe('ok')
    expect(code(await m.as(shen).achievement.saveDraft({ values: { 'title.zh': '别人的草稿' } })), 'others have room of their own').toBe('ok')
  })
})

describe('after all that', () => {
  it('breaks no invariant', async () => {
    await m.settle()
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
