/** Group commit: while one batch is on its way to disk the next one gathers, so durability costs one commit for many commands. */
import type { Result } from '#kernel/result.ts'
import type { Lane, LaneSpec, Road } from './services.ts'

interface Waiting<Item, Value> {
  readonly item: Item
  readonly resolve: (result: Result<Value>) => void
  readonly reject: (error: unknown) => void
}

/** Commands that wait beyond this are refused at once: a queue without bound would answer nobody in time. */
const MAX_WAITING = 20_000

/** Answers given per turn of the event loop: between turns the next batch's talk with the database goes on. */
const ANSWERS_PER_TURN = 16

/** Gives answers a few at a time, so that writing a hundred of them to their sockets does not hold up the batch behind them. */
const openAnswering = () => {
  let due: (() => void)[] = []
  const turn = () => {
    for (const give of due.slice(0, ANSWERS_PER_TURN)) give()
    due = due.slice(ANSWERS_PER_TURN)
    if (due.length > 0) setImmediate(turn)
  }
  return (answers: readonly (() => void)[]) => {
    if (due.length === 0 && answers.length > 0) setImmediate(turn)
    due.push(...answers)
  }
}

export class LaneOverloaded extends Error {
  constructor(name: string) {
    super(`the lane ${name} has more than ${MAX_WAITING} waiting commands`)
  }
}

export const openLane = <Item, Value>(road: Road, spec: LaneSpec<Item, Value>): Lane<Item, Value> => {
  let waiting: Waiting<Item, Value>[] = []
  let busy = false
  const answer = openAnswering()

  const drain = async () => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, spec.maxBatch)
      waiting = waiting.slice(spec.maxBatch)
      try {
        const results = await road.batch((act) =>
          spec.decide(
            act,
            batch.map(({ item }) => item),
          ),
        )
        answer(
          batch.map((entry, index) => () => {
            const result = results[index]
            if (result) entry.resolve(result)
            else entry.reject(new Error(`the lane ${spec.name} gave no answer`))
          }),
        )
      } catch (error) {
        for (const entry of batch) entry.reject(error)
      }
    }
    busy = false
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_WAITING) {
          reject(new LaneOverloaded(spec.name))
          return
        }
        waiting.push({ item, resolve, reject })
        // The turn of the event loop gathers what arrived together before the first commit starts.
        if (!busy) {
          busy = true
          setImmediate(() => void drain())
        }
      }),
  }
}
