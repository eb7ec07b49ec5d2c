/** Everybody's last price in a sale that is over: the highest first. */
interface Accepted {
  readonly seq: number
  readonly number: number
  readonly priceMinor: bigint
}

/** Each number once, at its own highest price. Of equal ones the order of the draw decides where there was one, else the first received. */
export const lastPrices = (bids: readonly Accepted[], drawn: readonly number[]): readonly Accepted[] => {
  const own = new Map<number, Accepted>()
  for (const bid of bids) {
    const known = own.get(bid.number)
    if (known === undefined || bid.priceMinor > known.priceMinor) own.set(bid.number, bid)
  }
  const place = ({ number, seq }: Accepted): number => (drawn.includes(number) ? drawn.indexOf(number) : drawn.length + seq)
  return [...own.values()].sort((a, b) => (a.priceMinor === b.priceMinor ? place(a) - place(b) : a.priceMinor > b.priceMinor ? -1 : 1))
}
