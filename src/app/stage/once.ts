/** A stage on which nothing happens twice: each command carries a key, so that a step which was stopped in the middle and is played again gets the answers of before. */
import type { Stage } from './stage.ts'

type Operation = (input: unknown, options: { readonly context: { readonly idempotencyKey: string } }) => Promise<unknown>

/** `step` names the step for ever; within it, the same operation of the same person is told apart by its turn. */
export const onceOn = (stage: Stage, step: string): Stage => {
  const turns = new Map<string, number>()
  const keyFor = (call: string): string => {
    const turn = (turns.get(call) ?? 0) + 1
    turns.set(call, turn)
    return `${step}:${call}:${turn}`
  }
  const through = <Part extends object>(part: Part, of: string): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const inner = Reflect.get(target, name) as object
        const call = `${of}.${String(name)}`
        return typeof inner === 'function'
          ? (input: unknown) => (inner as Operation)(input, { context: { idempotencyKey: keyFor(call) } })
          : through(inner, call)
      },
    })
  return { ...stage, as: (person) => through(stage.as(person), person) }
}
