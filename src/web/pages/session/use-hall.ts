/**
 * A session on a projector. Nobody sits beside it to press anything, so it looks by itself whether the market still answers: a stream that hangs is not a
 * stream that ended, and no browser says so. What is shown is kept when no answer comes, with its age.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Instant } from '#kernel/instant.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import type { Session } from './session-words.ts'
import { useSession } from './use-session.ts'

const LOOK_EVERY_MS = 5_000
const ANSWER_WITHIN_MS = 4_000

interface Hall {
  readonly session: Session
  /** Null while the figures are live; else since when they are not, and how old they are. */
  readonly cut: { readonly at: Instant; readonly ageSeconds: number } | null
  readonly now: Instant
}

export const useHall = (loaded: Session): Hall => {
  const now = useMarketSecond()
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  }, [now])
  const [read, setRead] = useState({ session: loaded, at: now, isFailing: false })
  const { id, state } = loaded
  const readAgain = useCallback(async () => {
    try {
      const response = await fetch(`/api/v1/sessions/${id}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
      if (!response.ok) throw new Error(String(response.status))
      const session = (await response.json()) as Session
      setRead({ session, at: latest.current, isFailing: false })
    } catch {
      setRead((before) => ({ ...before, isFailing: true }))
    }
  }, [id])
  const isOver = state === 'held' || state === 'cancelled'
  useEffect(() => {
    if (isOver) return undefined
    const looking = setInterval(() => void readAgain(), LOOK_EVERY_MS)
    return () => clearInterval(looking)
  }, [isOver, readAgain])
  const { session, live } = useSession(read.session, readAgain)
  const isCut = read.isFailing || live === 'interrupted'
  const [cutAt, setCutAt] = useState<Instant | null>(null)
  useEffect(() => setCutAt((before) => (isCut ? (before ?? latest.current) : null)), [isCut])
  // The first document was drawn before the browser's clock was set right.
  const ageSeconds = Math.max(0, Math.floor((now - Math.max(read.at, 0)) / 1_000))
  return { session, cut: isCut ? { at: cutAt ?? now, ageSeconds } : null, now }
}
