/** A page that was left in another tab is read again when its reader comes back: deadlines pass while nobody looks. */
import { useEffect, useRef } from 'react'
import { useReadAgain } from './use-read-again.ts'

const FRESH_MS = 30_000

/** `loaded` is any value that is new after each reading of the page. */
export const useFreshOnReturn = (loaded: unknown): void => {
  const readAgain = useReadAgain()
  const readAt = useRef(0)
  useEffect(() => {
    readAt.current = performance.now()
  }, [loaded])
  useEffect(() => {
    const onReturn = () => {
      if (document.visibilityState === 'visible' && performance.now() - readAt.current > FRESH_MS) void readAgain()
    }
    document.addEventListener('visibilitychange', onReturn)
    return () => document.removeEventListener('visibilitychange', onReturn)
  }, [readAgain])
}
