/** Each kind of right under its own name, in an assignment and in a licence, and what is known of it. */
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { BLANK, chineseDate, orBlank, percent } from '#platform/paper/wording.ts'
import type { ContractPaper, PaperRight, RightKind, SubjectKind } from './contract-data.ts'

const ASSIGNED: Readonly<Record<SubjectKind, string>> = {
  patent: '专利权',
  application: '专利申请权',
  know_how: '技术秘密',
  software: '计算机软件著作权',
  circuit_layout: '集成电路布图设计专有权',
  plant_variety: '植物新品种权',
  other: '技术成果',
}

/** A licence is of patents and technical secrets (art. 862): of an application one licenses the technology that it is filed for, never the right to apply. */
const LICENSED: Readonly<Record<SubjectKind, string>> = { ...ASSIGNED, patent: '专利', application: '已申请专利的技术' }

export const kindWord = (right: RightKind, kind: SubjectKind): string => (right === 'assignment' ? ASSIGNED : LICENSED)[kind]

const kindsOf = (paper: ContractPaper): readonly SubjectKind[] => [...new Set(paper.rights.map(({ kind }) => kind))]

const USE_WORDS: Readonly<Record<SubjectKind, string>> = {
  patent: '专利实施许可',
  application: '已申请专利的技术许可',
  know_how: '技术秘密使用许可',
  software: '计算机软件使用许可',
  circuit_layout: '集成电路布图设计使用许可',
  plant_variety: '植物新品种使用许可',
  other: '技术使用许可',
}

/** `专利权转让、专利申请权转让`: the names that art. 863 gives, by which the contract is registered. */
export const kindsInTitle = (paper: ContractPaper): string =>
  kindsOf(paper)
    .map((kind) => (paper.right === 'assignment' ? `${ASSIGNED[kind]}转让` : USE_WORDS[kind]))
    .join('、')

const numbered = (right: PaperRight): string => (right.number === '' ? '' : `（${right.number}）`)

export const rightInWords = (paper: ContractPaper, right: PaperRight): Markup => typ`${kindWord(paper.right, right.kind)}“${right.name}”${numbered(right)}；`

const TERM_WORDS: Readonly<Record<NonNullable<PaperRight['patentKind']>, readonly [string, string]>> = {
  invention: ['发明专利', '二十年'],
  utility: ['实用新型专利', '十年'],
  design: ['外观设计专利', '十五年'],
}

const typeOf = (right: PaperRight): string => (right.patentKind === null ? '' : TERM_WORDS[right.patentKind][0])

const termOf = (right: PaperRight): string => {
  if (right.kind === 'know_how') return '至其公开之日'
  if (right.patentKind === null) return `至 ${BLANK}`
  return `自申请日起${TERM_WORDS[right.patentKind][1]}${right.kind === 'application' ? '（授权后）' : ''}，至 ${BLANK}`
}

const STATES: Readonly<Record<SubjectKind, string>> = {
  patent: `已授权；年费缴至 ${BLANK}，登记簿副本核验日期 ${BLANK}`,
  application: `已申请，未授权；审查阶段 ${BLANK}，核验日期 ${BLANK}`,
  know_how: '未公开',
  software: `登记情况 ${BLANK}`,
  circuit_layout: `登记情况 ${BLANK}`,
  plant_variety: `授权情况 ${BLANK}，年费缴至 ${BLANK}`,
  other: BLANK,
}

const NUMBER_LABELS: Readonly<Record<SubjectKind, string>> = {
  patent: '专利号',
  application: '申请号',
  know_how: '编号',
  software: '登记号',
  circuit_layout: '登记号',
  plant_variety: '品种权号',
  other: '编号',
}

const holdersInWords = ({ holders }: ContractPaper): string =>
  orBlank(holders.map(({ name, shareBasisPoints }) => (holders.length === 1 ? name : `${name}（${percent(shareBasisPoints)}）`)).join('、'))

const rowsOf = (paper: ContractPaper, right: PaperRight): readonly (readonly [string, string])[] => [
  ['权利类别', right.patentKind === null ? kindWord(paper.right, right.kind) : `${kindWord(paper.right, right.kind)}（${typeOf(right)}）`],
  ['名称', right.name],
  ...(right.kind === 'know_how' ? [] : [[NUMBER_LABELS[right.kind], orBlank(right.number)] as const]),
  [right.kind === 'application' ? '申请人' : '权利人', holdersInWords(paper)],
  ...(right.kind === 'know_how' ? [] : [['申请日或者登记日', right.filedOn === null ? BLANK : chineseDate(right.filedOn)] as const]),
  ['保护期限', termOf(right)],
  ['法律状态', STATES[right.kind]],
]

/** Annex 1: what art. 845 calls the content and scope of the object, right by right. */
export const rightsAnnex = (paper: ContractPaper): Markup =>
  typ`${paper.rights.map(
    (right, index) => typ`#block(breakable: false, above: 1em)[#text(weight: "bold", size: 10.5pt)[${index + 1}.]
#v(0.2em)
#facts(${cells(rowsOf(paper, right))})]`,
  )}`

const period = (from: string, to: string): string => `${from} 至 ${to}`

/** Annex 2: what stands on the object and goes on standing after this contract. */
export const burdensAnnex = (paper: ContractPaper): Markup =>
  paper.burdens.length === 0
    ? typ`至本合同文本形成之日，浙江拍的权利登记中没有在先许可、质押、权属争议或者其他负担的记载。`
    : typ`#table(columns: (7em, 1fr, 11.5em, 1fr), stroke: hair, inset: (x: 7pt, y: 7pt), align: left + horizon,
  head-cell[类别], head-cell[权利人或者受益人], head-cell[期间], head-cell[说明],
  ${cells(
    paper.burdens.map((burden) => [
      burden.kindLabel,
      orBlank(burden.inFavourOf),
      period(burden.from === null ? BLANK : chineseDate(burden.from), burden.to === null ? '未定' : chineseDate(burden.to)),
      burden.note === '' ? '—' : burden.note,
    ]),
  )})`
