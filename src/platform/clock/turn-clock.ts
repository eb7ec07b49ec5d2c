/**
 * When something came in. The loop takes all that has arrived from the sockets in one turn and then handles it piece by piece; whoever is handled
 * last came no later than whoever is handled first. So one instant counts for the turn, read when its first piece is handled.
 */
import type { Instant } from '#kernel/instant.ts'

/** What a long turn takes from its sockets later may have come later: the instant is read again. */
const MAX_TURN_MS = 50

export const openTurnClock = (now: () => Instant, afterTurn: (end: () => void) => void = setImmediate): (() => Instant) => {
  let begun: Instant | null = null
  const end = () => {
    begun = null
  }
  return () => {
    const moment = now()
    if (begun === null) afterTurn(end)
    // A clock that was set back is no reason to say that something came later than now.
    if (begun === null || moment - begun > MAX_TURN_MS || moment < begun) begun = moment
    return begun
  }
}
