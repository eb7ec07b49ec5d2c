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
  const module = (of: object, person: string, name: string): object =>
    new Proxy(of, {
      get: (target, operation) => (input: unknown) =>
        (Reflect.get(target, operation) as Operation)(input, { context: { idempotencyKey: keyFor(`${person}.${name}.${String(operation)}`) } }),
    })
  return { ...stage, as: (person) => new Proxy(stage.as(person), { get: (target, name) => module(Reflect.get(target, name) as object, person, String(name)) }) }
}
