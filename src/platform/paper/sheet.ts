/** The page that all papers share: A4, margins of an official letter, running head with the number, pages counted. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { literal, typ, type Markup } from './markup.ts'

/** Ready for the press. */
export interface Paper {
  readonly source: string
  /** When it was made: part of the file, so that the same paper gives the same bytes. */
  readonly at: Instant
}

export interface Sheet {
  readonly title: string
  /** Stands in the running head of every page. */
  readonly number: string
  readonly body: Markup
  readonly at: Instant
  /** Chinese where nothing is said: most papers are acts of law, whose language that is. */
  readonly lang?: Lang
}

/**
 * Asked one after the other for each sign: Chinese, other alphabets, Korean, Japanese. Letters with marks are asked of the font that has them
 * whole first: the Chinese one would put them together from parts that do not fit.
 */
const FONTS = `((name: "Noto Sans", covers: regex("[\\u{100}-\\u{52F}\\u{1E00}-\\u{1FFF}]")), "Noto Sans SC", "Noto Sans", "Noto Sans KR", "Noto Sans JP")`

const PREAMBLE = `
#set text(font: ${FONTS}, size: 11pt, lang: "zh", region: "cn", fallback: false, fill: rgb("#16212e"))
#set par(justify: true, leading: 0.95em, spacing: 0.95em)
#show table: set par(justify: false)
#let celadon = rgb("#2f6f62")
#let faint = rgb("#5b6673")
#let hair = 0.5pt + rgb("#8a949e")
#let heading-of(title, sub) = align(center)[
  #v(0.4em)
  #text(size: 20pt, weight: "bold", title)
  #if sub != none [#v(0.1em) #text(size: 10.5pt, fill: faint, sub)]
  #v(0.9em)
]
#let article(number, title) = block(above: 1.5em, below: 0.95em, sticky: true, text(weight: "bold", size: 11.5pt)[第#numbering("一", number)条#h(1em)#title])
#let clause(number, body) = block(above: 0.85em, below: 0.85em, grid(columns: (3.1em, 1fr), text(number-type: "lining", number), body))
#let item(number, body) = block(above: 0.75em, below: 0.75em, pad(left: 3.1em, grid(columns: (2.4em, 1fr), number, body)))
#let section(title) = block(above: 1.5em, below: 0.9em, sticky: true, text(weight: "bold", size: 12pt, title))
#let facts(..rows) = table(columns: (9.6em, 1fr), stroke: hair, inset: (x: 8pt, y: 7pt), align: (left + horizon, left + horizon),
  fill: (column, _) => if column == 0 { rgb("#f3f5f4") }, ..rows)
#let head-cell(body) = table.cell(fill: rgb("#e6eeeb"), text(weight: "bold", size: 10pt, body))
#let headline(size, body) = { set par(justify: false); text(size: size, weight: "bold", hyphenate: false, body) }
#let closing(body) = block(above: 1.6em, text(size: 9pt, fill: faint, body))
`

const PAGES: Readonly<Record<Lang, string>> = {
  zh: '第 #counter(page).display() 页　共 #counter(page).final().first() 页',
  en: 'Page #counter(page).display() of #counter(page).final().first()',
}

/** The whole Typst source of a paper. */
const sourceOf = ({ title, number, body, lang = 'zh' }: Sheet): string =>
  [
    `#set document(title: ${literal(title)}, author: ${literal(lang === 'zh' ? '浙江拍' : 'Zhepai')}, date: auto)`,
    `#set page(paper: "a4", margin: (top: 28mm, bottom: 26mm, left: 27mm, right: 25mm),
  header: context if counter(page).get().first() > 1 [#set text(size: 8.5pt, fill: rgb("#5b6673")); #${literal(title)}; #h(1fr) #${literal(number)};],
  footer: context [#set text(size: 8.5pt, fill: rgb("#5b6673")); #h(1fr) ${PAGES[lang]} #h(1fr)])`,
    PREAMBLE,
    lang === 'en' ? '#set text(lang: "en", region: "gb")' : '',
    body.markup,
  ].join('\n')

export const sheet = (page: Sheet): Paper => ({ source: sourceOf(page), at: page.at })

/** Clauses of one article, numbered `3.1`, `3.2`. */
export const article = (number: number, title: string, clauses: readonly Markup[]): Markup =>
  typ`#article(${{ markup: String(number) }}, ${{ markup: literal(title) }})
${clauses.map((body, index) => typ`#clause("${{ markup: `${number}.${index + 1}` }}")[${body}]`)}`

/** Points inside a clause, numbered `（1）`. */
export const points = (bodies: readonly Markup[]): Markup => typ`${bodies.map((body, index) => typ`#item("${{ markup: `（${index + 1}）` }}")[${body}]`)}`
