/** The commitment to a reserve: made where an amount is fixed, by one in the draft or by two before the end. */
import { createHash, randomBytes } from 'node:crypto'
import { actorIdOf } from '#kernel/actor.ts'
import type { Act } from '#platform/command/act.ts'
import { commitmentText } from './core/commitment.ts'
import type { Reserve } from './store.ts'

const SALT_BYTES = 32

interface Sealed {
  readonly reserve: Reserve
  readonly commitment: string
}

export const sealReserve = (act: Act, lotId: string, reserveMinor: bigint, by: Pick<Reserve, 'setBy' | 'confirmedBy'> | null = null): Sealed => {
  const salt = randomBytes(SALT_BYTES).toString('hex')
  const commitment = createHash('sha256').update(commitmentText({ lotId, reserveMinor, salt })).digest('hex')
  return { reserve: { lotId, reserveMinor, salt, ...(by ?? { setBy: actorIdOf(act.actor), confirmedBy: null }), setAt: act.now }, commitment }
}
