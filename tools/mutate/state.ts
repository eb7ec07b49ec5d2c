/** The name of the switch in instrumented text: asked with a mutant's number, it says whether that one is on. */
export const SWITCH = '__isMutated'

/** What tool and runner tell each other, in the file that `MUTATE_STATE` names. */
export interface State {
  /** The mutant that is on from the start; null: all are tried. */
  readonly only: number | null
  /** The one being tried: a worker that died of it has no last word. */
  readonly trying: number | null
  readonly wanted: readonly number[]
  readonly killed: readonly number[]
  /** Met while the modules of a test file were loaded, by the file. */
  readonly loaded: Readonly<Record<string, readonly number[]>>
  /** Met while a test ran. */
  readonly met: readonly number[]
}
