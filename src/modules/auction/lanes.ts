/**
 * Two group-commit lanes in turn. While the batch of one is on its way to disk, the next is already gathered, begun and waiting
 * for the lock; it starts when the one before has been decided, not when its answers have been sent. Order of arrival is kept:
 * a batch is handed over only after the one before has decided, and the row lock lets them through one after the other.
 */
import type { Result } from '#kernel/result.ts'
import type { Services } from '#platform/command/services.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'

const MAX_BATCH = 512
const LANES = 2

interface Waiting {
  readonly bid: IncomingBid
  readonly resolve: (answer: Result<BidAnswer>) => void
  readonly reject: (error: unknown) => void
}

export const openBidLanes = (services: Services): ((bid: IncomingBid) => Promise<Result<BidAnswer>>) => {
  let waiting: Waiting[] = []
  let turn = 0
  /** The batch that is being decided; null when the next may start. */
  let deciding: number | null = null
  let isGathering = false

  const decided = (batch: number) => {
    if (deciding !== batch) return
    deciding = null
    start()
  }

  const lanes = Array.from({ length: LANES }, (_, index) =>
    services.lane<IncomingBid, BidAnswer>({
      name: `auction.bids.${index}`,
      maxBatch: MAX_BATCH,
      decide: async (act, bids) => {
        const answers = await decideBids(act, bids)
        decided(turn)
        return answers
      },
    }),
  )

  const start = () => {
    if (deciding !== null || waiting.length === 0) return
    turn += 1
    const batch = turn
    deciding = batch
    const taken = waiting.slice(0, MAX_BATCH)
    waiting = waiting.slice(MAX_BATCH)
    const lane = lanes[batch % LANES]
    const answers = taken.map(async ({ bid, resolve, reject }) => lane?.submit(bid).then(resolve, reject))
    // A batch that failed before or while it was decided must not stop the ones after it.
    void Promise.all(answers).then(() => decided(batch))
  }

  return (bid) =>
    new Promise((resolve, reject) => {
      waiting.push({ bid, resolve, reject })
      if (isGathering) return
      isGathering = true
      // What arrives in the same turn of the event loop goes together.
      setImmediate(() => {
        isGathering = false
        start()
      })
    })
}
