/**
 * Reads the page again and leaves what its last form was answered: the router's own revalidation forgets that, and with it the codes of a
 * second factor that are shown once, a refusal, or the word that an act was done.
 */
import { useCallback, useEffect, useRef } from 'react'
import { useFetcher, useNavigation } from 'react-router'
import { readAgainAct } from '../shell/addresses.ts'

export const useReadAgain = (): (() => Promise<void>) => {
  const { submit } = useFetcher()
  const { state } = useNavigation()
  const isMoving = useRef(false)
  const isDue = useRef(false)
  const read = useCallback(() => submit(null, { method: 'post', action: readAgainAct() }), [submit])
  // In the middle of another act the router would read the page that the act was sent to, not this one: it waits.
  useEffect(() => {
    isMoving.current = state !== 'idle'
    if (isMoving.current || !isDue.current) return
    isDue.current = false
    void read()
  }, [state, read])
  return useCallback(async () => {
    isDue.current = isMoving.current
    if (!isMoving.current) await read()
  }, [read])
}
