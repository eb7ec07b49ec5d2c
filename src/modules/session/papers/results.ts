/** 成交结果: what came of each lot of a session, and the sums. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { cells, typ } from '#platform/paper/markup.ts'
import { qr } from '#platform/paper/qr.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFigures, timeIn } from '#platform/paper/wording.ts'
import type { Totals } from '../core/lots.ts'
import { wordsIn } from './words.ts'

export interface ResultsPaper {
  readonly lang: Lang
  readonly number: string
  readonly title: string
  readonly organiser: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly lots: readonly {
    readonly place: number
    readonly number: string
    readonly title: string
    readonly startingPriceMinor: bigint
    readonly priceMinor: bigint | null
    readonly premiumBasisPoints: number | null
    /** Null: no bidding was arranged for it. */
    readonly bidderCount: number | null
    readonly state: string
    /** Of what was sold alone. */
    readonly buyer: string | null
  }[]
  readonly totals: Totals
  readonly page: string
  readonly at: Instant
}

/** 3743 is 37.4%: rounded towards the start, as on the pages. */
const tenths = (basisPoints: number): string => `${(Math.trunc(basisPoints / 10) / 10).toFixed(1)}%`

export const sessionResults = (paper: ResultsPaper): Paper => {
  const { lang, totals } = paper
  const say = wordsIn(lang)
  const premium = (basisPoints: number | null) => (basisPoints === null ? say('unknown') : tenths(basisPoints))
  return sheet({
    lang,
    at: paper.at,
    title: `${paper.title} ${say('results')}`,
    number: paper.number,
    body: typ`
#grid(columns: (1fr, 24mm), column-gutter: 8mm, [#headline(18pt)[${paper.title}]
#v(1mm)
#text(size: 13pt, fill: celadon)[${say('results')}]
#v(1mm)
#text(fill: faint)[${paper.number}　${paper.organiser} #linebreak() ${timeIn(lang, paper.startsAt)} – ${timeIn(lang, paper.endsAt)}]], align(right)[${qr(paper.page, '22mm')}])
#v(3mm)
#facts(${cells([
      [say('total'), say('sold', { sold: totals.soldCount, lots: totals.lotCount })],
      [say('startTotal'), amountInFigures(totals.startTotalMinor)],
      [say('soldStart'), amountInFigures(totals.soldStartMinor)],
      [say('priceTotal'), amountInFigures(totals.priceTotalMinor)],
      [say('rise'), premium(totals.premiumBasisPoints)],
    ])})
#v(4mm)
#[#set text(size: 9pt)
#table(columns: (3.2em, 1fr, 8.2em, 8.2em, 5.4em, 4.9em, 6.6em), stroke: hair, inset: (x: 5pt, y: 6pt), align: (right + horizon, left + horizon, right + horizon, right + horizon, right + horizon, right + horizon, left + horizon),
  table.header(head-cell[${say('place')}], head-cell[${say('lot')}], head-cell[${say('start')}], head-cell[${say('price')}], head-cell[${say('rise')}], head-cell[${say('bidders')}], head-cell[${say('state')}]),
  ${cells(
    paper.lots.map((lot) => [
      String(lot.place),
      lot.buyer === null
        ? typ`${lot.title} #linebreak() #text(size: 8pt, fill: faint)[${lot.number}]`
        : typ`${lot.title} #linebreak() #text(size: 8pt, fill: faint)[${lot.number} #linebreak() ${say('buyer')} ${lot.buyer}]`,
      amountInFigures(lot.startingPriceMinor),
      lot.priceMinor === null ? say('unknown') : amountInFigures(lot.priceMinor),
      premium(lot.premiumBasisPoints),
      lot.bidderCount === null ? say('unknown') : String(lot.bidderCount),
      lot.state,
    ]),
  )})]
#closing[${say('resultsNote', { at: timeIn(lang, paper.at) })}]`,
  })
}
