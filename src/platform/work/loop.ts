/** A loop that works until nothing is left, then waits for a wake-up or the next look. Errors are reported and never end it. */

export interface Loop {
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

interface LoopSpec {
  /** Returns true when there may be more to do at once. */
  readonly step: () => Promise<boolean>
  /** How long to wait when idle, in milliseconds: what other processes commit is found by this look. */
  readonly idleMs: number
  /** Lets this much gather after a wake-up before the next step: fewer, larger steps. */
  readonly gatherMs?: number
  readonly onError: (error: unknown) => void
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const ERROR_PAUSE_MS = 1_000

export const startLoop = ({ step, idleMs, gatherMs = 0, onError }: LoopSpec): Loop => {
  let stopped = false
  let woken = false
  let wakeUp: (() => void) | undefined
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    while (!stopped) {
      woken = false
      try {
        if (await step()) {
          if (gatherMs > 0 && !stopped) await sleep(gatherMs)
          continue
        }
        if (!woken && !stopped) await pause(idleMs)
      } catch (error) {
        onError(error)
        if (!stopped) await pause(ERROR_PAUSE_MS)
      }
    }
  }
  const finished = run()
  const wake = () => {
    woken = true
    wakeUp?.()
  }
  return {
    wake,
    stop: async () => {
      stopped = true
      wake()
      await finished
    },
  }
}
