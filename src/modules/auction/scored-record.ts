/** What the signed record says of marks and rounds: enough to come to the same result, with the record of the panel that marked. */
import type { Json } from '#kernel/canonical-json.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { panelRecordOf } from '#modules/panel/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { ranked } from './core/scored.ts'
import { pricesOf, scoredOf, termsOf } from './scored-store.ts'
import { standingsOf } from './scored.ts'
import type { AuctionRow } from './store.ts'

export const scoredRecord = async (reader: Reader, row: Pick<AuctionRow, 'id' | 'method'>): Promise<Json> => {
  const scored = await (row.method === 'scored' ? scoredOf(reader, row.id) : undefined)
  if (!scored) return null
  const terms = termsOf(scored)
  const prices = await pricesOf(reader, row.id)
  const shown = prices.filter(({ round }) => round <= scored.roundsClosed)
  return {
    ...terms,
    criteria: scored.criteria.map((criterion) => ({ ...criterion, title: { ...criterion.title } })),
    marks: (scored.marks ?? []).map((mark) => ({ ...mark })),
    // Left out of records of before they were written down: what was signed stays as it was.
    ...(scored.markedAt === null ? {} : { markedAt: toIso(scored.markedAt), shownAt: [...scored.shownAt] }),
    prices: shown.map(({ round, number, priceMinor, receivedAt }) => ({ round, number, priceMinor: String(priceMinor), receivedAt: toIso(receivedAt) })),
    ranks: ranked(terms, standingsOf(scored, prices, scored.roundsClosed)).map(({ number, markBasisPoints, priceMinor, priceBasisPoints, score }) => ({
      number,
      markBasisPoints,
      priceMinor: String(priceMinor),
      priceBasisPoints,
      score,
    })),
    panel: scored.panelId === null ? null : ((await panelRecordOf(reader, scored.panelId)) as unknown as Json),
  }
}

const percent = (basisPoints: number): string => (basisPoints / 100).toFixed(2)

/** For the paper: the weights, the marks and the final scores, in one line each. */
export const markedEvents = async (
  reader: Reader,
  row: Pick<AuctionRow, 'id' | 'method' | 'freeEndsAt' | 'endsAt'>,
): Promise<readonly { readonly at: Instant; readonly text: string }[]> => {
  const scored = await (row.method === 'scored' ? scoredOf(reader, row.id) : undefined)
  if (!scored?.marks) return []
  const weight = scored.markWeightBasisPoints
  const ranks = ranked(termsOf(scored), standingsOf(scored, await pricesOf(reader, row.id), scored.roundsClosed))
  return [
    {
      at: row.freeEndsAt,
      text: `专家评分（权重 ${percent(weight)}%）：${scored.marks.map(({ number, markBasisPoints }) => `${number} 号 ${percent(markBasisPoints)}`).join('，')}。`,
    },
    { at: row.endsAt, text: `综合得分：${ranks.map(({ number, score }) => `${number} 号 ${(score / 1_000_000).toFixed(6)}`).join('，')}。` },
  ]
}
