/**
 * The papers of a session: its catalogue from the announcement on, its results when it was held. They are printed when something changed and
 * never on request, so that nobody makes the market print; a minute later, so that ten changes of the order make one paper.
 */
import { inLang, type Bilingual, type Lang } from '#kernel/bilingual.ts'
import { later, MINUTE_MS } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { achievementById, achievementWordsEn, achievementWordsZh } from '#modules/achievement/index.ts'
import { auctionWordsEn, auctionWordsZh, methodWordsEn, methodWordsZh } from '#modules/auction/index.ts'
import { printPaper } from '#modules/document/index.ts'
import { listingWordsEn, listingWordsZh, REGIME_WORDS, type Lot } from '#modules/listing/index.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import type { Paper } from '#platform/paper/sheet.ts'
import { stateAt } from './core/lifecycle.ts'
import { premiumOf, totalsOf } from './core/lots.ts'
import { sessionCatalogue, type CatalogueLot, type CatalogueSlot } from './papers/catalogue.ts'
import { sessionResults, type ResultsPaper } from './papers/results.ts'
import { wordsIn } from './papers/words.ts'
import { slotsOf, type SlotRow } from './store-roadshow.ts'
import { lockSession, numberOf, savePaper, type EntryRow, type SessionRow } from './store.ts'
import { around, unitsIn, type Around } from './views.ts'

export const PAPERS_TASK = 'session.papers'

/** The last of several changes counts. */
export const planPapers = (act: Act, id: string): void =>
  act.schedule({ key: `${PAPERS_TASK}:${id}`, task: PAPERS_TASK, payload: { id }, dueAt: later(act.now, MINUTE_MS) })

const LANGS: readonly Lang[] = ['zh', 'en']
const WORDS: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  zh: { ...achievementWordsZh, ...auctionWordsZh, ...methodWordsZh, ...listingWordsZh },
  en: { ...achievementWordsEn, ...auctionWordsEn, ...methodWordsEn, ...listingWordsEn },
}
const wordOf = (lang: Lang, key: string): string => WORDS[lang][key] ?? ''

interface Placed {
  readonly entry: EntryRow
  readonly lot: Lot
}

/** Everything around one session that its papers say. */
interface Told {
  readonly row: SessionRow
  readonly all: Around
  readonly placed: readonly Placed[]
  readonly publicUrl: string
}

const named = ({ all }: Told, id: string, lang: Lang): string => inLang(all.named(id).name as Bilingual, lang)

const catalogueLot = async (act: Act, told: Told, { entry, lot }: Placed, lang: Lang): Promise<CatalogueLot> => {
  const achievement = await achievementById(act.tx, lot.achievementId)
  return {
    place: entry.place ?? 0,
    number: lot.number,
    title: inLang(lot.title, lang),
    seller: named(told, lot.sellerOrganisationId, lang),
    opensAt: lot.opensAt,
    startingPriceMinor: lot.startingPriceMinor,
    depositMinor: lot.depositMinor,
    hasReserve: lot.hasReserve,
    isReserveOpen: lot.reserveLater !== null,
    right: wordOf(lang, `enum.listing.right.${lot.rightName}`),
    method: [...(lot.regime === 'licensed' ? [REGIME_WORDS.licensed.sale[lang]] : []), wordOf(lang, `enum.auction.method.${lot.method}`)].join(' · '),
    field: wordOf(lang, `enum.achievement.field.${achievement?.field}`),
    maturity: wordOf(lang, `enum.achievement.maturity.${achievement?.maturity}`),
    catalogueNumber: achievement?.catalogueNumber ?? '',
    patents: achievement?.patentNumbers ?? [],
    summary: inLang(lot.summary, lang),
    qualifications: inLang(lot.qualifications, lang),
    terms: inLang(lot.terms, lang),
    page: `${told.publicUrl}/${lang}/lots/${lot.id}`,
  }
}

const catalogueSlot = (told: Told, slot: SlotRow, lang: Lang): CatalogueSlot => ({
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  lots: slot.lotIds.flatMap((id) => {
    const lot = told.all.lots.get(id)
    return lot ? [inLang(lot.title, lang)] : []
  }),
  seller: named(told, slot.sellerOrganisationId, lang),
  speaker: slot.speaker === null ? '' : inLang(slot.speaker, lang),
  languages: slot.languages,
})

const pageOf = ({ publicUrl, row }: Told, lang: Lang): string => `${publicUrl}/${lang}/sessions/${row.id}`

