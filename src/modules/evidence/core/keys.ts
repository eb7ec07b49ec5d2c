/** The line of keys of a log: which one signs now, and whether a change of key was announced before it was used. */

/** `handed_over`: the key before signed a tree that names this one. `accepted`: it was lost, and an operator says so with a reason. */
export type KeyChangeHow = 'handed_over' | 'accepted'

export interface KeyChange {
  readonly vkey: string
  readonly previous: string
  readonly how: KeyChangeHow
  readonly reason: string
  /** Place of its fact in the log; null while it has none. */
  readonly position: bigint | null
}

const after = (changes: readonly KeyChange[], vkey: string): KeyChange | undefined => changes.find(({ previous }) => previous === vkey)

/**
 * The key that signs the next checkpoint. A key that is handed over signs once the key before it has signed the tree that names it; an accepted one at
 * once, because the key before it cannot. One that was lost before it ever signed is passed over.
 */
export const signerAfter = (current: string, signedSize: bigint, changes: readonly KeyChange[]): string => {
  const next = after(changes, current)
  if (!next) return current
  const lost = after(changes, next.vkey)
  if (lost?.how === 'accepted') return signerAfter(lost.vkey, signedSize, changes)
  if (next.how === 'accepted') return signerAfter(next.vkey, signedSize, changes)
  return next.position !== null && next.position < signedSize ? next.vkey : current
}

/** The changes that lead from one key to another, in order; null when none do. `size` is that of the first checkpoint under the new key. */
export const changesBetween = (from: string, to: string, changes: readonly KeyChange[], size: bigint): readonly KeyChange[] | null => {
  const steps: KeyChange[] = []
  for (let at = from; at !== to;) {
    const next = after(changes, at)
    if (!next || next.position === null || next.position >= size || steps.length > changes.length) return null
    steps.push(next)
    at = next.vkey
  }
  return steps
}
