/** Random bytes in small pieces: one call to the system's generator fills a pool, because a call for every id costs more than the id. */
import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 16_384

const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/** A copy of `count` fresh bytes; none is handed out twice. */
export const randomPiece = (count: number): Uint8Array => {
  if (count > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} random bytes at a time`)
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const piece = Uint8Array.prototype.slice.call(pool, used, used + count)
  pool.fill(0, used, used + count)
  used += count
  return piece
}
