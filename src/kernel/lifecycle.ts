/** States and what may happen in them, as a table that can be drawn, checked and asked. */

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>
type StateOf<States extends Table> = keyof States & string
/** Every event that any state of the table knows. */
type EventOf<States extends Table> = { [State in keyof States]: keyof States[State] & string }[keyof States]

export interface LifecycleProblem {
  /**
   * unknown_target: an event leads to a state that is not in the table · unreachable: no way from the initial state · dead: the table has end
   * states, but none can be reached from here.
   */
  readonly kind: 'unknown_target' | 'unreachable' | 'dead'
  readonly state: string
  readonly event?: string
}

export interface Lifecycle<State extends string, Event extends string> {
  readonly initial: State
  readonly states: readonly State[]
  /** The table itself, for drawings and documents. */
  readonly table: Table
  /** The state after the event, or null when the event may not happen in this state. */
  next(state: State, event: Event): State | null
  /** What may happen in this state, in the order of the table. */
  eventsOf(state: State): readonly Event[]
  /** True when nothing can happen any more. */
  isFinal(state: State): boolean
  /** Empty for a sound table. */
  validate(): readonly LifecycleProblem[]
}

/** Makes a lifecycle from `{ initial, states: { draft: { submit: 'submitted' }, …, closed: {} } }`. A state without events is an end state. */
export const lifecycle = <const States extends Table>(definition: {
  readonly initial: StateOf<States>
  readonly states: States
}): Lifecycle<StateOf<States>, EventOf<States>> => {
  type State = StateOf<States>
  type Event = EventOf<States>
  const { initial, states: table } = definition
  const eventsOf = (state: State) => Object.keys(table[state] ?? {}) as Event[]
  return {
    initial,
    table,
    states: Object.keys(table) as State[],
    next: (state, event) => {
      const events: Readonly<Record<string, string>> = table[state] ?? {}
      return Object.hasOwn(events, event) ? (events[event] as State) : null
    },
    eventsOf,
    isFinal: (state) => eventsOf(state).length === 0,
    validate: () => problemsOf(table, initial),
  }
}

const problemsOf = (table: Table, initial: string): readonly LifecycleProblem[] => {
  const states = Object.keys(table)
  const arrows = states.flatMap((from) => Object.entries(table[from] ?? {}).map(([event, to]) => ({ from, event, to })))
  const unknown = arrows.filter(({ to }) => !Object.hasOwn(table, to))
  const reached = closure([initial], (state) => arrows.filter(({ from }) => from === state).map(({ to }) => to))
  const ends = states.filter((state) => Object.keys(table[state] ?? {}).length === 0)
  const ending = closure(ends, (state) => arrows.filter(({ to }) => to === state).map(({ from }) => from))
  return [
    ...unknown.map(({ from, event }) => ({ kind: 'unknown_target' as const, state: from, event })),
    ...states.filter((state) => !reached.has(state)).map((state) => ({ kind: 'unreachable' as const, state })),
    ...states.filter((state) => ends.length > 0 && !ending.has(state)).map((state) => ({ kind: 'dead' as const, state })),
  ]
}

const closure = (start: readonly string[], neighbours: (state: string) => readonly string[]): ReadonlySet<string> => {
  const seen = new Set(start)
  for (const state of seen) for (const next of neighbours(state)) seen.add(next)
  return seen
}
