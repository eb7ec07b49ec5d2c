import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demandFileReader, type FileEntry } from './demand-file.ts'

const read = (...pieces: string[]): readonly FileEntry[] => {
  const reader = demandFileReader()
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
}
const id = (n: number) => `0000000${n}-aaaa-4bbb-8ccc-00000000000${n}`

describe('demand files', () => {
  it('reads the plain form', () => {
    expect(read(`'${id(1)}' , '节能水泵' , '流量：\\n  每小时三百立方米' \n'${id(2)}' , '耐磨轴套' , '寿命一万小时'`)).toEqual([
      { kind: 'row', line: 1, id: id(1), title: '节能水泵', text: '流量：\n  每小时三百立方米' },
      { kind: 'row', line: 2, id: id(2), title: '耐磨轴套', text: '寿命一万小时' },
    ])
  })

  it.each([
    ['double quotes', `"${id(1)}","节能水泵","流量""大"""`, '流量"大"'],
    ['typographic quotes', `‘${id(1)}’ ， ‘节能水泵’ ， ‘流量大’`, '流量大'],
    ['no quotes', `${id(1)},节能水泵,流量大，扬程高`, '流量大，扬程高'],
    ['id without quotes', `${id(1)} , '节能水泵' , '流量大'`, '流量大'],
    ['title without quotes', `'${id(1)}' , 节能水泵 , '流量大'`, '流量大'],
    ['text without quotes', `'${id(1)}' , '节能水泵' , 流量大`, '流量大'],
    ['text never closed', `'${id(1)}' , '节能水泵' , '流量大`, '流量大'],
    ['byte order marks anywhere', `\ufeff'${id(1)}' , \ufeff'节能水泵' , '流量\ufeff大'`, '流量大'],
    ['quotes inside', `'${id(1)}' , '节能水泵' , '所谓'大流量'是指三百立方米'`, "所谓'大流量'是指三百立方米"],
    ['separator inside', `'${id(1)}' , '节能水泵' , '型号'A' , 'B'均可'`, "型号'A' , 'B'均可"],
    ['old line ends', `'${id(1)}' , '节能水泵' , '流量大\r扬程高'`, '流量大\n扬程高'],
  ])('%s', (_name, file, text) => {
    expect(read(file)).toEqual([{ kind: 'row', line: 1, id: id(1), title: '节能水泵', text }])
  })

  it('keeps the marks with which the title ends or the text begins', () => {
    expect(read(`'${id(1)}' , '“节能”水泵用于“高楼”' , '“一带一路”沿线，所谓“高楼”'`)).toMatchObject([
      { title: '“节能”水泵用于“高楼”', text: '“一带一路”沿线，所谓“高楼”' },
    ])
  })

  it('keeps line breaks inside fields and counts lines on', () => {
    const entries = read(`'${id(1)}' , '节能\n水泵' , '第一行\r\n\r\n第三行，说'甲'\n末行'\n\n\n'${id(2)}' , '轴套' , '耐磨'\n`)
    expect(entries).toMatchObject([
      { line: 1, title: '节能\n水泵', text: "第一行\n\n第三行，说'甲'\n末行" },
      { line: 8, id: id(2) },
    ])
  })

  it('reports what it cannot read, with its line', () => {
    const entries = read(
      [
        "'编号' , '名称' , '内容'",
        `'${id(1)}' , '节能水泵' , '流量大'`,
        '落单的一行',
        "'不是编号' , '名称' , '内容'",
        `'${id(2)}' , '' , '只有内容'`,
        `'${id(3)}' , '只有名称' , ''`,
        `'${id(4)}' , '只有名称'`,
        `'${id(5)}' , '${'长'.repeat(201)}' , '内容'`,
      ].join('\n'),
    )
    expect(entries.map((entry) => [entry.line, entry.kind === 'problem' ? entry.code : entry.title])).toEqual([
      [1, 'demand.row_id_malformed'],
      [2, '节能水泵'],
      [3, 'demand.row_no_id'],
      [4, 'demand.row_id_malformed'],
      [5, 'demand.row_title_missing'],
      [6, 'demand.row_text_missing'],
      [7, 'demand.row_text_missing'],
      [8, 'demand.row_title_too_long'],
    ])
  })

  it('takes a title of 200 and a text of 20,000 signs, and not one more', () => {
    const answer = (title: string, text: string) => read(`'${id(1).toUpperCase()}' , '${title}' , '${text}'`)
    const [title, text] = ['长'.repeat(200), '长'.repeat(20_000)]
    expect(answer(title, text)).toEqual([{ kind: 'row', line: 1, id: id(1), title, text }])
    expect(answer(`${title}长`, text)).toMatchObject([{ code: 'demand.row_title_too_long', title: '长'.repeat(60) }])
    expect(answer(title, `${text}长`)).toMatchObject([{ code: 'demand.row_text_too_long', title: '长'.repeat(60) }])
  })

  it('names a row without a text by its title', () =>
    expect(read(`'${id(4)}' , '只有名称'\n`)).toEqual([
      { kind: 'problem', line: 1, code: 'demand.row_text_missing', title: "'只有名称'", raw: `'${id(4)}' , '只有名称'` },
    ]))

  it.each<[string, readonly string[], readonly (readonly [number, string])[]]>([
    [
      'lines before the first row',
      ['', '  ', '落单', `'${id(1)}' , '水泵' , '流量大'`],
      [
        [3, 'row_no_id'],
        [4, '流量大'],
      ],
    ],
    [
      'every line after a row of several lines, but no blank one',
      ['', `'${id(1)}' , '水泵' , '流量`, `大'`, '落单', '  ', '又一行'],
      [
        [2, '流量\n大'],
        [4, 'row_no_id'],
        [6, 'row_no_id'],
      ],
    ],
    ['no line of a text that has no quotes', [`'${id(1)}' , '水泵'`, ', 流量大', '扬程高'], [[1, '流量大\n扬程高']]],
    [
      'a row with a broken id behind a closed one, whatever blanks are between',
      [`'${id(1)}' , '水泵' , '流量`, `大'`, '  ', "'不是编号' , '名称"],
      [
        [1, '流量\n大'],
        [4, 'row_id_malformed'],
      ],
    ],
    [
      'nothing inside an open field that looks like a row',
      [`'${id(1)}' , '水泵' , '流量大`, "'甲' , '乙", "'甲' , '乙' , '丙'", "末行'"],
      [[1, "流量大\n'甲' , '乙\n'甲' , '乙' , '丙'\n末行"]],
    ],
    [
      'nothing behind a quote at the end of a line that is not a whole row',
      [`'${id(1)}' , '水泵' , '所谓“甲”`, '乙', "'丙' , '丁", "末行'"],
      [[1, "所谓“甲”\n乙\n'丙' , '丁\n末行"]],
    ],
    [
      'a whole row behind a quote at the end of a line',
      [`'${id(1)}' , '水泵' , '流量大'`, '落单', "'丙' , '丁' , '戊'"],
      [
        [1, '流量大'],
        [2, 'row_no_id'],
        [3, 'row_id_malformed'],
      ],
    ],
  ])('reports %s', (_, lines, expected) =>
    expect(read(lines.join('\n')).map((entry) => [entry.line, entry.kind === 'problem' ? entry.code.replace('demand.', '') : entry.text])).toEqual(expected),
  )
  it('divides at the first comma outside of the quotes', () =>
    expect(read(`'${id(1)}' , '节能，水泵' , 流量大，扬程高`)).toMatchObject([{ title: '节能，水泵', text: '流量大，扬程高' }]))

  it('gathers a row of 200,000 signs, and not one more', () => {
    const [head, tail] = [`'${id(1)}' , '水泵' , '`, '长'.repeat(99_999)]
    const first = head + '长'.repeat(100_000 - head.length)
    const title = first.slice(0, 60)
    expect(read(first, '\n', tail)).toEqual([{ kind: 'problem', line: 1, code: 'demand.row_text_too_long', title: '水泵', raw: `${first}\n${tail}` }])
    expect(read(first, '\n', `${tail}长`)).toEqual([{ kind: 'problem', line: 1, code: 'demand.row_text_too_long', title, raw: first }])
    const long = first + '长'.repeat(100_000)
    expect(read(`${long}\n`)).toMatchObject([{ title: '水泵' }])
    expect(read(`${long}长\n`)).toMatchObject([{ title }])
  })
  it('gives up a line without end that is longer', () => {
    const reader = demandFileReader()
    expect(reader.push('长'.repeat(200_000))).toEqual([])
    expect(reader.push('长')).toMatchObject([{ code: 'demand.row_no_id', line: 1 }])
  })
  it('has nothing more to say at the end than once', () => {
    const reader = demandFileReader()
    reader.push(`'${id(1)}' , '水泵' , '流量大'\r`)
    expect(reader.end()).toHaveLength(1)
    expect(reader.end()).toEqual([])
  })

  it('reports a row without end and goes on', () => {
    const entries = read(`'${id(1)}' , '水泵' , '`, ...Array.from({ length: 30 }, () => '长'.repeat(10_000)), `'\n'${id(2)}' , '轴套' , '耐磨'`)
    expect(entries).toMatchObject([
      { kind: 'problem', code: 'demand.row_text_too_long', line: 1 },
      { kind: 'row', id: id(2), line: 2 },
    ])
  })

  it('loses no row, however it is quoted, broken and cut', () => {
    const word = fc.stringMatching(/^[一-龥a-zA-Z0-9]{1,12}$/)
    const words = fc.array(word, { minLength: 1, maxLength: 4 })
    const quote = fc.constantFrom("'", '"')
    const row = fc.record({
      title: word,
      text: words,
      quote,
      gap: fc.constantFrom(' , ', ',', '， '),
      bom: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n', ' \n', '\n\n'),
      broken: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 17 }), (rows, size) => {
        const ids = rows.map((_, index) => `12345678-0000-4000-8000-${String(index).padStart(12, '0')}`)
        const file = rows
          .map(({ title, text, quote: q, gap, bom, end, broken }, index) => {
            const body = text.join(broken ? '\n' : '\\n')
            return `${bom ? '\ufeff' : ''}${q}${ids[index]}${q}${gap}${q}${title}${q}${gap}${q}${body}${q}${end}`
          })
          .join('')
        const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.slice(index * size, (index + 1) * size))
        const entries = read(...pieces)
        expect(entries.map((entry) => (entry.kind === 'row' ? [entry.id, entry.title, entry.text] : entry))).toEqual(
          rows.map(({ title, text }, index) => [ids[index], title, text.join('\n')]),
        )
        expect(entries).toEqual(read(file))
      }),
    )
  })

  it('gives every id exactly one answer, whatever the noise', () => {
    const noise = fc
      .array(fc.oneof(fc.constantFrom("'", '"', ' , ', '\n', '\\n', '\ufeff', '，', "' , '", "'\n"), fc.string({ maxLength: 6 })), { maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(noise, { minLength: 1, maxLength: 6 }), (parts) => {
        const file = parts.map((part, index) => `'12345678-0000-4000-8000-${String(index).padStart(12, '0')}' , ${part.replace(/[\r]/g, '')}`).join('\n')
        const entries = read(file)
        const rows = entries.filter((entry) => entry.kind === 'row')
        const refused = entries.filter((entry) => entry.kind === 'problem' && entry.code !== 'demand.row_no_id' && entry.code !== 'demand.row_id_malformed')
        expect(rows.length + refused.length).toBe(parts.length)
      }),
    )
  })
})
