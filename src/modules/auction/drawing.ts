/** The draws of an auction, by the secret that was committed to when it was scheduled. */
import { createHash } from 'node:crypto'
import type { Sha256 } from '#kernel/merkle.ts'
import { commitmentOf, drawn } from './core/draw.ts'
import type { Precedes } from './core/proxy.ts'
import type { AuctionRow } from './store.ts'

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

export const newDraw = (secret: string) => ({ secret, commitment: commitmentOf(sha256, secret) })

export const drawIn =
  ({ id, drawSecret }: Pick<AuctionRow, 'id' | 'drawSecret'>) =>
  (numbers: readonly number[]): readonly number[] =>
    // Auctions that were scheduled before there was a secret know no cap; equal proxies cannot stand in them either.
    drawn(sha256, drawSecret ?? id, numbers)

export const precedesIn = (row: Pick<AuctionRow, 'id' | 'drawSecret'>): Precedes => {
  const draw = drawIn(row)
  return (a, b) => draw([a, b])[0] === a
}
