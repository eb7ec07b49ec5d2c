/** The running order: every lot once, places from 1 without a gap. */

export const DIRECTIONS = ['up', 'down'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** One place up or down; at the end of the list, and for what is not in it, nothing changes. */
export const moved = (order: readonly string[], id: string, direction: Direction): readonly string[] => {
  const at = order.indexOf(id)
  const to = direction === 'up' ? at - 1 : at + 1
  const other = order[to]
  if (at < 0 || other === undefined) return order
  return order.map((each, index) => (index === at ? other : index === to ? id : each))
}

interface Focused {
  readonly phase: string | null
  readonly opensAt: number | null
  readonly endsAt: number | null
  readonly closedAt: number | null
}

const URGENCY: Readonly<Record<string, number>> = { timed: 0, free: 1, suspended: 3 }

/** How long a hall reads what became of a lot, unless another one is about to end. */
const VERDICT_MS = 30_000

/** Which lot a hall looks at: the one that ends next, what was decided just now, another on auction, else the one that opens next, else the one that was decided last. */
export const lotNow = <Lot extends Focused>(lots: readonly Lot[], now: number): Lot | null => {
  const rank = (lot: Lot): readonly [number, number] => {
    if (lot.closedAt !== null || lot.phase === 'closed') {
      const isNews = lot.closedAt !== null && now - lot.closedAt < VERDICT_MS
      return [isNews ? 0.5 : 4, -(lot.closedAt ?? 0)]
    }
    const urgency = URGENCY[lot.phase ?? '']
    if (urgency !== undefined) return [urgency, lot.endsAt ?? Number.MAX_SAFE_INTEGER]
    return lot.opensAt === null ? [5, 0] : lot.opensAt <= now ? [1, lot.endsAt ?? lot.opensAt] : [2, lot.opensAt]
  }
  const [first] = lots
    .map((lot, index) => ({ lot, rank: [...rank(lot), index] }))
    .toSorted((a, b) => (a.rank[0] ?? 0) - (b.rank[0] ?? 0) || (a.rank[1] ?? 0) - (b.rank[1] ?? 0) || (a.rank[2] ?? 0) - (b.rank[2] ?? 0))
  return first?.lot ?? null
}
