/** 签署页: who confirmed which bytes, and when; made when both sides have, because a digest cannot cover the moment of its own confirmation. */
import type { Instant } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { chineseTime, orBlank } from '#platform/paper/wording.ts'

export interface Signature {
  /** 甲方, 受让方 …: as the signed paper calls the side. */
  readonly sideLabel: string
  readonly organisation: string
  readonly creditCode: string
  readonly isNaturalPerson: boolean
  readonly person: string
  /** As it was shown and confirmed. */
  readonly statement: string
  readonly at: Instant
}

export interface SigningPagePaper {
  /** Of the paper that was signed. */
  readonly number: string
  readonly paperTitle: string
  readonly sha256: string
  readonly signatures: readonly Signature[]
  readonly completedAt: Instant
}

const LINE = 32
/** A digest in two lines of a cell. */
const digestLines = (sha256: string): string => `${sha256.slice(0, LINE)} ${sha256.slice(LINE)}`

const signed = (signature: Signature): Markup => typ`
#section[${signature.sideLabel}]
#facts(${cells([
  ['名称', `${signature.organisation}（${signature.isNaturalPerson ? '自然人' : signature.creditCode}）`],
  ['确认人', orBlank(signature.person)],
  ['确认时间', chineseTime(signature.at)],
  ['确认的内容', signature.statement],
])})`

export const signingPage = (paper: SigningPagePaper): Paper =>
  sheet({
    at: paper.completedAt,
    title: '签署页',
    number: `${paper.number}-QS`,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}-QS]]
#heading-of[签署页][${paper.paperTitle}]
#facts(${cells([
      ['所签署的文件', `${paper.paperTitle}（编号 ${paper.number}）`],
      ['文件摘要', `SHA-256 ${digestLines(paper.sha256)}`],
      ['签署完成时间', chineseTime(paper.completedAt)],
    ])})
${paper.signatures.map(signed)}
#closing[本页由浙江拍在双方均确认之后生成，与所签署的文件一并使用。每次确认各为存证日志中的一条记录，可离线验证；时间为平台服务器时间（北京时间）。]`,
  })
