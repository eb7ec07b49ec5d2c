/** Live streams of one subject: what happens to it arrives as frames; after a gap the page is read again. */
import { useEffect, useRef, useState } from 'react'
import { useReadAgain } from './use-read-again.ts'

export interface LiveFrame {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
  /** Position in the log; frames arrive in its order. */
  readonly position: number
}

export type LiveState = 'connecting' | 'live' | 'interrupted'

export interface LiveOptions {
  /** Names of the frames to listen to (see `frames` of the modules). */
  readonly events: readonly string[]
  readonly onFrame?: (frame: LiveFrame) => void
  /** Reads the page again soon after a frame; several frames make one reading. Default true without `onFrame`. */
  readonly isRevalidating?: boolean
  /** Instead of reading the page through the router, which shows an error in its place when nobody answers: for screens that must outlive a broken network. */
  readonly readAgain?: (() => Promise<void>) | undefined
}

const REVALIDATE_AFTER_MS = 300
const SPREAD_MS = 2_000
/** When the stream cannot be had at all, the page is read at this pace. */
const POLL_MS = 10_000

/**
 * `const state = useLive(auction.id, { events: ['auction.bid'], onFrame: (frame) => … })`. The browser resumes by itself after a cut
 * (Last-Event-ID), so no frame is missed; after a long absence the page is read again instead. A null topic watches nothing.
 */
export const useLive = (topic: string | null, options: LiveOptions): LiveState => {
  const [state, setState] = useState<LiveState>('connecting')
  const readAgainNow = useReadAgain()
  const latest = useRef(options)
  const again = useRef(readAgainNow)
  useEffect(() => {
    latest.current = options
    again.current = options.readAgain ?? readAgainNow
  })
  const names = options.events.join(' ')
  useEffect(() => {
    if (topic === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let poll: ReturnType<typeof setInterval> | undefined
    let seen = 0
    const readAgain = () => {
      timer = undefined
      void again.current()
    }
    const soon = () => {
      timer ??= setTimeout(readAgain, REVALIDATE_AFTER_MS)
    }
    const source = new EventSource(`/api/v1/live/${topic}`)
    const onMessage = (message: MessageEvent<string>) => {
      const position = Number(message.lastEventId)
      if (position <= seen) return
      seen = position
      const { onFrame, isRevalidating = onFrame === undefined } = latest.current
      onFrame?.({ event: message.type, data: JSON.parse(message.data) as LiveFrame['data'], position })
      if (isRevalidating) soon()
    }
    for (const name of names.split(' ')) source.addEventListener(name, onMessage)
    // Away for too long: what was missed is not sent one by one, the page is read again. Everybody at once would be a rush.
    source.addEventListener('reset', (message: MessageEvent<string>) => {
      seen = Math.max(seen, Number(message.lastEventId))
      timer ??= setTimeout(readAgain, REVALIDATE_AFTER_MS + Math.random() * SPREAD_MS)
    })
    source.addEventListener('open', () => {
      setState('live')
      clearInterval(poll)
      poll = undefined
    })
    source.addEventListener('error', () => {
      setState('interrupted')
      // Only while somebody answers, whatever the answer: a reading that fails would put an error in the place of the last figures.
      poll ??= setInterval(() => void fetch(source.url, { method: 'OPTIONS' }).then(soon, () => null), POLL_MS)
    })
    return () => {
      source.close()
      clearTimeout(timer)
      clearInterval(poll)
    }
  }, [topic, names])
  return state
}
