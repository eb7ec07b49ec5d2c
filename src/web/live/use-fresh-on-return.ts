/** A page that was left in another tab is read again when its reader comes back: deadlines pass while nobody looks. */
import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'

const FRESH_MS = 30_000

/** `loaded` is any value that is new after each reading of the page. */
export const useFreshOnReturn = (loaded: unknown): void => {
  const { revalidate } = useRevalidator()
  const readAt = useRef(0)
  useEffect(() => {
    readAt.current = performance.now()
  }, [loaded])
  useEffect(() => {
    const onReturn = () => {
      if (document.visibilityState === 'visible' && performance.now() - readAt.current > FRESH_MS) void revalidate()
    }
    document.addEventListener('visibilitychange', onReturn)
    return () => document.removeEventListener('visibilitychange', onReturn)
  }, [revalidate])
}