const catalogueOf = async (act: Act, told: Told, lang: Lang): Promise<Paper> => {
  const { row, placed } = told
  const lots = await Promise.all(placed.map((each) => catalogueLot(act, told, each, lang)))
  const slots = (await slotsOf(act.tx, [row.id])).filter(({ state }) => state === 'planned')
  return sessionCatalogue({
    lang,
    lots,
    slots: slots.map((slot) => catalogueSlot(told, slot, lang)),
    number: numberOf(row),
    title: inLang(row.title, lang),
    summary: inLang(row.summary, lang),
    organiser: named(told, row.organiserId, lang),
    partners: told.all.partnersOf(row).map((id) => named(told, id, lang)),
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    place: inLang(row.place, lang),
    isOnline: row.isOnline,
    field: row.field === null ? '' : wordOf(lang, `enum.achievement.field.${row.field}`),
    page: pageOf(told, lang),
    at: act.now,
  })
}

const stateText = ({ all }: Told, { lot }: Placed, lang: Lang): string => {
  const state = wordOf(lang, `state.listing.${lot.state}`)
  const failed = all.auctions.get(lot.id)?.failReason
  return lot.state === 'failed' && failed ? `${state}${lang === 'zh' ? '：' : ': '}${wordOf(lang, `enum.auction.failReason.${failed}`)}` : state
}

/** The buyer of a sale is public since the hammer; who bid besides stays a number of people. */
const resultOf = (told: Told, placed: Placed, buyers: ReadonlyMap<string, { readonly name: Bilingual }>, lang: Lang): ResultsPaper['lots'][number] => {
  const { entry, lot } = placed
  const priceMinor = lot.state === 'sold' ? lot.priceMinor : null
  const buyer = priceMinor === null ? undefined : buyers.get(lot.buyerOrganisationId ?? '')
  return {
    place: entry.place ?? 0,
    number: lot.number,
    title: inLang(lot.title, lang),
    startingPriceMinor: lot.startingPriceMinor,
    priceMinor,
    premiumBasisPoints: priceMinor === null ? null : premiumOf(lot.startingPriceMinor, priceMinor),
    bidderCount: told.all.auctions.get(lot.unitOf ?? lot.id)?.bidderCount ?? null,
    state: stateText(told, placed, lang),
    buyer: buyer === undefined ? null : inLang(buyer.name, lang),
  }
}

const resultsOf = async (act: Act, told: Told, lang: Lang): Promise<Paper> => {
  const { row, placed } = told
  const firsts = placed.map(({ lot }) => lot)
  // Each unit of a lot has a line of its own, below the first.
  const lines = placed.flatMap((each) => [each, ...unitsIn(told.all, [each.lot]).map((lot) => ({ entry: each.entry, lot }))])
  const buyers = await organisationsByIds(
    act.tx,
    lines.flatMap(({ lot }) => lot.buyerOrganisationId ?? []),
  )
  return sessionResults({
    lang,
    number: numberOf(row),
    title: inLang(row.title, lang),
    organiser: named(told, row.organiserId, lang),
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    lots: lines.map((each) => resultOf(told, each, buyers, lang)),
    totals: totalsOf(firsts, unitsIn(told.all, firsts)),
    page: pageOf(told, lang),
    at: act.now,
  })
}

const PAPERS = { catalogue: catalogueOf, results: resultsOf } as const
export type PaperKind = keyof typeof PAPERS

const toldOf = async (act: Act, row: SessionRow, publicUrl: string): Promise<Told> => {
  const all = await around(act.tx, [row], act.now)
  const entries = all.entries.get(row.id) ?? []
  const placed = entries.flatMap((entry) => {
    const lot = entry.standing === 'admitted' ? all.lots.get(entry.lotId) : undefined
    return lot ? [{ entry, lot }] : []
  })
  return { row, all, placed, publicUrl }
}

/** Of a session that is not public, or was cancelled, no paper is made. */
const kindDue = (row: SessionRow, act: Act): PaperKind | null => {
  const state = stateAt(row, act.now)
  if (state === 'held') return 'results'
  return state === 'announced' || state === 'running' ? 'catalogue' : null
}

export const papers =
  ({ publicUrl }: { readonly publicUrl: string }): Task =>
  async (act, payload): Promise<Result<unknown>> => {
    const row = await lockSession(act.tx, String(payload['id']))
    const kind = row ? kindDue(row, act) : null
    if (!row || kind === null) return ok(null)
    const told = await toldOf(act, row, publicUrl)
    for (const lang of LANGS) {
      const paper = await PAPERS[kind](act, told, lang)
      const name = `${wordsIn(lang)(kind)}-${numberOf(row)}.pdf`
      const printed = await printPaper(act, { subject: row.id, kind: `session_${kind}`, name, paper, visibleTo: 'public' })
      if (!printed.ok) return printed
      await savePaper(act.tx, { sessionId: row.id, kind, lang, documentId: printed.value.documentId, printedAt: act.now })
    }
    return ok(null)
  }
