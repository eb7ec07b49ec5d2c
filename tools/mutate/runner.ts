/**
 * Runs a test as it is, and then once more for every mutant that it came upon and that nobody has killed yet. Mutants of what is computed when
 * a module is loaded cannot be switched later: for these the whole file is run with the mutant on from the start (`only`).
 */
import { setMaxListeners } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { TestRunner, type RunnerTestCase } from 'vitest'
import { SWITCH, type State } from './state.ts'

const stateFile = process.env['MUTATE_STATE'] ?? ''
const state = JSON.parse(readFileSync(stateFile, 'utf8')) as State
/** Some mutants loop for ever: they are stopped, and count as killed, when they have looked at switches so many times more than the test as it is. */
const PATIENCE = 50_000

let active = state.only
let looks = 0
let limit = Number.POSITIVE_INFINITY
let seen = new Set<number>()
Object.assign(globalThis, {
  [SWITCH]: (id: number): boolean => {
    looks += 1
    if (looks > limit) throw new Error('runs for ever')
    if (active === null) seen.add(id)
    return active === id
  },
})
if (state.only !== null) limit = PATIENCE * 100
// A test that is run again and again hangs a listener on its signal every time.
setMaxListeners(0)
// The same draws on every run, and no search for the smallest example: that it failed is all we want to know.
fc.configureGlobal({ seed: 1, endOnFailure: true })

export default class MutantRunner extends TestRunner {
  /** With the one of which a worker died that ran another file before. */
  readonly #killed = new Set(state.trying === null ? state.killed : [...state.killed, state.trying])
  readonly #wanted = new Set(state.wanted)
  readonly #met = new Set(state.met)
  #file = ''
  #loaded: ReadonlySet<number> | null = null

  async runTask(test: RunnerTestCase): Promise<void> {
    const body = TestRunner.getTestFn(test)
    if (state.only !== null) return body()
    this.#file = test.file.name
    this.#loaded ??= new Set(seen)
    ;[seen, looks, limit] = [new Set(), 0, Number.POSITIVE_INFINITY]
    await body()
    const [reached, patience] = [seen, looks + PATIENCE]
    for (const id of reached) {
      this.#met.add(id)
      if (this.#killed.has(id) || !this.#wanted.has(id)) continue
      this.#write(id)
      ;[active, looks, limit] = [id, 0, patience]
      try {
        await body()
      } catch {
        this.#killed.add(id)
      }
      active = null
    }
    limit = Number.POSITIVE_INFINITY
  }

  override onAfterRunFiles(): void {
    super.onAfterRunFiles()
    if (state.only !== null) return
    this.#write(null)
  }

  #write(trying: number | null): void {
    const loaded = { ...state.loaded, [this.#file]: [...(this.#loaded ?? [])] }
    writeFileSync(stateFile, JSON.stringify({ ...state, trying, killed: [...this.#killed], loaded, met: [...this.#met] } satisfies State))
  }
}
