/** 图录: what a session offers, for the hand of somebody who sits in it: a cover, the running order, a page for each lot. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { qr } from '#platform/paper/qr.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFigures, timeIn } from '#platform/paper/wording.ts'
import { wordsIn } from './words.ts'

export interface CatalogueLot {
  readonly place: number
  readonly number: string
  readonly title: string
  readonly seller: string
  readonly opensAt: Instant | null
  readonly startingPriceMinor: bigint
  readonly depositMinor: bigint
  readonly hasReserve: boolean
  /** The notice left it open, and it is not fixed yet. */
  readonly isReserveOpen: boolean
  /** As pages call them. */
  readonly right: string
  readonly method: string
  readonly field: string
  readonly maturity: string
  readonly catalogueNumber: string
  readonly patents: readonly string[]
  readonly summary: string
  readonly qualifications: string
  readonly terms: string
  readonly page: string
}

export interface CatalogueSlot {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly lots: readonly string[]
  readonly seller: string
  /** Empty: not named yet. */
  readonly speaker: string
  readonly languages: readonly Lang[]
}

export interface CataloguePaper {
  readonly lang: Lang
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly organiser: string
  readonly partners: readonly string[]
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Empty: online alone. */
  readonly place: string
  readonly isOnline: boolean
  readonly field: string
  readonly lots: readonly CatalogueLot[]
  readonly slots: readonly CatalogueSlot[]
  readonly page: string
  readonly at: Instant
}

/** Rows that say something. */
const said = (rows: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] => rows.filter(([, value]) => value.trim() !== '')

export const whereText = ({ lang, place, isOnline }: Pick<CataloguePaper, 'lang' | 'place' | 'isOnline'>): string =>
  [isOnline ? wordsIn(lang)('online') : '', place].filter((part) => part !== '').join(lang === 'zh' ? '、' : ', ')

const cover = (paper: CataloguePaper): Markup => {
  const { lang } = paper
  const say = wordsIn(lang)
  return typ`
#v(34mm)
#align(center)[#text(size: 13pt, fill: celadon, tracking: 0.2em)[${say('catalogue')}]
#v(6mm)
#headline(27pt)[${paper.title}]
#v(4mm)
#text(size: 11pt, fill: faint)[${paper.number}]]
#v(12mm)
${paper.summary}
#v(8mm)
#facts(${cells(
    said([
      [say('time'), `${timeIn(lang, paper.startsAt)} – ${timeIn(lang, paper.endsAt)}`],
      [say('where'), whereText(paper)],
      [say('organiser'), paper.organiser],
      [say('partners'), paper.partners.join(lang === 'zh' ? '、' : ', ')],
      [say('field'), paper.field === '' ? say('anyField') : paper.field],
    ]),
  )})
#v(1fr)
#align(center)[${qr(paper.page, '30mm')} #v(2mm) #text(size: 8.5pt, fill: faint)[${paper.page}]]
#v(8mm)
#closing[${say('asOf', { at: timeIn(lang, paper.at) })}]
#pagebreak()`
}

const order = ({ lang, lots }: CataloguePaper): Markup => {
  const say = wordsIn(lang)
  return typ`
#section[${say('order')}]
#table(columns: (3.6em, 1fr, 9.6em, 8.2em), stroke: hair, inset: (x: 7pt, y: 7pt), align: (right + horizon, left + horizon, left + horizon, right + horizon),
  table.header(head-cell[${say('place')}], head-cell[${say('lot')}], head-cell[${say('opens')}], head-cell[${say('start')}]),
  ${cells(
    lots.map(({ place, title, seller, number, opensAt, startingPriceMinor }) => [
      String(place),
      typ`${title} #linebreak() #text(size: 9pt, fill: faint)[${number}　${seller}]`,
      opensAt === null ? say('unknown') : timeIn(lang, opensAt),
      amountInFigures(startingPriceMinor),
    ]),
  )})`
}

const roadshow = ({ lang, slots }: CataloguePaper): Markup => {
  const say = wordsIn(lang)
  if (slots.length === 0) return typ``
  return typ`
#section[${say('roadshow')}]
#table(columns: (9.6em, 1fr, 9em, 5em), stroke: hair, inset: (x: 7pt, y: 7pt), align: left + horizon,
  table.header(head-cell[${say('roadshowTime')}], head-cell[${say('lot')}], head-cell[${say('speaker')}], head-cell[${say('language')}]),
  ${cells(
    slots.map(({ startsAt, endsAt, lots, seller, speaker, languages }) => [
      typ`${timeIn(lang, startsAt)} #linebreak() – ${timeIn(lang, endsAt)}`,
      typ`${lots.join(lang === 'zh' ? '；' : '; ')} #linebreak() #text(size: 9pt, fill: faint)[${seller}]`,
      speaker === '' ? say('speakerOpen') : speaker,
      languages.map((spoken) => say(`lang_${spoken}`)).join(lang === 'zh' ? '、' : ', '),
    ]),
  )})`
}

const lotPage = (lot: CatalogueLot, lang: Lang): Markup => {
  const say = wordsIn(lang)
  const part = (title: 'summary' | 'qualifications' | 'terms') => (lot[title].trim() === '' ? typ`` : typ`#section[${say(title)}]\n${lot[title]}\n`)
  return typ`
#pagebreak()
#grid(columns: (1fr, 28mm), column-gutter: 8mm, [
#text(size: 10pt, fill: celadon, weight: "bold")[${say('place')} ${lot.place}　${lot.number}]
#v(1mm)
#headline(18pt)[${lot.title}]
#v(1mm)
#text(fill: faint)[${lot.seller}]
], align(center)[${qr(lot.page, '26mm')} #v(-1mm) #text(size: 7.5pt, fill: faint)[${say('scan')}]])
#v(3mm)
#facts(${cells(
    said([
      [say('start'), amountInFigures(lot.startingPriceMinor)],
      [say('deposit'), amountInFigures(lot.depositMinor)],
      [say('opens'), lot.opensAt === null ? '' : timeIn(lang, lot.opensAt)],
      [say('method'), lot.method],
      [say('right'), lot.right],
      [say('reserve'), say(lot.hasReserve ? 'hasReserve' : lot.isReserveOpen ? 'openReserve' : 'noReserve')],
      [say('field'), lot.field],
      [say('maturity'), lot.maturity],
      [say('catalogueNumber'), lot.catalogueNumber],
      [say('patents'), lot.patents.join(lang === 'zh' ? '、' : ', ')],
    ]),
  )})
${part('summary')}
${part('qualifications')}
${part('terms')}`
}

export const sessionCatalogue = (paper: CataloguePaper): Paper =>
  sheet({
    lang: paper.lang,
    at: paper.at,
    title: `${paper.title} ${wordsIn(paper.lang)('catalogue')}`,
    number: paper.number,
    body: typ`${cover(paper)}
${order(paper)}
${roadshow(paper)}
${paper.lots.map((lot) => lotPage(lot, paper.lang))}`,
  })
