/** 公示证明: the market's time-stamped statement that a notice has run, because the regulation makes the notice a legal step. */
import type { Instant } from '#kernel/instant.ts'
import { cells, typ } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { chineseEnd, chineseTime } from '#platform/paper/wording.ts'

export interface NoticeCertificatePaper {
  readonly number: string
  /** As the room that published it calls it. */
  readonly kindLabel: string
  readonly title: string
  readonly publisher: string
  readonly openedAt: Instant
  readonly closedAt: Instant
  readonly objectionCount: number
  /** The rule that set the length. */
  readonly ruleSource: string
  readonly issuedAt: Instant
}

export const noticeCertificate = (paper: NoticeCertificatePaper): Paper =>
  sheet({
    at: paper.issuedAt,
    title: '公示证明',
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[公示证明][${paper.kindLabel}]
#par(first-line-indent: (amount: 2em, all: true))[兹证明，${paper.publisher}就“${paper.title}”在浙江拍发布的${paper.kindLabel}，已按照下列时间公开展示，公示期间任何人可以不经登录查阅并提出异议。]
#v(0.6em)
#facts(${cells([
      ['公示事项', paper.title],
      ['公示类别', paper.kindLabel],
      ['公示单位', paper.publisher],
      ['开始时间', chineseTime(paper.openedAt)],
      ['结束时间', chineseEnd(paper.closedAt)],
      ['收到异议', paper.objectionCount === 0 ? '无' : `${paper.objectionCount} 件，均已处理完毕，处理期间公示期暂停计算`],
      ['公示结果', '公示期满，公示事项可以进入下一程序'],
      ['期限依据', paper.ruleSource],
    ])})
#v(1.2em)
#align(right)[浙江拍#h(1em)\\ ${chineseTime(paper.issuedAt)}]
#closing[时间为平台服务器时间（北京时间）。公示的发布、异议和结束各为存证日志中的一条记录，可离线验证；本证明由系统生成，不因时间推移失效。]`,
  })
