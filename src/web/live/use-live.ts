/** Live streams of one subject: what happens to it arrives as frames; after a gap the page is read again. */
import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'

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
}

const REVALIDATE_AFTER_MS = 300
/** When the stream cannot be had at all, the page is read at this pace. */
const POLL_MS = 10_000

/**
 * `const state = useLive(auction.id, { events: ['auction.bid'], onFrame: (frame) => … })`. The browser resumes by itself after a cut
 * (Last-Event-ID), so no frame is missed. A null topic watches nothing.
 */
export const useLive = (topic: string | null, options: LiveOptions): LiveState => {
  const [state, setState] = useState<LiveState>('connecting')
  const { revalidate } = useRevalidator()
  const latest = useRef(options)
  const again = useRef(revalidate)
  useEffect(() => {
    latest.current = options
    again.current = revalidate
  })
  const names = options.events.join(' ')
  useEffect(() => {
    if (topic === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let poll: ReturnType<typeof setInterval> | undefined
    let seen = 0
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void again.current()
      }, REVALIDATE_AFTER_MS)
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
    source.addEventListener('open', () => {
      setState('live')
      clearInterval(poll)
      poll = undefined
    })
    source.addEventListener('error', () => {
      setState('interrupted')
      poll ??= setInterval(soon, POLL_MS)
    })
    return () => {
      source.close()
      clearTimeout(timer)
      clearInterval(poll)
    }
  }, [topic, names])
  return state
}
