/** The queue of the floor clerk in a page: what waits is sent whenever there may be a line, in order, by one tab. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { addEntry, entriesOf, nextToSend, openQueue, saveEntry, takeBackEntry, type FloorEntry, type FloorQueue } from './floor-queue.ts'
import { sendEntry, type Later } from './floor-send.ts'

const RETRY_MS = 3_000
const LOCK = 'zhepai-floor'

export interface Entered {
  readonly number: number
  readonly priceMinor: string
  readonly isConfirmed: boolean
}

export interface FloorQueueUse {
  /** Newest first. */
  readonly entries: readonly FloorEntry[]
  /** `opening` until the store is read; `none`: this browser keeps nothing. */
  readonly store: 'opening' | 'open' | 'none'
  /** Why what waits could not be sent just now. */
  readonly why: Later | null
  readonly enter: (entered: Entered) => Promise<void>
  readonly takeBack: (turn: number) => Promise<void>
}

interface Clerk {
  readonly auctionId: string
  readonly personId: string
  /** The market's time. */
  readonly now: () => number
  /** Called after answers came in. */
  readonly onAnswer: () => void
}

/** Several tabs share one queue: the first sends, the others look on. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work()
  })
}

const decided = (entry: FloorEntry, sent: Awaited<ReturnType<typeof sendEntry>>, now: number): FloorEntry => {
  const answered = { ...entry, isTried: true, decidedAt: now }
  if (sent.kind === 'accepted') return { ...answered, state: 'accepted', seq: sent.seq }
  return sent.kind === 'refused' ? { ...answered, state: 'refused', reason: sent.reason } : entry
}

/** While something waits it is tried again and again, and nobody leaves the page without having been told. */
const useResending = (isWaiting: boolean, send: () => Promise<void>): void =>
  useEffect(() => {
    if (!isWaiting) return undefined
    const retry = setInterval(() => void send(), RETRY_MS)
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => {
      clearInterval(retry)
      window.removeEventListener('beforeunload', warn)
    }
  }, [isWaiting, send])

interface Sending extends Pick<Clerk, 'auctionId' | 'personId' | 'now'> {
  readonly onAnswer: () => Promise<void>
}

/** One after the other until none waits, or until one gets no answer: nothing overtakes it. Answers why it stopped. */
const sendAll = async (queue: FloorQueue, { auctionId, personId, now, onAnswer }: Sending): Promise<Later | null> => {
  for (;;) {
    const next = await nextToSend(queue, auctionId, personId)
    if (next === undefined) return null
    const sent = await sendEntry(next)
    if (sent.kind === 'later') return sent.why
    await saveEntry(queue, decided(next, sent, now()))
    await onAnswer()
  }
}

export const useFloorQueue = (clerk: Clerk): FloorQueueUse => {
  const { auctionId, personId } = clerk
  const [entries, setEntries] = useState<readonly FloorEntry[]>([])
  const [store, setStore] = useState<FloorQueueUse['store']>('opening')
  const [why, setWhy] = useState<Later | null>(null)
  const queue = useRef<FloorQueue | null>(null)
  const latest = useRef(clerk)
  useEffect(() => {
    latest.current = clerk
  })

  const show = useCallback(async () => {
    if (queue.current !== null) setEntries((await entriesOf(queue.current, auctionId, personId)).toReversed())
  }, [auctionId, personId])

  const send = useCallback(async () => {
    const open = queue.current
    if (open === null) return
    await alone(async () => {
      const onAnswer = async () => {
        await show()
        latest.current.onAnswer()
      }
      setWhy(await sendAll(open, { auctionId, personId, now: () => latest.current.now(), onAnswer }))
    })
    await show()
  }, [auctionId, personId, show])

  useEffect(() => {
    let isGone = false
    openQueue(latest.current.now()).then(
      (opened) => {
        if (isGone) return
        queue.current = opened
        setStore('open')
        void send()
      },
      () => setStore('none'),
    )
    const again = () => void send()
    window.addEventListener('online', again)
    return () => {
      isGone = true
      queue.current?.close()
      queue.current = null
      window.removeEventListener('online', again)
    }
  }, [send])

  useResending(
    entries.some(({ state }) => state === 'waiting'),
    send,
  )

  const enter = async ({ number, priceMinor, isConfirmed }: Entered) => {
    if (queue.current === null) return
    const kept = { auctionId, personId, number, priceMinor, isConfirmed, key: crypto.randomUUID(), enteredAt: clerk.now() }
    try {
      await addEntry(queue.current, { ...kept, state: 'waiting', isTried: false, seq: null, reason: null, decidedAt: null })
    } catch {
      // A full or broken disk: the clerk is told at once, and the form goes to the server by itself from here on.
      setStore('none')
      return
    }
    await show()
    void send()
  }
  const takeBack = async (turn: number) => {
    if (queue.current !== null) await takeBackEntry(queue.current, turn)
    await show()
  }
  return { entries, store, why, enter, takeBack }
}
